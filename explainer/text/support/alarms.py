"""Which of the numbers, dates and names that a source's words don't carry are pointed out.

What can hardly be said otherwise (a number in digits, a day, a person's name) needs little evidence that it was put in
another's place. What faithful sentences add by themselves needs more: small numbers and rough ones, because people
count; countries and their peoples, because everybody knows where a town lies; capitals that may be no name at all.
Numbers in digits that aren't hedged need none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from rapidfuzz.fuzz import ratio

from explainer.text.support.comparing_dates import carried
from explainer.text.support.comparing_numbers import carries
from explainer.text.support.dates import Date
from explainer.text.support.derived_numbers import is_half_of_month, is_multiple
from explainer.text.support.evidence import FULL, HALF, LARGE, SHORT, Evidence, Place, joined
from explainer.text.support.finding_names import is_acronym
from explainer.text.support.german_nouns import is_place
from explainer.text.support.numbers import Number
from explainer.text.support.places import city_of, country_of, country_of_city, is_continent
from explainer.text.support.source_names import Names
from explainer.text.support.source_words import SourceWords
from explainer.text.support.tokens import LANGUAGES, SentenceToken

_COUNTED = 12  # up to which people count what a text lists
_MOST = 400  # numbers, dates or names of a source that may have been left out; of more, the first ones
_FAR = 1000  # times as much: nobody takes nine for ten thousand, or minutes for years
_EXCHANGED = 2  # what `Evidence.around` says of what stands between the same words
_PAIR = 2  # numbers, of which one may be a multiple of the other
_HALF_OF_IT = 50  # per cent: what people say by themselves more often than any other part
_YEAR = 365  # days
_ALIKE = 60  # per cent of two words' letters
_LITTLE, _MORE, _MUCH = 1, 2, 3  # points of evidence


class Alarms:
    """The judgement on what a sentence says beyond its source's words; `counted`: its tokens of numbers and dates."""

    def __init__(self, tokens: Sequence[SentenceToken], language: str, source: SourceWords, counted: set[int]) -> None:
        self.tokens, self.language, self.source = tokens, language, source
        self.starts = [token.start for token in tokens]
        known = language if language in LANGUAGES else "en"
        self.evidence = Evidence(tokens, source.tokens, source.stems, known, counted)
        self.is_comparable = source.language == language and language in LANGUAGES  # words of two languages aren't

    @cached_property
    def _source_starts(self) -> list[int]:
        return [token.start for token in self.source.tokens]

    def number(self, number: Number, own: Sequence[Number]) -> bool:
        """Whether a number that isn't carried is pointed out; `own` are all numbers of the sentence."""
        is_rough = self._is_rough(number)
        if not self.is_comparable or self._is_refuted(number):
            return True
        left_out = self._left_out(number, own)
        is_reckoned = not left_out and any(of == "duration" for of, _ in number.units)  # from today, mostly
        if not (is_rough or number.hedge or is_reckoned):
            return True
        where = self._place(number), self._places(left_out)
        points = self.evidence.points(*where)
        points += is_rough and not _is_part(number) and any(_in_one_unit(number, other) for other in left_out)
        if not is_rough:
            return points >= _LITTLE
        if points < _MORE or not (self.evidence.around(*where) or self.evidence.share(where[0]) >= HALF):
            return False
        is_there = any(number.values == other.values for other in self.source.numbers)
        is_half = _is_part(number) and number.values[0] == _HALF_OF_IT
        return points >= _MUCH or not (is_there or is_half or number.hedge)

    def _is_refuted(self, number: Number) -> bool:
        """Whether it can be worked out from the source, and is another: a half of a month, a multiple of two."""
        if is_half_of_month(number):
            return any(date.day for date in self.source.dates)
        return is_multiple(number) and len(self.source.numbers) == _PAIR

    def is_exchanged(self, number: Number, own: Sequence[Number]) -> bool:
        """Whether a number stands just where the source has another, which it might follow from all the same."""
        if not self.is_comparable:
            return False
        is_exchanged = self.evidence.is_exchanged(self._place(number), self._places(self._left_out(number, own)))
        return is_exchanged and not carries(number, self.source.numbers)

    def _left_out(self, number: Number, own: Sequence[Number]) -> list[Number]:
        """Numbers of the source, of the same kind, that the sentence hasn't."""
        alike = (other for other in self.source.numbers[:_MOST] if _are_of_one_kind(number, other))
        return [other for other in alike if not carries(other, own)]

    def _is_rough(self, number: Number) -> bool:
        """Whether people make it by themselves: a small one, a part, an ordinal, thousands."""
        if number.is_ordinal or not number.values or _is_part(number):
            return True
        in_digits = self.tokens[self._place(number)[0]].kind == "number"
        return number.values[0] <= _COUNTED and (number.values[0].is_integer() or not in_digits)

    def date(self, date: Date, own: Sequence[Date]) -> bool:
        """Whether a date that isn't carried is pointed out; `own` are all dates of the sentence."""
        if not self.is_comparable or date.month:
            return True
        left_out = [other for other in self.source.dates[:_MOST] if not carried(other, own)]
        points = self.evidence.points(self._place(date), self._places(left_out))
        points += any(_kind(date) == _kind(other) for other in self.source.dates)
        counts_years = any(
            of == "duration" and factor > _YEAR for each in self.source.numbers for of, factor in each.units
        )
        return points >= (_MORE if date.year and counts_years else _LITTLE)  # a year may be reckoned from another

    def names(self, missing: dict[int, bool], taken: set[int]) -> list[int]:
        """Which tokens of names that the source hasn't are pointed out; True is one that is surely a name."""
        if not missing or not self.is_comparable:
            return sorted(missing)
        named, own = self.source.names, Names(self.tokens, self.language, taken)
        left_out = [at for at in sorted(named.named)[:_MOST] if not own.has(named.tokens[at], None, named.language)]
        places = joined(left_out, named.tokens)
        found = (place for place in joined(missing, self.tokens) if self._is_wrong_name(place, places, missing))
        return [at for place in found for at in range(*place)]

    def _is_wrong_name(self, place: Place, left_out: Sequence[Place], missing: dict[int, bool]) -> bool:
        """Whether a name that is missing was put in another's place, rather than added."""
        tokens = self.tokens[slice(*place)]
        if len(tokens) > 1 and any(self._is_spelled_otherwise(place, other) for other in left_out):
            return False
        around, share = self.evidence.around(place, left_out), self.evidence.share(place)
        if around == _EXCHANGED or share >= FULL:
            return True
        if len(tokens) > 1 and not any(_is_place(token.key) or is_acronym(token) for token in tokens):
            return around > 0 or share >= HALF  # first name and surname: nobody adds a person
        is_short = self.evidence.others(place) <= SHORT
        if not any(missing[at] for at in range(*place)):
            return False
        if is_continent(tokens[0].key) and self.source.names.countries:
            return share >= HALF
        if around:
            return is_short or share >= (LARGE if is_acronym(tokens[0]) else HALF)
        is_only = len(left_out) == 1 and not tokens[0].is_first and not is_acronym(tokens[0])
        return is_only and (is_short or share >= LARGE)

    def _is_spelled_otherwise(self, place: Place, other: Place) -> bool:
        """Whether both are one name from another script: Sergei Loznitsa, Serhij Loznyzja."""
        keys, others = (
            [token.key for token in tokens[slice(*each)]]
            for tokens, each in ((self.tokens, place), (self.source.names.tokens, other))
        )
        return len(keys) == len(others) and all(
            key[:1] == theirs[:1] and ratio(key, theirs) >= _ALIKE for key, theirs in zip(keys, others, strict=True)
        )

    def _place(self, found: Number | Date) -> Place:
        return bisect_left(self.starts, found.start), bisect_left(self.starts, found.end)

    def _places(self, found: Sequence[Number] | Sequence[Date]) -> list[Place]:
        starts = self._source_starts
        return [(bisect_left(starts, each.start), bisect_left(starts, each.end)) for each in found]


def _is_place(key: str) -> bool:
    return bool(country_of(key) or city_of(key) or country_of_city(key) or is_place(key))


def _is_part(number: Number) -> bool:
    return any("part" in dimension for dimension, _ in number.units)


def _are_of_one_kind(number: Number, other: Number) -> bool:
    """Whether one may stand in the other's place: ordinals or none, in units of the same kind or in none."""
    units, others = (
        {dimension.split(" part")[0]: factor for dimension, factor in each.units} for each in (number, other)
    )
    if number.is_ordinal != other.is_ordinal or bool(units) != bool(others):
        return False
    if units:
        return any(_are_near(units[of], others[of]) for of in units.keys() & others.keys())
    return not (number.values and other.values) or _are_near(number.values[0], other.values[0])


def _are_near(one: float, other: float) -> bool:
    return max(one, other) <= min(one, other) * _FAR


def _in_one_unit(number: Number, other: Number) -> bool:
    return bool(number.units) and number.units[:1] == other.units[:1]


def _kind(date: Date) -> tuple[bool, ...]:
    """What is said of a date."""
    return (
        bool(date.year) and not date.month, bool(date.month), date.weekday >= 0, date.minutes >= 0,
        date.decade >= 0, bool(date.century),
    )  # fmt: skip
