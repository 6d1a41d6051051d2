"""Addresses of the web that stand in plain text, without the punctuation around them."""

import re
from collections.abc import Iterator

# No address goes on behind a closing mark of any script: «https://…», 「https://…」, https://…。
ADDRESS = re.compile(r"(?<![<\w/])https?://[^\s<>\"«»“”„‟‹›「」『』【】《》〈〉（）。，、；：！？؟،।]+")
ENDS = ".,;:!?'’‘…*_"


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Each address with the code point where it begins."""
    for found in ADDRESS.finditer(text):
        yield found.start(), _without_end(found[0])


def _without_end(address: str) -> str:
    """An address without the punctuation after it; a closing bracket belongs to it if it opens one."""
    while address:
        last = address[-1]
        if last not in ENDS and not (last in ")]}" and address.count(last) > address.count("([{"[")]}".index(last)])):
            break
        address = address[:-1]
    return address
