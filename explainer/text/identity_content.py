"""Whether one word of content stands in the place of one other, in words that are otherwise as they were.

No list holds all nouns, verbs and adjectives that mean something else: wheat and barley, upheld and quashed. Where the
quote is as short as a name, an edit that exchanges one of its words and touches nothing beside it says something
else, unless both are forms of one word. In longer quotes it is a synonym as often, and the rest says what is meant;
but not if the word is a noun, which names who or what is spoken of (the widow of, the lawyer of).
"""

from __future__ import annotations

import re
from itertools import islice

from rapidfuzz.distance import Indel

from explainer.text import identity_words as words
from explainer.text.identity_changes import Change, Reading
from explainer.text.identity_names import is_german, one_side, opens_sentence
from explainer.text.identity_reading import is_function
from explainer.text.identity_scripts import plain
from explainer.text.identity_spelling import same_name

_MOST = 2  # words of content in a quote, for the exchange of one to count
_MANY = 5  # and for that of a noun after its article
_LIKE = 0.6  # likeness from which on two words may be forms or spellings of one
_STEM = 4  # letters at the beginning that forms of one word have in common
_AROUND = 2  # words on either side that are as they were
_ARTICLES, _AFTER_A = frozenset(words.ARTICLES.split()), frozenset(words.AFTER_A.split())
_VOWELS = re.compile("[aeiouyаеёиіїоуыэюяє]+")


def other_content(a: Reading, b: Reading, change: Change) -> bool:
    """Whether the change exchanges one word of content for one that is no form of it, and nothing beside it."""
    if len(change.lost) != 1 or len(change.gained) != 1:
        return False
    m, n = change.lost[0], change.gained[0]
    one, other = a.tokens[m].text, b.tokens[n].text
    if not _is_content(one) or not _is_content(other):
        return False
    content = (token for token in a.tokens[a.first : a.end] if not is_function(token.text))
    told = sum(1 for _ in islice(content, _MANY + 1))
    if (told > _MOST and not (told <= _MANY and _is_head(a, m))) or _around(a, m) != _around(b, n):
        return False
    return not (_are_forms(plain(one), plain(other)) or same_name(one, other) or one_side(one, other))


def _is_content(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and not is_function(word)


def _is_head(read: Reading, n: int) -> bool:
    """Whether a word stands between its article and what is said of it, as only nouns do: the widow of, la veuve du.

    In German its capital tells a noun.
    """
    if read.tokens[n].text[0].isupper() and not opens_sentence(read, n) and is_german(read):
        return True
    if n == read.first or n + 1 >= read.end or not is_function(read.tokens[n + 1].text):
        return False
    article = read.tokens[n - 1].key
    return article in _ARTICLES or (article == "a" and read.tokens[n + 1].key in _AFTER_A)


def _around(read: Reading, n: int) -> tuple[list[str], list[str]]:
    before, after = read.tokens[max(0, n - _AROUND) : n], read.tokens[n + 1 : n + 1 + _AROUND]
    return [token.key for token in before], [token.key for token in after]


def _are_forms(one: str, other: str) -> bool:
    """Whether two words begin alike, are alike, or have the same consonants, as in find and found."""
    begins = next((at for at, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    if begins >= min(_STEM, len(one) - 1, len(other) - 1) or Indel.normalized_similarity(one, other) > _LIKE:
        return True
    shorter, longer = sorted((_consonants(one), _consonants(other)), key=len)
    return len(shorter) > 1 and longer.startswith(shorter)


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", _VOWELS.sub("", word))
