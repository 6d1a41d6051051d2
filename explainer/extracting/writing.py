"""Plain text and Markdown: which of the two it is, where its headline is, who wrote it.

Plain text keeps its words: what Markdown would take for marks is escaped, and each line of a text without blank lines
is a paragraph. Markdown stays as it is.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from explainer.text.counting import count_words

from .front_matter import read_front_matter
from .languages import language_of
from .markdown import escape_plain_text, tidy
from .pages import without_marks
from .result import Extraction, NotExtractedError

MARKS = (
    re.compile(r"^#{1,6} \S", re.M), re.compile(r"\[[^\[\]\n]+\]\([^()\s]+\)"), re.compile(r"\*\*\S[^*\n]*\*\*"),
    re.compile(r"^> \S", re.M), re.compile(r"^\[\^?[^\[\]\n]+\]: \S", re.M), re.compile(r"^\|.*\|\s*$", re.M),
    re.compile(r"^---\n(?:.*\n)+?---\n"),
)  # fmt: skip
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.S)
BY = re.compile(r"^(?:By|Von|Par|Por|De|Di|Door|Av|Autor|Author|Автор|بقلم)[: ]\s*(\S.{1,120})$")
DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%d/%m/%Y")
FOREIGN_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\((?!/(?!/))[^()\n]*\)")
LONGEST_TITLE = 200  # code points, as the headline's field has it


@dataclass
class _Opening:
    """What stands above the text."""

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    published_on: date | None = None


def read_text(text: str, warnings: tuple[str, ...] = (), *, is_markdown: bool | None = None) -> Extraction:
    """The article in a text. Raises NotExtractedError if nothing is left below its headline."""
    text = tidy(text)
    if is_markdown is None:
        is_markdown = any(mark.search(text) for mark in MARKS)
    if not is_markdown:
        text = _as_paragraphs(text)
    opening, blocks = _open(text)
    body = "\n\n".join(blocks)
    if is_markdown and FOREIGN_PICTURE.search(body):
        body = tidy(FOREIGN_PICTURE.sub("", body))
        warnings += (_("Pictures of other sites were left out. Upload those that you may use."),)
    if not re.search(r"\w", body):
        raise NotExtractedError(_("There is a headline, but no text below it. Paste the whole article."))
    return Extraction(
        title=opening.title,
        standfirst=opening.standfirst,
        byline=opening.byline,
        published_on=opening.published_on,
        language=language_of(body),
        body=body if is_markdown else "\n\n".join(escape_plain_text(block) for block in blocks),
        warnings=warnings,
    )


def _as_paragraphs(text: str) -> str:
    """A text whose paragraphs are lines gets blank lines; one that is wrapped by hand keeps its own."""
    lines = text.split("\n")
    if "\n\n" not in text:
        return "\n\n".join(line.strip() for line in lines)
    return "\n".join(line.strip() for line in lines)


def _open(text: str) -> tuple[_Opening, list[str]]:
    """The headline, byline and day above a text, and the blocks that remain."""
    opening = _Opening()
    front = FRONT_MATTER.match(text + "\n")
    if front and _read_front(front[1], opening):
        text = text[front.end() :].lstrip()
    blocks = text.split("\n\n")
    first = " ".join(without_marks(blocks[0]).split())
    is_heading = blocks[0].startswith("# ") and "\n" not in blocks[0]
    if is_heading or (not opening.title and len(blocks) > 1 and _is_headline(first)):
        opening.title = opening.title or first[:LONGEST_TITLE]
        blocks.pop(0)
    while blocks and _is_credit(blocks[0], opening):
        blocks.pop(0)
    return opening, blocks


def _read_front(text: str, opening: _Opening) -> bool:
    """Front matter, as site generators have it between two lines of dashes. False if it is none."""
    values = read_front_matter(text)
    if values is None:
        return False
    opening.title = values.get("title", "")[:LONGEST_TITLE]
    opening.standfirst = values.get("description") or values.get("standfirst") or values.get("summary") or ""
    opening.byline = values.get("author") or values.get("authors") or values.get("byline") or ""
    opening.published_on = _day(values.get("date", ""))
    return True


def _is_headline(line: str) -> bool:
    """A short line that doesn't end as a sentence does."""
    return 2 <= count_words(line) <= 20 and len(line) <= 140 and line[-1] not in ".:;,…"


def _is_credit(block: str, opening: _Opening) -> bool:
    """Takes a byline or a day that stands alone under the headline."""
    line = " ".join(without_marks(block).split())
    by, day = BY.match(line), _day(line)
    if by and not opening.byline and count_words(line) <= 12 and line[-1] != ".":
        opening.byline = by[1]
    elif day and not opening.published_on:
        opening.published_on = day
    else:
        return False
    return True


def _day(line: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(line.strip()[:10])  # of a time, the day
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(line.strip(), form).date()
        except ValueError:
            continue
    return None
