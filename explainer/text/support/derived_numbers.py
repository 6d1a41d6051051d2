"""Numbers that a source doesn't write, and that follow from two which it does: a difference, a sum, a part, an age."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from explainer.text.support.dates import Date
from explainer.text.support.numbers import Number

MOST = 8  # numbers of a source; of more, nearly every number follows from two
_LEAST = 3.0  # smaller ones follow from too many
_YEARS = 365.25
_MOST_YEARS = 200  # that are counted from another year
_GROWN = 10  # years from which what is told without a unit may be an age
_OFF_MULTIPLE = 0.1  # how far, of itself, a multiple may be off: three times as many, for 3.04
_OFF_TIME = 0.5  # of a unit, by which the time between two days may be off
_TIMES = re.compile(r"(?:times|fois|mal)\Z")
_HALF = re.compile(r"half|halfte|moitie|quinzaine")  # what a month has two of
_OFF_TIME_HEDGED = 1.0
_SLACK = 0.1  # years
_EXACT, _HEDGED, _HEDGED_SUM = 1e-6, 0.08, 0.01  # how far, of itself, a difference or a sum may be off
_ABOUT, _ROUGHLY = 2.0, 10.0  # percentage points by which a part may be off, without a hedge and with one


def is_half_of_month(number: Number) -> bool:
    """Whether it may be the first or second half of a month."""
    return number.is_ordinal and bool(_HALF.search(number.head))


def is_multiple(number: Number) -> bool:
    """Whether it says how many times as much something is."""
    return bool(_TIMES.match(number.head))


def follows(number: Number, source: Sequence[Number], dates: Sequence[Date]) -> bool:
    """Whether a number of a sentence follows from two of the source's numbers or years.

    Differences and sums are of what is counted in the same unit; parts (half, a third) and percentages are of two such
    numbers, where the source has none of its own; a time is what lies between two years, where it has no other time.
    """
    if number.is_ordinal or not number.values or len(source) > MOST:
        return False
    if is_multiple(number) or (number.is_trivial and number.values[0] >= _LEAST):
        return _is_multiple(number, source)
    if number.values[0] < _LEAST and (number.values[0].is_integer() or not _is_of_a_pair(number, source)):
        return False
    if _has(number, "percent"):
        if _is_complement(number, source) or _is_margin(number, source):
            return True
        return _is_part(number, source) or any(_is_same(number, *other) for other in _sums(source, "percent"))
    if _lies_between(number, source, dates):
        return True
    if _is_between_dates(number, source, dates) or _is_share(number, source):
        return True
    dimension = number.units[0][0] if number.units else ""
    source = [_in_unit_of(number, other) for other in source]
    return any(_is_same(number, *other) for other in _sums(source, dimension))


def _is_of_a_pair(number: Number, source: Sequence[Number]) -> bool:
    """Whether just two of the source's numbers are in its unit: then even a small difference is that of these two."""
    dimension = number.units[0][0] if number.units else ""
    return bool(dimension) and sum(_has(other, dimension) for other in source) == 2


def _in_unit_of(number: Number, other: Number) -> Number:
    """Another number of the same dimension told in the unit of `number`: 0.14 euros for 14 cents."""
    for dimension, factor in number.units[:1]:
        for of, factor_2 in other.units:
            if of == dimension and factor != factor_2:
                values = tuple(value * factor_2 / factor for value in other.values)
                return replace(other, values=values, units=((of, factor),))
    return other


def _is_multiple(number: Number, source: Sequence[Number]) -> bool:
    """Whether something is told to be so many times as much as something else, and is."""
    value = number.values[0]
    return any(low > 0 and abs(high / low - value) <= value * _OFF_MULTIPLE for low, high in _pairs(source))


def _is_share(number: Number, source: Sequence[Number]) -> bool:
    """Whether it is the source's part in words of another of its numbers: 600, for two thirds of the 900."""
    parts = [other for other in source if _has(other, "percent part")]
    wholes = [other for other in source if not _has(other, "percent") and other.values and not other.is_ordinal]
    return any(_is_same(number, part.values[0] * whole.values[0] / 100, _HEDGED) for part in parts for whole in wholes)


def _is_between_dates(number: Number, source: Sequence[Number], dates: Sequence[Date]) -> bool:
    """Whether a number of days, weeks or months is what lies between two days of the source, which has no such time."""
    factor = next((factor for of, factor in number.units if of == "duration"), 0.0)
    if factor < 1 or any(number.units[:1] == other.units[:1] for other in source):
        return False
    days = sorted({(date.year, date.month, date.day or 15) for date in dates if date.month})[:MOST]
    off = _OFF_TIME_HEDGED if number.hedge else _OFF_TIME
    return any(abs(number.values[0] - gap / factor) <= off for gap in _gaps(days))


def _gaps(days: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """Days between two dates; a date without a year is of the other's."""
    for one, other in combinations(days, 2):
        year = one[0] or other[0] or 2001
        try:
            ends = [datetime.date(day[0] or year, day[1], day[2]) for day in (one, other)]
        except ValueError:
            continue
        yield abs((ends[1] - ends[0]).days)


def counted_years(source: Sequence[Number], dates: Sequence[Date]) -> Iterator[Date]:
    """Years that lie as many years before or after one of the source's as it says: 1967, for five years after 1962."""
    steps = {
        step for number in source if number.values and number.values[0] < _MOST_YEARS
        for step in (math.floor(number.values[0]), math.ceil(number.values[0]))
        if any(of == "duration" and abs(factor - _YEARS) < 1 for of, factor in number.units)
    }  # fmt: skip
    years = {date.year for date in dates if date.year}
    if len(steps) * len(years) <= MOST:
        yield from (Date(0, 0, year + sign * step) for year in years for step in steps for sign in (1, -1))


def _has(number: Number, dimension: str) -> bool:
    return any(dimension in of for of, _ in number.units)


def _lies_between(number: Number, source: Sequence[Number], dates: Sequence[Date]) -> bool:
    """Whether a number of years is what lies between two years of the source."""
    if number.units and not _has(number, "duration"):
        return False
    factor = next((factor for of, factor in number.units if of == "duration"), _YEARS)
    years = sorted({date.year for date in dates if date.year})[:MOST]
    spans = {later - earlier for earlier, later in combinations(years, 2)}
    if not number.units and number.values[0] >= _GROWN:  # an age: the birthday may still be to come
        spans |= {span - 1 for span in spans}
    return any(abs(number.values[0] * factor / _YEARS - span) < _SLACK for span in spans)


def _is_part(number: Number, source: Sequence[Number]) -> bool:
    if any(_has(other, "percent") for other in source):
        return False
    slack = _ROUGHLY if number.hedge else _ABOUT
    return any(abs(number.values[0] - other) <= slack for one, two in _pairs(source) for other in _parts(one, two))


def _is_complement(number: Number, source: Sequence[Number]) -> bool:
    """Whether it is what a share of the source leaves of the whole: more than two thirds, for less than a third."""
    return any(
        abs(100 - value - number.values[0]) <= (_ABOUT if number.hedge != other.hedge else _EXACT)
        for other in source
        if _has(other, "percent") and (number.hedge != other.hedge or not _has(number, "percent part"))
        for value in other.values
    )


def _is_margin(number: Number, source: Sequence[Number]) -> bool:
    """Whether it is by how much a share of the source is ahead of the rest: more than 16 points, for 58.2 per cent."""
    if _has(number, "percent part"):
        return False
    off = _ABOUT / 2 if number.hedge else _EXACT
    shares = (value for other in source if _has(other, "percent") for value in other.values)
    return any(abs(abs(2 * share - 100) - number.values[0]) <= off for share in shares)


def _parts(low: float, high: float) -> Iterator[float]:
    """Percentages that two numbers may be told by: the one of the other, and how much it grew or fell."""
    if low > 0:
        yield 100 * low / high
        yield 100 * (high - low) / high
        yield 100 * (high - low) / low
        if high > 2 * low:
            yield 100 * low / (high - low)


def _sums(source: Sequence[Number], dimension: str) -> Iterator[tuple[float, float]]:
    """Differences and sums; and how far, of itself, a hedged number may be off it."""
    alike = [other for other in source if not other.units or (dimension and _has(other, dimension))]
    if dimension and not any(other.units for other in alike):
        return
    for low, high in _pairs(alike):
        yield high - low, _HEDGED
        yield high + low, _HEDGED_SUM


def _pairs(source: Sequence[Number]) -> Iterator[tuple[float, float]]:
    counted = [other for other in source if other.values and not other.is_ordinal and not other.is_article]
    for one, other in combinations(counted, 2):
        units = [{of for of, _ in each.units} for each in (one, other)]
        if units[0] == units[1] or not all(units):
            low, high = sorted((one.values[0], other.values[0]))
            yield low, high


def _is_same(number: Number, other: float, off: float) -> bool:
    value = number.values[0]
    return abs(value - other) <= value * (off if number.hedge else _EXACT)
