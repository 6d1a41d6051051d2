"""Reads a text as words that mean something to `identity`: numbers by their value, months, units, negations.

"13,000", "13 000" and "13 thousand" are one number, "5 %" and "5 percent" one share, "km" and "kilometres" one unit,
and "Praha" and "Praze" one name; "Iran" and "Iraq" are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from explainer.text import identity_measures as measures
from explainer.text import identity_name_words as naming
from explainer.text import identity_number_words as number_words
from explainer.text import identity_words as words
from explainer.text.folding import UNSPACED
from explainer.text.identity_peoples import country_of_adjective
from explainer.text.identity_scripts import JOINED, KATAKANA, calendar, country_at, country_of, plain
from explainer.text.identity_units import after_number
from explainer.text.support.german_nouns import is_noun
from explainer.text.support.places import country_of as country_in_latin

NUMBER, MONTH, WEEKDAY, UNIT, PEOPLE = "number", "month", "weekday", "unit", "people"
COMPASS, OPPOSITE, NEGATION, COUNTRY = "compass", "opposite", "negation", "country"
Meaning = tuple[str, object]  # one of the kinds above, and which of the kind

PERCENT = r"\b[Pp](?:er|or|our) (?:ciento|cento|cent)\b"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|{PERCENT}"
    r"|[1-9]\d{0,2}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d+)?"  # 13,000
    r"|(?:(?<=[\s(])|^)-\d+(?:[.,]\d+)*|\d+(?:[.,:]\d+)*|[%$€£¥]"  # -3
    rf"|{JOINED}|[{UNSPACED}]"
    rf"|[^\W\d_{UNSPACED}][^\W_{UNSPACED}]*(?:'(?:t\b|[\u0400-\u04ff]+))?"  # MI5, don't, п'ять
)
_PERCENT = re.compile(PERCENT)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ .,']\d{3})+(?!\d)")


class IdentityToken(NamedTuple):
    """A word, number or sign: as it is written, what it is compared by, and where it stands in the folded text."""

    text: str
    key: str
    start: int
    end: int
    value: float | None = None


def tokens(text: str) -> list[IdentityToken]:
    """The words of a text folded by `names.fold`, numbers of several words in one."""
    found: list[IdentityToken] = []
    for token in _single(text):
        last = found[-1] if found else None
        gap = text[last.end : token.start] if last else "."
        if last and last.value is not None and gap in ("", " ", "-"):
            token = _after_number(last, token, found[-2].text if len(found) > 1 else "")
            value = _together(last, token)
            if value is not None:
                found[-1] = IdentityToken(text[last.start : token.end], f"#{value:g}", last.start, token.end, value)
                continue
        if last and gap == " " and token.value and token.text[0] != "-" and last.key in _MINUS:
            found[-1] = token._replace(
                start=last.start, text=f"-{token.text}", key=f"#{-token.value:g}", value=-token.value
            )
            continue
        if last and gap == " " and (token.value or 0) >= 1000 and last.key in _ONE:  # a million
            found[-1] = token._replace(start=last.start, text=text[last.start : token.end])
            continue
        if last and gap == " " and token.text in _ROMAN and last.text[0].isupper():  # Louis XIV, Nord Stream II
            token = token._replace(key=f"#{_ROMAN[token.text]}", value=float(_ROMAN[token.text]))
        found.append(token)
    return found


def _single(text: str) -> Iterator[IdentityToken]:
    """Each word; a country's name in a script without spaces is one."""
    done = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        if match[0] >= "\u2e80" and (longer := country_at(text, start)) > end:
            end = longer
        done = end
        word = "%" if _PERCENT.fullmatch(match[0]) else text[start:end]
        yield IdentityToken(word, key(word), start, end, _value(word))


def _after_number(last: IdentityToken, token: IdentityToken, before: str) -> IdentityToken:
    """What stands for something else after a number: "5 m" are metres, "$5m" millions, "5 pm" afternoon; "5 piedi"."""
    if last.text[-1].isdigit():
        short = "metre" if token.key == "m" and before not in "$€£¥" else measures.AFTER_A_NUMBER.get(token.key)
        if short:
            return token._replace(text=short, key=key(short), value=_value(short))
    if token.value is None and token.text[0].isalpha():
        listed = next((which for kind, which in meanings(token.text.lower()) if kind == UNIT), "")
        if unit := listed or after_number(token.text):
            return token._replace(text=f"{_UNIT}{unit}", key=f"{UNIT}:{_unit(str(unit))}")
    return token


def _together(last: IdentityToken, token: IdentityToken) -> float | None:
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
    if token.text[-1] == "十":
        return one * 10 if one < 10 else one + 10
    tens = (one == 10 and two < 10 and last.text.casefold().endswith(("十", "dix"))) or (
        one >= 20 and one % 10 == 0 and two < 20 and (two < 10 or one in (60, 80))
    )
    return one + two if tens or (one >= 100 and two < 100) else None


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """What a word is compared by: itself, but one key for all words of one number, month, weekday or unit."""
    value = _value(word)
    if value is not None:
        return f"#{value:g}"
    if word[0].isdigit() and (time := _TIME.fullmatch(word)):
        return f"#{float(f'{time[1]}.{time[2]}'):g}"
    for kind, which in meanings(word):
        if kind in (MONTH, WEEKDAY, UNIT):
            return f"{kind}:{which}"
    return _SAME_WORDS.get(plain(word), plain(word))


@lru_cache(maxsize=8192)
def _value(word: str) -> float | None:
    if word[0] == "-":
        value = _value(word[1:])
        return value and -value
    if not word[0].isdigit():
        return _number_in_words(word)
    grouped = _GROUPED.match(word)
    if grouped:
        word = re.sub(r"\D", "", grouped[0]) + word[grouped.end() :]
    return float(word.replace(",", ".")) if _DECIMAL.fullmatch(word) else None


def _number_in_words(word: str) -> float | None:
    """The value of a number in words, in another case too if its word is long: мільярда."""
    short = plain(word)
    value = _NUMBERS.get(short)
    if value is None and word[0].islower() and len(short) > _STEM:
        for cut in range(1, min(_ENDING, len(short) - _STEM) + 1):
            if short[-cut:] in _ENDINGS and (value := _NUMBER_STEMS.get(short[:-cut])) is not None:
                break
    return value


@lru_cache(maxsize=8192)
def meanings(word: str) -> tuple[Meaning, ...]:
    """All that a word may mean in the languages of the lists; numbers apart."""
    if word.startswith(_UNIT):
        return ((UNIT, _unit(word.removeprefix(_UNIT))),)
    short = plain(word)
    found = list(_WORDS.get(short, ()))
    for end in range(1, min(len(short), _LONGEST_STEM) + 1):
        found += _STEMS.get(short[:end], ())
    if found and word[0].isupper() and not is_noun(short):  # Frankreich is no franc
        found = [meaning for meaning in found if meaning[0] != UNIT]
    if not any(kind in (MONTH, WEEKDAY) for kind, _ in found) and short in calendar():
        found.append(calendar()[short])
    if code := country_of(word) or country_in_latin(short) or country_of_adjective(word):
        found.append((COUNTRY, code))
    if short.endswith("n't"):
        found.append((NEGATION, True))
    if short in _ONLY_CAPITAL and word[0].islower():
        found = [meaning for meaning in found if meaning[0] != MONTH]
    return tuple(found)


def _unit(name: str) -> object:
    """A unit under the name by which it is listed, if it is."""
    return next((which for kind, which in meanings(name) if kind == UNIT), name)


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether a word may be a name or an acronym: a capital, and no function word, title, number, date or unit.

    Without capitals: a country, or a word in katakana.
    """
    if KATAKANA.fullmatch(word) or country_of(word):
        return True
    if not word[0].isupper() or (len(word) == 1 and not word.isascii()):
        return False
    short = plain(word)
    if word.isupper() and len(word) > 1:
        return True
    if short in _FUNCTIONS or short in _TITLES or short.startswith(_TITLE_STEMS) or _value(word) is not None:
        return False
    return not any(kind in (MONTH, WEEKDAY, UNIT, NEGATION) for kind, _ in meanings(word))


def is_opener(word: str) -> bool:
    """Whether a word at the head of a sentence has its capital from standing there alone: Meanwhile, Lange, Новые."""
    return plain(word) in _OPENERS


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


def split_words(listed: str) -> Iterator[str]:
    return (plain(word) for word in listed.split())


def _lines(listed: str) -> list[str]:
    """Lines with those that go on indented joined to theirs."""
    return re.sub(r"\n +", " ", listed).splitlines()


def _numbers() -> dict[str, float]:
    found = {word: float(line.split()[0]) for line in _lines(number_words.NUMBERS) for word in line.split()[1:]}
    found |= {word: float(value) for value, listed in measures.NUMBERS.items() for word in split_words(listed)}
    for line in measures.ORDINALS.splitlines():
        stems, endings = map(str.split, line.split("|"))
        found = {plain(stem + end): float(n) for n, stem in enumerate(stems, 1) for end in endings} | found
    for one in measures.GERMAN_ONES.split():
        for ten in measures.GERMAN_TENS.split():
            found[f"{one}und{ten}"] = found.get(one, 1) + found[ten]
        found[f"{one}hundert"], found[f"{one}tausend"] = found.get(one, 1) * 100, found.get(one, 1) * 1000
    return found


def _opposites() -> str:
    lines = (Path(__file__).parent / "identity_opposites.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def _meant() -> Iterator[tuple[str, Meaning]]:
    """Each listed word with what it means."""
    kinds = (
        (MONTH, measures.MONTHS),
        (WEEKDAY, measures.WEEKDAYS),
        (UNIT, measures.UNITS),
        (PEOPLE, naming.PEOPLES),
        (COMPASS, words.DIRECTIONS),
    )
    for kind, lines in kinds:
        for line in lines.splitlines():
            yield from ((word, (kind, line.split()[0])) for word in split_words(line))
    for number, line in enumerate(_opposites().split(";")):
        for side, listed in enumerate(line.split("|")):
            yield from ((word, (OPPOSITE, (number, side))) for word in split_words(listed))
    yield from ((word, (NEGATION, True)) for word in split_words(words.NEGATIONS))


_ROMAN = {letters: number for number, letters in enumerate(measures.ROMAN.split(), 1)}
_SAME_WORDS = {word: line.split()[0] for line in naming.SAME_WORDS.splitlines() for word in line.split()}
_ONE = frozenset(split_words("a ein eine einen einer un une uno una jeden"))
_OPENERS = frozenset(split_words(words.OPENERS))
_MINUS = frozenset(split_words("minus мінус минус moins menos meno"))
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
_TIME = re.compile(r"(\d{1,2}):(\d\d)")
_UNIT = "unit:"  # before the name of a unit that is one only after a number
_STEM, _ENDING = 5, 4  # letters of a number's word without its ending, and of the ending at most
_ENDINGS = frozenset(split_words(naming.ENDINGS))
_NUMBERS = _numbers()
_NUMBER_STEMS = {
    stem: value
    for word, value in _NUMBERS.items()
    for stem in (word, word.rstrip("aeiouyаеиіоуюяь"))
    if len(stem) >= _STEM and stem not in measures.NO_STEMS.split()
}
_WORDS: dict[str, list[Meaning]] = {}
_STEMS: dict[str, list[Meaning]] = {}
for _word, _meaning in _meant():
    if _word.endswith("*"):
        _STEMS.setdefault(_word[:-1], []).append(_meaning)
    else:
        _WORDS.setdefault(_word, []).append(_meaning)
_LONGEST_STEM = max(map(len, _STEMS))
_ONLY_CAPITAL = frozenset(measures.ONLY_CAPITAL.split())
_FUNCTIONS = frozenset(split_words(words.FUNCTIONS))
_TITLES = frozenset(split_words(naming.TITLES))
_TITLE_STEMS = tuple(word[:-1] for word in split_words(naming.TITLES) if word.endswith("*"))
