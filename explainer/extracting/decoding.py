"""Bytes as text, whatever encoding they are in.

In the order of what is least often wrong: a byte order mark; bytes that are valid UTF-8; what the page declares; the
pattern of zero bytes that UTF-16 has; a guess from the letters (charset-normalizer).
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from .result import NotExtractedError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
# Names that pages give and browsers read as windows-1252 (encoding.spec.whatwg.org, section 4.2).
LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso_8859-1", "cp1252"}
NO_TEXTS = {"undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"}
LETTERS_LOOKED_AT = 200_000  # bytes that a guess reads


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and warnings for the editor. Raises NotExtractedError if it is no text at all."""
    text, warnings = _decoded(data)
    controls = sum(
        unicodedata.category(character) == "Cc" and character not in "\t\n\r\f\x85" for character in text[:4000]
    )
    if controls > len(text[:4000]) / 50:
        raise NotExtractedError(
            _("This is no text: it may be a picture, a program or a damaged file. Open it where it was written, and "
              "copy the text from there.")
        )  # fmt: skip
    return text, warnings


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), ()
    for name in (_utf16(data), "utf-8", _declared(data)):
        try:
            return data.decode(_known(name)), ()
        except (UnicodeError, LookupError):
            continue
    return _guessed(data)


def _known(name: str) -> str:
    """The name, if it is that of an encoding of texts. Python has others under names: puzzles, escapes, one that only
    fails. Raises LookupError."""
    found = codecs.lookup(name or "utf-8").name
    if found in NO_TEXTS:
        raise LookupError(name)
    return found


def _utf16(data: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" if every other byte of the beginning is mostly zero, as in Latin text; else empty."""
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    half = max(1, len(data[:2000]) // 2)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _declared(data: bytes) -> str:
    found = DECLARED.search(data[:4096])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    return "windows-1252" if name in LATIN else name


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    warning = _("The file doesn't say how its letters are encoded. Look for wrong letters, such as â€™ or Ã©.")
    best = from_bytes(data[:LETTERS_LOOKED_AT], cp_isolation=None).best()
    for name in (best.encoding if best else "", "windows-1252"):
        try:
            return data.decode(name or "windows-1252"), (warning,)
        except (UnicodeError, LookupError):
            continue
    return data.decode("utf-8", "replace"), (warning,)
