"""What the old text adds to a quote: where the difference between the texts says that its words went."""

from __future__ import annotations

from explainer.text.aligning import Alignment, Run
from explainer.text.candidates import CONTEXT, Place, snapped

# Fitted like those in scoring: five signs of the words themselves, then those of `evidence`.
BIAS = -24.13
WEIGHTS = (8.33, 4.09, 12.44, 4.02, 0.62, 4.08, -0.93, -6.38, 2.21, 2.38)
OF_THE_WORDS = (0, 1, 6, 7, 8)
_FLANK = 120  # characters on either side of the quote whose whereabouts count


def untouched(alignment: Alignment, span: Place, old_length: int) -> Place | None:
    """Where the span is now if it and its neighbours are all in one run: nothing was edited here."""
    low, high = max(0, span[0] - CONTEXT), min(old_length, span[1] + CONTEXT)
    runs = alignment.forward(low, high)
    if len(runs) != 1 or runs[0][2] != high - low:
        return None
    return runs[0][1] + span[0] - low, runs[0][1] + span[1] - low


def mapped_places(alignment: Alignment, text: str, span: Place) -> set[Place]:
    """Where the old words are now, and what lies between their neighbours."""
    found = set()
    inside = alignment.forward(*span)
    if inside:
        found.add(snapped(text, min(r[1] for r in inside), max(r[1] + r[2] for r in inside)))
        found.add(snapped(text, inside[0][1], max(inside[0][1] + 1, inside[-1][1] + inside[-1][2])))
        main = max(inside, key=lambda r: r[2])
        found.add(snapped(text, main[1], main[1] + main[2]))
    before = alignment.forward(max(0, span[0] - _FLANK), span[0])
    after = alignment.forward(span[1], span[1] + _FLANK)
    if before and after:
        start, end = before[-1][1] + before[-1][2], after[0][1]
        if start < end <= start + 4 * (span[1] - span[0]) + _FLANK:
            found.add(snapped(text, start, end))
    return {place for place in found if place[0] < place[1]}


def evidence(alignment: Alignment, span: Place, place: Place) -> tuple[float, ...]:
    """Signs from the difference, each between 0 and 1."""
    inside = alignment.forward(*span)
    here = _within(inside, 1, place)
    gone = sum(run[2] for run in inside) - here
    own = alignment.backward(*place)
    claimed = sum(run[2] for run in own) - _within(own, 0, span)
    left = _flank(alignment, (max(0, span[0] - _FLANK), span[0]), (place[0] - 2 * _FLANK, place[0] + 1))
    right = _flank(alignment, (span[1], span[1] + _FLANK), (place[1] - 1, place[1] + 2 * _FLANK))
    return (
        here / (span[1] - span[0]),
        gone / (span[1] - span[0]),
        claimed / (place[1] - place[0]),
        max(left, right),
        min(left, right),
    )


def _within(runs: list[Run], side: int, place: Place) -> int:
    return sum(max(0, min(place[1], r[side] + r[2]) - max(place[0], r[side])) for r in runs)


def _flank(alignment: Alignment, old: Place, new: Place) -> float:
    return _within(alignment.forward(*old), 1, new) / max(1, old[1] - old[0])
