"""Says word by word how one text became another, and how large the change is.

Texts are compared block by block first (a blank line parts blocks), so that an hour's work on a long article costs
milliseconds: only blocks that continue each other are compared by their words. A block that moved is shown as taken
out of one place and put into the other, as readers would see it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Levenshtein, Postfix, Prefix

from .changes import pair_blocks
from .identity import differs
from .identity_changes import Quoted

SAME, ADDED, REMOVED = "same", "added", "removed"
AROUND = 12  # words of unchanged text that stay on either side of a change
TINY = 6  # words: a change of so few is taken for one of wording
SENTENCE = 3  # words: an addition of so many that ends as a sentence does is one
MOST_COMPARED = 100_000_000  # words and signs of one block times those of the other; beyond, all of it is replaced
SHORT, SLIP = 3, 2  # letters: a longer word that differs by so few is the same word, mistyped
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*$")
# A word with its apostrophes and hyphens, a single letter of the scripts that put no space between words, or a mark.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’.,-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class DiffPiece:
    """A run of text that is the same in both, or was added, or removed."""

    kind: str
    text: str


Passage = tuple[DiffPiece, ...]


def passages(old: str, new: str) -> list[Passage]:
    """The blocks that differ, in the order of the new text, each as its pieces. Equal texts give none.

    Long runs of unchanged words are cut to AROUND words beside the changes, with an ellipsis.
    """
    before, after = _blocks(old), _blocks(new)
    pairs = _in_order(pair_blocks(before, after))
    found: list[Passage] = []
    position = 0
    for index, pair in enumerate(pairs):
        if pair is None:
            found.append((DiffPiece(ADDED, after[index]),))
            continue
        found += [(DiffPiece(REMOVED, block),) for block in before[position:pair]]
        position = pair + 1
        if before[pair] != after[index]:
            found.append(_shortened(compare(before[pair], after[index])))
    return found + [(DiffPiece(REMOVED, block),) for block in before[position:]]


def compare(old: str, new: str) -> Passage:
    """Two texts as one: the pieces that are the same, were removed, were added. A removed piece comes first."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[list[str]] = []  # kind, text
    for is_same, removed, added in _steps(before, after):
        if is_same:
            runs.append([SAME, "".join(removed)])
        else:
            runs += [[REMOVED, "".join(removed)], [ADDED, "".join(added)]]
    return tuple(DiffPiece(kind, text) for kind, text in _joined(runs) if text)


def _steps(before: list[str], after: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """What stays and what is replaced, in turn: whether it stays, what stood there, what stands there now.

    Between the ends that are the same, the longest common subsequence by bits. difflib looks at each pair of equal
    words, which are ten thousand millions for a word that stands 100,000 times, and again for each run that it finds.
    """
    head = Prefix.similarity(before, after)
    tail = Postfix.similarity(before[head:], after[head:])
    middle, other = before[head : len(before) - tail], after[head : len(after) - tail]
    yield True, before[:head], after[:head]
    if len(middle) * len(other) > MOST_COMPARED:
        yield False, middle, other
    else:
        for step in LCSseq.opcodes(middle, other):
            words = middle[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
            yield step.tag == "equal", *words
    yield True, before[len(before) - tail :], after[len(after) - tail :]


def words_changed(old: str, new: str) -> tuple[int, int]:
    """How many words were removed and how many added."""
    pieces = [piece for passage in passages(old, new) for piece in passage]
    return _count(pieces, REMOVED), _count(pieces, ADDED)


def guess_change(old: str, new: str) -> str:
    """What sort of change it looks like: "correction", "wording", "new_fact" or "clarification".

    No word at all, or a slip of letters or spaces: wording. A few words, and another name, number or negation among
    them: a correction. A sentence more: a new fact. A few words, and no digit among them: wording. Mostly added: a new
    fact. The rest: a clarification.
    """
    found = passages(old, new)
    pieces = [piece for passage in found for piece in passage if piece.kind != SAME]
    removed, added = _count(pieces, REMOVED), _count(pieces, ADDED)
    if removed + added == 0:
        return "wording"
    adds_sentence = any(map(_adds_sentence, found))
    if adds_sentence and not removed:
        return "new_fact"
    says_otherwise = any(map(_says_otherwise, found)) or _replaced_otherwise(found)
    if removed + added <= 2 * TINY and says_otherwise:
        return "correction"
    if not says_otherwise and all(map(_is_slip, found)):
        return "wording"
    if adds_sentence:
        return "new_fact" if added > 3 * removed else "clarification"
    has_number = any(character.isdigit() for piece in pieces for character in piece.text)
    if removed + added <= TINY and not has_number:
        return "wording"
    return "new_fact" if added > 3 * removed else "clarification"


def _says_otherwise(passage: Passage) -> bool:
    """Whether what identifies was changed within a block that is there before and after."""
    before = "".join(piece.text for piece in passage if piece.kind != ADDED)
    after = "".join(piece.text for piece in passage if piece.kind != REMOVED)
    return bool(before and after) and differs(Quoted(before), Quoted(after))


def _adds_sentence(passage: Passage) -> bool:
    """Whether a whole sentence was added, in a block or as one: three words or more up to a full stop."""
    return any(
        piece.kind == ADDED and _count([piece], ADDED) >= SENTENCE and _SENTENCE_END.search(piece.text)
        for piece in passage
    )


def _is_slip(passage: Passage) -> bool:
    """Whether only letters or spaces within words were put right: "teh", "twowords", "Ocober"; no digit among them."""
    before = "".join(piece.text for piece in passage if piece.kind != ADDED)
    after = "".join(piece.text for piece in passage if piece.kind != REMOVED)
    if not before or not after or _digits(before) != _digits(after):
        return False
    if "".join(before.split()).casefold() == "".join(after.split()).casefold():
        return True  # only spaces
    pairs = pairwise(passage)
    replaced = [(one, two) for one, two in pairs if one.kind == REMOVED and two.kind == ADDED]
    changed = sum(piece.kind != SAME for piece in passage)
    return changed == 2 * len(replaced) and all(_are_alike(one.text, two.text) for one, two in replaced)


def _are_alike(one: str, two: str) -> bool:
    """Whether two wordings, of equally many words, differ by a letter or two in a word of some length."""
    words, others = one.casefold().split(), two.casefold().split()
    return len(words) == len(others) and all(
        word == other or (min(len(word), len(other)) > SHORT and Levenshtein.distance(word, other) <= SLIP)
        for word, other in zip(words, others, strict=True)
    )


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _replaced_otherwise(found: Iterable[Passage]) -> bool:
    """The same, of blocks that nothing of the other text continues: "Ten died." in place of "Nobody was hurt."."""
    whole = [passage[0] for passage in found if len(passage) == 1]
    before = "\n\n".join(piece.text for piece in whole if piece.kind == REMOVED)
    after = "\n\n".join(piece.text for piece in whole if piece.kind == ADDED)
    return bool(before and after) and differs(Quoted(before), Quoted(after))


def _count(pieces: Iterable[DiffPiece], kind: str) -> int:
    return sum(
        any(character.isalnum() for character in token)
        for piece in pieces
        if piece.kind == kind
        for token in _TOKEN.findall(piece.text)
    )


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]


def _in_order(pairs: Sequence[int | None]) -> list[int | None]:
    """The pairs that keep the old order, as many as possible (longest increasing run); the others count as moved."""
    ends: list[int] = []  # the smallest old index that a run of each length ends with
    found: list[int] = []
    for pair in pairs:
        at = -1 if pair is None else bisect_left(ends, pair)
        if pair is not None:
            ends[at : at + 1] = [pair]
        found.append(at)
    kept: list[int | None] = [None] * len(pairs)
    wanted, limit = len(ends) - 1, None
    for index in range(len(pairs) - 1, -1, -1):
        pair = pairs[index]
        if pair is not None and found[index] == wanted and (limit is None or pair < limit):
            kept[index], limit, wanted = pair, pair, wanted - 1
    return kept


def _joined(runs: list[list[str]]) -> list[tuple[str, str]]:
    """Runs with lone spaces and marks between two changes drawn into them, so that a rewritten phrase reads as one."""
    joined: list[tuple[str, str]] = []
    removed = added = ""
    for index, (kind, text) in enumerate(runs):
        between = kind == SAME and 0 < index < len(runs) - 1 and not any(c.isalnum() for c in text)
        if kind == SAME and not between:
            joined += [(REMOVED, removed), (ADDED, added), (SAME, text)]
            removed = added = ""
        if kind == REMOVED or between:
            removed += text
        if kind == ADDED or between:
            added += text
    return [*joined, (REMOVED, removed), (ADDED, added)]


def _shortened(passage: Passage) -> Passage:
    last = len(passage) - 1
    return tuple(
        DiffPiece(SAME, _cut(piece.text, first=index == 0, last=index == last)) if piece.kind == SAME else piece
        for index, piece in enumerate(passage)
    )


def _cut(text: str, *, first: bool, last: bool) -> str:
    words = re.findall(r"\s*\S+|\s+$", text)
    if first and len(words) > AROUND:
        return "…" + "".join(words[-AROUND:])
    if last and len(words) > AROUND:
        return "".join(words[:AROUND]) + " …"
    if len(words) > 2 * AROUND and not first and not last:
        return "".join(words[:AROUND]) + " … " + "".join(words[-AROUND:]).lstrip()
    return text
