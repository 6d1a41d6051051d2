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
# Names that pages give, and the larger sets that browsers read by them (encoding.spec.whatwg.org, section 4.2): the
# standard Shift_JIS has no ①, 髙 and 﨑, and its wave dash is another sign.
AS_BROWSERS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii",
     "cp1252", "x-cp1252",
                     "windows-1252", "cp819"), "windows-1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "ms932", "windows-31j", "csshiftjis"),
     "cp932"),
    **dict.fromkeys(("euc-kr", "euckr", "korean", "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601",
     "windows-949",
                     "cseuckr"), "cp949"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "chinese", "gb_2312-80", "csgb2312", "iso-ir-58", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5", "csbig5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5", "iso_8859-9", "windows-1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "iso8859-11", "tis-620", "dos-874", "windows-874"), "cp874"),
    **dict.fromkeys(("euc-jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese"), "euc_jp"),
    **dict.fromkeys(("koi8-u", "koi8-ru"), "koi8_u"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "ucs-2", "utf8", "unicode-1-1-utf-8",
     "x-unicode20utf8"), "utf-8"),
    "iso-8859-8-i": "iso-8859-8", "logical": "iso-8859-8", "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ukrainian": "mac_cyrillic",
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman", "csmacintosh"), "mac_roman"),
    **{f"x-cp125{digit}": f"cp125{digit}" for digit in range(9)}, "x-cp1252": "windows-1252",
}  # fmt: skip
BAD_SHARE = 0.02  # of the signs beyond ASCII: a page may have so many bad ones and still be in its encoding
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
    declared = _declared(data)
    if declared == "iso-2022-jp" and b"\x1b$" in data:  # all of its bytes are those of ASCII
        return data.decode("iso2022_jp", "replace"), ()
    for name in (_utf16(data), "utf-8", declared):
        try:
            return data.decode(_known(name)), ()
        except (UnicodeError, LookupError):
            continue
    return _nearly(data, "utf-8", declared == "utf-8") or _nearly(data, declared, True) or _guessed(data)


def _nearly(data: bytes, name: str, is_declared: bool) -> tuple[str, tuple[str, ...]] | None:
    """The text with a sign for each bad byte, where there are few: a footer must not decide for the page."""
    try:
        text = data.decode(_known(name), "replace")
    except (UnicodeError, LookupError):
        return None
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    if bad > (good if is_declared else BAD_SHARE * good) or (is_declared and name != "utf-8" and bad > 0.2 * good):
        return None
    return text, (_("Some letters of the file are damaged. They stand as � in the text."),)


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
    return AS_BROWSERS.get(name, name)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    warning = _("The file doesn't say how its letters are encoded. Look for wrong letters, such as â€™ or Ã©.")
    best = from_bytes(data[:LETTERS_LOOKED_AT], cp_isolation=None).best()
    for name in (best.encoding if best else "", "windows-1252"):
        try:
            return data.decode(name or "windows-1252"), (warning,)
        except (UnicodeError, LookupError):
            continue
    return data.decode("utf-8", "replace"), (warning,)
