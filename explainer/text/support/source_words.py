"""The words of a source, read once for all sentences that are held against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainer.text.support.content import is_content, stem
from explainer.text.support.dates import Date, dates
from explainer.text.support.negations import Polarity
from explainer.text.support.numbers import Number
from explainer.text.support.quantities import numbers
from explainer.text.support.quotations import joined_keys
from explainer.text.support.source_names import Names
from explainer.text.support.tokens import LANGUAGES, SentenceToken, language_of, tokenize

_LONGEST_LIST = 40  # words
_LONGEST_THING = 5  # words


@dataclass(slots=True)
class SourceWords:
    """What can be read off a source's words. `lists`: how many things stand in its lists."""

    tokens: list[SentenceToken]
    language: str
    line: str
    dates: list[Date]
    numbers: list[Number]
    names: Names
    stems: set[str]
    polarity: Polarity | None
    lists: set[int]


@lru_cache(maxsize=8)
def read(words: str, language: str) -> SourceWords:
    """Read a source's words; `language` is what they are taken for where nothing tells another."""
    tokens = tokenize(words)
    language = language_of(tokens, language)
    taken: set[int] = set()
    found_dates = dates(words, tokens, language, taken)
    found_numbers = numbers(tokens, language, taken)
    known = language if language in LANGUAGES else "en"
    stems = {stem(token.key) for token in tokens if is_content(token, known)}
    polarity = Polarity(tokens, language) if language in LANGUAGES else None
    line, names = joined_keys(tokens), Names(tokens, language, taken)
    return SourceWords(tokens, language, line, found_dates, found_numbers, names, stems, polarity, _lists(tokens))


def _lists(tokens: Sequence[SentenceToken]) -> set[int]:
    """How many things are in the lists of a text: A, B and C."""
    found = set()
    for at, token in enumerate(tokens):
        if token.key not in ("and", "und", "et", "sowie"):
            continue
        things, since = 2, 0
        for before in range(at - 1, max(-1, at - _LONGEST_LIST), -1):
            since += 1
            if since > _LONGEST_THING or tokens[before].gap.strip() not in ("", ",", "'", "’"):
                break
            if tokens[before].gap.startswith(","):
                things, since = things + 1, 0
        found |= {things, things - 1} if things > 3 else {things}
    return found
