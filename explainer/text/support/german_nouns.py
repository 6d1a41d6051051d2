"""Tells ordinary German nouns from names: in German, a capital doesn't.

german_words.txt says where the words are from and by which licences: nouns of the federal laws (forms and compounds of
others left out), first names and places. They are read when the first German text is, and take some 3 MB.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from explainer.text.support.listed import word_set, word_tuple

# Participles that stand as nouns: Befragte, Demonstrierende, Verletzten.
_PARTICIPLE = re.compile(
    r"(?:(?:ge|be|ver|er|ent|zer|an|ab|auf|aus|ein|vor|zu)\w{3,}(?:te|ten|ter|ene|enen|ener)|\w{4,}ende[nr]?)\Z"
)
_ENDINGS = ("", "n", "e", "en", "er", "ern", "s", "es", "ens", "nen", "nis", "se", "sen", "r", "innen")
_SUFFIXES = word_tuple("ung ungen heit heiten keit keiten schaft schaften tion tionen ismus")
_FEMININE = tuple(
    f"{stem}in{more}" for stem in ["er", "or", "ist", "ent", "ant", "eur", "og", "at"] for more in ("", "nen")
)
_HEAD = 4  # letters at least of a compound's last part
_FIRST = 3  # and of what stands before it
_LONGEST = 100  # letters of a word at most; trying every seam of more takes seconds
# As last parts of a surname as usual as of a noun: then the part before has to be a noun too.
_OF_SURNAMES = word_set(
    "mann berg burg stein bach dorf feld hof wald meier land haus brand baum bauer bauern macher huber thal tal "
    "recht reich"
)


@cache
def _words() -> dict[str, frozenset[str]]:
    """Folded words by kind."""
    found: dict[str, list[str]] = {}
    kind = ""
    for line in (Path(__file__).parent / "german_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
            found[kind] = []
        elif kind:
            found[kind] += line.split()
    return {kind: frozenset(words) for kind, words in found.items()}


def is_first_name(key: str) -> bool:
    """Whether a folded word is a first name that Germans know."""
    return key in _words()["first names"]


def is_adjective_of_place(key: str) -> bool:
    """Whether a folded word is made of a place: Berliner, Hamburgern."""
    return key.endswith(("er", "ern")) and any(is_place(key.removesuffix("n")[:-2] + end) for end in ("", "e", "en"))


def is_place(key: str) -> bool:
    """Whether a folded word, with or without a genitive s, is a place and no ordinary noun."""
    places = _words()["places"]
    return key in places or (key.endswith("s") and key[:-1] in places)


@lru_cache(maxsize=16384)
def is_noun(key: str) -> bool:
    """Whether a folded German word is an ordinary noun, in any case, or a compound that ends in one."""
    nouns = _words()["nouns"]
    if len(key) > _LONGEST or is_adjective_of_place(key):
        return False
    stems = [key.removesuffix(ending) for ending in _ENDINGS if key.endswith(ending) and len(key) - len(ending) > 1]
    if any(stem in nouns for stem in stems) or (len(key) > 7 and key.endswith(_SUFFIXES)) or _PARTICIPLE.match(key):
        return True
    if key.endswith(_FEMININE) and is_noun(key.removesuffix("nen").removesuffix("in")):
        return True
    return any(_is_compound(stem, nouns) for stem in stems if len(stem) >= _HEAD + _FIRST)


def _is_compound(stem: str, nouns: frozenset[str]) -> bool:
    for at in range(_FIRST, len(stem) - _HEAD + 1):
        if stem[at:] in nouns:
            first = stem[:at]
            is_known = any(first.removesuffix(joint) in nouns for joint in ("", "s", "n", "en", "es", "er"))
            if is_known or (stem[at:] not in _OF_SURNAMES and len(stem) - at > _HEAD):
                return True
    return False
