"""Finds dates and times of day however they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from explainer.text.support.beside_numbers import suffixed
from explainer.text.support.calendar_words import DECADES, YEAR_BEFORE, month_of, weekday_of
from explainer.text.support.listed import word_set
from explainer.text.support.named_days import named_day
from explainer.text.support.numbers import ordinal, read_run, roman
from explainer.text.support.times_in_words import time_in_words
from explainer.text.support.tokens import SentenceToken, plain

_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:T[\d:]+Z?)?"
    r"|(?P<a>\d{1,2})(?P<sign>[./])[ \u00a0]?(?P<b>\d{1,2})(?P=sign)[ \u00a0]?(?P<c>\d{4}|\d\d)?(?!\d))"
)
_CLOCK = re.compile(
    r"(?<![\w.,:])(?P<h>[01]?\d|2[0-4])(?:"
    r"(?::|[ \u00a0]?[hH][ \u00a0]?|\.(?=[0-5]\d[ \u00a0]*(?:Uhr|[ap]\.?m)))(?P<m>[0-5]\d)(?::[0-5]\d)?"
    r"|(?=[ \u00a0]?(?:Uhr|[ap]\.?[ \u00a0]?m\b|h\b|heures\b|o['’]clock)))"
    r"(?:[ \u00a0]?(?P<half>Uhr(?:[ \u00a0](?P<um>[0-5]?\d)(?![\w.,]))?|[apAP]\.?[ \u00a0]?[mM]\b\.?|h\b|o['’]clock))?"
    r"(?P<french>[ \u00a0]?heures?(?:[ \u00a0](?P<fm>[0-5]?\d)(?![\w.,]))?)?"
)
_NOON = {"noon": 720, "midday": 720, "midi": 720, "mittags": 720, "midnight": 0, "minuit": 0, "mitternacht": 0}
_NEAR = word_set("before after about around vor nach gegen etwa avant apres vers environ")  # stands before a time
_CENTURY = re.compile(r"(?:centur(?:y|ies)|jahrhunderts?|jahrhunderte|siecles?)\Z")
_AMBIGUOUS = word_set("may march mars mar mai sept dec set ago jun sep abr avr gen lis lut kwi")


@dataclass(frozen=True, slots=True)
class Date:
    """A date, as much of it as is said, or a time of day in minutes: code points, half-open."""

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1  # Monday is 0
    decade: int = -1  # 1960; below 100 if the century isn't said
    century: int = 0
    minutes: int = -1
    is_half_day: bool = False  # a time that may be before or after noon
    is_about: bool = False  # a time near the one that is named: shortly before eight


def dates(text: str, tokens: Sequence[SentenceToken], language: str, taken: set[int]) -> list[Date]:
    """The dates and times of a text; the numbers of their tokens are added to `taken`."""
    found: list[Date] = []
    _by_pattern(text, tokens, found, taken, _NUMERIC, partial(_numeric, in_german=language == "de"))
    _by_pattern(text, tokens, found, taken, _CLOCK, _clock)
    for at in range(len(tokens)):
        if at not in taken:
            for read in (_named_day, _with_month, _century, _decade, _weekday, _noon):
                dated = read(tokens, at, language, taken)
                if dated:
                    found += dated
                    break
    for at in range(len(tokens)):
        if at not in taken:
            found += _years(tokens, at, language, taken)
    before = {after.start: token.key for token, after in pairwise(tokens)}
    near = [replace(date, is_about=date.minutes >= 0 and before.get(date.start) in _NEAR) for date in found]
    return sorted(near, key=lambda date: date.start)


def _by_pattern(
    text: str, tokens: Sequence[SentenceToken], found: list[Date], taken: set[int], pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], list[Date]],
) -> None:  # fmt: skip
    """Add what a pattern finds, and take its tokens."""
    at = 0
    for match in pattern.finditer(text):
        dated = read(match)
        if not dated:
            continue
        while at < len(tokens) and tokens[at].end <= match.start():
            at += 1
        inside = at
        while inside < len(tokens) and tokens[inside].start < match.end():
            taken.add(inside)
            inside += 1
        found += dated


def _numeric(match: re.Match[str], in_german: bool = True) -> list[Date]:
    start, end = match.span()
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        return [Date(start, end, year, month, day)] if _is_day(month, day) else []
    if not match["c"] and (match["sign"] == "/" or not in_german):
        return []
    year = int(match["c"] or 0)
    year += (2000 if year < 50 else 1900) if match["c"] and year < 100 else 0
    first, second = int(match["a"]), int(match["b"])
    both = [(first, second), (second, first)] if match["sign"] == "/" else [(first, second)]
    return [Date(start, end, year, month, day) for day, month in both if _is_day(month, day)]


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _clock(match: re.Match[str]) -> list[Date]:
    tail = plain(match["half"] or "")
    if match["m"] is None and not tail and not match["french"]:
        return []
    minutes = int(match["h"]) * 60 + int(match["m"] or match["um"] or match["fm"] or 0)
    hour = int(match["h"])
    if tail[:1] == "p" and hour < 12:
        minutes += 720
    if tail[:1] == "a" and hour == 12:
        minutes -= 720
    said = tail[:1] in ("p", "a")
    return [Date(*match.span(), minutes=minutes % 1440, is_half_day=not said and hour <= 12)]


def _with_month(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    """21 August 1968; August 21, 1968; the night of 20-21 August; in August."""
    month = month_of(tokens[at], language)
    if not month:
        return []
    days, first = _days_before(tokens, at, language)
    end = at + 1
    if not days:
        days, end = _days_after(tokens, end, language)
    if end < len(tokens) and tokens[end].key in ("of", "de") and _year(tokens, end + 1):
        end += 1
    year = _year(tokens, end) if end < len(tokens) and len(tokens[end].gap) < 4 else 0
    end += 1 if year else 0
    before = tokens[at - 1].key if at else ""
    if tokens[at].key == "sept" and language == "fr" and not days:
        return []
    if tokens[at].key in _AMBIGUOUS and not (days or year or before in YEAR_BEFORE):
        return []
    if at in taken or not taken.isdisjoint(range(first, end)):
        return []
    taken.update(range(first, end))
    start, stop = tokens[first].start, tokens[end - 1].end
    return [Date(start, stop, year, month, day) for day in days or [0]]


def _day(tokens: Sequence[SentenceToken], at: int, language: str) -> int:
    """The day of a month that a token says, or 0."""
    if not 0 <= at < len(tokens):
        return 0
    token = tokens[at]
    if token.kind == "number":
        return int(token.text) if token.text.isdecimal() and len(token.text) < 3 and 1 <= int(token.text) <= 31 else 0
    if token.kind != "word":
        return 0
    alone = language == "fr" and not (at and tokens[at - 1].key in ("vingt", "trente", "et"))
    in_words = read_run(tokens, at, "fr") if alone else None
    return ordinal(token.key, language) or (int(in_words.values[0]) if in_words and in_words.end == at + 1 else 0)


def _days_before(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[list[int], int]:
    first = at - 1
    if first >= 0 and tokens[first].key in ("of", "de"):
        first -= 1
    if first >= 0 and suffixed(tokens, first):
        first -= 1
    if not (day := _day(tokens, first, language)) or len(tokens[at].gap) > 3:
        return [], at
    days, before = [day], first - 1
    if before >= 0 and suffixed(tokens, before):
        before -= 1
    if (
        before > 0
        and tokens[before].key in ("and", "to", "und", "bis", "et", "au", "auf")
        and _day(tokens, before - 1, language)
    ):
        before -= 1
        days = [_day(tokens, before, language), *days]
    elif before >= 0 and tokens[before].kind == "number" and re.fullmatch(r"\.?[ ]?[-–/][ ]?", tokens[before + 1].gap):
        days = [_day(tokens, before, language), *days]
    else:
        before = first
    return [day for day in days if day], before


def _days_after(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[list[int], int]:
    if at < len(tokens) and tokens[at].key == "the":
        at += 1
    day = _day(tokens, at, language) if language == "en" and at < len(tokens) and len(tokens[at].gap) < 3 else 0
    if not day:
        return [], at
    end = at + (2 if suffixed(tokens, at + 1) else 1)
    second = _day(tokens, end, language) if end < len(tokens) and tokens[end].gap in ("-", "–") else 0
    return ([day, second], end + 1) if second else ([day], end)


def _year(tokens: Sequence[SentenceToken], at: int) -> int:
    if not 0 <= at < len(tokens) or tokens[at].kind != "number" or not re.fullmatch(r"1\d{3}|20\d\d", tokens[at].text):
        return 0
    return int(tokens[at].text)


def _century(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    if not _CENTURY.match(tokens[at].key) or not at:
        return []
    first = at - 1
    if suffixed(tokens, first):
        first -= 1
    token = tokens[first]
    value = (
        int(token.text) if token.kind == "number" and token.text.isdecimal() and len(token.text) < 3
        else roman(token.text) or ordinal(token.key, language) or 0
    )  # fmt: skip
    if value and first and tokens[first].gap == "-":
        tens = read_run(tokens, first - 1, language)
        value, first = (value + int(tens.values[0]), first - 1) if tens and tens.values[0] == 20 else (value, first)
    if not 1 <= value <= 21:
        return []
    taken.update(range(first, at + 1))
    return [Date(tokens[first].start, tokens[at].end, century=value)]


def _decade(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    token = tokens[at]
    if token.key in DECADES:
        taken.add(at)
        return [Date(token.start, token.end, decade=DECADES[token.key])]
    if token.kind != "number" or not re.fullmatch(r"(?:1\d|20)?\d0", token.text):
        return []
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    value = int(token.text)
    if after and after.gap in ("", "'", "’") and after.key in ("s", "er", "ern"):
        taken.update((at, at + 1))
        return [Date(token.start, after.end, decade=value)]
    if language == "fr" and at and tokens[at - 1].key == "annees":
        taken.add(at)
        return [Date(token.start, token.end, decade=value)]
    return []


def _named_day(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    named = named_day(tokens, at)
    if named is None:
        return []
    end, month, day = named
    year = _year(tokens, end)
    taken.update(range(at, end + (1 if year else 0)))
    return [Date(tokens[at].start, tokens[end - (0 if year else 1)].end, year, month, day)]


def _weekday(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    day = weekday_of(tokens[at], language)
    if day < 0:
        return []
    taken.add(at)
    return [Date(tokens[at].start, tokens[at].end, weekday=day)]


def _noon(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    minutes = _NOON.get(tokens[at].key)
    half = time_in_words(tokens, at)
    if half:
        taken.update(range(at, half[0]))
        return [Date(tokens[at].start, tokens[half[0] - 1].end, minutes=half[1] % 1440, is_half_day=True)]
    if minutes is None or (tokens[at].key == "midi" and at and tokens[at - 1].key == "le"):
        return []
    taken.add(at)
    return [Date(tokens[at].start, tokens[at].end, minutes=minutes)]


def _years(tokens: Sequence[SentenceToken], at: int, language: str, taken: set[int]) -> list[Date]:
    """A year on its own, and both ends of 1939-45."""
    year = _year(tokens, at)
    if not year or not _stands_as_year(tokens, at, language):
        return []
    taken.add(at)
    found = [Date(tokens[at].start, tokens[at].end, year)]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and after.gap in ("-", "–", "/") and re.fullmatch(r"\d\d", after.text):
        taken.add(at + 1)
        found.append(Date(after.start, after.end, year // 100 * 100 + int(after.text)))
    return found


def _stands_as_year(tokens: Sequence[SentenceToken], at: int, language: str) -> bool:
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and after.kind == "sign":
        return False
    if before and (before.key in YEAR_BEFORE or month_of(before, language) or _year(tokens, at - 1)):
        return True
    if before is not None and before.kind == "sign":
        return False
    if after is None or not after.is_joined:
        return True
    return after.is_capital if language != "de" else not after.is_capital
