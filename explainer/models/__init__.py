"""The newsroom's records. Import them from here."""

from .annotation import Annotation, Rejection
from .article import Article
from .card_change import CardChange, state_of
from .claim import Claim, Verdict
from .coverage import CoverageOverride
from .embedding import EmbedCount, EmbeddingSite, allowed_origins
from .event import Event
from .known_names import KnownName
from .link import LinkCheck
from .note import Note
from .outbox import Purge, StalePage
from .paragraph import Paragraph
from .preview import PreviewWithdrawal
from .public_record import PublicRecord, PublicRecordQuerySet, State
from .registry import PUBLIC_RECORDS, Record
from .revision import Revision
from .sentence_count import SentenceCount
from .slug_history import FormerSlug
from .source import Citation, Source
from .theme import Theme

__all__ = [
    "PUBLIC_RECORDS",
    "Annotation",
    "Article",
    "CardChange",
    "Citation",
    "Claim",
    "CoverageOverride",
    "EmbedCount",
    "EmbeddingSite",
    "Event",
    "FormerSlug",
    "KnownName",
    "LinkCheck",
    "Note",
    "Paragraph",
    "PreviewWithdrawal",
    "PublicRecord",
    "PublicRecordQuerySet",
    "Purge",
    "Record",
    "Rejection",
    "Revision",
    "SentenceCount",
    "Source",
    "StalePage",
    "State",
    "Theme",
    "Verdict",
    "allowed_origins",
    "state_of",
]
