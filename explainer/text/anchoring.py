"""Find the words of a quote again after the text around them, or they themselves, were edited.

A card hangs on quoted words. When the article changes, the card has to follow its words or come loose: on words it was
not written for it would mislead readers, and nobody would be told. So every candidate, a span where the words might
stand now, is judged by its words, their neighbours and its position together, against the other candidates and against
"the words are gone"; the winner's probability is the score. `locate` knows only the quote; `carry` knows the old text
too and does better. Weights and thresholds come from real edits: docs/anchoring.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainer.text import carrying, scoring
from explainer.text.aligning import align
from explainer.text.candidates import CONTEXT, Offsets, candidates, seek, trimmed
from explainer.text.folding import Folded, fold
from explainer.text.identity import agrees, differs
from explainer.text.identity_changes import Quoted
from explainer.text.neighbours import between

ATTACHED = 0.6
GUESS = 0.2
_NEARLY = 0.55  # from this score on the neighbours may decide
LOOSE = 0.5  # the most that words can have whose identity differs: a guess, whatever their surroundings
LONGEST = 600  # characters compared in one piece; a longer quote is found by its first and its last ones

_SENTENCE = 120  # code points on either side in which the name is looked for that tells equal words apart
_MOST_TWINS = 50  # other places of the same words that are asked what stands before them
_BLOCK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class TextQuote:
    """A W3C TextQuoteSelector with a position: https://www.w3.org/TR/annotation-model/#text-quote-selector

    `prefix` and `suffix` are the 32 characters before and after `exact`: fewer at the ends of the text, both empty if
    they were never recorded. `start` is where `exact` began, in code points, or None.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    @classmethod
    def of(cls, text: str, start: int, end: int) -> TextQuote:
        """The quote of the code points `start:end` of a text."""
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(text[start:end], before, after, start)


@dataclass(frozen=True, slots=True)
class Span:
    """Words found: code points of the given text, half-open, and the probability that they are the quoted ones."""

    start: int
    end: int
    score: float = 1.0

    @property
    def band(self) -> str:
        """`attached`; `guess`: kept off the page and offered to the editor; or `adrift`."""
        return "attached" if self.score >= ATTACHED else "guess" if self.score >= GUESS else "adrift"


def locate(quote: TextQuote, text: str, *, floor: float = ATTACHED) -> Span | None:
    """Where the quoted words stand in `text`; None if no candidate reaches `floor`.

    `floor=GUESS` returns a mere guess too, and `Span.band` tells which it is.
    """
    old, found = Quoted(quote.exact, quote.prefix, quote.suffix), _found(quote, text, min(floor, GUESS))
    return _held(_sure_of_place(found, old, text), old, text, floor)


def _sure_of_place(found: Span | None, old: Quoted, text: str) -> Span | None:
    """What was found; attached if nothing else stands between the unchanged neighbours, and the old words nowhere.

    A sign changed in a short quote (of Chinese, for the most part) weighs more than it says; what it says is asked
    after this.
    """
    if found is None or found.score >= ATTACHED or found.score < _NEARLY or old.words in text:
        return found
    place = between(old.before, old.after, len(old.words), text)
    return Span(*place, ATTACHED) if place == (found.start, found.end) else found


def _found(quote: TextQuote, text: str, floor: float) -> Span | None:
    """The best candidate, whatever the words identify."""
    if len(quote.exact) > LONGEST:
        head, tail = _ends(quote)
        return _joined(_found(head, text, floor), _found(tail, text, floor), len(quote.exact))
    folded = fold(text)
    sought = seek(quote.exact, quote.prefix, quote.suffix, quote.start)
    if not sought.exact or not folded.text:
        return None
    near = folded.folded(min(max(0, quote.start or 0), len(text)), len(text))[0]
    judged = []
    for candidate in scoring.promising(sought, folded.text, candidates(sought, folded.text, near)):
        start, end = folded.original(*candidate)
        shift = None if quote.start is None else start - quote.start
        signs = scoring.signs(sought, folded.text, candidate, shift)
        total = scoring.weigh(signs, scoring.WEIGHTS, scoring.BIAS)
        judged.append((candidate, total + _case(quote.exact, text[start:end])))
    return _verdict(judged, folded, floor)


def carry(old_text: str, new_text: str, span: Span, *, floor: float = ATTACHED) -> Span | None:
    """Where the words at `span` of the old text stand in the new one; None if no candidate reaches `floor`.

    For several spans of one edit make one `Carrier`.
    """
    return Carrier(old_text, new_text).carry(span, floor=floor)


class Carrier:
    """One edit of a text, compared once, over which any number of spans can be carried."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self._old_text, self._new_text = old_text, new_text
        self._old, self._new = fold(old_text), fold(new_text)
        old_blocks, new_blocks = _blocks(self._old, old_text), _blocks(self._new, new_text)
        self._alignment = align(self._old.text, self._new.text, old_blocks, new_blocks)

    def carry(self, span: Span, *, floor: float = ATTACHED) -> Span | None:
        """Like `carry`. Raises ValueError for a span that isn't one of the old text."""
        if not 0 <= span.start < span.end <= len(self._old_text):
            raise ValueError(f"{span.start}:{span.end} is no span of a text of {len(self._old_text)} characters")
        old, found = _quoted(self._old_text, span), self._found(span, min(floor, GUESS))
        if found is None or found.score < ATTACHED:
            found = self._between_neighbours(span, old) or found
        return _held(found, old, self._new_text, floor)

    def _between_neighbours(self, span: Span, old: Quoted) -> Span | None:
        """What the quote alone finds, if it is just what stands between the unchanged neighbours."""
        place = between(old.before, old.after, len(old.words), self._new_text)
        if place is None or span.end - span.start > LONGEST:
            return None
        found = _found(TextQuote.of(self._old_text, span.start, span.end), self._new_text, ATTACHED)
        return found if found and (found.start, found.end) == place else None

    def _found(self, span: Span, floor: float) -> Span | None:
        if span.end - span.start > LONGEST:
            head = self._found(Span(span.start, span.start + LONGEST), floor)
            tail = self._found(Span(span.end - LONGEST, span.end), floor)
            return _joined(head, tail, span.end - span.start)
        at = trimmed(self._old.text, *self._old.folded(span.start, span.end))
        if at[0] == at[1] or not self._new.text:
            return None
        if (candidate := carrying.untouched(self._alignment, at, len(self._old.text))) is not None:
            return Span(*self._new.original(*candidate), 1.0)
        return _verdict(self._judged(span, at), self._new, floor)

    def _judged(self, span: Span, at: Offsets) -> list[tuple[Offsets, float]]:
        quote = TextQuote.of(self._old_text, span.start, span.end)
        sought = seek(quote.exact, quote.prefix, quote.suffix, quote.start)
        text = self._new.text
        mapped = carrying.mapped_candidates(self._alignment, text, at)
        near = min((candidate[0] for candidate in mapped), default=min(at[0], len(text)))
        judged = []
        for candidate in scoring.promising(sought, text, candidates(sought, text, near), mapped):
            signs = scoring.signs(sought, text, candidate, 0)
            values = [signs[n] for n in carrying.OF_THE_WORDS]
            values += carrying.evidence(self._alignment, at, candidate, len(self._old.text))
            total = scoring.weigh(values, carrying.WEIGHTS, carrying.BIAS)
            words = self._new_text[slice(*self._new.original(*candidate))]
            judged.append((candidate, total + _case(quote.exact, words)))
        return judged


def _held(span: Span | None, old: Quoted, text: str, floor: float) -> Span | None:
    """What was found; a guess at most if the words there identify something else than the old ones.

    A guess is attached if its words say the same in other signs ("5 %", "5 percent") and stand nowhere else.
    """
    if span is not None:
        new, score = _quoted(text, span, len(old.before), len(old.after)), span.score
        twins = _twins(text, new.words, span, len(old.before))
        if score >= ATTACHED and old != new and differs(old, new, twins=twins):
            score = min(score, LOOSE)
        elif score < ATTACHED and not twins and old.words not in text and agrees(old, new) and not differs(old, new):
            score = ATTACHED
        span = Span(span.start, span.end, score)
    if span is None or span.score < ATTACHED:
        span = _same_in_other_signs(old, text) or span
    return span if span and span.score >= floor else None


def _twins(text: str, words: str, span: Span, before: int) -> list[Quoted]:
    """The other places where the words of a span stand, the first of many."""
    found: list[Quoted] = []
    at = text.find(words)
    while at >= 0 and len(found) < _MOST_TWINS:
        if at != span.start:
            found.append(_quoted(text, Span(at, at + len(words)), before, 0))
        at = text.find(words, at + 1)
    return found


def _same_in_other_signs(old: Quoted, text: str) -> Span | None:
    """What stands between the unchanged neighbours, if it says the same as the old words."""
    place = between(old.before, old.after, len(old.words), text)
    if place is None:
        return None
    span = Span(*place, ATTACHED)
    new = _quoted(text, span, len(old.before), len(old.after))
    return span if agrees(old, new) and not differs(old, new) else None


def _quoted(text: str, span: Span, before: int = _SENTENCE, after: int = _SENTENCE) -> Quoted:
    """The words of a span with so many code points before and after them."""
    start, end = span.start, span.end
    return Quoted(text[start:end], text[max(0, start - before) : start], text[end : end + after])


def _ends(quote: TextQuote) -> tuple[TextQuote, TextQuote]:
    """The first and the last words of a long quote, each as a quote of its own."""
    exact, cut = quote.exact, len(quote.exact) - LONGEST
    tail_start = None if quote.start is None else quote.start + cut
    head = TextQuote(exact[:LONGEST], quote.prefix, exact[LONGEST : LONGEST + CONTEXT], quote.start)
    return head, TextQuote(exact[cut:], exact[cut - CONTEXT : cut], quote.suffix, tail_start)


def _joined(head: Span | None, tail: Span | None, length: int) -> Span | None:
    """The span from a long quote's first words to its last, unless they have come apart."""
    if head is None or tail is None or not length / 2 <= tail.end - head.start <= 2 * length:
        return None
    return Span(head.start, tail.end, min(head.score, tail.score))


def _case(exact: str, words: str) -> float:
    same = len(exact) != len(words) or scoring.capitals(exact) == scoring.capitals(words)
    return 0.0 if same else scoring.OTHER_CASE


def _verdict(judged: list[tuple[Offsets, float]], folded: Folded, floor: float) -> Span | None:
    if not judged:
        return None
    candidate, score = scoring.judge(judged)
    return Span(*folded.original(*candidate), score) if score >= floor else None


def _blocks(folded: Folded, text: str) -> list[int]:
    """Where the blocks of a text begin, in its folded form."""
    return sorted({0, *(folded.folded(gap.end(), len(text))[0] for gap in _BLOCK.finditer(text))})
