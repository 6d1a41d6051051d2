"""The newsroom's records. Import them from here."""

from .annotation import Annotation
from .article import Article
from .audit import AuditEntry
from .card_change import CardChange, state_of
from .claim import Claim
from .claimant import Claimant
from .coverage import CoverageOverride
from .embedding import EmbedCount, EmbeddingSite, allowed_origins
from .event import Event, with_sources_of_dates
from .kept_form import KeptForm
from .known_names import KnownName
from .link import LinkCheck
from .note import Note
from .outbox import Purge, StalePage
from .paragraph import Paragraph
from .passkey import Passkey
from .picture_upload import PictureUpload
from .presence import Presence
from .preview_link import PreviewLink
from .public_record import PublicRecord, PublicRecordQuerySet, State
from .redaction import Redaction
from .registry import PUBLIC_RECORDS, Record
from .rejection import Rejection
from .revision import Revision
from .scale_change import ScaleChange
from .sentence_count import SentenceCount
from .slug_history import FormerSlug
from .source import Citation, Source
from .theme import Theme
from .verdict import FormerVerdict, ScaleVerdict, Verdict
from .verdict_change import VerdictChange

__all__ = [
    "PUBLIC_RECORDS",
    "Annotation",
    "Article",
    "AuditEntry",
    "CardChange",
    "Citation",
    "Claim",
    "Claimant",
    "CoverageOverride",
    "EmbedCount",
    "EmbeddingSite",
    "Event",
    "FormerSlug",
    "FormerVerdict",
    "KeptForm",
    "KnownName",
    "LinkCheck",
    "Note",
    "Paragraph",
    "Passkey",
    "PictureUpload",
    "Presence",
    "PreviewLink",
    "PublicRecord",
    "PublicRecordQuerySet",
    "Purge",
    "Record",
    "Redaction",
    "Rejection",
    "Revision",
    "ScaleChange",
    "ScaleVerdict",
    "SentenceCount",
    "Source",
    "StalePage",
    "State",
    "Theme",
    "Verdict",
    "VerdictChange",
    "allowed_origins",
    "state_of",
    "with_sources_of_dates",
]
