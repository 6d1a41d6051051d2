"""What an article's page shows of its paragraphs and closed cards, as plain values.

Their HTML is kept under them (templatetags/fragment_cache.py), so nothing here knows records, time or requests.
"""

from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString

from explainer.text.attribution import Sentence


class Face(NamedTuple):
    """What a closed card shows."""

    id: int
    number: int
    kind: str
    label: str
    said: Sentence  # of a note: its title
    summary: str
    source_numbers: list[int]
    as_of: date | None
    is_overdue: bool
    foreign: str  # the language it is in, if not the article's


class ArticleBlock(NamedTuple):
    """A paragraph with its marks woven in, and the faces of the cards after it."""

    kind: str
    html: SafeString
    faces: list[Face]
