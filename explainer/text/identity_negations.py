"""Whether a change of quoted words negates them: a negation comes or goes, or a prefix that is one; or only seems to.

"Not identical" and "different" say the same, and what stands in brackets is said of itself.
"""

from __future__ import annotations

from itertools import permutations, product

from rapidfuzz.distance import Postfix

from explainer.text import identity_words as words
from explainer.text.identity_changes import CLAUSE, Change, Reading
from explainer.text.identity_reading import NEGATION, OPPOSITE, IdentityToken, meanings
from explainer.text.identity_spelling import same_name

_ASIDE = 3  # words in brackets that come or go as one
_STEM = 4  # letters that a word has besides a prefix or an ending
_PREFIXES = tuple(words.NEGATIVE_PREFIXES.split())
_ENDINGS = tuple(words.NEGATIVE_ENDINGS.split())
_CONTRASTS = frozenset(pair for line in words.CONTRASTS.splitlines() for pair in permutations(line.split()))
_LONGEST_PREFIX = max(len(prefix) for pair in _CONTRASTS for prefix in pair)


def negated(a: Reading, b: Reading, change: Change) -> bool:
    """Whether the change adds or takes a negation; not if it is a clause of its own that comes or goes."""
    if not (change.lost and change.gained) and len(change.lost) + len(change.gained) >= CLAUSE:
        return False
    if _in_brackets(a, change.lost) or _in_brackets(b, change.gained):
        return False
    if _negations(a, change.lost) != _negations(b, change.gained):
        return not turned(a, b, change)
    lost = [a.tokens[n].key for n in change.lost]
    gained = [b.tokens[n].key for n in change.gained]
    return any(_opposed(x, y) or _opposed(y, x) or _contrast(x, y) for x, y in product(lost, gained))


def _in_brackets(read: Reading, which: list[int]) -> bool:
    """Whether the tokens are all that stands between two brackets, and more than a lone "(not)"."""
    return len(which) >= _ASIDE and "(" in read.gap(which[0]) and ")" in read.gap(which[-1] + 1)


def turned(a: Reading, b: Reading, change: Change) -> bool:
    """Whether a negation and a word became that word's opposite: "not identical", "different"; or the other way."""
    one, two = _negations(a, change.lost), _negations(b, change.gained)
    if abs(one - two) != 1:
        return False
    lost, gained = (
        [which for n in numbers if not is_negation(read.tokens[n]) for which in _sides(read.tokens[n])]
        for read, numbers in ((a, change.lost), (b, change.gained))
    )
    return any(x[0] == y[0] and x != y for x, y in product(lost, gained))


def _sides(token: IdentityToken) -> list[tuple[int, int]]:
    """The meanings of which a word is one side."""
    return [which for kind, which in meanings(token.text) if kind == OPPOSITE]  # type: ignore[misc]


def _negations(read: Reading, which: list[int]) -> int:
    return sum(is_negation(read.tokens[n]) for n in which)


def is_negation(token: IdentityToken) -> bool:
    """Whether a word negates: not, nobody, ohne, не."""
    return any(kind == NEGATION for kind, _ in meanings(token.text))


def _opposed(word: str, other: str) -> bool:
    """Whether a word is the other with a prefix or an ending that negates it: illegal, neodstoupí, careless."""
    if len(other) > 1 and any(
        word.startswith(p) and len(word) > len(p) + 1 and (word[len(p) :] == other or same_name(word[len(p) :], other))
        for p in _PREFIXES
    ):
        return True
    return other[:_STEM] == word[:_STEM] and any(
        word.endswith(ending)
        and len(word) >= _STEM + len(ending)
        and other.startswith(word.removesuffix(ending))
        and not other.endswith(_ENDINGS)
        for ending in _ENDINGS
    )


def _contrast(one: str, other: str) -> bool:
    """Whether two words differ by prefixes that are each other's opposite: upgrade, downgrade; Einfuhr, Ausfuhr."""
    ends = range(max(_STEM, max(len(one), len(other)) - _LONGEST_PREFIX), Postfix.similarity(one, other) + 1)
    return any((one[: len(one) - end], other[: len(other) - end]) in _CONTRASTS for end in ends)
