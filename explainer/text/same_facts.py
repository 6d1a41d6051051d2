"""Whether two short texts in different languages may say the same: by their numbers, their dates and their names.

No model and no dictionary: what two languages share of a claim are its facts. Where all numbers and dates of both are
the same and most names are, an editor should look; what was said of them, this can't tell (docs/editors.md).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainer.text.support import word_lists as lists
from explainer.text.support.dates import Date, dates
from explainer.text.support.finding_names import names_in
from explainer.text.support.places import city_of, country_of, stands_for
from explainer.text.support.quantities import numbers
from explainer.text.support.source_names import forms
from explainer.text.support.tokens import LANGUAGES, SentenceToken, tokenize

LONGEST = 2_000  # code points that are read
MOST_FACTS = 30  # of a text that are compared
FEWEST = 2  # facts that both must have, one of them a number or a date
LETTERS = 4  # of a name, which languages write alike more often than its end
NAMES = 0.6  # share of the names of both that must be the same

Fact = frozenset[str]  # the forms in which a number, a date or a name may be written; any that is shared will do


@dataclass(frozen=True)
class Facts:
    """What of a text stands in another language too. `traces` are what a folded text with it is likely to have."""

    counted: tuple[Fact, ...]  # numbers and dates
    names: tuple[Fact, ...]
    traces: tuple[str, ...]

    def may_be(self, other: "Facts") -> bool:
        """Whether the numbers and dates of both are the same, and most of their names."""
        if not self.counted or not _all_in(self.counted, other.counted) or not _all_in(other.counted, self.counted):
            return False
        shared = _shared(self.names, other.names)
        every = len(self.names) + len(other.names)
        return len(self.counted) + shared >= FEWEST and 2 * shared >= NAMES * every


def facts_of(text: str, language: str) -> Facts:
    """The numbers, dates and names of a text of at most a few hundred words."""
    language = language[:2].lower()
    known = language if language in LANGUAGES else "other"
    text = text[:LONGEST]
    tokens = tokenize(text)
    taken: set[int] = set()
    counted = [_date(date) for date in dates(text, tokens, known, taken)]
    counted += [
        frozenset(f"#{value:g}" for value in number.values)
        for number in numbers(tokens, known, taken)
        if number.values and not number.is_trivial and not number.is_article
    ]
    named = sorted(names_in(tokens, known, taken))
    names = _names([tokens[at] for at in named], named, known)
    return Facts(tuple(counted[:MOST_FACTS]), tuple(names[:MOST_FACTS]), tuple(_traces(tokens, named)))


def _all_in(facts: Sequence[Fact], others: Sequence[Fact]) -> bool:
    return all(any(fact & other for other in others) for fact in facts)


def _shared(names: Sequence[Fact], others: Sequence[Fact]) -> int:
    """How many names both have, each counted once."""
    left = list(others)
    for name in names:
        match = next((other for other in left if name & other), None)
        if match is not None:
            left.remove(match)
    return len(others) - len(left)


def _date(date: Date) -> Fact:
    """A date as far as it is said; of one without a year, the day or the weekday."""
    parts = (
        date.year,
        date.month,
        date.day,
        date.weekday if not date.year else -1,
        date.decade,
        date.century,
        date.minutes,
    )
    return frozenset({"=" + "/".join(map(str, parts))})


def _names(tokens: Sequence[SentenceToken], places: Sequence[int], language: str) -> list[Fact]:
    """The names among these tokens, of which `places` says where they stand; what stands together is one."""
    found: list[set[str]] = []
    last = -2
    for token, at in zip(tokens, places, strict=True):
        if at == last + 1 and token.gap == " ":
            found[-1] |= _forms(token, language)
        else:
            found.append(_forms(token, language))
        last = at
    return [frozenset(name) for name in found]


def _traces(tokens: Sequence[SentenceToken], named: Sequence[int]) -> Iterator[str]:
    """Digits as other languages part them, and how names begin."""
    for token in tokens:
        if token.kind == "number":
            bare = re.sub(r"\D", " ", token.text).split()
            yield from dict.fromkeys(sign.join(bare) for sign in (" ", ",", ".", ""))
    yield from (tokens[at].key[:LETTERS] for at in named if len(tokens[at].key) >= LETTERS)


def _forms(token: SentenceToken, language: str) -> set[str]:
    """What a name has in common with itself in other languages: its country or city, its sound, its letters."""
    key = token.key.replace(".", "")
    country = country_of(key) or next(iter(stands_for(key)), "")
    if country:
        return {f"!{country}"}
    if city := city_of(key):
        return {f"@{city}"}
    same = next((group for group in lists.ACRONYMS if key in group), ())
    return {form for form in forms(key, language) if not form.startswith("^")} | set(same)
