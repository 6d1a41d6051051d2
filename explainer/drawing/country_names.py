"""What countries are called in a language, for maps whose outlines name them in English (Unicode's CLDR, by Babel)."""

from functools import cache

from babel import Locale, UnknownLocaleError

# Where Natural Earth's names, as outlines.py spells them out, are not CLDR's.
CODES = {
    "Bosnia and Herzegovina": "BA", "Congo": "CG", "DR Congo": "CD", "Ivory Coast": "CI", "Myanmar": "MM",
    "Palestine": "PS", "Turkey": "TR", "United States of America": "US", "Falkland Is.": "FK", "Solomon Is.": "SB",
    "Marshall Is.": "MH", "Cayman Is.": "KY", "Trinidad and Tobago": "TT", "Antigua and Barb.": "AG",
    "St. Vin. and Gren.": "VC", "São Tomé and Principe": "ST", "eSwatini": "SZ", "Cabo Verde": "CV",
}  # fmt: skip


def country_name(name: str, language: str) -> str:
    """The name in that language ("de", "en-gb"); as it is in English, where CLDR has none, and for no language."""
    return _names(language.split("-")[0]).get(_codes().get(name, ""), name)


@cache
def _names(language: str) -> dict[str, str]:
    if language in {"", "en"}:
        return {}
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in Locale("en").territories.items() if len(code) == 2} | CODES
