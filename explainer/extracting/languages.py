"""Which language a text is in: what its page says, else what py3langid takes it for.

It tells 97 languages apart, Croatian from Czech and Catalan from Spanish among them, which a table of common words
can't; it takes 5 MB and no second. A list of names is in no language, so some words in small letters have to be there.
"""

import re

import py3langid
from django.conf import settings

MOST_DETECTED = 20_000  # code points
FEWEST_SMALL_WORDS = 4  # that begin with a small letter, in scripts that have two cases
TRADITIONAL, SIMPLIFIED = (
    set("這個們說時會來對國為學發與從過實開關體點灣與於總將經"),
    set("这个们说时会来对国为学发与从过实开关体点湾与于总将经"),
)
KANA = re.compile(r"[\u3041-\u30ff]")
AS_DJANGO = {
    "no": "nb",
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "iw": "he",
    "sh": "sr-latn",
}


def language_of(text: str, declared: str = "") -> str:
    """The code, among Django's LANGUAGES, of the language that is declared ("en-US"), or that the text is in.

    Empty if neither tells.
    """
    codes = {code for code, _ in settings.LANGUAGES}
    tag = declared.strip().lower().replace("_", "-")
    tag = AS_DJANGO.get(tag, tag)
    base = AS_DJANGO.get(tag.split("-")[0], tag.split("-")[0])
    if tag in codes and tag != base:
        return tag
    return _site_variety(base if base in codes else detect(text[:MOST_DETECTED]))


def _site_variety(language: str) -> str:
    """The site's own variety, if it is the site's language: "en" is "en-gb" in a British newsroom."""
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE.split("-")[0] == language else language


def detect(text: str) -> str:
    """The language of a text, as a code of Django's LANGUAGES; empty if it has too few words, or none is likely."""
    if not _has_words(text):
        return ""
    found = str(py3langid.classify(text)[0])
    if found == "zh" or (found == "ja" and not KANA.search(text)):
        return "zh-hant" if len(TRADITIONAL.intersection(text)) > len(SIMPLIFIED.intersection(text)) else "zh-hans"
    if found == "sr" and not re.search(r"[\u0400-\u04ff]", text):
        found = "sr-latn"
    found = AS_DJANGO.get(found, found)
    return found if found in {code for code, _ in settings.LANGUAGES} else ""


def _has_words(text: str) -> bool:
    letters = [character for character in text[:2000] if character.isalpha()]
    has_cases = sum(character.lower() != character.upper() for character in letters) > len(letters) / 2
    words = re.findall(r"[^\W\d_]+", text[:2000])
    return len([word for word in words if word[0].islower()]) >= FEWEST_SMALL_WORDS if has_cases else len(letters) > 3
