"""What stands beside a number: its unit, what hedges it, and the ending of an ordinal."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.text.support import number_words as words
from explainer.text.support.listed import word_set
from explainer.text.support.tokens import SentenceToken, plain

_SUFFIXES = word_set("st nd rd th e er ere eme re")


def units_at(tokens: Sequence[SentenceToken], start: int, end: int) -> tuple[tuple[tuple[str, float], ...], int]:
    """The unit after the tokens `start:end` or right before them, and where unit and number end."""
    if end < len(tokens) and (tokens[end].is_joined or tokens[end].kind == "sign"):
        token = tokens[end]
        if token.key in ("per", "pour", "cent") and end + 1 < len(tokens) and tokens[end + 1].key in ("cent", "100"):
            return (("percent", 1.0),), end + 2
        if token.key in ("us", "us-dollar") and end + 1 < len(tokens) and tokens[end + 1].key in words.UNITS:
            return words.UNITS[tokens[end + 1].key], end + 2
        if token.key in ("de", "d") and end + 1 < len(tokens) and tokens[end + 1].key in words.UNITS:
            return words.UNITS[tokens[end + 1].key], end + 2
        if token.key in words.UNITS:
            return words.UNITS[token.key], end + 1
        if token.key in ("square", "cubic", "quadratkilometer", "quadratmeter"):
            return ((f"area {token.key}", 1.0),), end + 1
    if start and tokens[start].gap == "" and tokens[start - 1].kind == "sign" and tokens[start - 1].key in words.UNITS:
        return words.UNITS[tokens[start - 1].key], end
    return (), end


def hedge_at(tokens: Sequence[SentenceToken], start: int) -> str:
    """How the number that begins at a token is hedged: about, almost, over, under, or not."""
    keys = [token.key for token in tokens[max(0, start - 5) : start]]
    while keys and keys[-1] in words.BETWEEN_HEDGE:
        keys.pop()
    if not keys:
        return ""
    if hedge := words.HEDGES_OF_TWO.get(" ".join(keys[-2:])):
        return hedge
    return next((name for name, listed in words.HEDGES.items() if keys[-1] in listed), "")


def suffixed(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a token is the ending of an ordinal in digits: 3rd, 19e."""
    token = tokens[at] if at < len(tokens) else None
    return token is not None and token.gap == "" and token.kind == "word" and plain(token.text) in _SUFFIXES
