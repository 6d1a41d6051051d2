"""The words of a text as searching compares them, and what is looked for. Pure: no database.

Both databases get words that were cut here, never a text or a query as typed, so both find the same, and no sign that
means something to either of them can come through.

A script without spaces gives no words to cut. Its texts are indexed by every sign with the two that follow it in the
same run (日本語で gives 日本語, 本語で, 語で and で), and what is typed is looked for in the same pieces; of one
or two signs, as the beginning of a piece. So signs are found in their order (日本 is not 本日). Single signs don't say
it, and a database's own phrases only of a few hundred places in a text (PostgreSQL keeps 256 of a word).

What is written in parts and typed as one word (O'Neill, U.S.) is indexed in both ways: see variants.py.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from explainer.text.folding import UNSPACED

from .equivalence import COMBINING, folded
from .variants import in_other_ways, without_dots

LONGEST_WORD = 64  # code points; longer ones are cut, in texts and in queries alike
LONGEST_TEXT = 300_000  # bytes of a text that are searched: PostgreSQL takes a megabyte of index for one record
MOST_WORDS = 10  # of a query
MOST_TERMS = 30  # of a query: a long run of signs has many pieces
PIECE = 3  # signs
_HAN_BEYOND = r"\uf900-\ufaff\U00020000-\U0003ffff"
# A sign of a script without spaces, with its marks; a run of them; a word of other scripts, with its marks.
_SIGN = re.compile(rf"(?=[^\W_])[{UNSPACED}{_HAN_BEYOND}][{COMBINING}]*")
_RUN = rf"(?:{_SIGN.pattern})+"
_WORD = re.compile(rf"{_RUN}|(?:[^\W_{UNSPACED}{_HAN_BEYOND}][{COMBINING}]*)+")
# In a text that is not folded yet, with what folding takes out of words.
_INSIDE = rf"{COMBINING}\xad\u0640\u200b-\u200f\u2060"
_SHOWN_SIGN = re.compile(rf"(?=[^\W_])[{UNSPACED}{_HAN_BEYOND}][{_INSIDE}]*")
_SHOWN = re.compile(
    rf"(?:{_SHOWN_SIGN.pattern})+|(?:[^\W_{UNSPACED}{_HAN_BEYOND}](?:[{_INSIDE}]|(?<=[א-ת])['\"״׳”’](?=[א-ת]))*)+"
)

_SHOWN_WHOLE = re.compile(rf"(?:{_SHOWN.pattern})(?:['’‘ʻʼ.](?:{_SHOWN.pattern}))*")


def split_words(text: str) -> list[str]:
    """The words of a text, in order, and the pieces of its runs without spaces: small letters, digits and marks.

    Other ways to write some of them follow at the end.
    """
    return [piece for word in _forms(text) for piece in _pieces(word)]


def _forms(text: str) -> list[str]:
    return [*_WORD.findall(folded(text)), *in_other_ways(text)]


def _pieces(word: str) -> list[str]:
    if not _SIGN.match(word):
        return [word[:LONGEST_WORD]]
    signs = _SIGN.findall(word)
    return ["".join(signs[at : at + PIECE])[:LONGEST_WORD] for at in range(len(signs))]


def clipped(words: list[str]) -> list[str]:
    """As many of the words as are searched."""
    size = 0
    for number, word in enumerate(words):
        size += len(word.encode()) + 1
        if size > LONGEST_TEXT:
            return words[:number]
    return words


@dataclass(frozen=True)
class Term:
    """A word that must be there, or the beginning of one."""

    word: str
    is_beginning: bool = False


@dataclass(frozen=True)
class Query:
    """The words looked for. All must be there; the last may be the beginning of one."""

    words: tuple[str, ...]

    @classmethod
    def parse(cls, typed: str) -> "Query":
        """What somebody typed, whatever it is: its first ten different words."""
        words = (word[:LONGEST_WORD] for word in _WORD.findall(without_dots(folded(typed[:1000]))))
        return cls(tuple(dict.fromkeys(words))[:MOST_WORDS])

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def terms(self) -> list[Term]:
        """What a database is asked for."""
        found = [term for word in self.words for term in self._terms_of(word)]
        return list(dict.fromkeys(found))[:MOST_TERMS]

    def _terms_of(self, word: str) -> list[Term]:
        if not _SIGN.match(word):
            return [Term(word, word == self.words[-1])]
        pieces = _pieces(word)
        return [Term(piece) for piece in pieces[: 1 - PIECE]] or [Term(pieces[0], True)]

    def mark(self, text: str) -> list[tuple[str, bool]]:
        """A text cut into pieces, each with whether it is a word looked for. Joined, they are the text in NFC."""
        text = unicodedata.normalize("NFC", text)
        pieces, at = [], 0
        for start, end in self._spans(text):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        for match in _SHOWN_WHOLE.finditer(text):
            if any(map(self._meets, in_other_ways(match[0]))):
                yield match.span()
            else:
                yield from self._spans_of_words(match[0], match.start())

    def _spans_of_words(self, text: str, offset: int) -> Iterator[tuple[int, int]]:
        for match in _SHOWN.finditer(text):
            if _SHOWN_SIGN.match(match[0]):
                yield from self._spans_of_run(match[0], offset + match.start())
            elif any(map(self._meets, _WORD.findall(folded(match[0])))):
                yield offset + match.start(), offset + match.end()

    def _meets(self, word: str) -> bool:
        return word in self.words or word.startswith(self.words[-1])

    def _spans_of_run(self, run: str, offset: int) -> Iterator[tuple[int, int]]:
        """The signs of a run that are looked for, those side by side together."""
        signs = list(_SHOWN_SIGN.finditer(run))
        plain = [folded(sign[0]) for sign in signs]
        found: set[int] = set()
        for word in self.words:
            wanted = _SIGN.findall(word)
            if wanted and _SIGN.match(word):
                places = (at for at in range(len(plain) - len(wanted) + 1) if plain[at : at + len(wanted)] == wanted)
                found.update(at + step for at in places for step in range(len(wanted)))
        for _, side_by_side in groupby(enumerate(sorted(found)), lambda pair: pair[1] - pair[0]):
            together = [at for _, at in side_by_side]
            yield offset + signs[together[0]].start(), offset + signs[together[-1]].end()

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
        while start and unicodedata.category(text[start])[0] == "M":  # no sign without its letter
            start -= 1
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
