"""Finds the sentence of a source that another sentence most likely rests on."""

from __future__ import annotations

from explainer.text.sentences import sentences
from explainer.text.support.content import is_content, stem
from explainer.text.support.tokens import LANGUAGES, tokenize


def passage(sentence: str, words: str, language: str = "en") -> tuple[int, int] | None:
    """The sentence of `words` that shares most with `sentence`, in code points, half-open; None if none does."""
    known = language[:2] if language[:2] in LANGUAGES else "en"
    wanted = _keys(sentence, known)
    best, best_score = None, 0.0
    for start, end in sentences(words, language):
        keys = _keys(words[start:end], known)
        score = len(wanted & keys) / (len(keys) + 5) ** 0.5
        if score > best_score:
            best, best_score = (start, end), score
    return best


def _keys(text: str, language: str) -> set[str]:
    return {stem(token.key) for token in tokenize(text) if token.kind == "number" or is_content(token, language)}
