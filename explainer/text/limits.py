"""How much of each mark a Markdown text may have, so that no text takes more than some seconds to read.

The Markdown parser looks for the end of each opened mark again and again: 20,000 opened brackets hold a processor for
more than a minute, and with it the lock of a database that is being written. No article comes near these numbers; each
was chosen so that a text at that limit alone is rendered in two seconds or less (a virtual machine of 2026).
"""

import re
from typing import NamedTuple

LONGEST = 200_000  # code points: some 35,000 words, two hours of reading


class Excess(NamedTuple):
    """What a text has too much of: its name in `MOST`, how many times it stands there, and how often it may."""

    name: str
    times: int
    most: int


# By name: what is counted, and how often it may stand in a text.
MOST: dict[str, tuple[re.Pattern[str], int]] = {
    "blocks": (re.compile(r"\n[ \t]*\n(?=\S)"), 2_000),
    "lines": (re.compile(r"\n"), 6_000),
    "pictures": (re.compile(r"!\["), 300),
    "brackets": (re.compile(r"\["), 2_000),
    "angles": (re.compile(r"<"), 3_000),
    "bars": (re.compile(r"\|"), 10_000),
    "stars": (re.compile(r"[*_]"), 10_000),
    "backticks": (re.compile(r"`"), 5_000),
    "definitions": (re.compile(r"^ {0,3}(?::[ \t]|\*\[)", re.M), 300),
}


def excess(source: str) -> Excess | None:
    """What a Markdown text has too much of, or None. One pass for each mark."""
    if len(source) > LONGEST:
        return Excess("characters", len(source), LONGEST)
    for name, (mark, most) in MOST.items():
        count = sum(1 for _ in mark.finditer(source))
        if count > most:
            return Excess(name, count, most)
    return None
