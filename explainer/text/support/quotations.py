"""Finds what a sentence puts in quotation marks, and says whether it stands so in the source's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainer.text.support.tokens import SentenceToken, tokenize

_LONGEST = 1500
_APOSTROPHE = r"(?<!\w)['‘’‚]"
_QUOTED = re.compile(
    rf"""
    [“„](?P<a>[^“”„]{{1,{_LONGEST}}})[”“]
    | [«](?P<b>[^«»]{{1,{_LONGEST}}})[»] | [»](?P<c>[^«»]{{1,{_LONGEST}}})[«]
    | "(?P<d>[^"]{{1,{_LONGEST}}})"
    | [‹](?P<e>[^‹›]{{1,{_LONGEST}}})[›] | [›](?P<f>[^‹›]{{1,{_LONGEST}}})[‹]
    | {_APOSTROPHE}(?P<g>(?:[^'‘’‚\n]|(?<=\w)['’](?=\w)){{1,{_LONGEST}}})['’‘](?!\w)
    """,
    re.VERBOSE,
)
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\([^)]*\)|…|\.\.\.")
_INFLECTED = 3  # words: a short quotation may take the ending that its sentence asks for


def quotations(sentence: str) -> list[tuple[int, int, str]]:
    """What stands in quotation marks: code points without the marks, half-open, and the words."""
    found = []
    for match in _QUOTED.finditer(sentence):
        name = match.lastgroup or ""
        found.append((*match.span(name), match[name]))
    return found


def joined_keys(tokens: Sequence[SentenceToken]) -> str:
    """All words in one line between spaces, for looking up runs of words."""
    return " " + " ".join(token.key for token in tokens) + " "


def stands_in(quoted: str, line: str, language: str) -> bool:
    """Whether the quoted words stand in the source, given as `joined_keys`; parts left out in between are."""
    at = 0
    for piece in _LEFT_OUT.split(quoted):
        tokens = tokenize(piece)
        if not tokens:
            continue
        found = line.find(joined_keys(tokens), at)
        if found < 0:
            found = _inflected(tokens, line) if language == "de" and len(tokens) <= _INFLECTED else -1
        if found < 0:
            return False
        at = found
    return True


def _inflected(tokens: Sequence[SentenceToken], line: str) -> int:
    """Where the words stand with other German endings, or -1."""
    stems = [re.sub(r"(?<=\w{3})(?:e[nrsm]?|s|n)\Z", "", token.key) for token in tokens]
    pattern = " ".join(rf"{re.escape(stem)}(?:e[nrsm]?|s|n)?" for stem in stems)
    match = re.search(rf" {pattern} ", line)
    return match.start() if match else -1
