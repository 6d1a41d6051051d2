"""Names of months and weekdays."""

from __future__ import annotations

from functools import cache

from babel import Locale

from explainer.text.support.tokens import Token, plain

# Languages whose names of months and weekdays are known (from Unicode's CLDR, as Babel ships it).
_LOCALES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sk", "uk", "ru")
_NEEDS_CAPITAL = ("en", "de")


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


def month_of(token: Token, language: str) -> int:
    """The month that a word names, 1 to 12, or 0."""
    if token.kind != "word" or (language in _NEEDS_CAPITAL and not token.is_capital):
        return 0
    return _calendar("months", (language,) if language != "other" else _LOCALES).get(token.key, 0)


def weekday_of(token: Token, language: str) -> int:
    """The weekday that a word names, Monday 0, or -1."""
    key = token.key
    if token.kind != "word" or len(key) < 5 or (language in _NEEDS_CAPITAL and not token.is_capital):
        return -1
    known = _calendar("days", (language,) if language != "other" else _LOCALES)
    names = [key, key.removesuffix("s")]
    if language == "de":
        names += [part for part in known if len(part) > 5 and key.startswith(part)]  # Mittwochabend
    return next((known[name] for name in names if name in known), -1)
