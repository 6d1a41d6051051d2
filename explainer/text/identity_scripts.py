"""What identifies in scripts without capitals or spaces, and months and weekdays in more languages than are listed.

In Chinese, Japanese and Korean every letter is a word to `identity_reading`; here those that belong together are found:
names of countries, weekdays, negations, words in katakana (foreign names, for the most part). Names of countries,
months and weekdays are Unicode's (CLDR, as Babel ships it), read when a text first needs them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from babel import Locale

_CALENDARS = (
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "sv",
    "da",
    "nb",
    "fi",
    "ro",
    "hu",
    "tr",
    "el",
    "bg",
    "id",
    "fa",
    "he",
    "hi",
)
_SPACED = ("ar", "fa", "he", "hi", "ur")  # scripts with spaces and without capitals
_UNSPACED = ("zh", "zh_Hant", "ja", "ko")
_LONGEST = 8  # letters of a country's name
_DAYS = "月火水木金土日"
_CHINESE_DAYS = "一二三四五六日"
_KOREAN_DAYS = "월화수목금토일"
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_PREFIX = re.compile("[وفبكل]{1,2}(?=..)")  # and, then, in, like, to: written with the word in Arabic
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")

JOINED = (  # letters that are one word
    r"[\u30a1-\u30fa\u30fc]{2,}|(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
    r"|公[里斤尺顷頃]|英[里尺寸镑鎊]|千克|[厘毫]米|海里|加[仑侖]|分[钟鐘]|小[时時]|个月|個月|世[纪紀]|[欧歐美]元|[卢盧]布|人民[币幣元]"
    r"|[没沒]有|不再|不[会會能]|未能|[从從]未|[并並]未"
    r"|(?<![少危])ない|なかった|ません|前に|後に"
)


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """The word in lower case without accents and the dots of an abbreviation."""
    letters = word.casefold()
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFD", letters) if unicodedata.category(c) != "Mn")
    return letters.replace(".", "") if letters[:1].isalpha() else letters


@cache
def _unspaced_countries() -> dict[str, str]:
    return {
        name: code
        for locale in _UNSPACED
        for code, name in Locale.parse(locale).territories.items()
        if len(code) == 2 and 1 < len(name) <= _LONGEST and name[0] >= "\u3000"
    }


@cache
def _spaced_countries() -> dict[str, str]:
    return {
        plain(name): code
        for locale in _SPACED
        for code, name in Locale.parse(locale).territories.items()
        if len(code) == 2 and len(name) > 2 and " " not in name
    }


def country_at(text: str, start: int) -> int:
    """The end of the country's name that begins at `start` of a text in a script without spaces; 0 if none does."""
    names = _unspaced_countries()
    for length in range(_LONGEST, 1, -1):
        if text[start : start + length] in names:
            return start + length
    return 0


@lru_cache(maxsize=4096)
def country_of(word: str) -> str:
    """The code of the country that a word names, in scripts without capitals; empty if it names none."""
    if word[0] >= "\u2e80":
        return _unspaced_countries().get(word, "")
    if not "\u0590" <= word[0] <= "\u097f":
        return ""
    names, short = _spaced_countries(), plain(word)
    prefix = _PREFIX.match(short)
    return names.get(short) or (names.get(short[prefix.end() :], "") if prefix else "")


@cache
def calendar() -> dict[str, tuple[str, str]]:
    """Names of months and weekdays in one word, without accents: each with ("month", "march"), or the like."""
    found: dict[str, tuple[str, str]] = {}
    for locale in _CALENDARS:
        data = Locale.parse(locale)
        for context in ("format", "stand-alone"):
            for number, name in data.months[context]["wide"].items():
                found.setdefault(plain(name), ("month", _MONTHS[number - 1]))
            for number, name in data.days[context]["wide"].items():
                found.setdefault(plain(name), ("weekday", _WEEKDAYS[number]))
    for letters, pattern in (
        (_DAYS, "{}曜日 {}曜"),
        (_CHINESE_DAYS, "星期{} 周{} 週{} 礼拜{} 禮拜{}"),
        (_KOREAN_DAYS, "{}요일"),
    ):
        for day, letter in zip(_WEEKDAYS, letters, strict=True):
            found |= dict.fromkeys(pattern.replace("{}", letter).split(), ("weekday", day))
    found |= {name + "天": ("weekday", "sunday") for name in ("星期", "周", "礼拜")}
    return {name: meaning for name, meaning in found.items() if len(name) > 2 or name[0] >= "\u2e80"}
