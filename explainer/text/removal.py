"""Takes words out of texts for good, however they are written there: in Markdown, in HTML, with other quotation marks.

Words are found by their letters and digits, without case and accents. What stands between these makes no difference:
spaces, marks of Markdown, tags, the address of a link.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from .folding import UNSPACED

REMOVED = "[…]"
SHORTEST = 4  # letters and digits: fewer stand in too many other words
_HIDDEN = re.compile(r"\]\([^()\s]*\)|<[/!]?\w[^<>]*>|&#?\w+;")  # the address of a link, a tag, a character's name
_SPACELESS = re.compile(rf"[{UNSPACED}]")


def letters(text: str) -> str:
    """A text by its letters and digits alone, so that two spellings of the same words are one."""
    return _letters(text)[0]


def take_out(value: object, passages: Iterable[str]) -> object:
    """`value` with "[…]" for each of the passages: a text, or what JSON may hold, keys excepted."""
    if isinstance(value, str):
        return _from_text(value, list(passages))
    if isinstance(value, list):
        return [take_out(each, passages) for each in value]
    if isinstance(value, dict):
        return {key: take_out(each, passages) for key, each in value.items()}
    return value


def holds(value: object, passages: Iterable[str]) -> bool:
    """True if any of the passages stands in it."""
    return take_out(value, passages) != value


def _from_text(text: str, passages: list[str]) -> str:
    for passage in passages:
        for hidden in (_HIDDEN, None):  # words that markup cuts, then words inside an address
            spans = list(_found(text, passage, hidden))
            for start, end in reversed(spans):
                text = text[:start] + REMOVED + text[end:]
    return text


def _found(text: str, passage: str, hidden: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    wanted = letters(passage)
    if not wanted:
        return
    inside, offsets = _letters(text, hidden)
    at = inside.find(wanted)
    while at >= 0:
        start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
        if _is_edge(text, start - 1, start) and _is_edge(text, end - 1, end):
            yield start, end
            at = inside.find(wanted, at + len(wanted))
        else:
            at = inside.find(wanted, at + 1)


def _letters(text: str, hidden: re.Pattern[str] | None = None) -> tuple[str, list[int]]:
    """The letters of a text, and for each of them where it stands there."""
    found: list[str] = []
    offsets: list[int] = []
    skipped = {at for match in hidden.finditer(text) for at in range(*match.span())} if hidden else set()
    for at, sign in enumerate(text):
        if at in skipped or (sign.isascii() and not sign.isalnum()):
            continue
        for letter in sign.lower() if sign.isascii() else unicodedata.normalize("NFKD", sign).casefold():
            if letter.isalnum():
                found.append(letter)
                offsets.append(at)
    return "".join(found), offsets


def _is_edge(text: str, one: int, other: int) -> bool:
    """True unless a word goes on from one place to the other."""
    if one < 0 or other >= len(text):
        return True
    pair = text[one] + text[other]
    return not pair.isalnum() or _SPACELESS.search(pair) is not None
