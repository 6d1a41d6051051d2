"""Says whether a source has a name: in another case, script or language, shortened or in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from explainer.text.support import word_lists as lists
from explainer.text.support.finding_names import is_acronym, names_in
from explainer.text.support.listed import word_set, word_tuple
from explainer.text.support.places import (
    city_of,
    country_of,
    country_of_city,
    country_of_phrase,
    is_seat_of,
    regions_of,
    stands_for,
)
from explainer.text.support.sounds import sounds
from explainer.text.support.tokens import SentenceToken

_ENDINGS = {
    "en": ("s", "es"),
    "de": ("s", "es", "n", "en", "ns", "er", "ern"),
    "fr": ("s",),
    "other": word_tuple("""
a e i o u y s es n en er em um ou ovi ove ovy ova ovu om am ami emi mi ech ich ach ho eho mu emu ym im ej ii
ogo omu oho oyu oi iv ov ya yu iu yi oju ejo
"""),
}
# What is left of a place and of its people's name: Ghana, Ghanaian; Görlitz, Görlitzer.
_PEOPLE_ENDINGS = (
    "",
    *word_tuple("""
a e o y ia ie ien ian an aian ean ese ish er ers isch ische ischen ischer ais aise ois oise ienne ain aine ic ique
"""),
)
_LOCATIVE = word_set("in at near from to inside outside through a de vers pres depuis aus nach bei um vor")
LONGEST_RUN = 8
_SHORTEST_STEM = 3
_COMPOUND = 9  # letters; shorter words hold no second initial, as Volkswagen does


@lru_cache(maxsize=16384)
def forms(key: str, language: str) -> frozenset[str]:
    """What a folded word may be written like: without endings, as it sounds, with and without umlauts spelled out."""
    stems = {key}
    for ending in _ENDINGS[language]:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_STEM:
            stems.add(key[: -len(ending)])
    for spelled, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        if spelled in key:
            stems |= {stem.replace(spelled, letter) for stem in stems}
    found = set(stems)
    for stem in stems:
        if len(stem) >= 4 and not stem[-1].isdecimal():
            found |= {"~" + sound for sound in sounds(stem) if len(sound) >= 3}
    for ending in _PEOPLE_ENDINGS:
        if len(key) - len(ending) >= 4 and key.endswith(ending) and not country_of(key):
            found.add("^" + key[: len(key) - len(ending)])
    cities = {
        city_of(stem) for stem in (key, *(stem + end for stem in stems for end in ("", "a") if language == "other"))
    }
    return frozenset(found | {"@" + city for city in cities if city})


class Names:
    """The words of a text, for asking which names stand there. Made in time linear in the text."""

    def __init__(self, tokens: Sequence[SentenceToken], language: str, taken: set[int]) -> None:
        self.language = language
        self.tokens = tokens
        self.words = {token.key for token in tokens}
        self.forms: set[str] = set()
        self.countries: set[str] = set()
        self.capitals: set[str] = set()  # countries of which the government or a city is named
        self.regions: set[str] = set()  # beginnings of the names of those that a town is in
        self.pieces: set[str] = set()  # beginnings and ends of long words
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for at, token in enumerate(tokens):
            if token.kind in ("number", "sign"):
                continue
            self.forms |= forms(token.key, language)
            for form in forms(token.key, language):
                if len(self.places[form]) < 50:
                    self.places[form].append(at)
            if token.is_capital or language != "en":
                self.countries.add(country_of(token.key))
            if token.is_capital:
                self.capitals.update(stands_for(token.key))
                self.capitals.add(country_of_city(token.key))
                self.regions.update(regions_of(token.key))
            if len(token.key) > 6:
                self.pieces |= {token.key[:n] for n in range(4, len(token.key) - 2)}
                self.pieces |= {token.key[n:] for n in range(3, len(token.key) - 3)}
        self.named = names_in(tokens, language, taken)
        self.acronyms = {token.key.replace(".", "") for token in tokens if is_acronym(token)}
        self.has_places = any(
            at and tokens[at - 1].key in _LOCATIVE and not country_of(tokens[at].key) for at in self.named
        )
        self.initials = self._initials()
        for at in range(len(tokens) - 1):
            for length in (2, 3):
                phrase = " ".join(token.key for token in tokens[at : at + length])
                if tokens[at].is_capital:
                    self.countries.add(country_of_phrase(phrase))
        self.countries -= {""}
        self.capitals -= {""}

    def _initials(self) -> set[str]:
        """The initials of capitals in a row: what an acronym may stand for."""
        found: set[str] = set()
        for at, token in enumerate(self.tokens):
            if not (token.is_capital or (self.language == "fr" and token.kind == "word")):
                continue
            letters, all_letters = token.key[:1], token.key[:1]
            for following in self.tokens[at + 1 : at + LONGEST_RUN]:
                if not following.is_joined and following.gap not in ("'", "’"):
                    break
                if following.kind != "word":
                    break
                all_letters += following.key[:1]
                if following.is_capital or (self.language == "fr" and following.key not in lists.FUNCTIONS):
                    letters += following.key[:1]
                elif following.key not in lists.PARTICLES and following.key not in lists.FUNCTIONS:
                    if self.language != "de":
                        break
                    letters += following.key[:1]
                found |= {letters, all_letters}
        return {letters for letters in found if len(letters) > 1}

    def has(self, token: SentenceToken, before: SentenceToken | None = None, language: str = "en") -> bool:
        """Whether a word of another text stands here in some form."""
        key = token.key
        if not forms(key, language).isdisjoint(self.forms):
            return True
        country = country_of(key)
        if country:
            if country in self.countries or country in self.capitals:
                return True
        elif any(code in self.countries for code in stands_for(key)) and (
            before is None or before.key not in _LOCATIVE or not self.has_places
        ):
            return True
        if any(key.startswith(region) for region in self.regions) or is_seat_of(key, self.words):
            return True
        if is_acronym(token) and self._has_acronym(key.replace(".", "")):
            return True
        return self._has_in_compound(key)

    def _has_acronym(self, letters: str) -> bool:
        if letters in self.initials or letters.rstrip("s") in self.initials or letters in self.acronyms:
            return True
        same = next((group for group in lists.ACRONYMS if letters in group), [])
        if any(other in self.acronyms or other in self.forms for other in same):
            return True
        return not country_of(letters) and any(
            self._is_short_for(letters, at) for at, token in enumerate(self.tokens) if token.is_capital
        )

    def _is_short_for(self, letters: str, at: int) -> bool:
        """Whether the letters stand in the name at a token in their order, the first of each word among them:
        VW, IWF."""
        left = letters
        while left and at < len(self.tokens) and self.tokens[at].key[:1] == left[0]:
            left = left[1:]
            long = len(self.tokens[at].key) >= _COMPOUND
            for letter in self.tokens[at].key[2:-1] if long else "":
                follows = at + 1 < len(self.tokens) and self.tokens[at + 1].key[:1] == left[:1]
                if left and letter == left[0] and not follows:
                    left = left[1:]
            at += 1
        return not left and len(letters) > 1

    def _has_in_compound(self, key: str) -> bool:
        """Whether the word is a part of a compound here, or a compound of a word here."""
        if len(key) >= 4 and key in self.pieces and self.language == "de":
            return True
        if len(key) < 8:
            return False
        return any(key[:n] in self.forms for n in range(4, len(key) - 2)) or any(
            key[n:] in self.forms for n in range(3, len(key) - 3) if len(key) - n >= 5
        )
