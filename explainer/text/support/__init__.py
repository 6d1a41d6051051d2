"""Compares a sentence with the words of the source it rests on, and points out what they don't carry.

Not a judgement of truth, and no model: it reads what can be read off two texts, the numbers, dates, names, quotations
and negations of the sentence, and looks for each in the words, however they write it. Paraphrase is no matter. Nothing
here blocks anybody; an editor looks at what is pointed out. docs/sentence-check.md says what it knows, and how well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from explainer.text.support.alarms import Alarms
from explainer.text.support.comparing_dates import carried
from explainer.text.support.comparing_numbers import carries
from explainer.text.support.content import is_content, stem
from explainer.text.support.dates import Date, dates
from explainer.text.support.derived_numbers import counted_years, follows, is_half_of_month
from explainer.text.support.implied_dates import implied
from explainer.text.support.names import unsupported_names
from explainer.text.support.negations import changed_negations
from explainer.text.support.numbers import Number
from explainer.text.support.quantities import numbers
from explainer.text.support.quotations import joined_keys, quotations, stands_in
from explainer.text.support.source_words import SourceWords, read
from explainer.text.support.tokens import LANGUAGES, SentenceToken, tokenize

LONGEST_SENTENCE = 2_000  # code points; what comes after them isn't checked
LONGEST_WORDS = 200_000  # code points of a source's words that are read
MOST_NUMBERS = 60  # of a sentence that are compared with the source's; a table has more
_FEW = 4  # content words that say too little to tell that they are of something else
_RELATED = 0.25  # share of a sentence's content words below which it has nothing to do with the source's words

VERBATIM, CHANGED, ABSENT = "verbatim", "changed", "absent"


@dataclass(frozen=True, slots=True)
class UnsupportedSpan:
    """What isn't carried: code points of the sentence, half-open, and its kind.

    `kind` is number, date, name, quotation or negation. Where the sentence leaves a negation out, the span is the word
    that was negated.
    """

    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """How a sentence stands to its source's words.

    `state`: "verbatim" if it stands there word for word; "changed" if what it says stands there otherwise, or in part;
    "absent" if nothing of it does. `unsupported`: what the words don't carry, in the order of the sentence.
    """

    state: str
    unsupported: list[UnsupportedSpan] = field(default_factory=list)


def check(sentence: str, words: str, language: str = "en") -> Support:
    """Compare a sentence with its source's words.

    `language` is the sentence's: en, de or fr (as a code that may have a region); in others only digits, numeric dates,
    names and quotations are compared. The words may be in another language: then quotations and negations can't be
    compared. Never raises; time is linear in both texts, of which LONGEST_SENTENCE and LONGEST_WORDS code points are
    read.
    """
    sentence = sentence[:LONGEST_SENTENCE]
    language = language[:2].lower()
    source = read(words[:LONGEST_WORDS], language)
    tokens = tokenize(sentence)
    if not tokens:
        return Support(VERBATIM if not sentence.strip() or sentence.strip() in words else ABSENT)
    own = language if language in LANGUAGES else "other"
    line = joined_keys(tokens)
    if line in source.line and _marks(sentence) <= _marks(words):
        spans = [] if line == source.line else _negations(tokens, own, source)  # nothing around it denies it
        return Support(CHANGED if spans else VERBATIM, spans)
    spans, carried_any = _unsupported(sentence, line, tokens, own, source)
    return Support(_state(tokens, own, source, spans, carried_any), _without_overlaps(spans))


def _marks(text: str) -> set[str]:
    """Signs that change what a text says: of currencies and parts."""
    return {char for char in text if char in "$€£¥%‰"}


def _unsupported(
    sentence: str, line: str, tokens: Sequence[SentenceToken], language: str, source: SourceWords
) -> tuple[list[UnsupportedSpan], bool]:
    """What the source doesn't carry; and whether it carries any number or date of the sentence."""
    taken: set[int] = set()
    dated = _grouped(dates(sentence, tokens, language, taken))
    counted = numbers(tokens, language, taken)[:MOST_NUMBERS]
    alarms = Alarms(tokens, language, source, taken)
    missing_dates = [date[0] for date in dated if not _dates_carried(date, source, line)]
    missing = [
        number for number in counted if not _number_carried(number, source) or alarms.is_exchanged(number, counted)
    ]
    carried_any = len(missing_dates) + len(missing) < len(dated) + sum(not number.is_trivial for number in counted)
    own = [date for readings in dated for date in readings]
    found = [UnsupportedSpan(date.start, date.end, "date") for date in missing_dates if alarms.date(date, own)]
    found += [
        UnsupportedSpan(number.start, number.end, "number") for number in missing if alarms.number(number, counted)
    ]
    for at in alarms.names(unsupported_names(tokens, language, taken, source.names), taken):
        found.append(UnsupportedSpan(tokens[at].start, tokens[at].end, "name"))
    if source.language == language:
        for start, end, quoted in quotations(sentence):
            if not stands_in(quoted, source.line, language):
                found.append(UnsupportedSpan(start, end, "quotation"))
    if alarms.evidence.is_nearly_the_source():
        found += _negations(tokens, language, source, alarms.evidence.is_the_source())
    return found, carried_any


def _negations(
    tokens: Sequence[SentenceToken], language: str, source: SourceWords, may_add: bool = True
) -> list[UnsupportedSpan]:
    if source.polarity is None or source.language != language:
        return []
    changed = changed_negations(tokens, language, source.polarity, may_add)
    return [UnsupportedSpan(tokens[first].start, tokens[last - 1].end, "negation") for first, last in changed]


def _dates_carried(readings: list[Date], source: SourceWords, line: str) -> bool:
    if any(carried(date, source.dates) or _as_number(date, source) or _as_age(date, source) for date in readings):
        return True
    more = [*implied(source.line, line, source.dates), *counted_years(source.numbers, source.dates)]
    return any(carried(date, more) for date in readings)


def _number_carried(number: Number, source: SourceWords) -> bool:
    if is_half_of_month(number) and any(date.day for date in source.dates):
        return _halves_month(number, source)
    if number.is_article or (number.is_trivial and not source.numbers):
        return True
    return (
        carries(number, source.numbers)
        or _as_year(number, source)
        or _counts_list(number, source)
        or _is_in_decade(number, source)
        or follows(number, source.numbers, source.dates)
    )


def _grouped(found: list[Date]) -> list[list[Date]]:
    """Readings of one and the same words together: 5/6/2022; of a range, each day on its own."""
    groups: list[list[Date]] = []
    for date in found:
        last = groups[-1][0] if groups else None
        swapped = last and (last.start, last.end) == (date.start, date.end) and last.day == date.month
        if swapped:
            groups[-1].append(date)
        else:
            groups.append([date])
    return groups


def _as_number(date: Date, source: SourceWords) -> bool:
    """Whether what looks like a year is a number in the source."""
    is_year = date.year and not date.month
    return bool(is_year) and any(date.year in number.values for number in source.numbers)


def _as_age(date: Date, source: SourceWords) -> bool:
    """Whether it is the decade of life of an age in the source: in his forties, for a man of 43."""
    return 0 < date.decade < 100 and any(
        date.decade <= value < date.decade + 10 for number in source.numbers for value in number.values
    )


def _counts_list(number: Number, source: SourceWords) -> bool:
    """Whether a number in words counts what the source lists: four countries, if it names four."""
    is_count = bool(number.values) and bool(number.head) and not number.is_ordinal and not number.units
    return is_count and number.values[0] in source.lists


def _halves_month(number: Number, source: SourceWords) -> bool:
    """Whether it is the first or second half of a month in which a day of the source lies."""
    days = [date.day for date in source.dates if date.day and date.month]
    return any(day <= 16 if number.values[0] == 1 else day >= 15 for day in days)


def _is_in_decade(number: Number, source: SourceWords) -> bool:
    """Whether it is an age in the source's decade of life: 40 and 49 for somebody in her forties."""
    value = number.values[0] if number.values else 0.0
    return not number.units and any(
        date.decade <= value < date.decade + 10 for date in source.dates if 0 < date.decade < 100
    )


def _as_year(number: Number, source: SourceWords) -> bool:
    """Whether what looks like a number is a year in the source."""
    return not number.units and any(date.year in number.values for date in source.dates if date.year)


def _state(
    tokens: Sequence[SentenceToken], language: str, source: SourceWords, spans: list[UnsupportedSpan], carried_any: bool
) -> str:
    known = language if language in LANGUAGES else "en"
    content = {stem(token.key) for token in tokens if is_content(token, known)}
    stems = source.stems if content else {token.key for token in source.tokens}
    content = content or {token.key for token in tokens}
    shared = sum(word in stems for word in content)
    names = any(token.is_capital and not token.is_first and source.names.has(token, None, language) for token in tokens)
    if carried_any or (shared and (names or shared >= _RELATED * len(content))):
        return CHANGED
    in_place = any(span.kind == "number" for span in spans) and source.numbers
    return CHANGED if in_place and len(content) <= _FEW else ABSENT


def _without_overlaps(spans: list[UnsupportedSpan]) -> list[UnsupportedSpan]:
    """In the order of the sentence; what lies in a quotation that isn't carried is not told twice."""
    kept: list[UnsupportedSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
