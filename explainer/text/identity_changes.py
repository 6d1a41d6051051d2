"""What changed between two readings of quoted words: which tokens were lost, and which stand in their place.

`identity` judges the changes that are found here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

from explainer.text.folding import UNSPACED
from explainer.text.identity_reading import IdentityToken, tokens
from explainer.text.names import fold

_CLOSE = 2  # unchanged words between two changes that are judged as one
_SENTENCE = 50  # tokens of a sentence that are asked, on either side
CLAUSE = 5  # words put in or taken out in one piece that have negations of their own
APART = re.compile(r"[^\s'-]")
STOP = re.compile(r"[.!?…。:;\0]")
_MARKS = r"\u0300-\u036f\u0591-\u05bd\u064b-\u065f"  # accents and vowel signs that follow their letter
_LETTERS = re.compile(rf"(?:[^\W_{UNSPACED}]|[{_MARKS}])+")
_BEGUN = re.compile(rf"(?:[^\W_{UNSPACED}]|[{_MARKS}])+\Z")
_SCORE_BEGUN, _SCORE_REST = re.compile(r"\d+[-–:/]\Z"), re.compile(r"[-–:/]\d+")


class Quoted(NamedTuple):
    """Words with what stands before and after them, as much as is known."""

    words: str
    before: str = ""
    after: str = ""


class Reading(NamedTuple):
    """Quoted words as tokens, from `first` up to `end` of which are theirs, and the folded text they stand in."""

    text: str
    tokens: list[IdentityToken]
    first: int
    end: int

    def gap(self, n: int) -> str:
        """What stands between token n - 1 and token n."""
        return self.text[self.tokens[n - 1].end if n else 0 : self.tokens[n].start if n < len(self.tokens) else None]


def sentence_of(read: Reading) -> tuple[int, int]:
    """The tokens of the sentence that the words stand in, or of all that they reach into; half-open; of many a part."""
    start, end = read.first, max(read.first + 1, read.end)
    while start > read.first - _SENTENCE and start and not STOP.search(read.gap(start)):
        start -= 1
    while end < start + 2 * _SENTENCE and end < len(read.tokens) and not STOP.search(read.gap(end)):
        end += 1
    return start, min(end, len(read.tokens), start + 2 * _SENTENCE)


class Change(NamedTuple):
    """Tokens lost and tokens gained in their place, by their numbers."""

    lost: list[int]
    gained: list[int]


def read_quoted(quoted: Quoted) -> Reading:
    """The tokens of words and neighbours; one that begins or ends outside of the words is theirs too."""
    before, words, after = fold(quoted.before).text, fold(quoted.words).text, fold(quoted.after).text
    text, start, end = before + words + after, len(before), len(before) + len(words)
    found = tokens(text)
    first = sum(token.end <= start for token in found)
    return Reading(text, found, first, max(first, sum(token.start < end for token in found)))


def whole_words(quoted: Quoted) -> Quoted:
    """The words with the rest of those that they begin or end inside of (in scripts that space them), or of a score."""
    words, before, after = quoted
    head, tail = _SCORE_BEGUN.search(before), _SCORE_REST.match(after)
    if head and words[:1].isdigit():
        words, before = head[0] + words, before[: head.start()]
    if tail and words[-1:].isdigit():
        words, after = words + tail[0], after[tail.end() :]
    head, tail = _BEGUN.search(before), _LETTERS.match(after)
    if head and _LETTERS.match(words):
        words, before = head[0] + words, before[: head.start()]
    if tail and _BEGUN.search(words):
        words, after = words + tail[0], after[tail.end() :]
    return Quoted(words, before, after)


def operations(a: Reading, b: Reading) -> list[tuple[int, int, int, int]]:
    """What changed: the tokens `i:j` became `k:l`."""
    edits = Indel.opcodes([t.key for t in a.tokens], [t.key for t in b.tokens])
    joined: list[tuple[int, int, int, int]] = []
    for op in edits:
        if op.tag == "equal":
            continue
        if joined and joined[-1][1] == op.src_start and joined[-1][3] == op.dest_start:
            joined[-1] = (joined[-1][0], op.src_end, joined[-1][2], op.dest_end)
        else:
            joined.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return joined


def changes_between(a: Reading, b: Reading, ops: list[tuple[int, int, int, int]]) -> Iterator[Change]:
    """The changes of the words themselves; those close to each other as one."""
    change, end = Change([], []), -_CLOSE - 1
    for i, j, k, l in ops:  # noqa: E741  the four ends of a change
        lost = [n for n in range(i, j) if a.first <= n < a.end]
        gained = [n for n in range(k, l) if b.first <= n < b.end]
        gained += _beyond(b, k, l, len(lost) - len(gained))
        if not lost and not gained:
            continue
        clause = not (lost and gained) and len(lost) + len(gained) >= CLAUSE
        if (clause or i - end > _CLOSE) and any(change):
            yield change
            change = Change([], [])
        if clause:
            yield Change(lost, gained)
            continue
        change.lost.extend(lost)
        change.gained.extend(gained)
        end = j
    if any(change):
        yield change


def _beyond(b: Reading, k: int, l: int, missing: int) -> list[int]:  # noqa: E741
    """Of the changed tokens `k:l` so many that stand right beside the new words: what was there instead of the rest."""
    found: list[int] = []
    if k < b.first < l or l == b.first:
        n = b.first
        while n > k and len(found) < missing and not APART.search(b.gap(n)):
            n -= 1
            found.append(n)
    n = b.end
    while k <= n < l and len(found) < missing and not APART.search(b.gap(n)):
        found.append(n)
        n += 1
    return sorted(found)


def without_moved(a: Reading, b: Reading, changes: list[Change]) -> list[Change]:
    """The changes without the tokens that were lost in one place and gained in another."""
    gained = Counter(b.tokens[n].key for change in changes for n in change.gained)
    lost = Counter(a.tokens[n].key for change in changes for n in change.lost)
    moved = gained & lost
    left = []
    spent_a, spent_b = Counter[str](), Counter[str]()
    for change in changes:
        sides = []
        for read, which, spent in ((a, change.lost, spent_a), (b, change.gained, spent_b)):
            kept = []
            for n in which:
                word = read.tokens[n].key
                if spent[word] < moved[word]:
                    spent[word] += 1
                else:
                    kept.append(n)
            sides.append(kept)
        left.append(Change(*sides))
    return left
