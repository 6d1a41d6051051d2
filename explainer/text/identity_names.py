"""Which words of a reading are names, and whether another name stands in place of one.

A capital makes a name, but for words that open a sentence (Meanwhile, Нові), and, in German, where every noun has one,
but for ordinary nouns.
"""

from __future__ import annotations

from explainer.text import identity_name_words as naming
from explainer.text import identity_words as words
from explainer.text.identity_changes import STOP, Change, Reading, sentence_of
from explainer.text.identity_languages import endings
from explainer.text.identity_reading import (
    COUNTRY,
    OPPOSITE,
    IdentityToken,
    is_acronym,
    is_function,
    is_name,
    is_opener,
    meanings,
    split_words,
)
from explainer.text.identity_scripts import plain
from explainer.text.identity_spelling import Endings, only_look_alike, same_name
from explainer.text.support.german_nouns import is_first_name, is_noun, is_place

_COMMON = tuple(naming.COMMON_ENDINGS.split())
_THAN, _MORE = frozenset(words.THAN.split()), frozenset(words.MORE.split())
_COMPARATIVES, _SUPERLATIVES = tuple(split_words(words.COMPARATIVES)), tuple(split_words(words.SUPERLATIVES))
_MOST = tuple(split_words(words.MOST))
_NO_SUPERLATIVES = frozenset(words.NO_SUPERLATIVES.split())
_SHORTEST = 5  # letters that a superlative is longer than: test, Kiste
_SURNAMES = frozenset(naming.SURNAMES)
_GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "mit",
        "von",
        "dem",
        "den",
        "im",
        "auf",
        "eine",
        "einen",
        "sich",
        "auch",
        "wurde",
        "hat",
        "sind",
        "des",
        "zu",
        "bei",
    ]
)
_VOWELS = frozenset("aeiouyаеиоуєіюяыэ")
_DECLINED = ("ко", "ý", "ий", "ski", "cki")  # surnames that have cases, for all that they end in a vowel
_OTHERS = frozenset(
    ["the", "of", "and", "to", "was", "that", "les", "est", "dans", "une", "pour", "los", "las", "del", "una"]
)
_TELLING = 2  # words of German by which a text is taken for it


def is_named(read: Reading, n: int) -> bool:
    """Whether a token is a name, or a part of one, where it stands."""
    word = read.tokens[n].text
    return is_name(word) and not (is_opener(word) and opens_sentence(read, n) and not is_acronym(word))


def opens_sentence(read: Reading, n: int) -> bool:
    """Whether nothing stands before a token in its sentence."""
    return not n or bool(STOP.search(read.gap(n)))


def is_german(read: Reading) -> bool:
    """Whether the sentence of the words says that it is German."""
    keys = [token.key for token in read.tokens[slice(*sentence_of(read))]]
    return sum(key in _GERMAN for key in keys) >= _TELLING > sum(key in _OTHERS for key in keys)


def other_names(a: Reading, b: Reading, change: Change) -> bool:
    """Whether a name was lost and something else stands in its place."""
    lost, gained = ([read.tokens[n] for n in which] for read, which in ((a, change.lost), (b, change.gained)))
    if _other_family(lost, gained) or _other_bearer(a, b, change):
        return True
    old = [n for n in change.lost if is_named(a, n)]
    if not old:
        return False
    may_end = endings(a)
    old = [n for n in old if not _stands_for(a.tokens[n], gained, may_end)]
    new = [n for n in change.gained if is_named(b, n) and not _stands_for(b.tokens[n], lost, may_end)]
    if (
        not old
        or _explained(a, change.lost)
        or _abbreviated([a.tokens[n].text for n in old], [b.tokens[n].text for n in new])
    ):
        return False
    if all(plain(t.text).endswith(_COMMON) for t in (*(b.tokens[n] for n in new), *(a.tokens[n] for n in old))):
        return False
    if is_german(a) and all(_is_noun(a, n) for n in old) and all(_is_noun(b, n) for n in new):
        return False
    if new:
        return True
    inner = [n for n in old if not opens_sentence(a, n)]
    return bool(inner) and any(not is_function(t.text) for t in gained)


def other_comparative(a: Reading, b: Reading, change: Change) -> bool:
    """Whether another comparative or superlative stands there: taller, shorter; but not larger for bigger."""
    lost, gained = (
        [read.tokens[n].text for n in which if _compares(read, n)]
        for read, which in ((a, change.lost), (b, change.gained))
    )
    return any(not same_name(one, other) and not one_side(one, other) for one in lost for other in gained)


def _compares(read: Reading, n: int) -> bool:
    word = read.tokens[n].text
    short = plain(word)
    if (
        word[0].islower()
        and short not in _NO_SUPERLATIVES
        and (short.startswith(_MOST) or short.endswith(_SUPERLATIVES))
    ):
        return len(short) > _SHORTEST
    keys = [token.key for token in read.tokens[max(0, n - 1) : n + 2]]
    before, after = (keys[0] if n else ""), (keys[-1] if n + 1 < len(read.tokens) else "")
    return before in _MORE or (after in _THAN and short.endswith(_COMPARATIVES))


def one_side(one: str, other: str) -> bool:
    """Whether two words stand on one side of an opposite, and so mean the same: bigger, larger; rises, climbs."""
    return any(meaning[0] == OPPOSITE and meaning in meanings(other) for meaning in meanings(one))


def _stands_for(token: IdentityToken, others: list[IdentityToken], may_end: Endings) -> bool:
    land = _land(token.text)
    return any(
        same_name(token.text, other.text, may_end)
        or (land and land == _land(other.text) and not only_look_alike(token.text, other.text))
        for other in others
    )


def _land(word: str) -> object:
    """The country or people that a word means: Polen, polnischen."""
    return next((which for kind, which in meanings(word) if kind == COUNTRY), None)


def _is_noun(read: Reading, n: int) -> bool:
    """Whether a German word with a capital is an ordinary noun where it stands, not after a first name."""
    key = plain(read.tokens[n].text)
    if not is_noun(key) or is_first_name(key) or is_place(key) or meanings(read.tokens[n].text):
        return False
    before = read.tokens[n - 1] if n and read.gap(n) == " " else None
    return not (before and is_name(before.text) and not is_noun(plain(before.text)))


def _other_family(lost: list[IdentityToken], gained: list[IdentityToken]) -> bool:
    """Whether another person stands there in Chinese: two or three letters, a surname first, became others."""
    return all(
        2 <= len(side) <= 4 and all(len(token.text) == 1 for token in side) and side[0].text in _SURNAMES
        for side in (lost, gained)
    ) and lost[0].text != gained[0].text  # fmt: skip


def _other_bearer(a: Reading, b: Reading, change: Change) -> bool:
    """Whether a first name got or lost the ending of a case or gender, and the surname right after it did not.

    Jan Veselý, Jana Veselý; Олександр Бойко, Олександра Бойко: a man's names go through the cases together. Surnames
    that end in a vowel may stay as they are (Victora Hugo), and women's too, whose first names end in one in all cases.
    """
    if len(change.lost) != 1 or len(change.gained) != 1:
        return False
    m, n = change.lost[0], change.gained[0]
    if not (_bears(a, m) and _bears(b, n)) or a.tokens[m + 1].text != b.tokens[n + 1].text:
        return False
    one, other = sorted((a.tokens[m].text, b.tokens[n].text), key=_ends_in_vowel)
    if _ends_in_vowel(one) or plain(one) == plain(other):
        return False
    if _ends_in_vowel(other) and one != f"{other}s":
        return True
    return is_first_name(plain(one)) and is_first_name(plain(other))


def _bears(read: Reading, n: int) -> bool:
    """Whether a name is followed by a surname that has cases."""
    if n + 1 >= len(read.tokens) or read.gap(n + 1) != " " or not is_named(read, n) or not is_named(read, n + 1):
        return False
    surname = read.tokens[n + 1].text
    return not _ends_in_vowel(surname) or surname.endswith(_DECLINED)


def _ends_in_vowel(word: str) -> bool:
    return word[-1] not in "йЙ" and plain(word[-1]) in _VOWELS


def _explained(read: Reading, which: list[int]) -> bool:
    """Whether an acronym of the last of these tokens stands after them in brackets, and stays: Proposals (BIPs)."""
    after = which[-1] + 1
    if after >= len(read.tokens) or "(" not in read.gap(after):
        return False
    words = [read.tokens[n].text for n in which if read.tokens[n].text[0].isupper()]
    return abbreviates([read.tokens[after].text.rstrip("s")], words)


def _abbreviated(old: list[str], new: list[str]) -> bool:
    return abbreviates(old, new) or abbreviates(new, old)


def abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether one word is an acronym of others: GSA, General Services Administration."""
    if len(short) != 1 or len(long) < 2 or not is_acronym(short[0]):
        return False
    words = [word.replace(".", "") for word in long]
    return short[0].replace(".", "") == "".join(word if word.isupper() else word[0] for word in words)
