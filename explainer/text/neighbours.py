"""What stands between the neighbours of quoted words, whatever it is.

Words that say the same in other signs ("5 %", "5 percent"; "UN", "United Nations") have too few letters in common to be
found by likeness. If their neighbours stand as they stood, they are where the words were.
"""

from __future__ import annotations

from explainer.text.folding import fold

_ENOUGH = 24  # characters of a neighbour that are looked for
_LEAST = 6  # and without which nothing is looked for
_MORE = 60  # characters by which what stands there may be longer than three times the words


def between(before: str, after: str, length: int, text: str) -> tuple[int, int] | None:
    """The code points between both neighbours in `text`, half-open; None if they don't stand there once, near by.

    `length` is that of the old words.
    """
    folded = fold(text)
    left, right = fold(before).text[-_ENOUGH:].lstrip(), fold(after).text[:_ENOUGH].rstrip()
    if min(len(left), len(right)) < _LEAST:
        return None
    found: list[tuple[int, int]] = []
    at = folded.text.find(left)
    while at >= 0 and len(found) < 2:
        start = at + len(left)
        end = folded.text.find(right, start, start + 3 * length + _MORE + len(right))
        if end > start:
            found.append((start, end))
        at = folded.text.find(left, at + 1)
    if len(found) != 1:
        return None
    start, end = found[0]
    while start < end and folded.text[start].isspace():
        start += 1
    while end > start and folded.text[end - 1].isspace():
        end -= 1
    return folded.original(start, end) if start < end else None
