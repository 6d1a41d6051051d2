"""How long a text is, in any script: in words, and in what stands for a word where no spaces do.

Chinese, Japanese, Thai, Lao, Burmese and Khmer are written without spaces, so counting by spaces gives one word for a
paragraph. Their signs are counted instead, as many to a word as make texts of the same content about equally long to
read: two signs of Chinese and Japanese, five letters of the others (marks above and below a letter don't count).
Readers of Chinese and Japanese take about twice as many signs a minute as readers of English take words (Trauzettel-
Klosinski and Dietz, IReST, 2012). Korean and Tibetan mark their words or syllables, and are counted by the marks.
`static/js/desk/lengths.js` counts in the same way: change both.
"""

import re

# Han, Kana, Bopomofo, with the signs between them that are read.
HAN_AND_KANA = (
    r"\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf"
    r"\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# The letters of Thai, Lao, Burmese and Khmer, without their marks.
SOUTH_EAST_ASIAN = (
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e45\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec4"
    r"\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"
)
_TIBETAN_END = "\u0f0b\u0f0c\u0f0d"
_SIGN = re.compile(f"[{HAN_AND_KANA}]")
_LETTER = re.compile(f"[{SOUTH_EAST_ASIAN}]")
# What belongs to those scripts and doesn't make a word of its own: their marks, and the punctuation between them.
_BESIDE = re.compile(
    rf"[{HAN_AND_KANA}{SOUTH_EAST_ASIAN}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u303f\u30fb\uff00-\uff65"
    rf"\u200b\u2060\ufeff{_TIBETAN_END}]+"
)
SIGNS_A_WORD = 2
LETTERS_A_WORD = 5


def count_words(text: str) -> int:
    """About how many words a text has. What isn't of a script without spaces is counted by its spaces."""
    if text.isascii():
        return len(text.split())
    signs, letters = len(_SIGN.findall(text)), len(_LETTER.findall(text))
    spaced = len(_BESIDE.sub(" ", text).split())
    return spaced + -(-signs // SIGNS_A_WORD) + -(-letters // LETTERS_A_WORD)
