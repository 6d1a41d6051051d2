"""One spelling for the spellings of a name: Zelensky, Selenskyj, Зеленський; Khrushchev, Chruschtschow.

English, German and French write other scripts by how they sound to them. What they do differently is levelled; the
vowels stay, because names that share their consonants are usually two.
"""

from __future__ import annotations

import re
from functools import lru_cache

# In this order. S is any hissing sound, X the sound in the throat, V a final -ev or -ow.
_LEVELLED = [
    (re.compile(pattern), level)
    for pattern, level in (
        ("tsch|tch|shch|sch|cz|sh|zh|dj|dzh|ch(?=[aeiouy])", "S"),
        ("kh|ch", "X"),
        ("tz|ts|zz|ss|z|c(?=[eiy])|ç", "s"),
        ("ck|qu|q|c", "k"),
        ("x", "ks"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("gh|gu(?=[eiy])", "g"),
        ("w", "v"),
        ("(?:i?[oe]|yo)(?:v|ff|f)(?=a?$)", "V"),
        ("(?<=[aeiou])y(?=[aeiouV])", ""),
        ("i?ou|oo", "u"),
        ("(?<=[aeiou])h(?=[^aeiouy]|$)", ""),
        ("ae|ai|ay|ei|ey|ej|ee|ie|ii|iy|ij|yj|yy|i|y", "e"),
        ("oe|ue", "u"),
        ("e+", "e"),
        (r"(.)\1+", r"\1"),
        ("(?<=...)e$", ""),
        ("(?<=[dt])er$", "r"),
        ("ne(?=k)", "n"),
    )
]


@lru_cache(maxsize=16384)
def sounds(key: str) -> frozenset[str]:
    """The levelled spellings of a folded word; two, if it has a j: zh to the French, y to others."""
    bare = re.sub(r"[^a-z]", "", key)
    variants = {bare, bare.replace("j", "S"), bare.replace("j", "y")} if "j" in bare else {bare}
    if "ch" in bare:
        variants |= {variant.replace("ch", "kh") for variant in variants}
    return frozenset(_level(variant) for variant in variants)


def _level(word: str) -> str:
    for pattern, level in _LEVELLED:
        word = pattern.sub(level, word)
    return word
