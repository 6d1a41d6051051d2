"""Writes a text as searching compares it: what people leave out, or type in another way, makes no difference.

Case, accents of Latin and Greek, stress marks and ё, vowel signs of Hebrew and Arabic, tatweel, the Arabic, Persian
and Urdu forms of one letter, soft hyphens and joiners, nukta and the two ways to write a Hindi nasal or a Malayalam
chillu, widths, ligatures, digits of any script. Whatever makes another word stays: vowel signs of Indian and South-
East Asian scripts, dakuten, й, ї and ў. The choices are those of Lucene's Arabic, Persian and Hindi normalizers,
without their guesses about long vowels.
`static/js/reader/search.js` folds in the same way: change both.
"""

import re
import unicodedata

COMBINING = "".join(chr(code) for code in range(0x300, 0x11FFF) if unicodedata.category(chr(code))[0] == "M")
# Letters that are no other letter with a mark, as they are typed without their keys.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
# The letters that Arabic, Persian, Urdu, Pashto and Uyghur write as one another's: ya, kaf, ha, alef.
_ARABIC = {**dict.fromkeys("ىیېے", "ي"), **dict.fromkeys("کڪ", "ك"), **dict.fromkeys("ةہھەۃ", "ه"), "ٱ": "ا"}
_HINDI = {"\u0901": "\u0902"}  # candrabindu, anusvara
_CHILLU = {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്"}  # Malayalam's, one sign or two and a joiner
_APOSTROPHES = dict.fromkeys("ʹʻʼʽˈ", "'")
_HAMZA = re.compile("ء([وي])")  # before waw and ya it stands on them as often
_ONE_FOR_ONE = str.maketrans({**_LETTERS, **_ARABIC, **_HINDI, **_CHILLU, **_APOSTROPHES})
_UNSEEN = r"\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_MARKS = (
    r"\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c\u1ab0-\u1aff\u1dc0-\u1dff"
    r"\u20d0-\u20f0\ufe20-\ufe2f"
)
_DROPPED = re.compile(rf"[{_UNSEEN}{_MARKS}]|(?<![иу])\u0306|(?<!і)\u0308|(?<=[א-ת])['\"״׳”’](?=[א-ת])")
# न् before a letter of its own row, and so on: written as anusvara as often (हिन्दी, हिंदी).
_NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
# Thai's and Lao's "am", which is one sign, and two after NFKD.
_SARA_AM = re.compile("[\u0e4d\u0ecd]([\u0e48-\u0e4b\u0ec8-\u0ecb]?)[\u0e32\u0eb2]")


def folded(text: str) -> str:
    """The text with small letters, plain digits, and without what makes no difference; in NFC."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = _HAMZA.sub(r"\1\1", _DROPPED.sub("", apart).translate(_ONE_FOR_ONE))
    bare = _NASAL.sub("\u0902", plain)
    whole = unicodedata.normalize("NFC", bare).replace("եվ", "եւ")  # Armenian's և, as its capitals are written
    return _digits(_SARA_AM.sub(lambda found: found[1] + ("\u0e33" if found[0][-1] == "\u0e32" else "\u0eb3"), whole))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
