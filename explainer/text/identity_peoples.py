"""Which country an adjective in small letters is of, in German and Slavonic languages: kenianisch, keňský, кенійський.

The countries are Unicode's (CLDR, as Babel ships it), read when a text first has such an adjective.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from explainer.text import identity_name_words as words
from explainer.text.identity_scripts import plain

_LOCALES = ("de", "cs", "sk", "pl", "hr", "uk", "ru", "bg")
_ADJECTIVE = re.compile(r"(\w{3,30}?)(?:isch|s?[kc]|сь?к|зьк|цьк)(?:e[nrsm]?|\w{1,4})?")
# What may stand between a country's stem and the adjective's ending: pol-n-isch, keni-an-isch.
_BETWEEN = frozenset({"", *words.BEFORE_ADJECTIVES.split()})
_LONGEST = max(map(len, _BETWEEN))
_SHORTEST = 3  # letters of a country's stem


@cache
def _stems() -> dict[str, str]:
    """Names of countries in one word without their last vowels, each with its code."""
    found: dict[str, str] = {}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            stem = re.sub("(?:ie|sko|[aeiouyаеиоуєіюяы]+)$", "", plain(name))
            if len(code) == 2 and name.isalpha() and len(stem) >= _SHORTEST:
                found.setdefault(stem, code)
    return found


def country_of_adjective(word: str) -> str:
    """The code of the country that an adjective in small letters is of; empty if it is of none."""
    if not word[0].islower() or not (match := _ADJECTIVE.fullmatch(plain(word))):
        return ""
    base = match[1]
    for length in range(len(base), max(_SHORTEST, len(base) - _LONGEST) - 1, -1):
        if base[length:] in _BETWEEN and (code := _stems().get(base[:length])):
            return code
    return ""
