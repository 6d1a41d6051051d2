"""Names of countries, peoples and cities in several languages, each with one identity: Russe, russisch, Russia.

Countries come from Unicode's CLDR (as Babel ships it); peoples, and what capitals stand for, are listed here.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from explainer.text.support import place_lists as lists
from explainer.text.support.city_lists import CITIES, CITIES_IN
from explainer.text.support.region_lists import REGIONS, SEATS
from explainer.text.support.tokens import LANGUAGES, plain, tokenize

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
    for line in CITIES.strip().splitlines():
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
    return _people(key)


def _people(key: str) -> str:
    """The country whose people or language a folded word is of, by its stem."""
    if key in lists.NOT or len(key) < 4:
        return ""
    for stem, code in _stems():
        if len(stem) > 2 and key.startswith(stem) and len(key) - len(stem) <= lists.ENDING:
            return code
    return ""


@cache
def _own_names(language: str) -> frozenset[str]:
    """What countries are called in a language."""
    return frozenset(plain(name) for name in Locale(language).territories.values())


def is_of_country(key: str, language: str) -> bool:
    """Whether a folded word is of a country or people, and no country's name: American, russisch."""
    names = _own_names(language if language in LANGUAGES else "en")
    return bool(_people(key)) and key not in names and key.removesuffix("s") not in names


def country_of_phrase(keys: str) -> str:
    """The country that some words name together."""
    return _countries().get(keys, "").rstrip(".")


def city_of(key: str) -> str:
    """A city under one name for all languages; empty if it isn't known."""
    names, _ = _cities()
    return names.get(key) or (names.get(key[:-1], "") if key.endswith("s") else "")


@cache
def _cities_by_country() -> dict[str, str]:
    lines = (line.split() for line in CITIES_IN.strip().splitlines())
    return {city: words[0] for words in lines for city in words[1:]}


def country_of_city(key: str) -> str:
    """The country that a large city lies in; empty if it isn't known."""
    return _cities_by_country().get(key) or _cities_by_country().get(key.removesuffix("s"), "")


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """The beginnings of the names of the regions that a town lies in."""
    found: dict[str, tuple[str, ...]] = {}
    for line in REGIONS.strip().splitlines():
        names, _, towns = line.partition(" = ")
        for town in towns.split():
            found[town] = (*found.get(town, ()), *names.split())
    return found


def regions_of(key: str) -> tuple[str, ...]:
    """The beginnings of the names of the regions that a town lies in: thuring, for Erfurt."""
    return _regions().get(key) or _regions().get(key.removesuffix("s"), ())


@cache
def _seats() -> dict[str, list[list[str]]]:
    """Towns, with what has its seat there: for each the beginnings of its words."""
    found: dict[str, list[list[str]]] = {}
    for line in SEATS.strip().splitlines():
        towns, _, bodies = line.partition(" = ")
        for town in towns.split():
            found.setdefault(town, []).extend(body.split() for body in bodies.split(" / "))
    return found


def is_seat_of(key: str, words: Collection[str]) -> bool:
    """Whether a folded word names the town in which a body has its seat that these words name: Karlsruhe."""
    return any(
        all(any(word.startswith(beginning) for word in words) for beginning in body)
        for body in [*_seats().get(key, ()), *_seats().get(key.removesuffix("s"), ())]
    )


@cache
def _continents() -> dict[str, set[str]]:
    """Continents by the stem of their names, with the codes of their countries, as time zones have them."""
    found: dict[str, set[str]] = {stem: set() for stems in lists.CONTINENTS.values() for stem in stems}
    for zone, territory in get_global("zone_territories").items():
        for stem in lists.CONTINENTS.get(zone.partition("/")[0], ()):
            found[stem].add(territory)
    return found


def is_continent(key: str) -> bool:
    """Whether a folded word names a continent, or is of one."""
    return any(key.startswith(stem) for stem in _continents())


def is_continent_of(key: str, countries: set[str]) -> bool:
    """Whether a folded word names the continent, or is of it, on which one of the countries lies: African, Malawi."""
    return any(key.startswith(stem) and not countries.isdisjoint(codes) for stem, codes in _continents().items())


def stands_for(key: str) -> tuple[str, ...]:
    """The countries whose government a word can stand for: Moscow, the Kremlin."""
    return _cities()[1].get(key) or (_cities()[1].get(key[:-1], ()) if key.endswith("s") else ())
