"""Which words say what a sentence is about, and by what they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from explainer.text.support import word_lists as lists
from explainer.text.support.negation_words import HARD, SOFT
from explainer.text.support.tokens import SentenceToken

_ENDINGS = re.compile(r"(?<=\w{3})(?:ings?|ed|es|ern|en|er|em|e|n|s)\Z")


@lru_cache(maxsize=16384)
def stem(key: str) -> str:
    """What a content word is compared by: its first letters."""
    if key.startswith("ge") and len(key) > 6:
        key = key[2:]
    return _ENDINGS.sub("", key)[:6]


def is_content(token: SentenceToken, language: str) -> bool:
    """Whether a word says what a sentence is about."""
    return (
        token.kind not in ("sign", "number", "negated") and len(token.key) > 1 and token.key not in lists.FUNCTIONS
        and token.key not in lists.UNTELLING
        and token.key not in HARD[language] and not SOFT[language].match(token.key)
    )  # fmt: skip
