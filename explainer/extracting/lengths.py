"""The words of a text one by one, for comparing, and their number, whatever the script."""

import re

from explainer.text.counting import count_words as length

__all__ = ["length", "words_of"]

UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORDS = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def words_of(text: str) -> list[str]:
    """The words in small letters; each sign of a script without spaces is one."""
    return WORDS.findall(text.lower())
