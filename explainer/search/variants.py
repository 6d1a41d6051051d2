"""What is written in another way as often: a text is indexed in each, so that either finds it.

Names with an apostrophe are typed without (O'Neill, N'Djamena, Qur'an), but for what is no part of the name: endings
such as those of "he'll" and "Prague's", and articles and pronouns before a vowel (l'État, dell'Arte; so D'Angelo is
found as two words only). Letters with dots are typed without (U.S.), in texts as in queries. Arabic's hamza before waw
stands on waw or on ya (مسؤول, مسئول); it isn't folded, since Persian's ویدئو is ویدیو.
`static/js/reader/search.js` does the same: change both.
"""

import re
import unicodedata
from collections.abc import Iterator

from explainer.text.folding import UNSPACED

from .equivalence import COMBINING, folded

_LATIN = r"[a-z\xdf-\u02af]"
_NAME = re.compile(rf"(?<!{_LATIN}){_LATIN}+(?:['’‘]{_LATIN}+)+")
_ENDING = re.compile("['’‘](?:s|t|d|m|ll|re|ve|em)$")
_ELIDED = re.compile("^(?:[cdjlmnst]|gl|un|quest|[a-z]*(?:ll|qu))['’‘](?=[aeiouhy])")
_LETTER = rf"[^\W\d_{UNSPACED}][{COMBINING}]*"
_DOTTED = re.compile(rf"(?<![\w.{COMBINING}])(?:{_LETTER}\.)+{_LETTER}(?![\w{COMBINING}])\.?")
_SEATS = str.maketrans("ؤئ", "ئؤ")
_ARABIC_WORD = re.compile(r"[\u0620-\u06d3\u200c\u200d]+")
_ON_A_SEAT = re.compile(r"[ؤئ][\u0640\u064b-\u0652]*و")


def in_other_ways(text: str) -> Iterator[str]:
    """The words that a text has besides those it is written with."""
    plain = folded(text)
    for name in _NAME.findall(plain):
        bare = _ELIDED.sub("", _ENDING.sub("", name))
        if bare != (joined := re.sub("['’‘]", "", bare)):
            yield joined
    for letters in _DOTTED.findall(plain):
        yield letters.replace(".", "")
    for word in _ARABIC_WORD.findall(unicodedata.normalize("NFC", text)):
        if _ON_A_SEAT.search(word):
            yield folded(word.translate(_SEATS))


def without_dots(query: str) -> str:
    """A folded query with its abbreviations in one word."""
    return _DOTTED.sub(lambda letters: letters[0].replace(".", ""), query)
