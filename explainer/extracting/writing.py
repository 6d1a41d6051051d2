"""Plain text and Markdown: which of the two it is, where its headline is, who wrote it.

Plain text keeps its words: what Markdown would take for marks is escaped, and each line of a text without blank lines
is a paragraph. Markdown stays as it is.
"""

import re

from django.utils.translation import gettext as _

from .front_matter import read_front_matter
from .languages import language_of
from .markdown import escape_plain_text, tidy, without_marks
from .opening import LONGEST_TITLE, Opening, day_of, read_opening
from .result import Extraction, NotExtractedError

MARKS = (
    re.compile(r"^#{1,6} \S", re.M), re.compile(r"\[[^\[\]\n]+\]\([^()\s]+\)"), re.compile(r"\*\*\S[^*\n]*\*\*"),
    re.compile(r"^> \S", re.M), re.compile(r"^\[\^?[^\[\]\n]+\]: \S", re.M), re.compile(r"^\|.*\|\s*$", re.M),
    re.compile(r"^---\n(?:.*\n)+?---\n"),
)  # fmt: skip
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.S)
FOREIGN_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\((?!/(?!/))[^()\n]*\)")


def read_text(text: str, warnings: tuple[str, ...] = (), *, is_markdown: bool | None = None) -> Extraction:
    """The article in a text. Raises NotExtractedError if nothing is left below its headline."""
    text = tidy(text)
    if is_markdown is None:
        is_markdown = any(mark.search(text) for mark in MARKS)
    if not is_markdown:
        text = _as_paragraphs(text)
    opening, blocks = _open(text, plain=not is_markdown)
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


def _open(text: str, *, plain: bool) -> tuple[Opening, list[str]]:
    """The headline, standfirst, byline and day above a text, and the blocks that remain."""
    front = FRONT_MATTER.match(text + "\n")
    opening = _read_front(front[1]) if front else None
    if front and opening:
        blocks = text[front.end() :].lstrip("\n").split("\n\n")
        if blocks and re.match(r"# \S", blocks[0]) and "\n" not in blocks[0]:
            opening.title = opening.title or without_marks(blocks[0])[:LONGEST_TITLE]
            blocks.pop(0)
        return opening, blocks
    return read_opening(text.split("\n\n"), plain=plain)


def _read_front(text: str) -> Opening | None:
    """Front matter, as site generators have it between two lines of dashes. None if it is none."""
    values = read_front_matter(text)
    if values is None:
        return None
    return Opening(
        title=values.get("title", "")[:LONGEST_TITLE],
        standfirst=values.get("description") or values.get("standfirst") or values.get("summary") or "",
        byline=values.get("author") or values.get("authors") or values.get("byline") or "",
        published_on=day_of(values.get("date", "")),
    )
