"""What identifies in quoted words, and whether an edit changed it.

A card on "North Korea" must not stay when the words become "South Korea", however well the rest of the sentence fits:
to a measure of likeness that is a small edit, to a reader another country. So words that were found again are compared
once more, by what they say: names, acronyms, numbers, dates, units, negations and opposites. The rule:

- A number, month, weekday, unit, people or point of the compass in whose place another stands is another; so is a name
  or an acronym, unless it is the same word with another ending, accent or transliteration, or a long one but for a
  letter.
- A word of an opposite (more, before, higher, won) in whose place one of the other side stands is another.
- There are as many negations as there were, one right beside the quote included, and none comes as a prefix.
- A point of the compass that joins a name or leaves it makes another name; so does another name right beside the name.
- What only comes in (a first name, a year, an adjective) or only goes away changes nothing.

A name is any word with a capital that isn't a function word or a title, since no list has all names. In German that
takes in nouns, which is the safe side. The words are in `identity_words`; docs/anchoring.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from explainer.text import identity_words as lists
from explainer.text.identity_changes import (
    APART,
    CLAUSE,
    Change,
    Quoted,
    Reading,
    changes_between,
    operations,
    read_quoted,
    whole_words,
    without_moved,
)
from explainer.text.identity_reading import (
    COMPASS,
    MONTH,
    NEGATION,
    OPPOSITE,
    PEOPLE,
    UNIT,
    WEEKDAY,
    Token,
    is_acronym,
    is_function,
    is_name,
    meanings,
    plain,
    same_name,
)

_KINDS = (MONTH, WEEKDAY, UNIT, PEOPLE, COMPASS)
_FEW = 12  # words in which the order of names matters
_STOP = re.compile(r"[.!?…。:;\0]")
_OF = frozenset(["of", "du", "de", "del", "des", "von"])
_JOINING = frozenset(lists.JOINING.split())
_PREFIXES = tuple(lists.NEGATIVE_PREFIXES.split())
_COMMON = tuple(lists.COMMON_ENDINGS.split())


def differs(old: Quoted, new: Quoted, *, twins: bool = False) -> bool:
    """Whether the new words say something else: another name, number, date or unit, an opposite, a negation.

    `twins`: the words stand in several places, so the name before them in their sentence tells them apart.
    """
    if old == new:
        return False
    a, b = read_quoted(whole_words(old)), read_quoted(whole_words(new))
    ops = operations(a, b)
    if _other_word(a, b, new):
        return True
    if twins and (_other_subject(a, b, ops, _is_named) or _other_subject(a, b, ops, _is_numbered)):
        return True
    if _stands_elsewhere(a, b, ops):  # what is left of the words was put together from others
        a, b = read_quoted(Quoted(old.words, "", "")), read_quoted(Quoted(new.words, "", ""))
        ops = operations(a, b)
    if _other_neighbour(a, b, ops):
        return True
    changes = [change for change in changes_between(a, b, ops) if not _spaced_otherwise(a, b, change)]
    if not changes:
        return False
    if any(_negated(a, b, change) for change in changes):
        return True
    left = without_moved(a, b, changes)
    return any(_replaced(a, b, change) for change in left) or (not any(map(any, left)) and _swapped(a, b))


def agrees(old: Quoted, new: Quoted) -> bool:
    """Whether both say word for word the same between the same neighbours: "5 %" and "5 percent"."""
    a, b = read_quoted(old), read_quoted(new)
    if a.end - a.first != b.end - b.first or a.first == a.end or _side(a) != _side(b):
        return False
    pairs = zip(a.tokens[a.first : a.end], b.tokens[b.first : b.end], strict=True)
    return all(
        one.key == other.key or (is_name(one.text) and is_name(other.text) and same_name(one.text, other.text))
        for one, other in pairs
    )


def _side(read: Reading) -> tuple[list[str], list[str]]:
    """The two words before the quoted ones and the two after them."""
    keys = [token.key for token in read.tokens]
    return keys[max(0, read.first - 2) : read.first], keys[read.end : read.end + 2]


def _other_word(a: Reading, b: Reading, new: Quoted) -> bool:
    """Whether the new words only stand inside others: "dos" in "acusados"."""
    if a.first == a.end or b.first == b.end or len(whole_words(new).words) == len(new.words):
        return False
    ends = ((a.tokens[a.first], b.tokens[b.first]), (a.tokens[a.end - 1], b.tokens[b.end - 1]))
    return not all(same_name(one.text, other.text) for one, other in ends)


def _spaced_otherwise(a: Reading, b: Reading, change: Change) -> bool:
    """Whether the same letters stand there, parted in another way: e-mail, LetsEncrypt and Let's Encrypt."""
    one, other = ("".join(read.tokens[n].key for n in which) for read, which in ((a, change.lost), (b, change.gained)))
    return one.replace("'", "") == other.replace("'", "")


def _negated(a: Reading, b: Reading, change: Change) -> bool:
    """Whether the change adds or takes a negation; not if it is a clause of its own that comes or goes."""
    if not (change.lost and change.gained) and len(change.lost) + len(change.gained) >= CLAUSE:
        return False
    if _negations(a, change.lost) != _negations(b, change.gained):
        return True
    lost = [a.tokens[n].key for n in change.lost]
    gained = [b.tokens[n].key for n in change.gained]
    return any(_opposed(x, y) or _opposed(y, x) for x, y in product(lost, gained))


def _negations(read: Reading, which: list[int]) -> int:
    return sum(_is_negation(read.tokens[n]) for n in which)


def _is_negation(token: Token) -> bool:
    return any(kind == NEGATION for kind, _ in meanings(token.text))


def _opposed(word: str, other: str) -> bool:
    """Whether a word is the other with a prefix that negates it: illegal, neodstoupí."""
    return len(other) > 1 and any(
        word.startswith(p) and len(word) > len(p) + 1 and (word[len(p) :] == other or same_name(word[len(p) :], other))
        for p in _PREFIXES
    )


def _replaced(a: Reading, b: Reading, change: Change) -> bool:
    """Whether something that identifies was lost and another of its kind stands in its place."""
    lost, gained = [a.tokens[n] for n in change.lost], [b.tokens[n] for n in change.gained]
    if _compass(a, change.lost) != _compass(b, change.gained):
        return True
    if _numbers(lost) and _numbers(gained):
        return True
    for one, other in product(_meant(lost), _meant(gained)):
        if one[0] == other[0] in _KINDS and one != other:
            return True
        if one[0] == other[0] == OPPOSITE and one[1][0] == other[1][0] and one != other:  # type: ignore[index]
            return True
    return _other_names(a, change, lost, gained)


def _numbers(found: list[Token]) -> list[str]:
    return [token.key for token in found if token.value is not None or token.text[0].isdigit()]


def _meant(found: list[Token]) -> list[tuple[str, object]]:
    return [meaning for token in found for meaning in meanings(token.text)]


def _compass(read: Reading, which: list[int]) -> set[object]:
    """The points of the compass that are part of a name: North Korea, Corea del Norte."""
    return {point for n in which if (point := _point(read, n)) and _beside_name(read, n)}


def _point(read: Reading, n: int) -> object:
    token = read.tokens[n]
    return token.text[0].isupper() and next((x for kind, x in meanings(token.text) if kind == COMPASS), None)


def _beside_name(read: Reading, n: int) -> bool:
    for step in (-1, 1):
        m = n + step
        while 0 <= m < len(read.tokens) and not APART.search(read.gap(max(m, m - step))):
            if read.tokens[m].key not in _OF:
                if is_name(read.tokens[m].text):
                    return True
                break
            m += step
    return False


def _other_names(a: Reading, change: Change, lost: list[Token], gained: list[Token]) -> bool:
    """Whether a name was lost and something else stands in its place."""
    old = [n for n in change.lost if is_name(a.tokens[n].text)]
    new = [t for t in gained if is_name(t.text)]
    old = [n for n in old if not any(same_name(a.tokens[n].text, t.text) for t in gained)]
    new = [t for t in new if not any(same_name(t.text, other.text) for other in lost)]
    if not old or _abbreviated([a.tokens[n].text for n in old], [t.text for t in new]):
        return False
    if all(plain(t.text).endswith(_COMMON) for t in (*new, *(a.tokens[n] for n in old))):
        return False
    if new:
        return True
    inner = [n for n in old if n and not _STOP.search(a.gap(n))]
    return bool(inner) and any(not is_function(t.text) for t in gained)


def _abbreviated(old: list[str], new: list[str]) -> bool:
    """Whether one side is an acronym of the other: GSA, General Services Administration."""
    short, long = sorted((old, new), key=len)
    if len(short) != 1 or len(long) < 2 or not is_acronym(short[0]):
        return False
    words = [word.replace(".", "") for word in long]
    return short[0].replace(".", "") == "".join(word if word.isupper() else word[0] for word in words)


def _swapped(a: Reading, b: Reading) -> bool:
    """Whether names or numbers changed places among the same few words: Iran attacked Iraq."""
    old, new = a.tokens[a.first : a.end], b.tokens[b.first : b.end]
    if len(old) > _FEW or any(t.key in _JOINING for t in old):
        return False
    one, two = ([t.key for t in side if is_name(t.text) or t.value is not None] for side in (old, new))
    return sorted(one) == sorted(two) and one != two


def _other_neighbour(a: Reading, b: Reading, ops: list[tuple[int, int, int, int]]) -> bool:
    """Whether what stands right beside the words and belongs to them is another: a negation, the rest of a name."""
    if a.first == a.end or b.first == b.end:
        return False
    for step, x, y in ((-1, a.first - 1, b.first - 1), (1, a.end, b.end)):
        one, two = _neighbour(a, x, step), _neighbour(b, y, step)
        changed = any(op[0] <= x < op[1] or op[2] <= y < op[3] for op in ops)
        if not changed:
            continue
        if bool(one and _is_negation(one)) != bool(two and _is_negation(two)):
            return True
        inside = a.tokens[a.first if step < 0 else a.end - 1]
        if is_name(inside.text) and one and two and is_name(one.text) and is_name(two.text):
            return not same_name(one.text, two.text)
    return False


def _neighbour(read: Reading, n: int, step: int) -> Token | None:
    """The token right beside the words, unless a mark parts them."""
    if not 0 <= n < len(read.tokens) or APART.search(read.gap(n + 1 if step < 0 else n)):
        return None
    return read.tokens[n]


def _stands_elsewhere(a: Reading, b: Reading, ops: list[tuple[int, int, int, int]]) -> bool:
    """Whether a name or a number of the old words stands outside of the new ones, unchanged."""
    at = 0
    for i, j, k, _ in [*ops, (len(a.tokens),) * 2 + (len(b.tokens),) * 2]:
        shift = k - i
        same = range(max(at, a.first), min(i, a.end))
        if any(_is_named(a.tokens[n]) or _is_numbered(a.tokens[n]) for n in same if not b.first <= n + shift < b.end):
            return True
        at = j
    return False


def _other_subject(
    a: Reading, b: Reading, ops: list[tuple[int, int, int, int]], identifies: Callable[[Token], bool]
) -> bool:
    """Whether the last name, or number, before the words in their sentence is another one."""
    x, y = _subject(a, identifies), _subject(b, identifies)
    if x is None or y is None or not any(op[0] <= x < op[1] for op in ops) or not any(op[2] <= y < op[3] for op in ops):
        return False
    return not same_name(a.tokens[x].text, b.tokens[y].text)


def _is_named(token: Token) -> bool:
    return is_name(token.text)


def _is_numbered(token: Token) -> bool:
    return token.text[0].isdigit()  # in signs: "one" and "two" say little of which sentence it is


def _subject(read: Reading, identifies: Callable[[Token], bool]) -> int | None:
    for n in range(read.first - 1, -1, -1):
        if _STOP.search(read.gap(n + 1)):
            return None
        if identifies(read.tokens[n]):
            return n
    return None
