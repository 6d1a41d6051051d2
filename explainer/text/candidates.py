"""Spans of a text where a quote might stand now: a search made to miss nothing, and to leave judging to scoring.

All of it works on folded text; offsets are its code points, half-open. The number of candidates is bounded whatever
the text, so that thousands of near matches cost no more than a few.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from explainer.text.folding import UNSPACED, fold_once

Offsets = tuple[int, int]

CONTEXT = 32  # characters kept of each neighbour
EDGE = "\0"  # stands for what is before the first and after the last character of a text
_SIDE_LIMIT = 40  # verbatim occurrences looked at on either side of the old position
_NEARBY = 600  # characters around the old position that get a search of their own
_BESIDE = 12  # characters of a neighbour by which words are told from parts of words
_NEIGHBOUR = 8  # characters that a neighbour must have to be searched for
_SHORT = 8_000  # characters up to which a text is searched whole for similar words
_SEED = 8  # characters of a part that is looked up in a longer text
_SEED_LIMIT = 24  # occurrences of it looked at
_SEED_BIN = 128  # characters by which candidates that seeds vote for are told apart
_AREAS = 6  # such candidates looked into
_LONG_WORD = 40  # characters that a word is followed for
_SLACK = 16  # characters beyond a window in which the ends of the quote may lie
_LETTER = re.compile(rf"[^\W{UNSPACED}]")


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
    if start == len(prefix) < CONTEXT and (prefix or suffix):
        before = before.rjust(CONTEXT, EDGE)
    if len(suffix) < CONTEXT and (len(prefix) == CONTEXT or EDGE in before):
        after = after.ljust(CONTEXT, EDGE)
    return Sought(folded.text[first:last], before, after)


def candidates(sought: Sought, text: str, near: int) -> set[Offsets]:
    """Every candidate worth judging: verbatim ones around the offset `near` or with a neighbour, and similar ones."""
    found = {(at, at + len(sought.exact)) for at in _verbatim(sought, text, near)}
    found |= _beside_neighbours(sought, text)
    found -= _parts_of_words(sought, text, found)
    if sought.whole not in text:
        for area in _areas(sought, text, near):
            found.update(_similar(sought, text, area))
            found.update(_between(sought, text, area))
    return {candidate for candidate in found if candidate[0] < candidate[1]}


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


def _beside_neighbours(sought: Sought, text: str) -> set[Offsets]:
    """Verbatim occurrences with a neighbour verbatim too, however far away."""
    found = set()
    for length in (CONTEXT, 12):
        for before, after in ((sought.prefix[-length:], ""), ("", sought.suffix[:length])):
            if before or after:
                for at in islice(_occurrences(before + sought.exact + after, text), 4):
                    found.add((at + len(before), at + len(before) + len(sought.exact)))
    return found


def _parts_of_words(sought: Sought, text: str, found: set[Offsets]) -> set[Offsets]:
    """Of verbatim candidates those within words ("cat" in "catalogue"), if one between words has a neighbour still."""
    before, after = sought.prefix.lstrip(EDGE)[-_BESIDE:], sought.suffix.rstrip(EDGE)[:_BESIDE]
    parts = {candidate for candidate in found if snapped(text, *candidate) != candidate}
    for start, end in found - parts if parts else ():
        if (len(before) > 2 and text.endswith(before, 0, start)) or (len(after) > 2 and text.startswith(after, end)):
            return parts
    return set()


def _similar(sought: Sought, text: str, area: Offsets) -> Iterator[Offsets]:
    """The best windows for pieces of the quote with and without its neighbours."""
    low, high = area
    part = text[low:high]
    for piece, skipped in _pieces(sought):
        hit = fuzz.partial_ratio_alignment(piece, part, score_cutoff=50) if len(piece) <= len(part) else None
        if hit:
            first = low + hit.dest_start - skipped - _SLACK
            last = low + hit.dest_end + len(sought.whole) - skipped - len(piece) + _SLACK
            yield from _projected(sought, text, max(0, first), min(len(text), last))


def _pieces(sought: Sought) -> set[tuple[str, int]]:
    """Pieces of the quote to search for and where in the whole they begin; up to 64 characters are searched fast."""
    whole, first = sought.whole, len(sought.prefix)
    last = first + len(sought.exact)
    middle = (first + last) // 2
    starts = {first, max(first, last - 64), max(0, first - 32), max(0, last - 32), max(0, middle - 32)}
    ends = {first: last, max(first, last - 64): last}
    return {(whole[at : min(at + 64, ends.get(at, len(whole)))], at) for at in starts}


def _areas(sought: Sought, text: str, near: int) -> list[Offsets]:
    """Where to look for similar words: around the old position, and in all of the text or where parts of it recur."""
    nearby = (max(0, near - _NEARBY), min(len(text), near + len(sought.exact) + _NEARBY))
    if len(text) <= _SHORT:
        return [(0, len(text))] if nearby == (0, len(text)) else [(0, len(text)), nearby]
    return [nearby, *_recurrences(sought.whole, text)]


def _recurrences(whole: str, text: str) -> Iterator[Offsets]:
    """Areas of a long text in which most seeds, short parts of the whole, stand as far apart as they should."""
    votes: Counter[int] = Counter()
    reach = len(whole) + 2 * _SEED_BIN
    for offset in range(0, len(whole) - _SEED + 1, max(_SEED // 2, len(whole) // 32)):
        for at in islice(_occurrences(whole[offset : offset + _SEED], text), _SEED_LIMIT):
            votes[(at - offset) // _SEED_BIN] += 1
    for bin_, _ in votes.most_common(_AREAS):
        low = bin_ * _SEED_BIN - _SEED_BIN
        yield max(0, low), min(len(text), low + _SEED_BIN + reach)


def _between(sought: Sought, text: str, area: Offsets) -> Iterator[Offsets]:
    """What lies between the two neighbours now, for words rewritten or extended a good deal."""
    reach = 3 * len(sought.exact) + 2 * CONTEXT
    if min(len(sought.prefix), len(sought.suffix)) < _NEIGHBOUR:
        return
    before = _alike(sought.prefix, text, *area)
    if before and (after := _alike(sought.suffix, text, before[1], min(len(text), before[1] + reach))):
        yield snapped(text, before[1], after[0])
    after = _alike(sought.suffix, text, *area)
    if after and (before := _alike(sought.prefix, text, max(0, after[0] - reach), after[0])):
        yield snapped(text, before[1], after[0])


def _alike(neighbour: str, text: str, low: int, high: int) -> Offsets | None:
    """Where in `text[low:high]` something much like a neighbour stands."""
    if high - low < len(neighbour):
        return None
    hit = fuzz.partial_ratio_alignment(neighbour, text[low:high], score_cutoff=75)
    return (low + hit.dest_start, low + hit.dest_end) if hit else None


def _projected(sought: Sought, text: str, low: int, high: int) -> Iterator[Offsets]:
    """Where the quote's first and last matching characters fall when all of it is aligned with `text[low:high]`."""
    first, last = len(sought.prefix), len(sought.prefix) + len(sought.exact)
    blocks = Indel.editops(sought.whole, text[low:high]).as_matching_blocks()
    inside = [block for block in blocks if block.a < last and block.a + block.size > first]
    if inside:
        start = inside[0].b + max(0, first - inside[0].a)
        end = inside[-1].b + min(inside[-1].size, last - inside[-1].a)
        yield snapped(text, low + start, low + end)


def snapped(text: str, start: int, end: int) -> Offsets:
    """The span widened to the words it cuts (in scripts that space them), without white space at its ends."""
    if start < end:
        if _LETTER.match(text, start):
            low = max(0, start - _LONG_WORD)
            start = next((at for at in range(start, low, -1) if not _LETTER.match(text, at - 1)), low)
        if _LETTER.match(text, end - 1):
            high = min(len(text), end + _LONG_WORD)
            end = next((at for at in range(end, high) if not _LETTER.match(text, at)), high)
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Offsets:
    """The span without the white space at its ends."""
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return start, end
