"""Which characters of an edited text are the old ones, and where they went.

Both texts are known here (every edit in our own editor), so words that stayed are told from equal words elsewhere by
what surrounds them in all of the text. Blocks are compared first and words only within changed blocks, which makes one
edit in a long live report as cheap as one in a short article. Offsets are code points of the folded texts, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from explainer.text.folding import UNSPACED

Run = tuple[int, int, int]  # where it begins in the old text, where in the new one, its length
Piece = tuple[str, int]  # a block or a word, and where it begins
Stretch = tuple[int, int, int]  # index in the old list, in the new one, how many
Gap = tuple[list[Piece], list[Piece]]  # what stood between two matches, and what stands there now

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
_SHINGLE = 4  # words in a row that tell a moved passage where they are the only ones of their kind on either side
_STRONG = 3  # words in a row that are no accident in a rewritten passage
_PASSAGE = 12  # characters that a moved passage must have
_LIMIT = 25_000_000  # comparisons beyond which a passage isn't compared word by word


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs of characters that both texts share, in the order of the old text and in that of the new one."""

    by_old: list[Run]
    by_new: list[Run]

    def forward(self, start: int, end: int) -> list[Run]:
        """The parts of runs that lie in `start:end` of the old text."""
        return list(_cut(self.by_old, 0, start, end))

    def backward(self, start: int, end: int) -> list[Run]:
        """The parts of runs that lie in `start:end` of the new text."""
        return list(_cut(self.by_new, 1, start, end))


def _cut(runs: list[Run], side: int, start: int, end: int) -> Iterator[Run]:
    index = max(0, bisect_right(runs, start, key=lambda run: run[side]) - 1)
    while index < len(runs) and runs[index][side] < end:
        at, length = runs[index][side], runs[index][2]
        low, high = max(start, at), min(end, at + length)
        if low < high:
            yield runs[index][0] + low - at, runs[index][1] + low - at, high - low
        index += 1


def align(old: str, new: str, old_blocks: Sequence[int], new_blocks: Sequence[int]) -> Alignment:
    """Align two folded texts, given where the blocks of each begin (0 first)."""
    head, tail = _common_ends(old, new, old_blocks, new_blocks)
    a = _blocks(old, old_blocks, head, len(old) - tail)
    b = _blocks(new, new_blocks, head, len(new) - tail)
    runs = [(0, 0, head), (len(old) - tail, len(new) - tail, tail)]
    same, gaps = _matched_blocks(a, b)
    runs += same
    moved, gaps = _moved_blocks(gaps)
    runs += moved
    loose_a: list[list[Piece]] = []
    loose_b: list[list[Piece]] = []
    for gap_a, gap_b in gaps:
        same, rest = _matched_words(_words(old, gap_a), _words(new, gap_b))
        runs += same
        loose_a += [words for words, _ in rest]
        loose_b += [words for _, words in rest]
    runs += _moved_passages(loose_a, loose_b)
    runs = _merged(sorted(run for run in runs if run[2]), old, new)
    return Alignment(runs, sorted(runs, key=lambda run: run[1]))


def _common_ends(old: str, new: str, old_blocks: Sequence[int], new_blocks: Sequence[int]) -> tuple[int, int]:
    """How much of both texts is the same at the beginning and at the end, in whole blocks."""
    head = Prefix.similarity(old, new)
    if head == len(old) == len(new):
        return head, 0
    head = min(_last(old_blocks, head), _last(new_blocks, head))
    tail = Postfix.similarity(old[head:], new[head:])
    same = {len(new) - at for at in new_blocks if at >= len(new) - tail}
    return head, max((len(old) - at for at in old_blocks if len(old) - at in same), default=0)


def _last(starts: Sequence[int], at: int) -> int:
    return starts[bisect_right(starts, at) - 1]


def _blocks(text: str, starts: Sequence[int], low: int, high: int) -> list[Piece]:
    inside = [*(at for at in starts if low <= at < high), high]
    return [(text[at:end].rstrip(" "), at) for at, end in pairwise(inside)]


def _words(text: str, blocks: list[Piece]) -> list[Piece]:
    return [(m[0], at + m.start()) for block, at in blocks for m in _TOKEN.finditer(block)]


def _matched_blocks(a: list[Piece], b: list[Piece]) -> tuple[list[Run], list[Gap]]:
    """Blocks that stayed in order, and what lies between them on both sides."""
    runs: list[Run] = []
    gaps: list[Gap] = []
    done_a = done_b = 0
    for i, j, blocks in _stretches([x for x, _ in a], [y for y, _ in b]):
        runs += [(a[i + k][1], b[j + k][1], len(a[i + k][0])) for k in range(blocks)]
        gaps.append((a[done_a:i], b[done_b:j]))
        done_a, done_b = i + blocks, j + blocks
    return runs, gaps


def _moved_blocks(gaps: list[Gap]) -> tuple[list[Run], list[Gap]]:
    """Blocks that stand elsewhere now, each the only one of its kind left, and the gaps without them."""
    left = Counter(text for gap, _ in gaps for text, _ in gap)
    right = Counter(text for _, gap in gaps for text, _ in gap)
    once = {text for text, n in left.items() if n == right[text] == 1}
    there = {text: at for _, gap in gaps for text, at in gap if text in once}
    runs = [(at, there[text], len(text)) for gap, _ in gaps for text, at in gap if text in once]
    rest = [([x for x in a if x[0] not in once], [y for y in b if y[0] not in once]) for a, b in gaps]
    return runs, rest


def _matched_words(a: list[Piece], b: list[Piece]) -> tuple[list[Run], list[Gap]]:
    """Words in common, without the few that two unlike passages share by accident; and what is left of both."""
    stretches = _stretches([x for x, _ in a], [y for y, _ in b])
    kept: list[Stretch] = []
    for n, (i, j, words) in enumerate(stretches[1:-1], 1):
        (i0, j0, n0), (i1, j1, _) = stretches[n - 1], stretches[n + 1]
        before, after = max(i - i0 - n0, j - j0 - n0), max(i1 - i, j1 - j) - words
        if words >= _STRONG or words >= min(before, after):
            kept.append((i, j, words))
    runs: list[Run] = []
    rest: list[Gap] = []
    done_a = done_b = 0
    for i, j, words in [*kept, stretches[-1]]:
        runs += [(a[i + k][1], b[j + k][1], len(a[i + k][0])) for k in range(words)]
        rest.append((a[done_a:i], b[done_b:j]))
        done_a, done_b = i + words, j + words
    return runs, rest


def _stretches(a: list[str], b: list[str]) -> list[Stretch]:
    """The longest common subsequence in stretches, with an empty one at either end."""
    ends = [(0, 0, 0), (len(a), len(b), 0)]
    if len(a) * len(b) > _LIMIT:
        return ends
    same = [op for op in LCSseq.opcodes(a, b) if op.tag == "equal"]
    return [ends[0], *((op.src_start, op.dest_start, op.src_end - op.src_start) for op in same), ends[1]]


def _moved_passages(loose_a: list[list[Piece]], loose_b: list[list[Piece]]) -> list[Run]:
    """Passages of several words that stand elsewhere now, told by shingles that occur once on either side."""
    a, b = _chained(loose_a), _chained(loose_b)
    in_a, in_b = _shingles(a), _shingles(b)
    runs: list[Run] = []
    done, taken = 0, set[int]()
    for shingle, i in in_a.items():
        j = in_b.get(shingle, -1)
        if i < done or j < 0 or not taken.isdisjoint(range(j, j + _SHINGLE)):
            continue
        low, high = 0, _SHINGLE
        while i + low > done and j + low - 1 not in taken and _same(a[i + low - 1], b[j + low - 1]):
            low -= 1
        while j + high not in taken and _same(a[i + high], b[j + high]):
            high += 1
        if sum(len(word) for word, _ in a[i + low : i + high]) >= _PASSAGE:
            done = i + high
            taken.update(range(j + low, j + high))
            runs += [(a[i + k][1], b[j + k][1], len(a[i + k][0])) for k in range(low, high)]
    return runs


def _same(x: Piece, y: Piece) -> bool:
    return x[0] == y[0] != ""


def _chained(passages: list[list[Piece]]) -> list[Piece]:
    """All passages in one list, with a stop after each."""
    return [("", -1), *(piece for passage in passages for piece in [*passage, ("", -1)])]


def _shingles(pieces: list[Piece]) -> dict[tuple[str, ...], int]:
    """Where each shingle of words begins; -1 where it isn't the only one."""
    words = [word for word, _ in pieces]
    found: dict[tuple[str, ...], int] = {}
    for at, shingle in enumerate(zip(*(words[skip:] for skip in range(_SHINGLE)), strict=False)):
        found[shingle] = -1 if shingle in found or "" in shingle else at
    return found


def _merged(runs: list[Run], old: str, new: str) -> list[Run]:
    """Runs with the spaces between them, where both texts have the same ones."""
    merged: list[Run] = []
    for at, to, length in runs:
        if merged:
            last = merged[-1]
            end_a, end_b = last[0] + last[2], last[1] + last[2]
            if 0 <= at - end_a == to - end_b <= 1 and old[end_a:at] == new[end_b:to]:
                merged[-1] = (last[0], last[1], at + length - last[0])
                continue
        merged.append((at, to, length))
    return merged
