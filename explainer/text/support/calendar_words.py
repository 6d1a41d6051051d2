"""Names of months, weekdays and decades."""

from __future__ import annotations

from functools import cache

from babel import Locale

from explainer.text.support.listed import word_set
from explainer.text.support.tokens import SentenceToken, plain

# Languages whose names of months and weekdays are known (from Unicode's CLDR, as Babel ships it).
_LOCALES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sk", "uk", "ru")
_NEEDS_CAPITAL = ("en", "de")
# Words before a number that make it a year.
YEAR_BEFORE = word_set("""
in of since by from until till to and between before after during around late early mid year spring summer
autumn winter fall the christmas easter weihnachten ostern noel paques
im jahr jahre jahres seit von vom bis ab vor nach um ende anfang mitte fruhjahr
fruhling sommer herbst winter und zwischen gegen en de depuis jusqu a an annee entre et avant apres vers debut
fin mi ete automne hiver printemps des anno
""")
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "zwanziger": 20, "dreissiger": 30, "vierziger": 40, "funfziger": 50, "sechziger": 60,
    "siebziger": 70, "achtziger": 80, "neunziger": 90,
}  # fmt: skip


@cache
def _calendar(names: str, locales: tuple[str, ...]) -> dict[str, int]:
    """Names of months (1 to 12) or weekdays (0 to 6) with their numbers."""
    found: dict[str, int] = {}
    for code in locales:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in getattr(Locale(code), names)[context][width].items():
                    key = plain(name.strip(". "))
                    if len(key) > 2:
                        found.setdefault(key, number)
    if names == "months":
        found |= {"sept": 9, "janner": 1, "jan": 1, "feb": 2, "aug": 8, "okt": 10, "dez": 12, "nov": 11, "fevr": 2}
    return found


def month_of(token: SentenceToken, language: str) -> int:
    """The month that a word names, 1 to 12, or 0."""
    if token.kind != "word" or (language in _NEEDS_CAPITAL and not token.is_capital):
        return 0
    return _calendar("months", (language,) if language != "other" else _LOCALES).get(token.key, 0)


def weekday_of(token: SentenceToken, language: str) -> int:
    """The weekday that a word names, Monday 0, or -1."""
    key = token.key
    if token.kind != "word" or len(key) < 5 or (language in _NEEDS_CAPITAL and not token.is_capital):
        return -1
    known = _calendar("days", (language,) if language != "other" else _LOCALES)
    names = [key, key.removesuffix("s")]
    if language == "de":
        names += [part for part in known if len(part) > 5 and key.startswith(part)]  # Mittwochabend
    return next((known[name] for name in names if name in known), -1)
