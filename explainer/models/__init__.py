"""The newsroom's records. Import them from here."""

from .annotation import Annotation, Rejection
from .article import Article
from .card_change import CardChange, state_of
from .claim import Claim, Verdict
from .embedding import EmbedCount, EmbeddingSite, allowed_origins
from .former import FormerSlug
from .history import Revision
from .link import LinkCheck
from .names import Name
from .note import Event, Note
from .outbox import Purge, StalePage
from .paragraph import Paragraph
from .preview import Withdrawal
from .source import Citation, Source
from .theme import Theme
from .tick import QuestionTick
from .workflow import State

__all__ = [
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
