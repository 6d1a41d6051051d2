"""Cuts Markdown into segments that mean the same on their own as in their article.

Rendering is the slow part of a save. An edit touches one paragraph of a report that may have five hundred, so segments
that were rendered before are not rendered again. A segment is a paragraph or heading by itself, or a run of anything
that can span blank lines (lists, quotations, indented text). Where Markdown reaches across an article (footnotes, link
definitions, abbreviations, raw HTML, definition lists), the whole article is one segment.
"""

import re

_REACHES_ACROSS = re.compile(r"^ {0,3}(?:\[[^\]\n]+\]:|\*\[[^\]\n]+\]:|:[ \t]|<)|\[\^", re.MULTILINE)
_BLANK = re.compile(r"(\n(?:[ \t]*\n)+)")
# What begins a block that may go on after a blank line: indents, list items, quotations.
_MAY_SPAN = re.compile(r"[ \t]|[*+-][ \t]|\d+[.)][ \t]|>")
_ENDS_IN_LIST = re.compile(r"\n {0,3}(?:[*+-]|\d+[.)])[ \t][^\n]*(?:\n[ \t][^\n]*)*$")


def reaches_across(source: str) -> bool:
    """True if what some of its lines say depends on others far from them: then it is one segment."""
    return bool(_REACHES_ACROSS.search(source))


def segments(source: str) -> list[str]:
    """The segments of a Markdown text, in order, blank lines between them left out."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if reaches_across(source):
        return [source]
    found: list[str] = []
    spanning = False
    parts = _BLANK.split(source.strip("\n"))
    for chunk, gap in zip(parts[::2], ["", *parts[1::2]], strict=False):
        if not chunk.strip():
            continue
        may_span = bool(_MAY_SPAN.match(chunk))
        if may_span and spanning:
            found[-1] += gap + chunk
        else:
            found.append(chunk)
        spanning = may_span or bool(_ENDS_IN_LIST.search(chunk))
    return found


def pieces(source: str) -> list[tuple[str, str]]:
    """A Markdown text with LF as line end, in pieces: each a segment and the blank lines after it.

    Joined they are the text again, character for character. Other than `segments` it cuts texts that reach across too.
    The first may be empty, if blank lines begin the text.
    """
    found: list[tuple[str, str]] = []
    spanning = False
    parts = _BLANK.split(source)
    for chunk, gap in zip(parts[::2], [*parts[1::2], ""], strict=True):
        may_span = bool(_MAY_SPAN.match(chunk))
        if found and ((may_span and spanning) or not chunk):
            before, between = found.pop()
            found.append((before + between + chunk, gap) if chunk else (before, between + gap))
        else:
            found.append((chunk, gap))
        spanning = may_span or bool(_ENDS_IN_LIST.search(chunk))
    return found
