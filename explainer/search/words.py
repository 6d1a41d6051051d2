"""The words of a text as searching compares them: without case, accents and signs. Pure: no database.

Both databases get words that were cut here, never a text or a query as typed, so both find the same, and no sign that
means something to either of them can come through.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from explainer.text.folding import UNSPACED

LONGEST_WORD = 64  # code points; longer ones are cut, in texts and in queries alike
LONGEST_TEXT = 300_000  # bytes of a text that are searched: PostgreSQL takes a megabyte of index for one record
MOST_WORDS = 10  # of a query
# Letters that are no other letter with a mark, as they are typed without their keys.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# Scripts without spaces are searched sign by sign.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def split_words(text: str) -> list[str]:
    """The words of a text, in order: small letters and digits only."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    bare = "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M")
    return [word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", bare))]


def clipped(words: list[str]) -> list[str]:
    """As many of the words as are searched."""
    size = 0
    for number, word in enumerate(words):
        size += len(word.encode()) + 1
        if size > LONGEST_TEXT:
            return words[:number]
    return words


@dataclass(frozen=True)
class Query:
    """The words looked for. All must be there; the last may be the beginning of one."""

    words: tuple[str, ...]

    @classmethod
    def parse(cls, typed: str) -> "Query":
        """What somebody typed, whatever it is: its first ten different words."""
        return cls(tuple(dict.fromkeys(split_words(typed[:1000])))[:MOST_WORDS])

    def __bool__(self) -> bool:
        return bool(self.words)

    def meets(self, word: str) -> bool:
        """True if a folded word is one of those looked for."""
        return word in self.words or word.startswith(self.words[-1])

    def mark(self, text: str) -> list[tuple[str, bool]]:
        """A text cut into pieces, each with whether it is a word looked for. Joined, they are the text in NFC."""
        text = unicodedata.normalize("NFC", text)
        pieces, at = [], 0
        for start, end in self._spans(text):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        for match in _WORD.finditer(text):
            if any(self.meets(word) for word in split_words(match[0])):
                yield match.span()

    def passage(self, text: str, length: int = 240) -> str:
        """About `length` code points of a text around the first word looked for; empty if none is in it."""
        text = unicodedata.normalize("NFC", text)
        span = next(self._spans(text), None)
        if span is None:
            return ""
        start = max(0, span[0] - length // 3)
        start = text.find(" ", start) + 1 if 0 <= text.find(" ", start) < span[0] and start else start
        end = min(len(text), start + length)
        end = text.rfind(" ", span[1], end) if end < len(text) and text.rfind(" ", span[1], end) > 0 else end
        return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
