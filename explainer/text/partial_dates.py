"""Dates as history gives them: a day, a month, a year, a decade or a century, of any era, perhaps only roughly known.

They are kept as text in the form of EDTF (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/, level 1):

    1968-08-21   1968-08   1968   a day, a month, a year
    196X         15XX             the 1960s, the 16th century
    0073         -0043            the year 73; 44 BC, since the year 0 is 1 BC
    1500~                         about 1500
    ..                            as an end: it still goes on

Text doesn't sort by time (44 BC, 15XX), so whoever sorts or draws asks for days: whole numbers, of which 1 is 1 January
of the year 1, as `datetime.date.toordinal` counts, and which go below zero. Days before October 1582 are counted as if
they were of the Gregorian calendar, which moves them by at most a fortnight and never changes their order.
Years go from 9999 BC to 9999.

The library that reads EDTF (edtf, with pyparsing and convertdate) was not taken: it reads English alone, says nothing
in words, and the six forms above are one pattern.
"""

import datetime
import re
from dataclasses import dataclass

OPEN = ".."  # as an end: it still goes on
FAR = 9_999_999  # the day after the last one of what still goes on: later than any date
_CYCLE = 146_097  # days of 400 years, after which the calendar repeats

_STORED = re.compile(r"(-?)(?:(\d\d)XX|(\d\d\d)X|(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)(~?)", re.ASCII)
_ABOUT = re.compile(r"^(?:(?:about|around|approximately|circa|ca\.?|c\.)\s*|c\s+|~\s*)", re.IGNORECASE)
_BC = re.compile(r"\s*(?:b\.?\s?c\.?(?:\s?e\.?)?)$", re.IGNORECASE)
_AD = re.compile(r"^(?:a\.?d\.?)\s*|\s*(?:a\.?d\.?|c\.?e\.?)$", re.IGNORECASE)
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\s+(?:century|c\.)", re.IGNORECASE | re.ASCII)
_DECADE = re.compile(r"(\d{2,3}0)['’]?s", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"(\d{1,4})((?:-\d\d){0,2})", re.ASCII)


@dataclass(frozen=True)
class PartialDate:
    """A date taken apart. `unit` is "day", "month", "year", "decade" or "century"; `year` is its first, 0 for 1 BC."""

    unit: str
    year: int
    month: int = 1
    day: int = 1
    is_about: bool = False

    @property
    def number(self) -> int:
        """The number that people say: 44 of 44 BC, 16 of the 16th century, 1960 of the 1960s."""
        if self.unit == "century":
            return -self.year // 100 + 1 if self.is_before_christ else (self.year + 99) // 100
        return 1 - self.year if self.is_before_christ else self.year

    @property
    def is_before_christ(self) -> bool:
        return self.year < 1


def take_apart(value: str) -> PartialDate:
    """A date as it is kept. Raises ValueError, also for a day that no calendar has."""
    found = _STORED.fullmatch(value)
    if not found:
        raise ValueError(f"not a date: {value!r}")
    minus, century, decade, year, month, day, about = found.groups()
    sign = -1 if minus else 1
    if century:
        first = -(int(century) * 100 + 99) if minus else int(century) * 100 + 1
        return PartialDate("century", first, is_about=bool(about))
    if decade:
        if minus:
            raise ValueError("decades before Christ are nobody's")
        return PartialDate("decade", int(decade) * 10, is_about=bool(about))
    if minus and year == "0000":
        raise ValueError("there is one year 0")
    unit = "day" if day else "month" if month else "year"
    taken = PartialDate(unit, sign * int(year), int(month or 1), int(day or 1), bool(about))
    if not 1 <= taken.month <= 12 or not 1 <= taken.day <= _days_of(taken):
        raise ValueError(f"not in the calendar: {value!r}")
    return taken


def _days_of(date: PartialDate) -> int:
    """The days of its month, in the calendar of its time: Julian until 1582, when every fourth year had a leap day."""
    if date.month == 2 and date.year < 1583:
        return 29 if date.year % 4 == 0 else 28
    long = {1: 31, 3: 31, 5: 31, 7: 31, 8: 31, 10: 31, 12: 31, 2: 29 if _is_leap(date.year) else 28}
    return long.get(date.month, 30)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def read_date(typed: str) -> str:
    """What an editor types, as it is kept: "44 BC" is "-0043". Raises ValueError if it is no date.

    Besides the kept forms: "73", "AD 73", "622 CE", "44 BC", "44-03-15 BC", "about 1500", "c. 1500", "1960s",
    "16th century", "about the 1st century BC".
    """
    text = " ".join(typed.split())
    if _STORED.fullmatch(text):
        take_apart(text)
        return text
    rest = _ABOUT.sub("", text)
    about = "~" if rest != text else ""
    rest = re.sub(r"^the\s+", "", rest, flags=re.IGNORECASE)
    before = _BC.sub("", rest)
    is_before = before != rest
    kept = _kept(before if is_before else _AD.sub("", rest), is_before) + about
    take_apart(kept)
    return kept


def _kept(text: str, is_before: bool) -> str:
    if found := _CENTURY.fullmatch(text):
        number = int(found[1])
        if number:
            return f"{'-' * is_before}{number - 1:02}XX"
    elif (found := _DECADE.fullmatch(text)) and not is_before:
        return f"{int(found[1]) // 10:03}X"
    elif (found := _NUMBER.fullmatch(text)) and int(found[1]):
        year = int(found[1])
        return (f"-{year - 1:04}" if is_before and year > 1 else f"{0 if is_before else year:04}") + found[2]
    raise ValueError(f"not a date: {text!r}")


def write_date(value: str) -> str:
    """A date as an editor would type it; `read_date` reads it back. What is no date stays as it is."""
    try:
        date = take_apart(value)
    except ValueError:
        return value
    about = "about " * date.is_about
    if date.unit == "century":
        return f"{about}{ordinal(date.number)} century{' BC' * date.is_before_christ}"
    if date.unit == "decade":
        return f"{about}{date.year}s"
    rest = value.removesuffix("~").lstrip("-")[4:]
    if date.is_before_christ:
        return f"{about}{date.number}{rest} BC"
    return f"{about}{date.year:04}{rest}" if date.year >= 1000 or rest else f"{about}AD {date.year}"


def ordinal(number: int) -> str:
    """ "1st", "2nd", "11th", "21st": in English."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def roman(number: int) -> str:
    """ "XVI" of 16, as several languages count centuries. From 1 to 399."""
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written


def first_day(value: str) -> int:
    """The first day of a date. Raises ValueError."""
    date = take_apart(value)
    return _ordinal(date.year, date.month, date.day)


def first_year(value: str) -> int | None:
    """The year of a date as it is kept, the first of a decade or century; None for none."""
    return take_apart(value).year if value else None


def day_after(value: str) -> int:
    """The day after the last one of a date; `FAR` for "..". Raises ValueError."""
    if value == OPEN:
        return FAR
    date = take_apart(value)
    if date.unit == "day":
        return _ordinal(date.year, date.month, date.day) + 1
    if date.unit == "month":
        return _ordinal(date.year + date.month // 12, date.month % 12 + 1, 1)
    return _ordinal(date.year + {"year": 1, "decade": 10, "century": 100}[date.unit], 1, 1)


def extent(date: str, end_date: str = "") -> tuple[int, int]:
    """The first day of a date or a span, and the day after its last one. Raises ValueError."""
    return first_day(date), day_after(end_date or date)


def html_date(value: str) -> str:
    """A date as HTML's `time` element knows it: a year, a month or a day from the year 1 on. Otherwise empty."""
    date = take_apart(value)
    return "" if date.year < 1 or date.unit in {"decade", "century"} else value.removesuffix("~")


def is_about(value: str) -> bool:
    """True if a date is only roughly known: "1500~"."""
    return value.endswith("~")


def date_of_day(day: int) -> str:
    """The date of a day's number, as it is kept: 1 is "0001-01-01", and 0 the last day of 1 BC, "0000-12-31"."""
    cycles = -min(0, (day - 1) // _CYCLE)
    date = datetime.date.fromordinal(day + cycles * _CYCLE)
    year = date.year - 400 * cycles
    return f"{'-' if year < 0 else ''}{abs(year):04}-{date:%m-%d}"


def _ordinal(year: int, month: int, day: int) -> int:
    """The number of a day. A 29 February that the Gregorian calendar hasn't is its 1 March."""
    cycles = (year - 1) // 400 if year < 1 or year > 9999 else 0
    first = datetime.date(year - 400 * cycles, month, 1)
    return first.toordinal() + cycles * _CYCLE + day - 1
