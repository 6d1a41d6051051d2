"""What the old text adds to a quote: where the difference between the texts says that its words went."""

from __future__ import annotations

from explainer.text.aligning import Alignment, Run
from explainer.text.candidates import CONTEXT, Offsets, snapped

# Fitted like those in scoring: five signs of the words themselves, then those of `evidence`.
BIAS = -22.22
WEIGHTS = (8.18, 3.10, 12.11, 3.64, 0.30, 3.96, -0.61, -6.15, 2.07, 2.20)
OF_THE_WORDS = (0, 1, 6, 7, 8)
_FLANK = 120  # characters on either side of the quote whose whereabouts count


def untouched(alignment: Alignment, span: Offsets, old_length: int) -> Offsets | None:
    """Where the span is now if it and its neighbours are all in one run: nothing was edited here."""
    low, high = max(0, span[0] - CONTEXT), min(old_length, span[1] + CONTEXT)
    runs = alignment.forward(low, high)
    if len(runs) != 1 or runs[0][2] != high - low:
        return None
    return runs[0][1] + span[0] - low, runs[0][1] + span[1] - low


def mapped_candidates(alignment: Alignment, text: str, span: Offsets) -> set[Offsets]:
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
    return {candidate for candidate in found if candidate[0] < candidate[1]}


def evidence(alignment: Alignment, span: Offsets, candidate: Offsets, old_length: int) -> tuple[float, ...]:
    """Signs from the difference, each between 0 and 1, in the order of the last of `WEIGHTS`.

    The share of the old words that are here now, and elsewhere; the share of this candidate that is other old words;
    the shares of the neighbours on either side that are beside it, the greater first.
    """
    inside = alignment.forward(*span)
    here = _within(inside, 1, candidate)
    gone = sum(run[2] for run in inside) - here
    own = alignment.backward(*candidate)
    claimed = sum(run[2] for run in own) - _within(own, 0, span)
    left = _flank(alignment, (max(0, span[0] - _FLANK), span[0]), (candidate[0] - 2 * _FLANK, candidate[0] + 1))
    right_flank = (span[1], min(old_length, span[1] + _FLANK))
    right = _flank(alignment, right_flank, (candidate[1] - 1, candidate[1] + 2 * _FLANK))
    if left is None or right is None:  # at an end of the text the other neighbours speak for both
        left = right = left or right or 0.0
    return (
        here / (span[1] - span[0]),
        gone / (span[1] - span[0]),
        claimed / (candidate[1] - candidate[0]),
        max(left, right),
        min(left, right),
    )


def _within(runs: list[Run], side: int, candidate: Offsets) -> int:
    return sum(max(0, min(candidate[1], r[side] + r[2]) - max(candidate[0], r[side])) for r in runs)


def _flank(alignment: Alignment, old: Offsets, new: Offsets) -> float | None:
    """The share of the old characters that are in the new candidate; None where there were none."""
    return _within(alignment.forward(*old), 1, new) / (old[1] - old[0]) if old[0] < old[1] else None
