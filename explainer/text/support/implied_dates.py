"""Dates that a text implies without naming them: the day after one, a quarter's months, the beginning of a year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explainer.text.support.dates import Date

_DAY_AFTER = re.compile(
    r"\b(?:lendemain|(?:next|following) day|day after|tags darauf|(?:tag|tages) (?:darauf|danach|spater)"
    r"|(?:nachsten|folgenden) tag|jour suivant)\b"
)
_DAY_BEFORE = re.compile(
    r"\b(?:veille|(?:previous|preceding) day|day (?:before|earlier)|vortag\w*|tags zuvor|tag (?:zuvor|davor)"
    r"|jour precedent)\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:(?:year|twelve months|12 months) (?:before|earlier)|(?:previous|preceding|last) year|a year ago"
    r"|jahr (?:davor|zuvor)|vorjahr\w*|(?:vergangenen?|vorigen?|letzten?) jahr\w*"
    r"|(?:un an|l annee) (?:plus tot|auparavant|avant)|annee (?:precedente|derniere|passee)|l an (?:dernier|passe))\b"
)
_QUARTERS = (
    r"(?:first|1st|ersten?|erstes|premier|1er) (?:quarter|quartals?|trimestre)",
    r"(?:second|2nd|zweiten?|zweites|deuxieme|second|2e) (?:quarter|quartals?|trimestre)",
    r"(?:third|3rd|dritten?|drittes|troisieme|3e) (?:quarter|quartals?|trimestre)",
    r"(?:fourth|4th|last|vierten?|viertes|letzten|quatrieme|dernier|4e) (?:quarter|quartals?|trimestre)",
)
_HALVES = (
    r"(?:first|1st) (?:half of the year|half of \d{4}|six months)|(?:ersten?|erstes) (?:halbjahrs?|jahreshalfte)"
    r"|(?:premier|1er) semestre",
    r"(?:second|2nd) (?:half of the year|half of \d{4})|(?:zweiten?|zweites) (?:halbjahrs?|jahreshalfte)"
    r"|(?:second|deuxieme|2e) semestre",
)
_BEGINS = (
    r"jahres(?:beginn|anfang)\w*|jahreswechsel\w*|anfang (?:des jahres|\d{4})"
    r"|(?:beginning|start) of (?:the year|\d{4})|debut (?:de l )?(?:annee|\d{4})"
)
_ENDS = r"jahres(?:ende|wechsel)\w*|ende (?:des jahres|\d{4})|end of (?:the year|\d{4})|fin (?:de l )?(?:annee|\d{4})"
_MONTHS = [
    *((re.compile(rf"\b(?:{quarter})\b"), range(3 * n + 1, 3 * n + 4)) for n, quarter in enumerate(_QUARTERS)),
    *((re.compile(rf"\b(?:{half})\b"), range(6 * n + 1, 6 * n + 7)) for n, half in enumerate(_HALVES)),
    (re.compile(rf"\b(?:{_BEGINS})\b"), range(1, 2)),
    (re.compile(rf"\b(?:{_ENDS})\b"), range(12, 13)),
]


def implied(line: str, sentence: str, named: Sequence[Date]) -> Iterator[Date]:
    """Dates that follow from a source's text (`line`, folded words) and the dates that it names.

    The day after or before a date is implied if either the source or the `sentence` (folded) speaks of such a day.
    """
    both = f"{line} {sentence}"
    steps = [step for step, pattern in ((1, _DAY_AFTER), (-1, _DAY_BEFORE)) if pattern.search(both)]
    for date in named:
        yield from (moved for step in steps if (moved := _moved(date, step)))
    if _YEAR_BEFORE.search(line):
        yield from (Date(0, 0, date.year - 1) for date in named if date.year)
    years = [date.year for date in named if date.year] or [0]
    for pattern, months in _MONTHS:
        if pattern.search(line):
            yield from (Date(0, 0, year, month) for month in months for year in years)


def _moved(date: Date, days: int) -> Date | None:
    """The date so many days later, if it is a whole one; of an unsaid year any will do."""
    if not (date.month and date.day):
        return None
    try:
        moved = datetime.date(date.year or 2001, date.month, date.day) + datetime.timedelta(days)
    except (ValueError, OverflowError):
        return None
    return replace(date, year=moved.year if date.year else 0, month=moved.month, day=moved.day, weekday=-1)
