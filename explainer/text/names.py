"""Take the typography out of a text without losing the way back.

A name is the same name with a curly or a straight apostrophe, a hyphen that may not break, a double
space, a soft hyphen inside, or its accents written as separate code points. `fold` writes all these
one way and keeps the case of letters, so that whoever compares can decide about case. Folding may
make a text longer ("ß") or shorter ("e" + accent); `Folded.original` leads back.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

HYPHEN, DASH, QUOTE, DOT, SPACE = "-", "\u2013", "'", "\u00b7", " "
BREAK = "\0"
"""Stands for a blank line: no name has it, so no name crosses from one paragraph into the next."""

# Chosen from the properties Dash, Quotation_Mark and White_Space of the Unicode Character Database
# (PropList.txt), with the marks that are typed in their place: primes, accents standing alone, the
# modifier letters that Ukrainian and Hawaiian use as apostrophes, geresh and gershayim of Hebrew.
_HYPHENS = "\u058a\u05be\u2010\u2011\u2043\u2212\ufe63\uff0d"
_DASHES = "\u2012\u2014\u2015\u2e3a\u2e3b\ufe58"
_QUOTES = (
    '"`\u00ab\u00b4\u00bb\u02b9\u02bb\u02bc\u05f3\u05f4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f'
    "\u2032\u2033\u2035\u2036\u2039\u203a\uff02\uff07"
)
_DOTS = "\u2022\u2027\u2219\u22c5\u30fb\uff65"
_SPACES = "\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Default_Ignorable_Code_Point (DerivedCoreProperties.txt), the stretching letter of Arabic
# (kashida), and the dot that lower-casing "İ" leaves behind as a code point of its own.
_NOTHING = (
    "\u00ad\u0307\u034f\u061c\u0640\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


class FoldedParts(NamedTuple):
    """A folded text, and the places where its length differs from the original's.

    The four lists run in parallel, one entry for each such place: where it lies in the folded text
    and where in the original, in code points, half-open.
    """

    text: str
    folded_starts: list[int]
    folded_ends: list[int]
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's span for a span of the folded text, both in code points, half-open.

        What was dropped beside the span stays outside; a letter that became several is taken whole.
        """
        if self.starts:
            start, end = self._original_start(start), self._original_end(end)
        return start, end

    def _original_start(self, start: int) -> int:
        done = bisect_right(self.folded_ends, start)
        if done < len(self.starts) and self.folded_starts[done] < start:
            return self.starts[done]
        return start - self.folded_ends[done - 1] + self.ends[done - 1] if done else start

    def _original_end(self, end: int) -> int:
        begun = bisect_left(self.folded_starts, end)
        if not begun:
            return end
        return self.ends[begun - 1] + max(0, end - self.folded_ends[begun - 1])


def fold(text: str) -> FoldedParts:
    """Write spaces, hyphens, dashes, quotation marks and letters one way; keep case.

    Composed as Unicode's form C (UAX #15). Every code point of the result has a case folding of one
    code point, so `.text.casefold()` has the same offsets. A blank line becomes BREAK, other white
    space one space.
    """
    if not unicodedata.is_normalized("NFC", text):
        return _fold_by_pieces(text, _composing())
    found = set(_VARIANT.findall(text))
    if found <= _SAME_LENGTH:
        folded = text
        for variant in found:
            folded = folded.replace(variant, _TABLE[variant])
        if "\n" in folded:
            folded = folded.replace("\n\n", BREAK + BREAK).replace("\n", SPACE)
        if "  " not in folded:
            return FoldedParts(folded, [], [], [], [])
    return _fold_by_pieces(text)


def _fold_by_pieces(text: str, composing: tuple[str, str] = ("", "")) -> FoldedParts:
    pattern = _changing(SPACE if _WIDE_SPACE.search(text) else "", *composing)
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if start > done and joins(text[start]) and not text[start - 1].isspace():
            start -= 1  # a mark goes with its letter
        piece = text[start:end]
        piece = _fold_gap(piece) if piece[0].isspace() else _fold_cluster(piece)
        pieces += text[done:start], piece
        length += start - done
        if len(piece) != end - start:
            changes.append((length, length + len(piece), start, end))
        length += len(piece)
        done = end
    pieces.append(text[done:])
    columns = [list(column) for column in zip(*changes, strict=True)] or [[], [], [], []]
    return FoldedParts("".join(pieces), *columns)


def joins(char: str) -> bool:
    """Say whether a character may compose with the one before: marks, Hangul vowels and finals."""
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or "\u1160" < char < "\u11c3")


def _fold_gap(gap: str) -> str:
    # The full stop makes a line end at the very end count.
    lines = (gap + ".").splitlines()
    return BREAK if len(lines) > 2 or "\u2029" in gap else SPACE


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    return "".join(_TABLE.get(char, char) for char in unicodedata.normalize("NFC", cluster))


def _expand(ranges: str) -> Iterator[str]:
    for first, last in re.findall("(?s)(.)(?:-(.))?", ranges):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


def _table() -> dict[str, str]:
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    table |= {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}  # no UTF-8: half a pair
    groups = {
        _HYPHENS: HYPHEN,
        _DASHES: DASH,
        _QUOTES: QUOTE,
        _DOTS: DOT,
        _SPACES: SPACE,
        _NOTHING: "",
    }
    table |= {char: plain for chars, plain in groups.items() for char in _expand(chars)}
    # Full case folding (CaseFolding.txt, status F): U+00DF to U+FB17, none outside the basic plane.
    for char in map(chr, range(0xDF, 0xFB18)):
        letters = char.casefold()
        if len(letters) > 1:
            table[char] = letters if char.islower() else letters.upper()
    # One i for Turkish too, where "I" is the capital of "ı" and "İ" that of "i" (status T). The deprecated "ŉ"
    # would have a word's end inside.
    return table | {"\u0130": "I", "\u0131": "i", "\u0149": "n"}


def _ranges(chars: Iterable[str]) -> str:
    """Write a regular expression's class short: beyond the basic plane, each entry costs time."""
    codes = sorted(map(ord, chars))
    firsts = [code for before, code in zip([-2, *codes], codes, strict=False) if code != before + 1]
    lasts = [code for code, after in zip(codes, [*codes[1:], -2], strict=True) if after != code + 1]
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in zip(firsts, lasts, strict=True))


@cache
def _changing(space: str, composing: str, marks: str) -> re.Pattern[str]:
    """Find what may fold to another length; classes of what form C changes and of what joins the letter before.

    One class comes first, because the engine then skips to its members: so the plain space is among them only where
    one is followed by another. Runs of marks are bounded, because sorting them takes quadratic time.
    """
    clusters = rf"|(?<=[{composing}])[{marks}]{{0,29}}" if composing else ""
    return re.compile(
        rf"[{_VARIANTS}{composing}\n{space}](?:(?<=[^\S ])[\s{_NOTHING}]*|(?<= )[\s{_NOTHING}]+"
        rf"{clusters}|(?<=[{_NOTHING}])[{_NOTHING}]*|(?<=\S))"
    )


@cache
def _composing() -> tuple[str, str]:
    """Return both classes; made when the first text needs them, in 30 ms."""
    marks = list(filter(joins, map(chr, range(0x300, 0x1F000))))
    others = (char for char in map(chr, range(0x300, 0x10000)) if unicodedata.normalize("NFC", char) != char)
    # Beyond the basic plane all is taken, for speed: what form C leaves alone comes back as it was.
    composing = {char for char in marks if char < "\U00010000"} | set(others)
    return _ranges(composing) + "\U000101fd-\U0001efff\U0002f800-\U0002fa1d", _ranges(marks)


_TABLE = _table()
_SAME_LENGTH = frozenset(char for char, plain in _TABLE.items() if len(plain) == 1)
_VARIANTS = _ranges({*_TABLE, *_LINE_ENDS} - {"\n"})
_VARIANT = re.compile(f"[{_VARIANTS}]")
_WIDE_SPACE = re.compile(rf" [\s{_NOTHING}]")
