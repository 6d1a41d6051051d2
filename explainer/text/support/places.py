"""Names of countries, peoples and cities in several languages, each with one identity: Russe, russisch, Russia.

Countries come from Unicode's CLDR (as Babel ships it); peoples, and what capitals stand for, are listed here.
"""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale

from explainer.text.support import place_lists as lists
from explainer.text.support.tokens import tokenize

_LOCALES = ("en", "de", "fr", "es", "it", "cs", "pl", "nl", "uk", "ru")


@cache
def _countries() -> dict[str, str]:
    """Countries' names in one word, or several joined by spaces, with their codes."""
    found = dict(lists.PHRASES) | lists.EXACT
    for code in _LOCALES:
        for territory, name in Locale(code).territories.items():
            if len(territory) == 2 and territory != "EZ":
                key = " ".join(token.key for token in tokenize(name))
                if len(key) > 3:
                    found.setdefault(key, territory)
    return found


@cache
def _stems() -> list[tuple[str, str]]:
    pairs = [(stem, line.split()[0]) for line in lists.PEOPLES.strip().splitlines() for stem in line.split()[1:]]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _cities() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Cities' names with one name for each, and what the words for a government stand for."""
    names, stand_for = {}, {}
    for line in lists.CITIES.strip().splitlines():
        city, _, more = line.partition("=")
        codes = tuple(word for word in more.split() if word.isupper())
        for word in city.split():
            names[word] = city.split()[0]
        for word in [*city.split(), *(word for word in more.split() if not word.isupper())]:
            stand_for[word] = codes
    return names, stand_for


@lru_cache(maxsize=16384)
def country_of(key: str) -> str:
    """The country or people that a folded word names, by its code; empty if none."""
    for word in (key, key.removesuffix("s")):
        if word in lists.EXACT:
            return lists.EXACT[word]
        if word in _countries() and len(word) > 3:
            return _countries()[word]
    if key in lists.NOT or len(key) < 4:
        return ""
    for stem, code in _stems():
        if len(stem) > 2 and key.startswith(stem) and len(key) - len(stem) <= lists.ENDING:
            return code
    return ""


def country_of_phrase(keys: str) -> str:
    """The country that some words name together."""
    return _countries().get(keys, "").rstrip(".")


def city_of(key: str) -> str:
    """A city under one name for all languages; empty if it isn't known."""
    names, _ = _cities()
    return names.get(key) or (names.get(key[:-1], "") if key.endswith("s") else "")


def stands_for(key: str) -> tuple[str, ...]:
    """The countries whose government a word can stand for: Moscow, the Kremlin."""
    return _cities()[1].get(key) or (_cities()[1].get(key[:-1], ()) if key.endswith("s") else ())
