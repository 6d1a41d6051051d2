"""Finds negations that were put in or left out, by the words they stand beside.

A negation is compared with the source by what it negates: "did not attend" in a sentence asks for a negation near
"attend" in the source, and the other way round. Words that deny without "not" (refuse, without, deny) count as
negations too; milder ones (only, few, died) may stand for one but are never asked for. What is negated in other words
altogether is let pass wherever the source negates anything in the same passage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.text.support.content import is_content, stem
from explainer.text.support.how_much import says_how_much
from explainer.text.support.listed import word_set
from explainer.text.support.negation_words import HARD, MILD, NO_DOUBT, NOBODY, ONLY, SOFT
from explainer.text.support.tokens import SentenceToken

_PREFIXED = re.compile(r"(?:un|in|im|il|ir|dis|des|non|mis|miss)(?=\w{4})")
_NOT_ALONE = {"only": "en", "nur": "de", "seulement": "fr", "just": "en", "least": "en", "bloss": "de"}
_CLAUSE = re.compile(r"[.!?…;:()\"“”„«»]|,\s|\s[–—-]\s|\n")
_BEFORE_NOUN = word_set("the a this that its his her their further sharp steep")
_OPENS = ('"', "“", "„", "«", "»")  # quoted words go on with the clause that they stand in
_STOP = re.compile(r"[.!?…;:()]|,\s|\n")
_CONNECTED = 2  # tokens between two negations that belong together
_SCOPE = 3  # content words on either side that a negation is compared by
_DENIED = 5  # letters by which forms of refuse, reject, deny are one
_NEAR = 4  # tokens within which a milder word speaks for a negation
_TOLD = 2  # content words after a negation: what it is about
_NONE = -1  # where the source has no such negation
_REACH = 9  # tokens within which they are looked for


@dataclass(frozen=True, slots=True)
class Negation:
    """Tokens that negate together, by their numbers, and the content words beside them."""

    tokens: tuple[int, ...]
    after: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def beside(self) -> tuple[int, ...]:
        """All of these words."""
        return (*self.after, *self.before)


def negations(tokens: Sequence[SentenceToken], language: str) -> list[Negation]:
    """The negations of a text, those that cancel each other left out."""
    groups: list[list[int]] = []
    for at in range(len(tokens)):
        if _negates(tokens, at, language):
            joined = groups and at - groups[-1][-1] <= _CONNECTED + (4 if language == "fr" else 0)
            if joined and _is_one_group(tokens, groups[-1][-1], at, language):
                groups[-1].append(at)
            else:
                groups.append([at])
    found = []
    for group in groups:
        if not _cancels(tokens, group, language):
            found.append(Negation(tuple(group), *_beside(tokens, group, language)))
    return found


def _negates(tokens: Sequence[SentenceToken], at: int, language: str) -> bool:
    token = tokens[at]
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if token.kind == "negated":
        return True
    if token.key in ("turned", "turn", "turns") and after == "down":
        return True
    if token.key == "decline" and at and tokens[at - 1].key in _BEFORE_NOUN:
        return False
    if token.kind != "word" or after in _NOT_ALONE or after in NO_DOUBT:
        return False
    if says_how_much(tokens, at):
        return False
    if language == "fr":
        return _negates_in_french(tokens, at)
    quoted = token.gap.endswith(('"', "“")) and at + 1 < len(tokens) and tokens[at + 1].gap.startswith(('"', "”"))
    if token.key == "no" and (quoted or after in ("1", "2", "3")):
        return False
    return token.key in HARD[language] or bool(SOFT[language].match(token.key))


def _negates_in_french(tokens: Sequence[SentenceToken], at: int) -> bool:
    key = tokens[at].key
    following = [token.key for token in tokens[at + 1 : at + 8]]
    if key in ("ne", "n"):
        return not (
            set(following) & {"que", "qu"} and not set(following) & {"pas", "jamais", "rien", "aucun", "aucune"}
        )
    if key == "personne":
        return any(token.key in ("ne", "n") for token in tokens[max(0, at - 6) : at + 3])
    if key == "sans" and following[:1] == ["doute"]:
        return False
    return key in HARD["fr"] or bool(SOFT["fr"].match(key))


def _is_one_group(tokens: Sequence[SentenceToken], last: int, at: int, language: str) -> bool:
    if any(_STOP.search(token.gap) for token in tokens[last + 1 : at + 1]):
        return False
    between = [token for token in tokens[last + 1 : at] if is_content(token, language)]
    if language == "fr" and tokens[at].key in HARD["fr"]:
        return True
    return not between


def _cancels(tokens: Sequence[SentenceToken], group: list[int], language: str) -> bool:
    """Whether two negations make an assertion: not without, pas sans, did not deny."""
    if language == "fr":
        soft = sum(tokens[at].key not in HARD["fr"] for at in group)
        return soft > 0 and len(group) > soft
    return len(group) % 2 == 0


def _beside(
    tokens: Sequence[SentenceToken], group: list[int], language: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The nearest content words within the clause, those after and those before; what is denied may follow a comma."""
    denies = not any(tokens[at].kind == "negated" or tokens[at].key in HARD[language] for at in group)
    after = []
    for at in range(group[-1] + 1, min(len(tokens), group[-1] + 1 + _REACH)):
        if (
            _CLAUSE.search(tokens[at].gap)
            and tokens[at].gap.strip() not in _OPENS
            and not (denies and at == group[-1] + 1 and tokens[at].gap.startswith(",") and not _inverted(tokens, at))
        ):
            break
        if is_content(tokens[at], language):
            after.append(at)
        if len(after) >= _SCOPE:
            break
    before: list[int] = []
    for at in range(group[-1] - 1, max(-1, group[0] - 1 - _REACH), -1):
        if _CLAUSE.search(tokens[at + 1].gap) or len(before) >= _SCOPE:
            break
        if at not in group and is_content(tokens[at], language):
            before.append(at)
    inside = [at for at in range(group[0], group[-1]) if at not in group and is_content(tokens[at], language)]
    return (*inside, *after), tuple(before)


def _inverted(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a main clause begins with its verb, after a German clause that ends in one: ablehnte, verlor sie."""
    return at + 1 < len(tokens) and tokens[at + 1].key in ("er", "sie", "es", "wir", "ich", "man")


class Polarity:
    """The negations of a text, by the words they stand beside. Made in time linear in the text."""

    def __init__(self, tokens: Sequence[SentenceToken], language: str) -> None:
        self.tokens, self.language = tokens, language
        self.negations = negations(tokens, language)
        self.content = [at for at, token in enumerate(tokens) if is_content(token, language)]
        self.all = {stem(tokens[at].key) for at in self.content}
        self.words = {stem(token.key) for token in tokens}
        inside = {at for negation in self.negations for at in negation.beside}
        self.negated = {stem(tokens[at].key) for at in inside}
        self.asserted = {stem(tokens[at].key) for at in self.content if at not in inside}
        self.mild = {at for at, token in enumerate(tokens) if MILD[language].match(token.key)}
        self.stripped: dict[int, str] = {}  # words with a prefix or ending that negates, without it
        for at, token in enumerate(tokens):
            bare = _PREFIXED.sub("", token.key) if token.kind == "word" else token.key
            bare = bare.removesuffix("less") if language == "en" else bare
            if bare != token.key:
                self.stripped[at] = stem(bare)

    def negated_by_form(self, other: Polarity) -> set[str]:
        """Words of the other text that stand here with a prefix that negates: planned, unplanned."""
        return {bare for bare in self.stripped.values() if bare in other.all and bare not in self.all}


def changed_negations(
    sentence: Sequence[SentenceToken], language: str, source: Polarity, may_add: bool = True
) -> list[tuple[int, int]]:
    """Tokens of the sentence, from and to, that negate what the source doesn't (if that `may_add` up), or assert what
    it negates."""
    mine = Polarity(sentence, language)
    by_form = source.negated_by_form(mine)
    found = []
    for negation in mine.negations if may_add else ():
        if not _is_carried(negation, mine, source, by_form):
            start, end = negation.tokens[0], negation.tokens[-1] + 1
            found.append((start, end if end - start <= _REACH else start + 1))
    return found + _dropped(mine, source) + _turned_by_prefix(mine, source)


def _turned_by_prefix(mine: Polarity, source: Polarity) -> list[tuple[int, int]]:
    """Words with "un" before them in just one of both texts, where neither negates: wirksam, unwirksam."""
    if mine.language == "fr" or mine.negations or source.negations:
        return []
    own, known = ({token.key for token in of.tokens if token.text.islower()} for of in (mine, source))
    turned = {key for key in own - known if f"un{key}" in known or (key.startswith("un") and key[2:] in known)}
    turned = {key for key in turned if len(key.removeprefix("un")) >= _DENIED}
    return [(at, at + 1) for at, token in enumerate(mine.tokens) if token.key in turned]


def _is_carried(negation: Negation, mine: Polarity, source: Polarity, by_form: set[str]) -> bool:
    beside = [stem(mine.tokens[at].key) for at in negation.beside]
    if any(mine.tokens[at].key in NOBODY and stem(mine.tokens[at].key) in source.words for at in negation.tokens):
        return True
    if any(word in source.negated or word in by_form for word in beside):
        return True
    known = {word for word in beside if word in source.all}
    told = [stem(mine.tokens[at].key) for at in negation.after[:_TOLD]]
    if not known or (told and known.isdisjoint(told) and (source.negations or not _is_hard(negation, mine))):
        return bool(source.negations or source.mild or not _is_hard(negation, mine))
    if len(known) * 2 < len(beside) and source.negations:
        return True
    mild = [at for at in source.mild if stem(source.tokens[at].key) not in mine.words]
    near = {stem(token.key) for at in mild for token in source.tokens[max(0, at - _NEAR) : at + _NEAR + 2]}
    return not known.isdisjoint(near)


def _is_hard(negation: Negation, of: Polarity) -> bool:
    """Whether it says not, rather than by its meaning."""
    return any(of.tokens[at].kind == "negated" or of.tokens[at].key in HARD[of.language] for at in negation.tokens)


def _dropped(mine: Polarity, source: Polarity) -> list[tuple[int, int]]:
    """Words that the source negates and the sentence asserts."""
    everywhere: defaultdict[str, set[int]] = defaultdict(set)
    for at in mine.content:
        everywhere[stem(mine.tokens[at].key)].add(at)
    places = {word: min(found) for word, found in everywhere.items()}
    mild = [at for at in mine.mild if stem(mine.tokens[at].key) not in source.words]
    mildly = {at + n for at in mild for n in range(-_NEAR, _NEAR + (8 if mine.tokens[at].key in ONLY else 3))}
    by_form = mine.negated_by_form(source)
    keys = (mine.tokens[at].key for negation in mine.negations for at in negation.tokens)
    denied = {key[:_DENIED] for key in keys if len(key) >= _DENIED}
    spoken_for = _spoken_for(mine, source, everywhere)
    found = []
    for negation in source.negations:
        after, before = ([stem(source.tokens[at].key) for at in side] for side in (negation.after, negation.before))
        shared = [word for word in (*after, *before) if word in places]
        head = next((word for word in after or before if word in places), "")
        if not head or not by_form.isdisjoint(after[:2] or before[:1]) or not mildly.isdisjoint(everywhere[head]):
            continue
        if not spoken_for[head].isdisjoint((_NONE, negation.tokens[0])) or any(
            source.tokens[at].key[:_DENIED] in denied for at in negation.tokens
        ):
            continue
        in_after = sum(word in places for word in after)
        enough = (
            len(shared) * 2 > len(after) + len(before)
            or in_after * 2 > len(after)
            or (after[:1] == [head] and len(shared) * 2 >= len(after) + len(before))
            or (not after and head == before[0])
        )
        if not enough or (head in source.asserted and in_after < len(after)):
            continue
        first, last = _stretch(mine, places, after, before, places[head])
        if not after:
            first, last = min(places[word] for word in shared), max(places[word] for word in shared) + 1
        found.append((first if _is_hard(negation, source) else _with_verb(mine, source, first), last))
    return found


def _spoken_for(mine: Polarity, source: Polarity, everywhere: dict[str, set[int]]) -> dict[str, set[int]]:
    """Words near a negation of the sentence, with the source's negation that it repeats by word, or _NONE."""

    def by_word(each: Negation, of: Polarity) -> list[str]:
        return [of.tokens[at].key for at in (each.tokens[0], *each.after[:1])]

    repeated = {tuple(by_word(each, source)): each.tokens[0] for each in reversed(source.negations)}
    found: dict[str, set[int]] = defaultdict(set)
    word_at = {at: word for word, places in everywhere.items() for at in places}
    for negation in mine.negations:
        of = repeated.get(tuple(by_word(negation, mine)), _NONE)
        for at in {at + n for at in negation.tokens for n in range(-_REACH, _REACH)} & word_at.keys():
            found[word_at[at]].add(of)
    return found


def _with_verb(mine: Polarity, source: Polarity, first: int) -> int:
    """Where what is asserted begins, with the word for it that stands in the place of refuse or deny: accepts that."""
    for at in range(first - 1, max(-1, first - _NEAR), -1):
        if _CLAUSE.search(mine.tokens[at + 1].gap):
            break
        if is_content(mine.tokens[at], mine.language) and stem(mine.tokens[at].key) not in source.all:
            return at
    return first


def _stretch(
    mine: Polarity, places: dict[str, int], after: Sequence[str], before: Sequence[str], head: int
) -> tuple[int, int]:
    """The asserted words with what leads up to them."""
    last = max([head, *(places[word] for word in after if word in places and head <= places[word] < head + _REACH)])
    first = max((places[word] + 1 for word in before if word in places and places[word] < head), default=head)
    first = max(first, head - _NEAR)
    for at in range(head, first, -1):
        if _CLAUSE.search(mine.tokens[at].gap):
            return at, last + 1
    return first, last + 1
