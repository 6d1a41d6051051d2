"""Text as a reader sees it: without the differences that change no meaning.

Curly and straight quotation marks, dashes, kinds of white space, soft hyphens, ligatures, composed and decomposed
letters, and case all come and go when an article is retyped, pasted or exported. Comparing happens on the folded
text; what is shown and stored happens on the original, so every folded offset must lead back to an original one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = "`´‘’‚‛“”„‟«»‹›′″‴ʹʺʻʼʽˈ׳״「」『』〝〞〟"
_DASHES = "‐‑‒–—―−⁃־"
# One character for one, so offsets stay. What can stand in plain ASCII text comes first.
_ASCII_SIGNS = {'"': "'", "`": "'"}
_SIGNS = dict.fromkeys(_QUOTES, "'") | dict.fromkeys(_DASHES, "-") | {"。": ".", "、": ",", "ς": "σ"}
_AFTERWARDS = str.maketrans(_ASCII_SIGNS | _SIGNS | {"ß": "ss"})
# Drawn as nothing: soft hyphen, joiners, direction marks, variation selectors, byte order mark, tags.
_UNSEEN = r"\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_UNSEEN += r"\U000e0000-\U000e007f\U000e0100-\U000e01ef"
# Chinese and Japanese with their punctuation: a space beside them carries no meaning.
_SPACELESS = r"\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
# Scripts in which a word is no run of letters: Thai to Myanmar, Khmer, Chinese, Japanese, and Korean for its particles.
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af"
_MARKS = (
    r"\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u093c\u09bc\u09be\u09d7\u0a3c\u0b3c\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6"
    r"\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u3099\u309a\u20d0-\u20f0"
)
_COMPATIBLE = (
    r"\xa1-\xbf\xdf\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u02b0-\u02ff"
    r"\u0374-\u0387\u03c2\u03d0-\u03d6\u03f0-\u03f9\u0587\u05be\u05f3\u05f4\u0675-\u0678\u0958-\u095f\u09dc-\u09df"
    r"\u0a33-\u0a5e\u0b5c\u0b5d\u0e33\u0eb3\u0edc\u0edd\u0f0c\u0f43-\u0fb9\u1680-\u1fff\u2010-\u2027"
    r"\u2030-\u205e\u2070-\u24ff\u2a74-\u2adc\u2c7c\u2c7d\u3001-\u303f\u3130-\u318f\u3200-\u33ff\uf900-\ufaff"
    r"\ufb00-\ufdff\ufe10-\ufefc\uff01-\uffef\U0001d400-\U0001d7ff\U0001f100-\U0001f2ff\U0002f800-\U0002fa1f"
)
_JAMO = r"\u1100-\u11ff"
# Whatever may fold to something else; the rest of a text is only lowered. One class comes first, because the regular
# expression engine then skips to its members. Runs are bounded because sorting combining marks is quadratic.
_SPECIAL = re.compile(
    rf"[\s\-{_UNSEEN}{_MARKS}{_COMPATIBLE}{_JAMO}](?:"
    rf"(?<=[ ])(?:[\s{_UNSEEN}]+|(?<=[{_SPACELESS}] )|(?=[{_SPACELESS}]))"
    rf"|(?<=-)-+|(?<=[^\S ])[\s{_UNSEEN}]*|(?<=[{_UNSEEN}])[{_UNSEEN}]*"
    rf"|(?<=[{_MARKS}{_COMPATIBLE}])[{_MARKS}{_UNSEEN}]{{0,30}}|(?<=[{_JAMO}])[{_JAMO}]{{0,30}})"
)
_SPECIAL_ASCII = re.compile(r"[\t-\r\x1c-\x1f]\s*|[ ]\s+|--+")
_MARK = re.compile(rf"[{_MARKS}]")
_UNSEEN_RUN = re.compile(rf"[{_UNSEEN}]+")
_SPACELESS_END = re.compile(rf"[{_SPACELESS}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back: offsets are code points, half-open, of `text` or of the original."""

    text: str
    _from: tuple[list[int], list[int]]  # pieces that changed length: (start, end) in the original
    _to: tuple[list[int], list[int]]  # the same pieces: (start, end) in `text`

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span behind the folded span `start:end`, without unseen characters around it."""
        return _moved(start, self._to, self._from)[0], _moved(end - 1, self._to, self._from)[1]

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The folded span in front of the original span `start:end`; empty where that folds to nothing."""
        first = _moved(start, self._from, self._to)[0]
        return first, max(first, _moved(end - 1, self._from, self._to)[1] if end > start else first)


def _moved(at: int, here: tuple[list[int], list[int]], there: tuple[list[int], list[int]]) -> tuple[int, int]:
    """Where the character `at` goes: a piece that changed its length goes as a whole."""
    piece = bisect_right(here[0], at) - 1
    if piece < 0:
        return at, at + 1
    if at < here[1][piece]:
        return there[0][piece], there[1][piece]
    moved = at - here[1][piece] + there[1][piece]
    return moved, moved + 1


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Fold an article's text. The last few are kept, so that all quotes of one save share one fold."""
    return fold_once(text)


def fold_once(text: str) -> Folded:
    """Fold a text of any length in one pass, and keep nothing."""
    plain = _plain(text)
    parts: list[str] = []
    from_: tuple[list[int], list[int]] = ([], [])
    to: tuple[list[int], list[int]] = ([], [])
    done = length = 0
    for special in (_SPECIAL_ASCII if plain.isascii() else _SPECIAL).finditer(plain):
        start, end = special.span()
        if done < start and _MARK.match(plain, start):
            start -= 1  # a mark belongs to the letter before it
        piece = _fold_piece(plain[start:end], plain[start - 1 : start], plain[end : end + 1])
        parts += (plain[done:start], piece)
        length += start - done
        if len(piece) != end - start:
            from_[0].append(start)
            from_[1].append(end)
            to[0].append(length)
            to[1].append(length + len(piece))
        length += len(piece)
        done = end
    parts.append(plain[done:])
    return Folded("".join(parts), from_, to)


def _plain(text: str) -> str:
    """The text in lower case with plain signs, character for character."""
    text = text.replace("İ", "i").lower()  # the one capital whose lower form is longer
    for sign, plain in (_ASCII_SIGNS if text.isascii() else _ASCII_SIGNS | _SIGNS).items():
        text = text.replace(sign, plain)
    return text


@lru_cache(maxsize=8192)
def _fold_piece(piece: str, before: str, after: str) -> str:
    seen = _UNSEEN_RUN.sub("", piece)
    if not seen or not seen.strip():
        spaceless = _SPACELESS_END.match(before) or _SPACELESS_END.match(after)
        return "" if not seen or spaceless else " "
    if seen.startswith("--"):
        return "-"
    return unicodedata.normalize("NFKC", seen).lower().translate(_AFTERWARDS)
