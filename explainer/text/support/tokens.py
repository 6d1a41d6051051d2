"""Cuts a text into words, numbers and signs, with keys that ignore what typography changes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from explainer.text.support import word_lists as lists

LANGUAGES = ("en", "de", "fr")

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # what stands inside a word and isn't seen as a letter
_SPACE = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"""
    (?P<designation>[A-Z]{{1,4}}-?\d+[A-Z]?(?!\w))                                # MI6, F-16, G7
    | (?P<number>\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:,\d+)?(?!\d) | \d+(?:[.,'’]\d+)*)
    | (?P<negated>[^\W\d_]{{1,12}}n['’]t(?!\w))
    | (?P<word>[^\W\d_][^\W\d_{_MARKS}]{{0,60}}(?:[{_MARKS}]+[^\W\d_{_MARKS}]{{0,60}}){{0,20}})
    | (?P<sign>[%‰$€£¥°])
    """,
    re.VERBOSE,
)
_UNDECOMPOSED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060]")
_JOINED = re.compile(rf"[{_SPACE}\n‑–-]*\Z")
_STARTS = re.compile(r"(?:[.!?…:\n\"“”„«‹‘‚(\[]|[–—-]\s)\s*\Z")


class SentenceToken(NamedTuple):
    """A word, number or sign: code points of the text, half-open; `key` is what it is compared by."""

    start: int
    end: int
    text: str
    key: str
    kind: str  # word, number, sign, negated, designation
    is_first: bool  # it begins a sentence, or what was quoted
    gap: str  # what stands between it and the token before, at most 20 code points

    @property
    def is_capital(self) -> bool:
        return self.kind in ("word", "designation") and self.text[0].isupper()

    @property
    def is_joined(self) -> bool:
        """Whether only spaces and hyphens stand before it."""
        return _JOINED.match(self.gap) is not None


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """The word in small letters without accents; other scripts in Latin letters."""
    word = _UNSEEN.sub("", word).replace("’", "'")
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).translate(_UNDECOMPOSED)
        word = "".join(char for char in word if not unicodedata.combining(char))
        if any(char > "\u024f" for char in word):
            word = re.sub(r"[^\w']", "", anyascii(word)) or word
    return word.casefold()


def tokenize(text: str) -> list[SentenceToken]:
    """The words, numbers and signs of a text, in order."""
    found: list[SentenceToken] = []
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[max(end, match.start() - 20) : match.start()]
        is_first = not found or _STARTS.search(gap) is not None
        found.append(
            SentenceToken(match.start(), match.end(), match[0], plain(match[0]), match.lastgroup or "", is_first, gap)
        )
        end = match.end()
    return found


def language_of(tokens: list[SentenceToken], language: str) -> str:
    """The language that the words are in: one of LANGUAGES, or "other"; `language` where nothing tells.

    A few words of a language that are in no other decide it.
    """
    sample = tokens[:400]
    letters = [token for token in sample if token.kind == "word"]
    if letters and sum(token.text[0] > "\u024f" for token in letters) * 2 > len(letters):
        return "other"
    counts = {name: sum(token.key in telling for token in sample) for name, telling in lists.TELLING.items()}
    best = max(counts, key=lambda name: (counts[name], name == language))
    if counts[best] >= 2 and counts[best] > 2 * counts.get(language, 0):
        return best
    return language if language in LANGUAGES else "other"
