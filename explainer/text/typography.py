"""Typographic quotation marks and apostrophes for short plain texts: titles, summaries, captions.

Bodies get theirs from the Markdown library; this is the same courtesy for text that isn't Markdown.
"""

import re
from functools import lru_cache

_RULES = [
    (re.compile(r"(?<=\w)'(?=\w)|(?<=\w)'(?=\s|$|[.,;:!?)])|(?<!\w)'(?=\d0s)"), "’"),
    (re.compile(r"(^|[\s(\[–—“‘])\"(?=\S)"), r"\1“"),
    (re.compile(r"\""), "”"),
    (re.compile(r"(^|[\s(\[–—“])'(?=\S)"), r"\1‘"),
    (re.compile(r"'"), "’"),
    (re.compile(r"\.\.\."), "…"),
]


@lru_cache(maxsize=4096)  # titles and summaries stand on many pages
def curl(text: str) -> str:
    """`text` with straight quotation marks and apostrophes made curly, and three dots made one. Idempotent."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
