"""Whether two words are one name, written otherwise: another ending, accent, transliteration, or a letter put right."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, product

from rapidfuzz.distance import OSA, Prefix

from explainer.text import identity_name_words as naming
from explainer.text.identity_reading import is_acronym, split_words
from explainer.text.identity_scripts import KATAKANA, plain
from explainer.text.support.german_nouns import is_first_name

_LONG = 7  # letters of a name in which one may be put right
_VERY_LONG = 10  # and in which two may
_SOUNDING = 6  # letters of a name that may be written by another transliteration
_STEM = 3  # letters that an ending must leave


Endings = tuple[frozenset[str], ...]  # groups; two endings of one group may be of one name


@lru_cache(maxsize=8192)
def same_name(one: str, other: str, endings: Endings = ()) -> bool:
    """Whether two words are one name: but for case, accents, an ending, a transliteration, or a letter of many.

    `endings`: those that a name may have in its language; of none given, all do.
    """
    a, b = plain(one), plain(other)
    if a == b or frozenset((a, b)) in _SAME_NAMES:
        return True
    if only_look_alike(one, other):
        return False
    if a[0] != b[0]:
        return min(len(a), len(b)) >= _SOUNDING and _sound(a) == _sound(b)
    if is_acronym(one) or is_acronym(other):
        return a.rstrip("s") == b.rstrip("s")
    if min(len(a), len(b)) >= _SOUNDING and _sound(a) == _sound(b):
        return True
    if not endings:
        return _inflected(a, b) or _misspelt(a, b)
    return _of_one_group(a, b, endings) or (_misspelt(a, b) and not (a[-1] != b[-1] and _tails(a, b) <= _OF_GENDERS))


def only_look_alike(one: str, other: str) -> bool:
    """Whether two words are listed as names that begin alike and aren't the same: Niger, Nigeria."""
    return frozenset((plain(one), plain(other))) in _OTHER_NAMES


def _of_one_group(a: str, b: str, endings: Endings) -> bool:
    least = max(_STEM, max(len(a), len(b)) - _LONGEST_REST)
    return any(
        a[length:] in group and b[length:] in group
        for length in range(Prefix.similarity(a, b), least - 1, -1)
        for group in endings
    )


def _tails(a: str, b: str) -> set[str]:
    """What stands after the common beginning of two words."""
    shared = Prefix.similarity(a, b)
    return {a[shared:], b[shared:]}


def _misspelt(a: str, b: str) -> bool:
    if is_first_name(a) and is_first_name(b):
        return False
    longest = max(len(a), len(b))
    if KATAKANA.fullmatch(a):
        longest += 2
    allowed = 2 if longest >= _VERY_LONG else 1 if longest >= _LONG else 0
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def _inflected(a: str, b: str) -> bool:
    """Whether two words are one with different endings: Prag, Prags; Praha, Praze; Karel, Karla; Київ, Києва."""
    shared = Prefix.similarity(a, b)
    for length in range(shared, max(1, max(len(a), len(b)) - _LONGEST_REST), -1):
        one, two = a[length:], b[length:]
        if length >= _STEM and one in _ENDINGS and two in _ENDINGS:
            return True
        if any(_lost_vowel(*pair) or _softened(*pair) or _closed(*pair) for pair in ((one, two), (two, one))):
            return True
    return False


def _lost_vowel(one: str, two: str) -> bool:
    """Karel, Karla: the vowel before the last consonant goes when an ending comes."""
    return len(one) == 2 and one[0] in "eо" and two[:1] == one[1] and len(two) > 1 and two[1:] in _ENDINGS


def _softened(one: str, two: str) -> bool:
    return any(
        one.startswith(hard) and two.startswith(soft) and one[len(hard) :] in _ENDINGS and two[len(soft) :] in _ENDINGS
        for hard, soft in _SOFTENED
    )


def _closed(one: str, two: str) -> bool:
    """Львів, Львова; Київ, Києва."""
    return one in ("ів", "ив") and two[:2] in ("ов", "єв", "ев") and two[2:] in _ENDINGS


def _sound(word: str) -> str:
    """The word with what transliterations differ in levelled, and doubled letters single: Gadhafi, Qaddafi."""
    word = re.sub(r"^(?:g|q|kh?|c)(?=[aou])", "k", re.sub(r"^t?s?ch", "ch", word))
    word = re.sub("[yj]", "i", word).replace("w", "v").replace("dh", "d").replace("kh", "k").replace("ph", "f")
    return re.sub(r"(.)\1+", r"\1", word)


ALL_ENDINGS: Endings = ()
FEW_ENDINGS, GERMAN_ENDINGS = (
    tuple(frozenset(line.split(" ")) for line in lines.splitlines())
    for lines in (naming.FEW_ENDINGS, naming.GERMAN_ENDINGS)
)
_OF_GENDERS = {"", "a", "e", "o"}
_ENDINGS = frozenset({"", *split_words(naming.ENDINGS)})
_LONGEST_REST = 2 + max(map(len, _ENDINGS))  # "ch" softened, or "ів" opened, and an ending
_SOFTENED = [tuple(pair.split()) for pair in naming.SOFTENED.split(",")]
_SAME_LINES = naming.SAME_NAMES.splitlines()
_SAME_NAMES = {frozenset(pair) for line in _SAME_LINES for pair in combinations(line.split(), 2)}
_OTHER_NAMES = {
    frozenset(pair) for line in naming.OTHER_NAMES.splitlines() for pair in product(*map(split_words, line.split("|")))
}
