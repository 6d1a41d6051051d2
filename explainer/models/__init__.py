"""The newsroom's records. Import them from here."""

from .annotation import Annotation, Rejection
from .article import Article
from .card_change import CardChange, state_of
from .claim import Claim, Verdict
from .coverage import QuestionTick
from .embedding import EmbedCount, EmbeddingSite, allowed_origins
from .known_names import Name
from .link import LinkCheck
from .note import Event, Note
from .outbox import Purge, StalePage
from .paragraph import Paragraph
from .preview import Withdrawal
from .public_record import PublicRecord, PublicRecordQuerySet, State
from .registry import PUBLIC_RECORDS
from .revision import Revision
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
    "EmbedCount",
    "EmbeddingSite",
    "Event",
    "FormerSlug",
    "LinkCheck",
    "Name",
    "Note",
    "Paragraph",
    "PublicRecord",
    "PublicRecordQuerySet",
    "Purge",
    "QuestionTick",
    "Rejection",
    "Revision",
    "Source",
    "StalePage",
    "State",
    "Theme",
    "Verdict",
    "Withdrawal",
    "allowed_origins",
    "state_of",
]
