"""Says whether what a source's words don't carry was put in the place of something that they say.

A faithful sentence has much that its source doesn't write: it sums up, counts, adds where a town lies. None of that is
worth an alarm. What is false stands, as a rule, where the source has another thing of its kind that the sentence leaves
out: another number, date or name, between the same words. So nothing is pointed out merely because it is new. It takes
evidence: that the words around it stand around such a thing in the source; that just one such thing is left out; that
nearly all the rest of the sentence is the source's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer.text.support.content import is_content, stem
from explainer.text.support.tokens import SentenceToken

_WINDOW = 4  # tokens on either side that are compared
_MOST = 400  # things of a source that may have been left out; of more, the first ones
FULL, LARGE, HALF = 0.8, 0.6, 0.5  # shares of a sentence's other content words which the source has
SHORT = 3  # content words up to which a sentence says little else
_ONE_OTHER = 5  # content words of which one may be another where all else is the source's

Place = tuple[int, int]  # tokens, half-open


class Evidence:
    """What speaks for a change in a sentence, held against its source's words."""

    def __init__(
        self, tokens: Sequence[SentenceToken], source: Sequence[SentenceToken], stems: set[str], language: str,
        counted: set[int],
    ) -> None:  # fmt: skip
        self.tokens, self.source, self.stems, self.language = tokens, source, stems, language
        self.content = [at for at, token in enumerate(tokens) if is_content(token, language)]
        self.judged = {at for at in counted if stem(tokens[at].key) not in stems}  # another number: told by itself

    def points(self, place: Place, left_out: Sequence[Place]) -> int:
        """How much speaks for a thing having been put in the place of one that was left out: 0 to 6."""
        share = self.share(place)
        rest = 2 if share >= FULL else 1 if share >= LARGE and left_out else 0
        is_short = bool(left_out) and self.others(place) <= SHORT
        return self.around(place, left_out) + rest + (len(left_out) == 1) + is_short

    def around(self, place: Place, left_out: Sequence[Place]) -> int:
        """How far the words around a place are those around a thing that was left out: 0 to 2, on both sides."""
        return max((self._around(place, other) for other in left_out[:_MOST]), default=0)

    def share(self, place: Place) -> float:
        """Which share of the content words beside a place the source has; 1 where there are none."""
        return self._share([at for at in self.content if at not in self.judged and not place[0] <= at < place[1]])

    def others(self, place: Place) -> int:
        """How many content words the sentence has beside a place."""
        return sum(not place[0] <= at < place[1] for at in self.content)

    def is_exchanged(self, place: Place, left_out: Sequence[Place]) -> bool:
        """Whether the source has another thing between the words it stands between, and has the rest too."""
        return self.share(place) >= FULL and self.around(place, left_out) > 1

    def is_the_source(self) -> bool:
        """Whether four fifths of what the sentence says are said in the source's words."""
        return self._share(self.content) >= FULL

    def is_nearly_the_source(self) -> bool:
        """Whether it is, or all but one of a few words are: the one may stand for a word that denied."""
        missing = round((1 - self._share(self.content)) * len(self.content))
        return self.is_the_source() or (missing <= 1 and len(self.content) <= _ONE_OTHER)

    def _share(self, places: Sequence[int]) -> float:
        return sum(stem(self.tokens[at].key) in self.stems for at in places) / len(places) if places else 1.0

    def _around(self, place: Place, other: Place) -> int:
        """How far the words around two places are the same: 0 to 2."""
        touching = shared = 0
        for mine, theirs in zip(_sides(self.tokens, place), _sides(self.source, other), strict=True):
            touching += (mine[0].key if mine else "") == (theirs[0].key if theirs else "")
            shared += len(self._telling(mine) & self._telling(theirs))
        if touching == 2 and shared:
            return 2
        return int(shared >= 2 or bool(touching and shared))

    def _telling(self, tokens: Iterable[SentenceToken]) -> set[str]:
        return {stem(token.key) for token in tokens if token.kind == "number" or is_content(token, self.language)}


def _sides(tokens: Sequence[SentenceToken], place: Place) -> tuple[list[SentenceToken], list[SentenceToken]]:
    """The tokens before a place, the nearest first, and those after it."""
    before = [tokens[at] for at in range(place[0] - 1, max(-1, place[0] - 1 - _WINDOW), -1)]
    begins = place[0] < len(tokens) and tokens[place[0]].is_first
    return [] if begins else before, list(tokens[place[1] : place[1] + _WINDOW])


def joined(found: Iterable[int], tokens: Sequence[SentenceToken]) -> list[Place]:
    """Tokens that follow each other as one name: New York, Saint-Denis."""
    runs: list[Place] = []
    for at in sorted(found):
        if runs and runs[-1][1] == at and (tokens[at].is_joined or tokens[at].gap in ("'", "’")):
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    return runs
