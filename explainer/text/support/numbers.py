"""Reads numbers as they are written in English, German and French: digits, words, fractions, Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainer.text.support import number_words as words
from explainer.text.support.tokens import SentenceToken

_GROUPS = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+\Z")
_ROMAN = re.compile(r"(?=[IVXL]{1,6}(?:e|er|ème)?\Z)(?P<n>L?X{0,3}(?:IX|IV|V?I{0,3}))(?:e|er|ème)?")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_DE_COMPOUND = re.compile(r"(?:(?P<t>.*)tausend)?(?:(?P<h>\w*?)hundert)?(?:und)?(?P<r>.*)\Z")
_DE_ORDINAL = re.compile(r"(.+?)(?:s?te[nrsm]?)\Z")
_FAR = 60
_OF = ("of", "des", "de", "du", "d")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: code points, half-open, and what it may be worth.

    `low` and `high` bound a number of unknown size ("thousands"). `units` are (dimension, factor), any of which may be
    meant. `head` is the key of the word it counts.
    """

    start: int
    end: int
    values: tuple[float, ...]
    low: float = 0
    high: float = 0
    units: tuple[tuple[str, float], ...] = ()
    head: str = ""
    hedge: str = ""
    is_ordinal: bool = False
    is_trivial: bool = False  # one, first, two in words: often said without a number in the source
    is_article: bool = False  # a decade: says how long, and asks for no number


def digits(text: str, language: str) -> tuple[float, ...]:
    """What written digits may be worth; several where a point may part thousands or decimals."""
    bare = re.sub(r"[\s\u00a0\u2009\u202f'’]", "", text)[:_FAR]
    point, comma = ".," if language == "en" else ",."
    usual = _float(bare.replace(comma, "").replace(point, "."))
    other = _float(bare.replace(point, "").replace(comma, "."))
    if _GROUPS.match(text):
        return tuple(dict.fromkeys(value for value in (_float(re.sub(r"\D", "", text)), usual) if value is not None))
    return tuple(value for value in ((usual,) if usual is not None else (other,)) if value is not None)


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def roman(text: str) -> int | None:
    """The value of a Roman numeral of at least two letters, or V and X."""
    match = _ROMAN.match(text)
    if not match or match["n"] in ("", "L"):
        return None
    total = 0
    for this, after in zip(match["n"], match["n"][1:] + " ", strict=True):
        value = _ROMAN_VALUES[this]
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return total


@lru_cache(maxsize=8192)
def german(word: str) -> int | None:
    """The value of a German number word in one piece: zweiundzwanzig, dreizehntausend."""
    value = words.DE_UNITS.get(word, words.DE_TENS.get(word))
    if value is not None or len(word) > _FAR:
        return value
    match = _DE_COMPOUND.match(word)
    if match and (match["t"] is not None or match["h"] is not None):
        thousands = _german_part(match["t"], 1000)
        hundreds = _german_part(match["h"], 100)
        rest = german(match["r"]) if match["r"] else 0
        if thousands is None or hundreds is None or rest is None:
            return None
        return thousands + hundreds + rest
    one, und, ten = word.rpartition("und")
    if und and ten in words.DE_TENS and one in words.DE_UNITS:
        return words.DE_UNITS[one] + words.DE_TENS[ten]
    return None


def _german_part(text: str | None, times: int) -> int | None:
    if text is None:
        return 0
    value = german(text) if text else 1
    return None if value is None else value * times


@lru_cache(maxsize=8192)
def ordinal(word: str, language: str) -> int | None:
    """The value of an ordinal in words: third, dritten, vingt-et-unième (its last part)."""
    if language == "en":
        return words.EN_ORDINALS.get(word)
    if language == "fr":
        return words.FR_ORDINALS.get(word) or words.FR_ORDINALS.get(word.removesuffix("s"))
    match = _DE_ORDINAL.match(word) if language == "de" else None
    if not match:
        return None
    stem = re.sub(r"e[nrsm]?\Z", "", word)
    if stem in words.DE_ORDINALS:
        return words.DE_ORDINALS[stem]
    return german(match[1]) if match[1] not in words.DE_UNITS or match[1] not in ("ein", "eins") else None


def _added(token: SentenceToken, language: str) -> int | None:
    """What a number word adds."""
    if token.kind != "word":
        return None
    if language == "en":
        return words.EN_ADD.get(token.key)
    if language == "fr":
        return words.FR_ADD.get(token.key)
    return german(token.key) if language == "de" else None


def _lowest(value: int, language: str) -> int:
    """Below what the next word may add: 21 after twenty, 12 after soixante."""
    if language == "fr" and value in (60, 80):
        return 20
    if language == "fr" and value == 10:
        return 10
    if 20 <= value < 100 and value % 10 == 0:
        return 10
    return 100 if value and value % 100 == 0 else 0


@dataclass(slots=True)
class Run:
    """Number words in a row, from one token up to another, and their value."""

    end: int
    values: tuple[float, ...]
    is_scaled: bool = False  # has hundred, thousand, million in it
    scale: float = 1  # of its last word
    is_short: bool = False  # a lone 5m, that may be metres


def read_run(tokens: Sequence[SentenceToken], at: int, language: str) -> Run | None:
    """The number that begins at a token: digits with a scale, or words."""
    token = tokens[at]
    if token.kind == "number":
        return _scaled(tokens, at + 1, language, digits(token.text, language))
    return _in_words(tokens, at, language)


def _scaled(tokens: Sequence[SentenceToken], at: int, language: str, values: tuple[float, ...]) -> Run | None:
    if not values:
        return None
    run = Run(at, values)
    scales, short = words.SCALES.get(language, {}), words.SHORT.get(language, {})
    while run.end < len(tokens) and tokens[run.end].is_joined:
        token = tokens[run.end]
        factor = scales.get(token.key) or (100 if token.key in words.HUNDREDS.get(language, ()) else 0)
        is_money = run.end + 1 < len(tokens) and tokens[run.end + 1].kind == "sign"
        if not factor and not run.is_scaled and (token.gap == "" or len(token.key) > 1 or is_money):
            factor = short.get(token.key, 0)
            run.is_short = bool(factor) and token.key == "m"
        if not factor:
            break
        scaled = tuple(value * factor for value in run.values)
        run.values = scaled + run.values if run.is_short else scaled
        run.end += 1
        run.is_scaled, run.scale = True, factor
    return run


def _in_words(tokens: Sequence[SentenceToken], at: int, language: str) -> Run | None:
    total, current, below, last_scale = 0.0, None, 10**9, float("inf")
    hundreds, scales = words.HUNDREDS.get(language, set()), words.SCALES.get(language, {})
    is_scaled, end = False, at
    while end < len(tokens) and end - at < 16 and (end == at or tokens[end].is_joined):
        token = tokens[end]
        added = _added(token, language)
        if added is not None:
            if language == "fr" and current is not None and current % 100 == 4 and added == 20:
                current, below = current + 76, 20
            elif current is None or 0 < added < below:
                current, below = (current or 0) + added, _lowest(added, language)
            else:
                break
        elif token.key in hundreds and (current is None or current < 100) and (current or is_scaled or end == at):
            current, below, is_scaled = (current or 1) * 100, 100, True
        elif token.key in scales and scales[token.key] < last_scale and (current or end == at):
            last_scale = scales[token.key]
            total, current, below, is_scaled = total + (current or 1) * last_scale, None, 10**9, True
            if end + 1 < len(tokens) and has_half(tokens, end + 1):
                end += 1
                break
        elif not (token.key in ("and", "et") and end > at and _goes_on(tokens, end, language, below, is_scaled)):
            break
        end += 1
    if end == at:
        return None
    return Run(end, (total + (current or 0),), is_scaled, last_scale if is_scaled and current is None else 1)


def _goes_on(tokens: Sequence[SentenceToken], at: int, language: str, below: int, is_scaled: bool) -> bool:
    """Whether "and" joins what follows to the number before: one hundred and six, vingt et un."""
    following = _added(tokens[at + 1], language) if at + 1 < len(tokens) and tokens[at + 1].is_joined else None
    if following is None:
        return False
    return is_scaled if language == "en" else below in (10, 20) and following in (1, 11)


def part_of(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[int, float] | None:
    """A fraction that begins at a token: where it ends and its value. Half; two thirds; one in five."""
    parts = words.PARTS.get(language, {})
    token = tokens[at]
    if token.key in parts and token.key in words.ALONE:
        return at + 1, 1 / parts[token.key]
    if language == "de" and token.key.startswith("dreiviertel"):
        return at + 1, 0.75
    if language == "de" and token.key in ("jeder", "jede", "jedes", "jeden") and at + 1 < len(tokens):
        value = ordinal(tokens[at + 1].key, language)
        return (at + 2, 1 / value) if value and value > 1 else None
    if token.key in words.ONE:
        run: Run | None = Run(at + 1, (1.0,))
    else:
        run = read_run(tokens, at, language)
    if run is None or run.end >= len(tokens) or not tokens[run.end].is_joined or tokens[run.end].key == "per":
        return None
    return _numerated(tokens, run, parts, language)


def _numerated(
    tokens: Sequence[SentenceToken], run: Run, parts: dict[str, int], language: str
) -> tuple[int, float] | None:
    key, numerator = tokens[run.end].key, run.values[0]
    between = [token.key for token in tokens[run.end : run.end + 3] if token.is_joined]
    if key not in parts and (steps := next((n for n, word in enumerate(between) if word in words.OUT_OF), 0)):
        run.end += steps  # one village in five, un jeune actif sur six
        key = between[steps]
    if key in parts and (key not in words.ALONE or numerator < 10):
        ends = run.end + 1 >= len(tokens) or not tokens[run.end + 1].is_joined
        is_plural = key.endswith("s") or language == "de" or ends or tokens[run.end + 1].key in (*_OF, "to")
        return (run.end + 1, numerator / parts[key]) if is_plural else None
    if key in words.OUT_OF:
        start = run.end + (2 if key == "out" else 1)
        start += start < len(tokens) and tokens[start].key in ("every", "each")
        whole = read_run(tokens, start, language) if start < len(tokens) and tokens[start].kind == "word" else None
        if whole and 1 <= numerator < whole.values[0] <= 100:
            return whole.end, numerator / whole.values[0]
    return None


def has_half(tokens: Sequence[SentenceToken], at: int) -> int:
    """How many tokens from here say "and a half", "et demi"."""
    keys = tuple(token.key for token in tokens[at : at + 3])
    if keys[:3] == ("and", "a", "half"):
        return 3
    return 2 if keys[:1] == ("et",) and keys[1:2] in (("demi",), ("demie",)) else 0
