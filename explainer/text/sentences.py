"""The sentence around a span, to show an editor what a card was written for."""

import re

# Good enough for showing: an ending mark with its quotation mark or bracket, then space. "Mr. Smith" is cut short.
_SENTENCE_END = re.compile(r"[.!?…。！？][”’\"')\]]*(?:\s+|$)|\n")
LONGEST = 400


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, of `text` in which the code points `start:end` stand, in at most 400 characters."""
    return "".join(split_sentence(text, start, end)).strip()


def split_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around the code points `start:end` of `text`: what comes before them, they, and what follows."""
    low, high = max(0, start - LONGEST), min(len(text), end + LONGEST)
    before = [low + match.end() for match in _SENTENCE_END.finditer(text[low:start])]
    after = _SENTENCE_END.search(text, max(start, end - 1), high)
    first = max(before[-1] if before else low, start - LONGEST // 2)
    last = max(end, min(after.end() if after else high, end + LONGEST // 2))
    return text[first:start].lstrip(), text[start:end], text[end:last].rstrip()
