"""Find the names of library notes in an article, so that an editor sees where background belongs.

Tens of thousands of names are looked for at once by Aho-Corasick automata. These know nothing of
words or capitals, and asked for the leftmost longest match they report one candidate and skip what
lies below it: in "Wagner mutinying" the "Wagner mutiny" that is none would hide the "Wagner" that
is one. Therefore they are asked for every candidate, and the leftmost longest is chosen from those
that follow the rules.

Case is the automata's work, not a filter's: names of one word are looked for in the text as it is
capitalised, because "us" and "who" are in every sentence; names of several words in any case.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from explainer.text.names import BREAK, DASH, HYPHEN, SPACE, FoldedParts, fold, joins
from explainer.text.words import stands_alone

_AROUND_DASH = re.compile(f" *[{HYPHEN}{DASH}]+ *")
_JOINTS_OF_WORDS = (HYPHEN, DASH, SPACE)
# In a text with spaces for hyphens, a doubled or spaced hyphen is several spaces. A dash never
# stands for a space alone: "He left Wagner—mutiny followed."
_JOINTS_OF_PHRASES = (SPACE, SPACE * 2, SPACE * 3, SPACE * 4, DASH, f" {DASH} ")
_LONG_TEXT = 20_000  # code points
_SHOUTED_FROM = 4
"""Letters from which a name is also found in capitals: PUTIN is Putin, but US is not "Us"."""


class Mention(NamedTuple):
    """A name found in a text: the keys it may stand for; its span in code points, half-open."""

    keys: tuple[str, ...]
    start: int
    end: int


class AliasIndex:
    """An index of names that never changes, safe to share between threads."""

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        """Index the aliases of each key. Aliases without letter, digit or symbol are left out."""
        self._keys = list(aliases)
        cased: dict[str, tuple[int, ...]] = {}
        caseless: dict[str, tuple[int, ...]] = {}
        for number, names in enumerate(aliases.values()):
            mine = (number,)
            for alias in names:
                several, spellings = _spell(alias)
                patterns = caseless if several else cased
                for spelling in spellings:
                    known = patterns.setdefault(spelling, mine)
                    if number not in known:
                        patterns[spelling] = known + mine
        self._cased, self._caseless = _Automaton(cased), _Automaton(caseless)
        self._longest = max(map(len, (*cased, *caseless)), default=0)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in text order, none overlapping: at each place the longest name.

        A name that several keys share is one mention with all of them, in the order given.
        Offsets are code points of the text as given; a possessive ending is outside.
        """
        folded = fold(text)
        mentions: list[Mention] = []
        done = 0
        candidates = self._candidates(folded)
        for start, to_end in sorted(candidates):
            if start >= done:
                done = -to_end
                keys = tuple(self._keys[number] for number in candidates[start, to_end])
                mentions.append(Mention(keys, *folded.original(start, done)))
        return mentions

    def first_mentions(self, text: str) -> dict[str, Mention]:
        """Return each key's first mention, in text order."""
        first: dict[str, Mention] = {}
        for mention in self.find(text):
            for key in mention.keys:
                first.setdefault(key, mention)
        return first

    def _candidates(self, folded: FoldedParts) -> dict[tuple[int, int], tuple[int, ...]]:
        """Return the numbers of the keys for each (start, -end) where a name stands by itself."""
        text = folded.text
        haystack = self._without_endless_words(text) if len(text) > _LONG_TEXT else text
        found: dict[tuple[int, int], tuple[int, ...]] = {}
        for start, end, numbers in self._cased.search(haystack):
            if stands_alone(text, start, end):
                found[start, -end] = numbers
        haystack = haystack.casefold().replace(HYPHEN, SPACE)
        for start, end, numbers in self._caseless.search(haystack):
            if stands_alone(text, start, end):
                others = found.get((start, -end))
                found[start, -end] = tuple(sorted({*others, *numbers})) if others else numbers
        return found

    def _without_endless_words(self, text: str) -> str:
        """Blank out words longer than any name: a megabyte of "a" would be a million candidates."""
        if max(map(len, text.split(SPACE))) <= self._longest:
            return text
        endless = rf"\b[^\W\d_\u0e00-\U0010ffff]{{{self._longest + 1},}}"
        return re.sub(endless, lambda word: BREAK * len(word[0]), text)


class _Automaton:
    """Patterns of one kind, each with the numbers of its keys."""

    def __init__(self, patterns: dict[str, tuple[int, ...]]) -> None:
        self._automaton = AhoCorasick(patterns, store_patterns=False)
        self._numbers = list(patterns.values())

    def search(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        numbers = self._numbers
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield start, end, numbers[pattern]


def _spell(alias: str) -> tuple[bool, set[str]]:
    """Return whether an alias is several words, and all its spellings in the folded text.

    Spellings of several words are case-folded and have spaces for hyphens, like the text searched.
    """
    name = " ".join(fold(alias).text.replace(BREAK, SPACE).split())
    name = _AROUND_DASH.sub(HYPHEN, name).strip(SPACE + HYPHEN)
    if not any(map(_names_something, name)) or joins(name[0]):
        return False, set()
    parts = name.split(HYPHEN)
    if SPACE in name or _is_compound(parts):
        parts = name.casefold().split(HYPHEN)
        return True, {joint.join(parts) for joint in _JOINTS_OF_PHRASES}
    joints = _JOINTS_OF_WORDS if min(map(len, parts)) > 1 else _JOINTS_OF_WORDS[:-1]
    return False, {word.replace(HYPHEN, joint) for word in _capitalise(name) for joint in joints}


def _names_something(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "S"


def _is_compound(parts: list[str]) -> bool:
    """Say whether the parts of a hyphenated name are words, so that the hyphen may be a space too.

    Al-Qaeda and Covid-19 are; but "S-300", "A-10" and "Be-200" must not be found in "Russia's 300",
    "a 10" and "will be 200": those are one word, with their capitals.
    """
    if len(parts) < 2 or min(map(len, parts)) < 2:
        return False
    return all(map(str.isalpha, parts)) or any(len(part) > 3 and part.isalpha() for part in parts)


def _capitalise(word: str) -> set[str]:
    """Return the ways to write one word without losing its capital: YouTube, Youtube, YOUTUBE."""
    letters, capitals = sum(map(str.isalpha, word)), sum(map(str.isupper, word))
    ways = {word, word[0].upper() + word[1:]}
    if letters >= _SHOUTED_FROM:
        ways.add(word.upper())
    if word[0].isupper() and 2 * capitals <= letters:  # "MoD" is an acronym, not a name
        ways.add(word[0] + word[1:].lower())
    return ways
