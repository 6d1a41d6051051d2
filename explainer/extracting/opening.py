"""What stands above a text: a headline, a standfirst, "By …", a day. The same for Markdown, .docx and clipboards."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

import dateparser

from .bylines import BY, byline_of, names_in
from .lengths import length
from .markdown import without_marks

BYLINE = re.compile(rf"^[–—]?\s*{BY}(?:\s*[:：/／]\s*|\s+)(\S.{{1,120}})$", re.I)
DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%d/%m/%Y")
LONGEST_TITLE = 200  # code points, as the headline's field has it
LONGEST_STANDFIRST = 90  # words
# The first years of Japanese eras: 昭和43年 is 1968 (Imperial Household Agency).
ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
ERA = re.compile(rf"({'|'.join(ERAS)})(\d{{1,2}}|元)年")
LONGEST_DAY = 60  # code points
CREDITS_LOOKED_AT = 5  # blocks under the headline
PUBLISHED = re.compile(
    r"^(?:first |last )?(?:published|updated|posted|date|veröffentlicht|stand|publié|mis à jour|publicado|"
    r"actualizado|pubblicato|"
    r"gepubliceerd|опубликовано|发布时间|發佈時間|时间)(?: on| am| le| el| il| op)?\s*[:：]?\s*",
    re.I,
)  # fmt: skip
PARTS = re.compile(r"\s*\n\s*|\s+[|·•]\s+|\s+[–—]\s+")


@dataclass
class Opening:
    """What stands above the text."""

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    published_on: date | None = None


def read_opening(
    blocks: list[str], *, title: str = "", standfirst: str = "", plain: bool = False
) -> tuple[Opening, list[str]]:
    """The fields above a text's blocks of Markdown, and the blocks that remain.

    With `title`, the headline is known already and stands there no more; likewise with `standfirst`.
    `plain` says that the blocks have no marks, so that a short line without a full stop is the headline.
    """
    opening, rest = Opening(title=title, standfirst=standfirst), list(blocks)
    if not title and rest:
        _take_title(rest, opening, plain)
    if opening.title:
        _take_credits(rest, opening)
    return opening, rest


def _take_title(blocks: list[str], opening: Opening, plain: bool) -> None:
    first = " ".join(without_marks(blocks[0]).split())
    is_heading = re.match(r"#{1,2} \S", blocks[0]) and "\n" not in blocks[0]
    wholly_bold = re.fullmatch(r"\*\*[^*\n]+\*\*", blocks[0]) is not None
    bare = plain or wholly_bold or _is_followed_bycredit_in(blocks[1:4])
    if is_heading or (len(blocks) > 1 and bare and "\n" not in blocks[0].strip() and is_headline(first)):
        opening.title = first[:LONGEST_TITLE]
        blocks.pop(0)


def _is_followed_bycredit_in(blocks: list[str]) -> bool:
    return any(credit_in(block) for block in blocks)


def _take_credits(blocks: list[str], opening: Opening) -> None:
    """Take byline and day, with one paragraph above them as the standfirst; nothing if neither stands there."""
    ahead = blocks[:CREDITS_LOOKED_AT]
    first = next((place for place, block in enumerate(ahead) if credit_in(block)), None)
    if first is None or first > 1 or len(blocks) < 2:
        return
    kept: list[str] = []
    if first == 1 and opening.standfirst:
        kept = [blocks.pop(0)]
    elif first == 1:
        if not _is_standfirst(blocks[0]):
            return
        opening.standfirst = re.sub(r"^#+ ", "", " ".join(without_marks(blocks[0]).split()))
        blocks.pop(0)
    while len(blocks) > 1 and (credit := credit_in(blocks[0])):
        byline, day = credit
        if (byline and opening.byline) or (day and opening.published_on and not byline):
            break
        opening.byline = opening.byline or byline
        opening.published_on = opening.published_on or day
        blocks.pop(0)
    blocks[:0] = kept


def _is_standfirst(block: str) -> bool:
    """A paragraph of some words, no list, no quotation, not too long."""
    return not re.match(r"[-*>|]|\d+\. |    ", block) and 3 <= length(without_marks(block)) <= LONGEST_STANDFIRST


def credit_in(block: str) -> tuple[str, date | None] | None:
    """The names and the day in a block that says nothing else; None if it says more."""
    if len(block) > 300 or block.startswith((">", "|")):
        return None
    block = re.sub(r"^- |^[*_]+|[*_]+$", "", block, flags=re.M)  # a list of them, or in bold
    names, found = "", None
    for part in PARTS.split(without_marks(block)):
        line = " ".join(part.split())
        if not line:
            continue
        by, day = _byline(line), day_of(line)
        if by and not names:
            names, found = by[0], by[1] or found
        elif day and not found:
            found = day
        else:
            return None
    return (names, found) if names or found else None


def _byline(line: str) -> tuple[str, date | None] | None:
    """The names in "By Jane Roe", and the day in "By Jane Roe, 21 August 1968"."""
    by = BYLINE.match(line)
    if not by or len(line.split()) > 16 or line[-1] in ".?!:;":
        return None
    names, found = by[1], None
    cut = re.search(
        r",?\s+(?:on\s+)?((?:\w+day,?\s+)?(?:\d{1,2}\.?\s+[^\W\d]+,?|[^\W\d]+\s+\d{1,2},?)\s+\d{4}|\d{4}-\d\d-\d\d)$",
        names,
    )
    if cut and (found := day_of(cut[1])):
        names = names[: cut.start()]
    if not re.match(r"\W?[^\W\d_]", names) or not _has_name(names, line):
        return None
    text = byline_of(names_in(names))
    return (text, found) if text else None


def _has_name(names: str, line: str) -> bool:
    """True if every longer word begins with a capital, or the script has none, or a colon introduces it."""
    if re.match(r"[^\s:：/／]+\s*[:：/／]", line):
        return True
    small = {"and", "und", "et", "y", "e", "en", "och", "og", "i", "a", "и", "і", "de", "van", "von", "der", "den",
     "del",
             "della", "di", "da", "dos", "du", "la", "le", "al", "bin", "ter", "zu", "for", "in", "of",
              "the"}  # fmt: skip
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", names) if word not in small]
    return bool(words) and not any(word[0].islower() for word in words)


def is_headline(line: str) -> bool:
    """A short line that doesn't end as a sentence does."""
    return 2 <= length(line) <= 20 and len(line) <= 140 and line[-1] not in ".:;,…。"


def day_of(line: str) -> date | None:
    """The day that a line names and nothing else: in digits, or in words of any language that dateparser knows."""
    line = _in_digits(PUBLISHED.sub("", line.strip())[: LONGEST_DAY + 1])
    with suppress(ValueError):
        return date.fromisoformat(line[:10])  # of a time, the day
    for form in DAY_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(line, form).date()
    if len(line) > LONGEST_DAY or not re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", line) or len(line.split()) > 9:
        return None
    found = dateparser.parse(
        line, settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    )
    return found.date() if found else None


def _in_digits(line: str) -> str:
    """The line with ASCII's digits for those of other scripts, and a year for that of a Japanese era."""
    line = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in line)
    return ERA.sub(lambda found: f"{ERAS[found[1]] + int(found[2].replace('元', '1')) - 1}年", line)


def without_empty_ends(body: str) -> str:
    """The body without rules at its ends, and without blocks that have no words: a dot between links."""
    blocks = [block for block in body.split("\n\n") if block.strip() == "---" or re.search(r"\w", block)]
    while blocks and blocks[0].strip() == "---":
        blocks.pop(0)
    while blocks and blocks[-1].strip() == "---":
        blocks.pop()
    return "\n\n".join(blocks)


def without_opening(body: str, openings: tuple[str, ...]) -> str:
    """The body without a headline and a standfirst at its beginning, which have fields of their own."""
    blocks = body.split("\n\n")
    for _block in range(3):
        if blocks and any(same_words(without_marks(blocks[0]), opening) for opening in openings if opening):
            blocks.pop(0)
    return "\n\n".join(blocks) or body


def same_words(one: str, other: str) -> bool:
    """True if two texts have the same letters and digits in order."""
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
