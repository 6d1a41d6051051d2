"""How sure we are that a candidate holds the quoted words: signs that can be read, weighed by real edits.

Each candidate gets a sum of weighted signs. The candidates then compete with each other and with the possibility that
the words are gone (a conditional logistic model): the result is a probability, two candidates that look alike can't
both have much of it, and one that convinces nobody loses to "gone".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set

from rapidfuzz.distance import Indel, LCSseq, Postfix, Prefix

from explainer.text.candidates import CONTEXT, EDGE, Offsets, Sought
from explainer.text.folding import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
LEAST_ALIKE = 0.4  # below it words are others, whatever surrounds them (the right ones of the cases have 0.5 and more)
_JUDGED = 16  # candidates weighed at most
_AGREEMENT = 0.9  # overlap from which two candidates are one with its ends in doubt
_UNKNOWN_SHIFT = 100  # code points: taken where the old position was not recorded
_CHANCE = 0.45  # similarity that unrelated neighbours have anyway

# Fitted to the real edits of docs/anchoring.md; none may be negative, so that more likeness never costs anything.
BIAS = -17.36
WEIGHTS = (4.30, 1.14, 3.08, 2.05, 3.51, 2.75, 8.39, 2.47, 2.59, 0.44)
OTHER_CASE = -0.5  # not fitted: a tie-break, so that of two like candidates the one in the quote's own case wins


def neighbours(sought: Sought, text: str, candidate: Offsets) -> tuple[str, str]:
    """What stands before and after the candidate, as long as what stood there, with the text's edges marked."""
    start, end = candidate
    before = text[max(0, start - len(sought.prefix)) : start]
    after = text[end : end + len(sought.suffix)]
    if sought.prefix.startswith(EDGE):
        before = before.rjust(CONTEXT, EDGE)
    if sought.suffix.endswith(EDGE):
        after = after.ljust(CONTEXT, EDGE)
    return before, after


def context(sought: Sought, before: str, after: str) -> tuple[float, float]:
    """Similarity of both neighbours, 0 at what chance gives; one never recorded is taken to be like the other."""
    left = _above_chance(Indel.normalized_similarity(sought.prefix, before))
    right = _above_chance(Indel.normalized_similarity(sought.suffix, after))
    if not sought.prefix:
        left = right if sought.suffix else 0.5
    if not sought.suffix:
        right = left
    return left, right


def judge(judged: list[tuple[Offsets, float]]) -> tuple[Offsets, float]:
    """The most probable of the candidates and its probability, given each candidate's weighed signs.

    Candidates that are nearly the same, by an overlap of 0.9 and more, are one with its ends in doubt, so their
    probabilities add up.
    """
    odds = [(candidate, math.exp(min(40.0, total))) for candidate, total in judged]
    best = max(odds, key=lambda item: item[1])[0]
    agreeing = sum(weight for candidate, weight in odds if _overlap(candidate, best) >= _AGREEMENT)
    return best, agreeing / (1.0 + sum(weight for _, weight in odds))  # 1: "the words are gone" competes too


def _overlap(one: Offsets, other: Offsets) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


def promising(sought: Sought, text: str, found: set[Offsets], sure: Set[Offsets] = frozenset()) -> list[Offsets]:
    """The candidates worth weighing: alike enough, and at most 16, by their words and neighbours; `sure` ones first.

    A candidate that overlaps a verbatim one is left out: what was put in beside the words isn't part of them.
    """
    exact = sought.exact
    verbatim = {candidate for candidate in found | sure if text[candidate[0] : candidate[1]] == exact}
    alike = [
        candidate
        for candidate in sorted(found | sure)
        if candidate in verbatim
        or (
            Indel.normalized_similarity(exact, text[candidate[0] : candidate[1]]) >= LEAST_ALIKE
            and not any(candidate[0] < end and start < candidate[1] for start, end in verbatim)
        )
    ]
    if len(alike) <= _JUDGED:
        return alike
    return sorted(alike, key=lambda candidate: (candidate not in sure, -_whole(sought, text, candidate)))[:_JUDGED]


def _whole(sought: Sought, text: str, candidate: Offsets) -> float:
    start = max(0, candidate[0] - len(sought.prefix))
    return Indel.normalized_similarity(sought.whole, text[start : candidate[1] + len(sought.suffix)])


def weigh(values: Sequence[float], weights: Sequence[float], bias: float) -> float:
    """The weighted sum of signs."""
    return bias + sum(weight * value for weight, value in zip(weights, values, strict=True))


def signs(sought: Sought, text: str, candidate: Offsets, shift: int | None) -> tuple[float, ...]:
    """What speaks for a candidate, in the order of `WEIGHTS`; `shift` is how far from the old position it is."""
    words = text[candidate[0] : candidate[1]]
    before, after = neighbours(sought, text, candidate)
    left, right = context(sought, before, after)
    common = LCSseq.similarity(sought.exact, words)
    kept, own = common / len(sought.exact), common / len(words)
    alike = 2 * common / (len(sought.exact) + len(words))
    old, new = _WORD.findall(sought.exact), _WORD.findall(words)
    run = Postfix.similarity(sought.prefix, before) + Prefix.similarity(sought.suffix, after)
    return (
        kept,
        own,
        max(left, right) * alike,
        min(left, right),
        (left + right) / 2 * alike,
        run / (2 * CONTEXT) * alike,
        Indel.normalized_similarity(sought.whole, before + words + after),
        (old[:1] == new[:1]) / 2 + (old[-1:] == new[-1:]) / 2,
        math.log1p(len(old)) * alike**2,
        -math.log1p(abs(_UNKNOWN_SHIFT if shift is None else shift)),
    )


def capitals(text: str) -> list[str]:
    return [letter for letter in text if letter.isupper()]


def _above_chance(similarity: float) -> float:
    return max(0.0, (similarity - _CHANCE) / (1 - _CHANCE))
