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
takes in nouns, which is the safe side. The words are in `identity_words` and its neighbours; docs/anchoring.md has
the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from rapidfuzz.distance import Indel

from explainer.text import identity_name_words as naming
from explainer.text.identity_changes import (
    APART,
    STOP,
    Change,
    Quoted,
    Reading,
    changes_between,
    operations,
    read_quoted,
    whole_words,
    without_moved,
)
from explainer.text.identity_content import other_content
from explainer.text.identity_languages import endings
from explainer.text.identity_names import abbreviates, is_named, other_comparative, other_names
from explainer.text.identity_negations import is_negation, negated, turned
from explainer.text.identity_reading import (
    COMPASS,
    COUNTRY,
    MONTH,
    OPPOSITE,
    PEOPLE,
    UNIT,
    WEEKDAY,
    IdentityToken,
    is_function,
    is_name,
    meanings,
)
from explainer.text.identity_scripts import plain
from explainer.text.identity_spelling import same_name

_KINDS = (MONTH, WEEKDAY, UNIT, PEOPLE, COMPASS, COUNTRY)
_LIKE = 0.5  # likeness from which on a word may be another form of one
_FEW = 12  # words in which the order of names matters
_OF = frozenset(["of", "du", "de", "del", "des", "von"])
_JOINING = frozenset(naming.JOINING.split())


def differs(old: Quoted, new: Quoted, *, twins: Sequence[Quoted] = ()) -> bool:
    """Whether the new words say something else: another name, number, date or unit, an opposite, a negation.

    `twins`: the other places where the new words stand. If the name or the number before the old words in their
    sentence stands before one of these, and another before the new ones, that is where the old words are.
    """
    if old == new:
        return False
    a, b = read_quoted(whole_words(old)), read_quoted(whole_words(new))
    ops = operations(a, b)
    if _other_word(a, b, new):
        return True
    for identifies in (is_named, _is_numbered):
        if _other_subject(a, b, ops, identifies) and any(_same_subject(a, twin, identifies) for twin in twins):
            return True
    if _stands_elsewhere(a, b, ops):  # what is left of the words was put together from others
        a, b = read_quoted(Quoted(old.words, "", "")), read_quoted(Quoted(new.words, "", ""))
        ops = operations(a, b)
    if _other_neighbour(a, b, ops):
        return True
    changes = [change for change in changes_between(a, b, ops) if not _spaced_otherwise(a, b, change)]
    if not changes:
        return False
    if any(negated(a, b, change) for change in changes) or _nothing_left(a, b, changes):
        return True
    left = without_moved(a, b, changes)
    if any(other_content(a, b, change) for change in left):
        return True
    return any(_replaced(a, b, change) for change in left) or (not any(map(any, left)) and _swapped(a, b))


def agrees(old: Quoted, new: Quoted) -> bool:
    """Whether both say word for word the same between the same neighbours: "5 %" and "5 percent"."""
    a, b = read_quoted(old), read_quoted(new)
    one_side, other_side = a.tokens[a.first : a.end], b.tokens[b.first : b.end]
    if not one_side or _side(a) != _side(b):
        return False
    texts = [token.text for token in one_side], [token.text for token in other_side]
    if abbreviates(*texts) or abbreviates(*reversed(texts)):
        return True
    if len(one_side) != len(other_side):
        return False
    pairs = zip(one_side, other_side, strict=True)
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
    sides = ((a, change.lost), (b, change.gained))
    if [a.tokens[n].key for n in change.lost] == [b.tokens[n].key for n in change.gained]:
        return False  # they changed places
    one, other = ("".join(plain(read.tokens[n].text) for n in which) for read, which in sides)
    return one.replace("'", "") == other.replace("'", "")


def _nothing_left(a: Reading, b: Reading, changes: list[Change]) -> bool:
    """Whether of the words that say something none is left, nor one like them: "un lapin", "un canard"."""
    lost = {n for change in changes for n in change.lost}
    told = [n for n in range(a.first, a.end) if not is_function(a.tokens[n].text)]
    if not told or len(told) == a.end - a.first or any(n not in lost for n in told):
        return False
    words = [token.text for token in b.tokens[b.first : b.end] if not is_function(token.text)]
    return bool(words) and not any(
        Indel.normalized_similarity(plain(a.tokens[n].text), plain(word)) > _LIKE for n in told for word in words
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
            return not turned(a, b, change)
    return other_comparative(a, b, change) or other_names(a, b, change)


def _numbers(found: list[IdentityToken]) -> list[str]:
    return [token.key for token in found if token.value is not None or token.text[0].isdigit()]


def _meant(found: list[IdentityToken]) -> list[tuple[str, object]]:
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
        if bool(one and is_negation(one)) != bool(two and is_negation(two)):
            return True
        inside = a.tokens[a.first if step < 0 else a.end - 1]
        replaced = any(op[0] <= x < op[1] and op[2] <= y < op[3] for op in ops)
        if replaced and is_name(inside.text) and one and two and is_name(one.text) and is_name(two.text):
            return not same_name(one.text, two.text, endings(a))
    return False


def _neighbour(read: Reading, n: int, step: int) -> IdentityToken | None:
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
        if any(is_named(a, n) or _is_numbered(a, n) for n in same if not b.first <= n + shift < b.end):
            return True
        at = j
    return False


def _other_subject(
    a: Reading, b: Reading, ops: list[tuple[int, int, int, int]], identifies: Callable[[Reading, int], bool]
) -> bool:
    """Whether the last name, or number, before the words in their sentence is another one."""
    x, y = _subject(a, identifies), _subject(b, identifies)
    if x is None or y is None or not any(op[0] <= x < op[1] for op in ops) or not any(op[2] <= y < op[3] for op in ops):
        return False
    return not same_name(a.tokens[x].text, b.tokens[y].text)


def _same_subject(a: Reading, twin: Quoted, identifies: Callable[[Reading, int], bool]) -> bool:
    b = read_quoted(whole_words(twin))
    x, y = _subject(a, identifies), _subject(b, identifies)
    return x is not None and y is not None and same_name(a.tokens[x].text, b.tokens[y].text)


def _is_numbered(read: Reading, n: int) -> bool:
    return read.tokens[n].text[0].isdigit()  # in signs: "one" and "two" say little of which sentence it is


def _subject(read: Reading, identifies: Callable[[Reading, int], bool]) -> int | None:
    for n in range(read.first - 1, -1, -1):
        if STOP.search(read.gap(n + 1)):
            return None
        if identifies(read, n):
            return n
    return None
