"""How sure we are that a place holds the quoted words: signs that can be read, weighed by real edits.

Each place gets a sum of weighted signs. The places then compete with each other and with the possibility that the
words are gone (a conditional logistic model): the result is a probability, two places that look alike can't both
have much of it, and one place that convinces nobody loses to "gone".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set

from rapidfuzz.distance import Indel, LCSseq, Postfix, Prefix

from explainer.text.candidates import CONTEXT, EDGE, Place, Sought
from explainer.text.folding import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
LEAST_ALIKE = 0.4  # below it words are others, whatever surrounds them (the true places of the cases have 0.5 and more)
_JUDGED = 16  # places weighed at most
_AGREEMENT = 0.9  # overlap from which two places are one with its ends in doubt
_UNKNOWN_SHIFT = 100  # code points: taken where the old position was not recorded
_CHANCE = 0.45  # similarity that unrelated neighbours have anyway

# Fitted to the real edits of docs/anchoring.md; none may be negative, so that more likeness never costs anything.
BIAS = -17.36
WEIGHTS = (4.30, 1.14, 3.08, 2.05, 3.51, 2.75, 8.39, 2.47, 2.59, 0.44)
OTHER_CASE = -0.5  # not fitted: a tie-break, so that of two like places the one in the quote's own case wins


def neighbours(sought: Sought, text: str, place: Place) -> tuple[str, str]:
    """What stands before and after the place, as long as what stood there, with the text's edges marked."""
    start, end = place
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


def judge(judged: list[tuple[Place, float]]) -> tuple[Place, float]:
    """The most probable of the places and its probability, given each place's weighed signs.

    Places that are nearly the same, by an overlap of 0.9 and more, are one place with its ends in doubt, so their
    probabilities add up.
    """
    odds = [(place, math.exp(min(40.0, total))) for place, total in judged]
    best = max(odds, key=lambda item: item[1])[0]
    agreeing = sum(weight for place, weight in odds if _overlap(place, best) >= _AGREEMENT)
    return best, agreeing / (1.0 + sum(weight for _, weight in odds))  # 1: "the words are gone" competes too


def _overlap(one: Place, other: Place) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


def promising(sought: Sought, text: str, found: set[Place], sure: Set[Place] = frozenset()) -> list[Place]:
    """The places worth weighing: alike enough, and at most 16, by their words and neighbours; `sure` ones first.

    A place that overlaps a verbatim one is left out: what was put in beside the words isn't part of them.
    """
    exact = sought.exact
    verbatim = {place for place in found | sure if text[place[0] : place[1]] == exact}
    alike = [
        place
        for place in sorted(found | sure)
        if place in verbatim
        or (
            Indel.normalized_similarity(exact, text[place[0] : place[1]]) >= LEAST_ALIKE
            and not any(place[0] < end and start < place[1] for start, end in verbatim)
        )
    ]
    if len(alike) <= _JUDGED:
        return alike
    return sorted(alike, key=lambda place: (place not in sure, -_whole(sought, text, place)))[:_JUDGED]


def _whole(sought: Sought, text: str, place: Place) -> float:
    start = max(0, place[0] - len(sought.prefix))
    return Indel.normalized_similarity(sought.whole, text[start : place[1] + len(sought.suffix)])


def weigh(values: Sequence[float], weights: Sequence[float], bias: float) -> float:
    """The weighted sum of signs."""
    return bias + sum(weight * value for weight, value in zip(weights, values, strict=True))


def signs(sought: Sought, text: str, place: Place, shift: int | None) -> tuple[float, ...]:
    """What speaks for a place, in the order of `WEIGHTS`; `shift` is how far from the old position it is."""
    words = text[place[0] : place[1]]
    before, after = neighbours(sought, text, place)
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
