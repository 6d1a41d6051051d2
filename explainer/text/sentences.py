"""Sentences: the one around a span, to show what a card was written for, and all those of a text."""

import re

# Good enough for showing: an ending mark with its quotation mark or bracket, then space. "Mr. Smith" is cut short.
_SENTENCE_END = re.compile(r"[.!?…。！？][”’\"')\]]*(?:\s+|$)|\n")
LONGEST = 400

# Where a text falls into sentences: a mark that ends one, and what begins the next. Not after a title or an initial,
# nor after an abbreviation; in German, a number with a full stop is an ordinal. A run of marks is looked at once, as a
# whole (`++`, and none begins within it): a line of dots would be tried from each of them to each other.
_END = re.compile(r"(?<![.!?…。！？])[.!?…。！？]++[”’\"')\]»“]*+(?=\s+[\W\d]{0,12}[^\W\d_a-zß-ÿ]|\s*$)|\n+")
_GOES_ON = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|Mrs?|Ms|Dr|Prof|Gen|Col|Capt|Sgt|Lt|St|Sen|Rep|Gov|No|Nos|Nr|vs|etc|approx|ca|bzw|vgl"
    r"|usw|evtl|Abs|Art|Jh|Mio|Mrd|Mme|Mlle|MM|Me|av|apr|env|Jan|Feb|Aug|Sept?|Oct|Okt|Nov|Dec|Dez|u\.s"
    r"|z\.\s?b|d\.\s?h|u\.\s?a)\.\Z",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d\.\Z")


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


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where the sentences of `text` stand: code points, half-open, without space around. A new line ends one."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in (*(match.end() for match in _END.finditer(text) if _is_end(text, match, language)), len(text)):
        inside = text[start:end]
        if inside.strip():
            begin = start + len(inside) - len(inside.lstrip())
            found.append((begin, begin + len(inside.strip())))
        start = end
    return found


def _is_end(text: str, match: re.Match[str], language: str) -> bool:
    if match[0].startswith("\n"):
        return True
    before = text[max(0, match.start() - 12) : match.end()]
    return not _GOES_ON.search(before) and not (language.startswith("de") and _ORDINAL.search(before))
