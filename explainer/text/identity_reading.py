"""Reads a text as words that mean something to `identity`: numbers by their value, months, units, negations.

"13,000", "13 000" and "13 thousand" are one number, "5 %" and "5 percent" one share, "km" and "kilometres" one unit,
and "Praha" and "Praze" one name; "Iran" and "Iraq" are two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA, Prefix

from explainer.text import identity_words as lists
from explainer.text.folding import UNSPACED

NUMBER, MONTH, WEEKDAY, UNIT, PEOPLE = "number", "month", "weekday", "unit", "people"
COMPASS, OPPOSITE, NEGATION = "compass", "opposite", "negation"
Meaning = tuple[str, object]  # one of the kinds above, and which of the kind

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[1-9]\d{0,2}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d+)?"  # 13,000
    r"|\d+(?:[.,:]\d+)*|[%$€£¥]"
    rf"|[{UNSPACED}]"
    rf"|[^\W\d_{UNSPACED}][^\W_{UNSPACED}]*(?:'(?:t\b|[\u0400-\u04ff]+))?"  # MI5, don't, п'ять
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ .,']\d{3})+(?!\d)")
_LONG = 7  # letters of a name in which one may be put right
_VERY_LONG = 10  # and in which two may
_STEM = 3  # letters that an ending must leave


class Token(NamedTuple):
    """A word, number or sign: as it is written, what it is compared by, and where it stands in the folded text."""

    text: str
    key: str
    start: int
    end: int
    value: float | None = None


def tokens(text: str) -> list[Token]:
    """The words of a text folded by `names.fold`, numbers of several words in one."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(match[0], key(match[0]), match.start(), match.end(), _value(match[0]))
        last = found[-1] if found else None
        if last and last.value is not None and text[last.end : token.start] in ("", " ", "-"):
            token = _after_number(last, token, found[-2].text if len(found) > 1 else "")
            value = _together(last, token)
            if value is not None:
                found[-1] = Token(text[last.start : token.end], f"#{value:g}", last.start, token.end, value)
                continue
        found.append(token)
    return found


def _after_number(last: Token, token: Token, before: str) -> Token:
    """An abbreviation after a number read as what it stands for: "5 m" are metres, "$5m" millions."""
    short = "metre" if token.key == "m" and before not in "$€£¥" else lists.AFTER_A_NUMBER.get(token.key)
    if short is None or not last.text[-1].isdigit():
        return token
    return token._replace(key=key(short), value=_value(short))


def _together(last: Token, token: Token) -> float | None:
    """The value of two numbers in a row that are one: "two hundred", "3 million", "twenty five"."""
    one, two = last.value, token.value
    if one is None or two is None or token.text[0].isdigit():
        return None
    if two >= 100 and two > one > 0:
        return one * two
    if last.text[-1].isdigit():
        return None
    if (one, two) == (4, 20):  # quatre-vingt
        return 80.0
    tens = one >= 20 and one % 10 == 0 and two < 20 and (two < 10 or one in (60, 80))
    return one + two if tens or (one >= 100 and two < 100) else None


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """The word in lower case without accents and the dots of an abbreviation."""
    letters = word.casefold()
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFD", letters) if unicodedata.category(c) != "Mn")
    return letters.replace(".", "") if letters[:1].isalpha() else letters


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """What a word is compared by: itself, but one key for all words of one number, month, weekday or unit."""
    value = _value(word)
    if value is not None:
        return f"#{value:g}"
    for kind, which in meanings(word):
        if kind in (MONTH, WEEKDAY, UNIT):
            return f"{kind}:{which}"
    return plain(word)


@lru_cache(maxsize=8192)
def _value(word: str) -> float | None:
    if not word[0].isdigit():
        return _NUMBERS.get(plain(word))
    grouped = _GROUPED.match(word)
    if grouped:
        word = re.sub(r"\D", "", grouped[0]) + word[grouped.end() :]
    return float(word.replace(",", ".")) if _DECIMAL.fullmatch(word) else None


@lru_cache(maxsize=8192)
def meanings(word: str) -> tuple[Meaning, ...]:
    """All that a word may mean in the languages of the lists; numbers apart."""
    short = plain(word)
    found = list(_WORDS.get(short, ()))
    found += [meaning for stem, meaning in _STEMS if short.startswith(stem)]
    if short.endswith("n't"):
        found.append((NEGATION, True))
    if short in _ONLY_CAPITAL and word[0].islower():
        found = [meaning for meaning in found if meaning[0] != MONTH]
    return tuple(found)


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether a word may be a name or an acronym: a capital, and no function word, title, number, date or unit."""
    if not word[0].isupper() or (len(word) == 1 and not word.isascii()):
        return False
    short = plain(word)
    if word.isupper() and len(word) > 1:
        return True
    if short in _FUNCTIONS or short in _TITLES or short.startswith(_TITLE_STEMS) or _value(word) is not None:
        return False
    return not any(kind in (MONTH, WEEKDAY, UNIT, NEGATION) for kind, _ in meanings(word))


@lru_cache(maxsize=8192)
def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals (NATO, U.S., NGOs) or has a digit inside (MI5)."""
    letters = word.replace(".", "")
    return len(letters) > 1 and (letters.rstrip("s").isupper() or any(c.isdigit() for c in letters))


@lru_cache(maxsize=8192)
def is_function(word: str) -> bool:
    """Whether a word only serves others: an article, a pronoun, a title."""
    short = plain(word)
    return short in _FUNCTIONS or short in _TITLES or short.startswith(_TITLE_STEMS)


@lru_cache(maxsize=8192)
def same_name(one: str, other: str) -> bool:
    """Whether two words are one name: but for case, accents, an ending, a transliteration, or a letter of many."""
    a, b = plain(one), plain(other)
    if a == b or frozenset((a, b)) in _SAME_NAMES:
        return True
    if frozenset((a, b)) in _OTHER_NAMES or a[0] != b[0]:
        return False
    if is_acronym(one) or is_acronym(other):
        return a.rstrip("s") == b.rstrip("s")
    if min(len(a), len(b)) >= 5 and _sound(a) == _sound(b):
        return True
    return _inflected(a, b) or _misspelt(a, b)


def _misspelt(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    allowed = 2 if longest >= _VERY_LONG else 1 if longest >= _LONG else 0
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def _inflected(a: str, b: str) -> bool:
    """Whether two words are one with different endings: Prag, Prags; Praha, Praze; Karel, Karla; Київ, Києва."""
    shared = Prefix.similarity(a, b)
    for length in range(shared, 1, -1):
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
    """The word with what transliterations differ in levelled, and doubled letters single."""
    return re.sub(r"(.)\1+", r"\1", re.sub("[yj]", "i", word).replace("w", "v"))


def _split(listed: str) -> Iterator[str]:
    return (plain(word) for word in listed.split())


def _numbers() -> dict[str, float]:
    found = {word: float(value) for value, listed in lists.NUMBERS.items() for word in _split(listed)}
    for one in lists.GERMAN_ONES.split():
        for ten in lists.GERMAN_TENS.split():
            found[f"{one}und{ten}"] = found.get(one, 1) + found[ten]
        found[f"{one}hundert"], found[f"{one}tausend"] = found.get(one, 1) * 100, found.get(one, 1) * 1000
    return found


def _meant() -> Iterator[tuple[str, Meaning]]:
    """Each listed word with what it means."""
    kinds = ((MONTH, lists.MONTHS), (WEEKDAY, lists.WEEKDAYS), (UNIT, lists.UNITS), (PEOPLE, lists.PEOPLES))
    for kind, listed in (*kinds, (COMPASS, lists.DIRECTIONS)):
        for line in listed.splitlines():
            yield from ((word, (kind, line.split()[0])) for word in _split(line))
    for number, line in enumerate(lists.OPPOSITES.split(";")):
        for side, listed in enumerate(line.split("|")):
            yield from ((word, (OPPOSITE, (number, side))) for word in _split(listed))
    yield from ((word, (NEGATION, True)) for word in _split(lists.NEGATIONS))


_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
_NUMBERS = _numbers()
_WORDS: dict[str, list[Meaning]] = {}
_STEMS: list[tuple[str, Meaning]] = []
for _word, _meaning in _meant():
    if _word.endswith("*"):
        _STEMS.append((_word[:-1], _meaning))
    else:
        _WORDS.setdefault(_word, []).append(_meaning)
_ONLY_CAPITAL = frozenset(lists.ONLY_CAPITAL.split())
_FUNCTIONS = frozenset(_split(lists.FUNCTIONS))
_TITLES = frozenset(_split(lists.TITLES))
_TITLE_STEMS = tuple(word[:-1] for word in _split(lists.TITLES) if word.endswith("*"))
_ENDINGS = frozenset({"", *_split(lists.ENDINGS)})
_SOFTENED = [tuple(pair.split()) for pair in lists.SOFTENED.split(",")]
_SAME_NAMES = {frozenset(pair) for line in lists.SAME_NAMES.splitlines() for pair in combinations(line.split(), 2)}
_OTHER_NAMES = {frozenset(line.split()) for line in lists.OTHER_NAMES.splitlines()}
