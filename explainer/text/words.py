"""Say whether a stretch of text stands as a whole word.

`\\b` of regular expressions can't: to it a combining mark ends the word, so that "Jose" would be
found in "José" written with a separate accent, and no word ends inside a line of Chinese.
"""

import re
import unicodedata

from explainer.text.names import BREAK, QUOTE, SPACE

_BESIDE = frozenset(["", SPACE, BREAK, *"()[];:!?/"])
"""What most often stands beside a word and never belongs to it."""

# Scripts written without spaces between words (UAX #14, classes SA, ID and CJ; UAX #29, section 4
# names them as what default word boundaries can't handle), by their blocks.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u1950-\u19df\u1a20-\u1aaf\uaa80-\uaadf"  # Tai Le, New Tai Lue, Tai Tham, Tai Viet
    "\u1b00-\u1b7f\ua980-\ua9df"  # Balinese, Javanese
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"  # Han, Kana, Bopomofo
)
# Letters that are read with the one before them: Thai and Lao "am" (UAX #29,
# Grapheme_Cluster_Break=SpacingMark), the long-vowel mark of Kana.
_LEANING_BACK = frozenset("\u0e33\u0eb3\u30fc\uff70")
# Vowels written before their consonant (Logical_Order_Exception, PropList.txt), and signs that put
# the next consonant below this one (Indic_Syllabic_Category=Invisible_Stacker).
_LEANING_ON = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4\u1039\u17d2\u1a60")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] is whole words of a folded text; code points, half-open.

    A word is letters, combining marks, digits and underscores (UAX #29, rules WB4 to WB13b).
    Scripts without spaces need no gap, but no letter is cut from its marks.
    """
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (after in _BESIDE or not _goes_on(text, end)) and (before in _BESIDE or not _began_before(text, start))


def is_word_character(char: str) -> bool:
    """Say whether a character belongs to words: a letter, mark, decimal digit or underscore."""
    return char.isalpha() or char.isdecimal() or char == "_" or _is_mark(char)


def _is_mark(char: str) -> bool:
    return char > "\u02ff" and unicodedata.category(char)[0] == "M"


def _goes_on(text: str, end: int) -> bool:
    """Say whether the word before `end` goes on after it."""
    inner, outer, beyond = text[end - 1], text[end], text[end + 1 : end + 2]
    if outer in _LEANING_BACK or _is_mark(outer):
        return True
    if is_word_character(outer):
        return not (_UNSPACED.match(outer) or _UNSPACED.match(inner))
    if outer in ".," and inner.isdecimal():
        return beyond.isdecimal()
    if outer == QUOTE and inner in "nN" and beyond in ("t", "T"):
        return not is_word_character(text[end + 2 : end + 3] or SPACE)  # can't, but Sudan'ta
    return False


def _began_before(text: str, start: int) -> bool:
    """Say whether the word at `start` began before it."""
    inner, outer, beyond = text[start], text[start - 1], text[start - 2 : start - 1]
    if outer in _LEANING_ON:
        return True
    if is_word_character(outer):
        return not (_UNSPACED.match(outer) or _UNSPACED.match(inner))
    if outer in ".," and inner.isdecimal():
        return beyond.isdecimal()
    if outer == QUOTE and beyond == "O":
        return not is_word_character(text[start - 3 : start - 2] or SPACE)  # O'Neill, but l'OTAN
    return False
