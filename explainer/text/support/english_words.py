"""Tells ordinary English words from names where a sentence begins: there, a capital doesn't.

english_words.txt says where the words are from and by which licence. They are read when first asked for, and take 4 MB.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _words() -> frozenset[str]:
    lines = (Path(__file__).parent / "english_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_english_word(key: str) -> bool:
    """Whether a folded word, or what it is the plural of, is an ordinary word and nobody's name."""
    singulars = {key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("men") + "man"}
    if key.endswith("ies"):
        singulars.add(key.removesuffix("ies") + "y")
    return not singulars.isdisjoint(_words())
