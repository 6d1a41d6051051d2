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
from .revision import Revision
from .slug_history import FormerSlug
from .source import Citation, Source
from .theme import Theme
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
