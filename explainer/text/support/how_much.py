"""A never or a not that says how much, and denies nothing: never so many, so niedrig wie nie, not even sixty, so wenige
wie seit 2009 nicht."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.text.support.listed import word_set
from explainer.text.support.numbers import read_run
from explainer.text.support.tokens import LANGUAGES, SentenceToken

_NEVER = word_set("never nie niemals jamais nowhere nirgends nirgendwo")
_COMPARED = word_set("as than wie als comme que")  # before a never: so niedrig wie nie
_AS_MUCH = word_set("so as such aussi autant tant si derart solch solche solcher solches")  # after one
_SINCE = word_set("since seit depuis")  # beside one: what has not been so for so long
_FAR = 11  # tokens within which that stands
_NEAR = 9, 4  # tokens before and after a French "ne" within which its never stands


def says_how_much(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the word at `at`, which might negate, only says how much."""
    key = tokens[at].key
    if key in _NEVER:
        is_compared = at > 0 and tokens[at - 1].key in _COMPARED
        return is_compared or any(token.key in _AS_MUCH for token in tokens[at + 1 : at + _FAR])
    if key not in _NEVER and _is_record(tokens, at):
        return True
    if key in ("ne", "n"):
        near = range(max(0, at - _NEAR[0]), min(len(tokens), at + _NEAR[1]))
        return any(tokens[n].key in _NEVER and says_how_much(tokens, n) for n in near)
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    return key in ("not", "nicht") and after in ("even", "einmal") and _is_counted(tokens[at + 2 : at + 5])


def _is_record(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether it is said beside it that something is so much as it has not been since then."""
    near = [token.key for token in tokens[max(0, at - _FAR + 1) : at + _FAR]]
    return any(key in _SINCE for key in near) and any(key in _AS_MUCH for key in near)


def _is_counted(following: Sequence[SentenceToken]) -> bool:
    """Whether there is a number."""
    return any(token.kind == "number" or read_run([token], 0, each) for token in following for each in LANGUAGES)
