"""Places in a text where a quote might stand now: a search made to miss nothing, and to leave judging to scoring.

All of it works on folded text; offsets are its code points, half-open. The number of places is bounded whatever
the text, so that thousands of near matches cost no more than a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from explainer.text.folding import fold_once

Place = tuple[int, int]

CONTEXT = 32  # characters kept of each neighbour
EDGE = "\0"  # stands for what is before the first and after the last character of a text
_SIDE_LIMIT = 40  # verbatim occurrences looked at on either side of the old position
_NEARBY = 600  # characters around the old position that get a search of their own
_SLACK = 16  # characters beyond a window in which the ends of the quote may lie
_LETTER = re.compile(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote in folded form: its words, and up to 32 characters before and after them.

    A neighbour shorter than that is filled with `EDGE` where the old text began or ended there; a neighbour that
    was never recorded is empty.
    """

    exact: str
    prefix: str
    suffix: str

    @property
    def whole(self) -> str:
        return self.prefix + self.exact + self.suffix


def seek(exact: str, prefix: str, suffix: str, start: int | None) -> Sought:
    """Fold a quote together with its neighbours, because spaces and marks at their borders depend on both."""
    prefix, suffix = prefix[-CONTEXT:], suffix[:CONTEXT]
    folded = fold_once(prefix + exact + suffix)
    first, last = folded.folded(len(prefix), len(prefix) + len(exact))
    first, last = trimmed(folded.text, first, last)
    before, after = folded.text[:first], folded.text[last:]
    if prefix or suffix:
        if start is not None and start == len(prefix) < CONTEXT:
            before = before.rjust(CONTEXT, EDGE)
        if len(suffix) < CONTEXT:
            after = after.ljust(CONTEXT, EDGE)
    return Sought(folded.text[first:last], before, after)


def places(sought: Sought, text: str, near: int) -> set[Place]:
    """Every place worth judging: verbatim ones around the offset `near` or with a neighbour, and similar ones."""
    found = {(at, at + len(sought.exact)) for at in _verbatim(sought, text, near)}
    found |= _beside_neighbours(sought, text)
    if sought.whole not in text:
        found.update(_similar(sought, text, near))
        found.update(_between(sought, text))
    return {place for place in found if place[0] < place[1]}


def _occurrences(what: str, text: str, start: int = 0) -> Iterator[int]:
    at = text.find(what, start)
    while at >= 0:
        yield at
        at = text.find(what, at + 1)


def _occurrences_before(what: str, text: str, end: int) -> Iterator[int]:
    at = text.rfind(what, 0, end)
    while at >= 0:
        yield at
        at = text.rfind(what, 0, at + len(what) - 1)


def _verbatim(sought: Sought, text: str, near: int) -> Iterator[int]:
    yield from islice(_occurrences(sought.exact, text, near), _SIDE_LIMIT)
    yield from islice(_occurrences_before(sought.exact, text, near + len(sought.exact) - 1), _SIDE_LIMIT)


def _beside_neighbours(sought: Sought, text: str) -> set[Place]:
    """Verbatim occurrences with a neighbour verbatim too, however far away."""
    found = set()
    for length in (CONTEXT, 12):
        for before, after in ((sought.prefix[-length:], ""), ("", sought.suffix[:length])):
            if before or after:
                for at in islice(_occurrences(before + sought.exact + after, text), 4):
                    found.add((at + len(before), at + len(before) + len(sought.exact)))
    return found


def _similar(sought: Sought, text: str, near: int) -> Iterator[Place]:
    """The best windows for the quote with and without its neighbours, in all of the text and nearby."""
    q, p, s = sought.exact, sought.prefix, sought.suffix
    low, high = max(0, near - _NEARBY), near + len(q) + _NEARBY
    areas = [(0, text)] + ([(low, text[low:high])] if high - low < len(text) else [])
    for part, skipped in ((p + q + s, 0), (q, len(p)), (p + q, 0), (q + s, len(p))):
        for offset, area in areas:
            if len(part) > len(area):
                continue
            hit = fuzz.partial_ratio_alignment(part, area, score_cutoff=45)
            if hit:
                first = offset + hit.dest_start - skipped - _SLACK
                last = offset + hit.dest_end + len(p) + len(q) + len(s) - skipped - len(part) + _SLACK
                yield from _projected(sought, text, max(0, first), min(len(text), last))


def _between(sought: Sought, text: str) -> Iterator[Place]:
    """What lies between the two neighbours now, for words rewritten or extended a good deal."""
    p, s = sought.prefix, sought.suffix
    reach = 3 * len(sought.exact) + 2 * CONTEXT
    if min(len(p), len(s)) < 8 or len(text) < CONTEXT:
        return
    hit = fuzz.partial_ratio_alignment(p, text, score_cutoff=75)
    if hit:
        area = text[hit.dest_end : hit.dest_end + reach]
        end = fuzz.partial_ratio_alignment(s, area, score_cutoff=75) if len(area) >= len(s) else None
        if end:
            yield snapped(text, hit.dest_end, hit.dest_end + end.dest_start)
    hit = fuzz.partial_ratio_alignment(s, text, score_cutoff=75)
    if hit:
        low = max(0, hit.dest_start - reach)
        area = text[low : hit.dest_start]
        begin = fuzz.partial_ratio_alignment(p, area, score_cutoff=75) if len(area) >= len(p) else None
        if begin:
            yield snapped(text, low + begin.dest_end, hit.dest_start)


def _projected(sought: Sought, text: str, low: int, high: int) -> Iterator[Place]:
    """Where the quote's first and last matching characters fall when all of it is aligned with `text[low:high]`."""
    first, last = len(sought.prefix), len(sought.prefix) + len(sought.exact)
    start = end = -1
    for op in Indel.opcodes(sought.whole, text[low:high]):
        left, right = max(op.src_start, first), min(op.src_end, last)
        if op.tag == "equal" and left < right:
            if start < 0:
                start = op.dest_start + left - op.src_start
            end = op.dest_start + right - op.src_start
    if start >= 0:
        yield snapped(text, low + start, low + end)


def snapped(text: str, start: int, end: int) -> Place:
    """The span widened to the words it cuts (in scripts that space them), without white space at its ends."""
    if start < end and _LETTER.match(text, start):
        while start > 0 and _LETTER.match(text, start - 1):
            start -= 1
    if start < end and _LETTER.match(text, end - 1):
        while end < len(text) and _LETTER.match(text, end):
            end += 1
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Place:
    """The span without the white space at its ends."""
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return start, end
