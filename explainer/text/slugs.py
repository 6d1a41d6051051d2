"""The last part of an address, made from a title in any script.

Transliterated by anyascii: one table for all scripts, kept up with Unicode, no rules to set. text-unidecode stands
still since 2019, python-slugify is made on it, Unidecode is under the GPL, and PyICU wants ICU's libraries and a
compiler on the machine. It reads Chinese signs as Mandarin also where they are Japanese (東京 is dong-jing): a
Japanese newsroom had better choose addresses in its own script (UNICODE_SLUGS), or type them.
"""

import re
import unicodedata

from anyascii import anyascii

LONGEST = 90  # code points: a number fits behind it
LONGEST_BYTES = 180  # in UTF-8: file names have at most 255, with endings
_HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_ASCII = re.compile(r"[^a-z0-9]+")
KEPT = "LMN"  # categories of letters, marks and digits
_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u2060\ufeff'’ʼ`´ʹʺ]")


class SlugInAddress:
    """A converter for Django's URL patterns: letters, digits, hyphens and underscores of any script."""

    regex = r"[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\xa0\s]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


def make_slug(title: str, *, is_unicode: bool = False) -> str:
    """Small letters, digits and hyphens: at most 90 code points and 180 bytes. Empty if the title has neither.

    `is_unicode`: in the title's own script; otherwise in Latin letters.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", title))
    return _clipped(_own_script(text) if is_unicode else _in_latin(text))


def _in_latin(text: str) -> str:
    plain = "".join(sign if unicodedata.category(sign)[0] in KEPT else " " for sign in text)
    apart = _HAN.sub(lambda sign: f" {anyascii(sign[0])} ", plain)
    return _NOT_ASCII.sub("-", anyascii(apart).replace("'", "").replace("`", "").lower()).strip("-")


def _own_script(text: str) -> str:
    small = text.lower().replace("i\u0307", "i")  # what lower-casing makes of the Turkish İ
    kept = (sign if unicodedata.category(sign)[0] in KEPT else "-" for sign in small)
    return re.sub("-+", "-", "".join(kept)).strip("-")


def _clipped(slug: str) -> str:
    cut = slug[:LONGEST].encode()[:LONGEST_BYTES].decode(errors="ignore")
    if len(cut) < len(slug) and "-" in cut[LONGEST // 2 :]:
        cut = cut[: cut.rindex("-")]  # between words
    return cut.strip("-")
