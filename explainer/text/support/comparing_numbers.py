"""Says whether a source's numbers carry a number: the same, rounded, in words, in another unit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from explainer.text.support.numbers import Number

_PARTS_TOLERANCE = 2.0  # percentage points by which a fraction in words may differ from a number: half, 49 percent
_UNIT_TOLERANCE = 0.08  # of a number in another unit: two weeks, quinze jours
_HEDGED_UNIT = 0.15  # of a hedged number in another unit: almost a week, six days
_HEDGED = 0.13  # how far, of itself, a hedged number may be off
_JUST = 1.02  # just under 65, for 64 and some hours
_SAME_SIZE = 5  # factor within which two numbers of unknown size are of one
_DOZEN = 12
_COUNTED = 12  # up to which a text may have the same number of two things
_FAR_OVER = 1.5  # "more than 10,000" for up to 15,000


def carries(number: Number, source: Sequence[Number]) -> bool:
    """Whether one of the source's numbers says what `number` says."""
    same = [other for other in source if _fits(number, other)]
    if not same:
        return False
    if not number.head or len(source) < 2 or max(number.values, default=0) > _COUNTED:
        return True
    alike = [other for other in same if not other.head or _same_head(number.head, other.head)]
    counted = any(_same_head(number.head, other.head) for other in source if other.head)
    return bool(alike) or not counted


def _same_head(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    return one[: max(4, short - 3)] == other[: max(4, short - 3)]


def _fits(number: Number, other: Number) -> bool:
    return any(_equal(number, other, factor, exact) for factor, exact in _conversions(number, other))


def _conversions(number: Number, other: Number) -> Iterator[tuple[float, bool]]:
    """By what to multiply the other's value to compare it, and whether it is in the same unit."""
    if not number.units or not other.units:
        yield 1.0, True
        return
    for dimension, factor in number.units:
        for dimension_2, factor_2 in other.units:
            if dimension.split(" part")[0] == dimension_2.split(" part")[0]:
                yield factor_2 / factor, factor == factor_2


def _equal(number: Number, other: Number, factor: float, exact: bool) -> bool:
    if number.high:
        if other.high:
            return other.low / _SAME_SIZE < number.low < other.low * _SAME_SIZE
        return any(number.low <= value * factor <= number.high for value in other.values)
    is_part = _is_part(number) or _is_part(other)
    for value in number.values:
        for other_value in other.values:
            compared = other_value * factor
            if math.isclose(value, compared, rel_tol=1e-6) or (
                not exact and math.isclose(value, compared, rel_tol=_HEDGED_UNIT if number.hedge else _UNIT_TOLERANCE)
            ):
                return True
            if (
                is_part
                and abs(value - compared) <= _PARTS_TOLERANCE * (2 if number.hedge else 1)
                and number.units
                and other.units
            ):
                return True
            if _rounds(value, compared, number.hedge):
                return True
    return False


def _is_part(number: Number) -> bool:
    return any("part" in dimension for dimension, _ in number.units)


def _rounds(value: float, exact: float, hedge: str) -> bool:
    """Whether `value` is a rounder way to say `exact`: rounded to two figures or more, or to one with a hedge."""
    if value <= 0 or exact <= 0:
        return False
    figures = _figures(value)
    if hedge in ("under", "almost") and exact < value <= exact * _JUST:
        return True
    if hedge == "over" and value < exact <= value * _JUST:
        return True
    if hedge in ("about", "almost") and _is_round(value) and abs(value - exact) <= value * _HEDGED:
        return hedge == "about" or exact < value
    if figures >= _figures(exact):
        return _is_power_of_ten(value) and hedge in ("under", "almost") and exact < value <= exact * _FAR_OVER
    unit = 10.0 ** (math.floor(math.log10(value)) - figures + 1)
    off = abs(value - exact)
    if hedge == "over":
        return value <= exact <= value * _FAR_OVER
    if hedge == "under":
        return exact <= value <= exact * _FAR_OVER
    if hedge == "almost":
        return 0 <= value - exact <= (value * _HEDGED if figures == 1 else unit)
    if hedge == "about":
        return off <= max(unit * 0.5, 0) and off <= value * _HEDGED
    is_near = figures >= 2 or off <= value * (0.02 if exact >= 100 else 0.01)
    return off <= unit * 0.5 and is_near and value >= 10


def _is_round(value: float) -> bool:
    """Whether it is a small number that people round to: a dozen, fifteen, one and a half."""
    return value < 100 and (value == _DOZEN or value % 5 == 0 or value % 1 == 0.5)


def _is_power_of_ten(value: float) -> bool:
    """Whether a number is the one that people compare with: fewer than ten, almost a hundred."""
    return value >= 10 and math.log10(value).is_integer()


def _figures(value: float) -> int:
    """How many figures a number has without the zeros at its end."""
    return max(1, len(f"{value:.6g}".split("e")[0].replace(".", "").strip("0")))
