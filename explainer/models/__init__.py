"""The newsroom's records. Import them from here."""

from .annotation import Annotation, Rejection
from .article import Article, Paragraph
from .claim import Claim, Verdict
from .library import State
from .note import Event, Note
from .source import Citation, Source

__all__ = [
    "Annotation",
    "Article",
    "Citation",
    "Claim",
    "Event",
    "Note",
    "Paragraph",
    "Rejection",
    "Source",
    "State",
    "Verdict",
]
