"""Says whether a source's dates carry a date: as much of it as is said, or more."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from explainer.text.support.dates import Date

_NEAR = 20  # minutes that a time may be off: shortly before eight, for 7.56 p.m.


def carried(date: Date, source: Sequence[Date]) -> bool:
    """Whether the source's dates say what `date` says: as much of it, or more."""
    return any(_says(date, other) for other in source)


def _says(date: Date, other: Date) -> bool:
    if date.minutes >= 0:
        off = abs(date.minutes - other.minutes)
        if date.is_about and other.minutes >= 0 and min(off, abs(720 - off)) <= _NEAR:
            return True
        return other.minutes >= 0 and (off == 0 or (off == 720 and (date.is_half_day or other.is_half_day)))
    if date.weekday >= 0:
        return date.weekday == (other.weekday if other.weekday >= 0 else _weekday_on(other))
    if date.century:
        return date.century == (other.century or (_known_year(other) - 1) // 100 + 1)
    if date.decade >= 1000 and date.decade % 100 == 0 and other.century:
        return other.century == date.decade // 100 + 1
    if date.decade >= 0:
        year = other.decade if other.decade >= 0 else other.year // 10 * 10 if other.year else -1
        return year >= 0 and (date.decade == year or (min(date.decade, year) < 100 and date.decade % 100 == year % 100))
    if date.day or date.month:
        return (
            date.month == other.month
            and date.day in (0, other.day)
            and (not date.year or not other.year or date.year == other.year)
        )
    return bool(date.year) and date.year == other.year


def _known_year(date: Date) -> int:
    return date.year or (date.decade + 1 if date.decade >= 1000 else 0)


def _weekday_on(date: Date) -> int:
    try:
        return datetime.date(date.year, date.month, date.day).weekday()
    except ValueError:
        return -1
