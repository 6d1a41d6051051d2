"""Finds the numbers of a text with what they count, their units and hedges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explainer.text.support import number_words as words
from explainer.text.support import word_lists as lists
from explainer.text.support.beside_numbers import hedge_at, suffixed, units_at
from explainer.text.support.listed import word_set
from explainer.text.support.numbers import Number, Run, has_half, ordinal, part_of, read_run, roman
from explainer.text.support.tokens import SentenceToken

_BETWEEN = word_set("and to or und bis oder et a ou")


def numbers(tokens: Sequence[SentenceToken], language: str, taken: set[int]) -> list[Number]:
    """The numbers of a text, without the tokens that are `taken`, by their numbers; those read are added to them."""
    found = []
    at = 0
    while at < len(tokens):
        read = None if at in taken else _number(tokens, at, language)
        if read is None:
            at += 1
            continue
        number, end = read
        if taken.isdisjoint(range(at, end)):
            found.append(number)
            taken.update(range(at, end))
        at = max(end, at + 1)
    return _joined_times(tokens, _shared_scale(tokens, found))


def _shared_scale(tokens: Sequence[SentenceToken], found: list[Number]) -> list[Number]:
    """Numbers with the scale and the unit of the one after them: between 3.5 and 5 million; 10 to 12 percent."""
    starts = {token.start: at for at, token in enumerate(tokens)}
    for n in range(len(found) - 2, -1, -1):
        first, second = found[n], found[n + 1]
        at = starts[second.start]
        by_word = at > 1 and tokens[at - 1].key in _BETWEEN and tokens[at - 2].end == first.end
        if not (by_word or (tokens[at].start - first.end == 1 and tokens[at].gap in ("-", "–"))) or not second.values:
            continue
        scale = next((size for size in (1e12, 1e9, 1e6, 1e3) if max(second.values, default=0) >= size), 1.0)
        values = first.values
        if first.values and scale > 1 and first.values[0] < 1000:
            values = (*(value * scale for value in first.values), *first.values)
        found[n] = replace(first, values=values, units=first.units or second.units, head=first.head or second.head)
    return found


def _joined_times(tokens: Sequence[SentenceToken], found: list[Number]) -> list[Number]:
    """A year and nine months, 64 jours et 19 heures: one time instead of two."""
    starts = {token.start: at for at, token in enumerate(tokens)}
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last and last.values and number.values and last.units[:1] and number.units[:1]:
            (of, factor), (of_2, factor_2) = last.units[0], number.units[0]
            between = [
                token.key for token in tokens[starts[last.start] : starts[number.start]] if token.start > last.end
            ]
            if (
                of == of_2 == "duration"
                and factor > factor_2
                and len(between) <= 2
                and between[1:] in ([], ["and"], ["und"], ["et"])
            ):
                value = (last.values[0] * factor + number.values[0] * factor_2) / factor
                joined[-1] = replace(last, end=number.end, values=(value,), is_article=False, is_trivial=False)
                continue
        joined.append(number)
    return joined


def _number(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[Number, int] | None:
    """The number that begins at a token, and the token after it."""
    token = tokens[at]
    if token.kind not in ("number", "word"):
        return None
    return (
        _vague(tokens, at, language)
        or _fraction(tokens, at, language)
        or _collective(tokens, at, language)
        or _ordinal(tokens, at, language)
        or _plain_number(tokens, at, language)
    )


def _made(
    tokens: Sequence[SentenceToken], at: int, end: int, values: tuple[float, ...], language: str, **more: object
) -> Number:
    units, unit_end = units_at(tokens, at, end)
    has_currency = units != () and units[0][0].startswith("money")  # another one would be another sum
    start, stop = tokens[at].start, tokens[max(at, (unit_end if has_currency else end) - 1)].end
    head = _head(tokens, unit_end if not any(dimension == "duration" for dimension, _ in units) else end, language)
    values_of = {"units": units, "head": head, "hedge": hedge_at(tokens, at)} | more
    return Number(start, stop, values, **values_of)  # type: ignore[arg-type]


def _head(tokens: Sequence[SentenceToken], at: int, language: str) -> str:
    """The word that is counted: the first one after the number that isn't a function word, near enough."""
    for token in tokens[at : at + 3]:
        if not token.is_joined or token.kind != "word" or token.key in lists.FUNCTIONS:
            break
        if language != "de" or token.is_capital:
            return token.key
    return ""


def _vague(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[Number, int] | None:
    """A number of unknown size: thousands, tens of thousands, several hundred."""
    keys = [token.key for token in tokens[at : at + 3]]
    tens = words.TENS_OF.get(keys[0]) if keys[1:2] in (["of"], ["de"]) else None
    times = words.VAGUE.get(language, {}).get(keys[-1], (0.0, 0.0))[0] if tens and len(keys) == 3 else 0
    if tens and times >= 1000:
        return _made(tokens, at, at + 3, (), language, low=times * tens, high=times * tens * 20), at + 3
    bounds = words.VAGUE.get(language, {}).get(keys[0])
    if bounds is None and at and tokens[at - 1].key in words.SEVERAL:
        scale = words.SCALES.get(language, {}).get(keys[0], 0)
        scale = scale or (100 if keys[0] in words.HUNDREDS.get(language, ()) else 0)
        bounds = (scale * 1.5, scale * 20) if scale else None
    if bounds is None:
        return None
    return _made(tokens, at, at + 1, (), language, low=bounds[0], high=bounds[1]), at + 1


def _fraction(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[Number, int] | None:
    if at and tokens[at].key in ("half", "halfte", "moitie") and ordinal(tokens[at - 1].key, language):
        return None  # the second half of July
    if tokens[at].key in words.HALVES:
        end = at + 1
        value = words.HALVES[tokens[at].key]
        scale = words.SCALES.get(language, {}).get(tokens[end].key, 0) if end < len(tokens) else 0
        return (
            (_made(tokens, at, end + 1, (value * scale,), language), end + 1)
            if scale
            else (_made(tokens, at, end, (value,), language), end)
        )
    part = part_of(tokens, at, language)
    if part is None:
        return None
    end, value = part
    units, _ = units_at(tokens, at, end)
    key = tokens[end].key if end < len(tokens) else ""
    while key in ("a", "an", "of", "de", "d", "l") and end + 1 < len(tokens) and tokens[end + 1].kind == "word":
        end, key = end + 1, tokens[end + 1].key
    if key in words.SCALES.get(language, {}):
        value *= words.SCALES[language][key]
        return _made(tokens, at, end + 1, (value,), language, units=()), end + 1
    if key in words.COLLECTIVE.get(language, {}):
        return _made(tokens, at, end + 1, (value * words.COLLECTIVE[language][key][0],), language, units=()), end + 1
    unit = words.UNITS.get(key, units)
    is_one = key not in words.PLURAL_UNITS
    if unit and is_one and unit[0][0] in ("duration", "length", "mass", "area"):
        return _made(tokens, at, end, (value,), language, units=unit), end
    start, stop = tokens[at].start, tokens[end - 1].end
    return Number(start, stop, (value * 100,), units=(("percent part", 1.0),), hedge=hedge_at(tokens, at)), end


def _collective(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[Number, int] | None:
    known = words.COLLECTIVE.get(language, {})
    start, factor = at, 1.0
    if tokens[at].key not in known:
        run = read_run(tokens, at, language)
        if run is None or run.end >= len(tokens) or tokens[run.end].key not in known:
            return None
        at, factor = run.end, run.values[0]
    if tokens[at].key == "quinzaine" and not (at + 1 < len(tokens) and tokens[at + 1].key in ("de", "d")):
        return _made(tokens, at, at + 1, (14.0,), language, units=(("duration", 1.0),), hedge="about"), at + 1
    if tokens[at].key == "fortnight":
        return _made(tokens, at, at + 1, (14.0,), language, units=(("duration", 1.0),)), at + 1
    if tokens[at].key == "score" and tokens[at - 1].key != "a":
        return None
    value, is_about = known[tokens[at].key]
    following = [token.key for token in tokens[at + 1 : at + 3]]
    scale = (
        words.SCALES.get(language, {}).get(following[1], 1)
        if following[:1] in (["de"], ["d"]) and len(following) > 1
        else 1
    )
    if scale > 1:
        return _made(
            tokens, start, at + 3, (value * factor * scale,), language, hedge="about" if is_about else ""
        ), at + 3
    number = _made(tokens, start, at + 1, (value * factor,), language)
    return (_made(tokens, start, at + 1, number.values, language, hedge="about") if is_about else number), at + 1


def _ordinal(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[Number, int] | None:
    token = tokens[at]
    if token.kind == "number":
        if not suffixed(tokens, at + 1):
            return None
        run = read_run(tokens, at, language)
        return (
            None
            if run is None
            else (_made(tokens, at, at + 2, run.values, language, units=(), is_ordinal=True), at + 2)
        )
    value = roman(token.text)
    if value is not None:
        is_plain = len(token.text) > 1 or (token.text in "VX" and at and tokens[at - 1].is_capital)
        return (_made(tokens, at, at + 1, (float(value),), language, units=()), at + 1) if is_plain else None
    tens = read_run(tokens, at, language)
    end = tens.end if tens and not tens.is_scaled and tens.values[0] % 10 == 0 else at
    value = ordinal(tokens[end].key, language) if end < len(tokens) and (end == at or tokens[end].is_joined) else None
    if value is None or (end > at and value >= 20) or (end > at and tens is None):
        return None
    if tokens[end].key in ("second", "seconds", "seconde", "secondes") and end > at:
        return None
    if tokens[end].key in ("achte", "achten", "achtet") and not (end and tokens[end - 1].key in lists.DETERMINERS):
        return None
    total = float(value + (tens.values[0] if tens and end > at else 0))
    return _made(tokens, at, end + 1, (total,), language, units=(), is_ordinal=True, is_trivial=total <= 2), end + 1


def _plain_number(tokens: Sequence[SentenceToken], at: int, language: str) -> tuple[Number, int] | None:
    token = tokens[at]
    if token.key == "einmal" and at and tokens[at - 1].key in ("nicht", "noch"):
        return None
    if token.key in words.TIMES:
        return _made(tokens, at, at + 1, (float(words.TIMES[token.key]),), language, units=(), is_trivial=True), at + 1
    if language == "de" and token.kind == "word":
        counted = _counted(token)
        if counted is not None:
            return _made(
                tokens, at, at + 1, (counted,), language, units=_unit_inside(token), is_trivial=counted <= 2
            ), at + 1
    run = read_run(tokens, at, language)
    if run is None and token.key in words.ONE and at + 1 < len(tokens) and has_half(tokens, at + 2):
        run = Run(at + 1, (1.0,))  # a year and a half
    if run is None and token.key in ("a", "an") and _is_duration(tokens, at + 1):
        return _made(tokens, at, at + 1, (1.0,), language, is_trivial=True, is_article=True), at + 1
    if run is None:
        return None
    end, values = run.end, run.values
    half = has_half(tokens, end)
    after_unit = has_half(tokens, end + 1) if end < len(tokens) and tokens[end].key in words.UNITS else 0
    if half or after_unit:
        values = tuple(value + 0.5 * run.scale for value in values)
    if half:
        unit = words.UNITS.get(tokens[end + half].key, ()) if end + half < len(tokens) else ()
        scale = words.SCALES.get(language, {}).get(tokens[end + half].key, 1) if end + half < len(tokens) else 1
        end += half + (1 if scale > 1 else 0)
        values = tuple(value * scale for value in values)
        return _made(tokens, at, end, values, language, **({"units": unit} if unit else {})), end
    trivial = token.kind == "word" and values[0] <= 2 and end == at + 1
    if (
        token.kind == "word"
        and end == at + 1
        and (values[0] == 1 or (token.key in ("neuf", "six", "elf") and _is_other(tokens, at)))
    ):
        units, _ = units_at(tokens, at, end)
        if (not units or token.key in words.ONE) and not (units and units[0][0] in ("duration", "length")):
            return None
    number = _made(tokens, at, end, values, language, is_trivial=trivial)
    if number.units == (("percent", 1.0),):
        end = units_at(tokens, at, end)[1]
    if run.is_short and any(dimension.startswith("money") for dimension, _ in number.units):
        return Number(
            number.start, number.end, values[:1], units=number.units, head=number.head, hedge=number.hedge
        ), end
    return number, end


def _is_duration(tokens: Sequence[SentenceToken], at: int) -> bool:
    units = words.UNITS.get(tokens[at].key, ()) if at < len(tokens) else ()
    return any(dimension == "duration" for dimension, _ in units)


def _is_other(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a word that is also a number is none here: "du matériel neuf"."""
    return tokens[at].key == "neuf" and (at + 1 >= len(tokens) or not tokens[at + 1].is_joined)


def _counted(token: SentenceToken) -> float | None:
    """The number in a German compound: dreitägig, sechzigjähriger, fünffach."""
    if token.key.startswith("einfach"):  # simply, far more often than onefold
        return None
    for stem in words.COUNTED:
        cut = token.key.find(stem)
        if cut > 1:
            run = read_run([token._replace(text=token.text[:cut], key=token.key[:cut])], 0, "de")
            return run.values[0] if run else None
    return None


def _unit_inside(token: SentenceToken) -> tuple[tuple[str, float], ...]:
    return next((units for word, units in words.UNITS.items() if token.key.endswith(word) and len(word) > 4), ())
