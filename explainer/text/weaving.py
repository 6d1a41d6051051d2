"""Weaves markers into a block's HTML: the annotated words become links that open their cards.

HTML makes this harder than it sounds. Links can't stand inside links, tags must nest, and annotations may overlap,
nest, cross bold words or touch a link of the article's own. The rules:

- Where annotations overlap, each character belongs to the shortest of them (the innermost): a card about a name
  inside a long claim stays reachable, and so does the claim, on its other words.
- A marker is cut wherever a tag crosses its edge. Only its first piece is reached by Tab.
- Words that are a link already keep their link and are only tinted. An annotation that is left without any piece of
  its own (all its words are links, or others cover it) gets a small mark of its own after its last word.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from explainer.text.parsing import CELLS, LINES, HtmlToken, tokens

# A marker is words of a line: it never holds these.
BLOCKS = LINES | CELLS | {"ul", "ol", "dl", "div", "table", "thead", "tbody"}


@dataclass(frozen=True)
class MarkedSpan:
    """Words to mark: code points in the block's plain text, half-open, and what the marker says of them.

    `id` names the card; `kind` is "note" or "claim"; `number` is printed on paper; `label` (plain text) is read out
    where the marker has no words of its own. `continued` says that the words began in an earlier block. `of` is what
    `id` counts: cards, or for editors suggestions.
    """

    id: int
    start: int
    end: int
    kind: str
    number: int
    label: str
    continued: bool = False
    of: str = "annotation"


@dataclass
class _Woven:
    """The output as it grows. `open` is the mark whose link is open, `depth` the elements opened inside that link;
    `last` has for each mark where in `parts` its last piece begins."""

    owners: list[tuple[int, int, MarkedSpan]]
    parts: list[str] = field(default_factory=list)
    open: MarkedSpan | None = None
    depth: int = 0
    last: dict[int, int] = field(default_factory=dict)

    def close(self) -> None:
        if self.open:
            self.parts.append("</a>")
            self.open, self.depth = None, 0

    def begin(self, mark: MarkedSpan) -> None:
        if self.open is not mark:
            self.close()
            self.start(mark)
            self.open = mark

    def start(self, mark: MarkedSpan, extra: str = "") -> None:
        tag = _start_tag(mark, first=mark.id not in self.last, extra=extra)
        self.last[mark.id] = len(self.parts)
        self.parts.append(tag)


def weave(block: str, marks: Sequence[MarkedSpan]) -> str:
    """The block's clean HTML with the marks woven in. Its plain text stays the same, but for marks of their own.

    Raises ValueError if a mark lies outside the block's text or is empty.
    """
    return _weave(block, tuple(marks))


@lru_cache(maxsize=1024)  # an article is woven for each of its pages
def _weave(block: str, marks: tuple[MarkedSpan, ...]) -> str:
    stream = tokens(block)
    length = max((token.end for token in stream), default=0)
    for mark in marks:
        if not 0 <= mark.start < mark.end <= length:
            raise ValueError(f"mark {mark.id} at {mark.start} to {mark.end} is outside a text of {length} characters")
    woven = _Woven(_owners(marks))
    ends = _element_ends(stream)
    late = _without_words(stream, marks, woven.owners)
    link_depth = 0
    for index, token in enumerate(stream):
        if token.kind == "text" and token.end > token.start:
            _text(token, woven, late, inside_link=link_depth > 0)
            continue
        if token.tag == "a":
            link_depth += {"start": 1, "end": -1}[token.kind]
        if token.kind == "end" and token.tag in BLOCKS:
            _late_marks(token.end, woven, late)
        _tag(token, ends.get(index), woven)
        if token.kind == "end" and token.tag not in BLOCKS and not link_depth:
            _late_marks(token.end, woven, late)
    woven.close()
    _late_marks(length, woven, late)
    return _numbered(woven, marks)


def _numbered(woven: _Woven, marks: Sequence[MarkedSpan]) -> str:
    """The whole HTML, with each mark's number, which is for paper, on its last piece."""
    for mark in marks:
        tag = woven.parts[woven.last[mark.id]]
        woven.parts[woven.last[mark.id]] = tag.replace(" data-kind", f' data-number="{mark.number}" data-kind', 1)
    return "".join(woven.parts)


def _owners(marks: Sequence[MarkedSpan]) -> list[tuple[int, int, MarkedSpan]]:
    """Cut the marked text into runs that belong to one mark each, the shortest that covers them."""
    edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    runs = []
    for start, end in pairwise(edges):
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        if covering:
            runs.append((start, end, min(covering, key=lambda mark: (mark.end - mark.start, -mark.start, mark.number))))
    return runs


def _element_ends(stream: list[HtmlToken]) -> dict[int, int]:
    """For the start tags of elements that a link may hold, by index: where in the plain text the element ends."""
    ends, stack = {}, []
    barred: set[int] = set()
    for index, token in enumerate(stream):
        if token.kind == "start":
            stack.append(index)
            if token.tag == "a" or token.tag in BLOCKS:
                barred.update(stack)
        elif token.kind == "end" and stack:
            ends[stack.pop()] = token.start
    return {index: end for index, end in ends.items() if index not in barred}


def _without_words(
    stream: list[HtmlToken], marks: Sequence[MarkedSpan], owners: list[tuple[int, int, MarkedSpan]]
) -> list[MarkedSpan]:
    """The marks that own no word outside a link: they get a small mark after their last word."""
    linked, free = 0, set()
    for token in stream:
        if token.tag == "a":
            linked += {"start": 1, "end": -1}[token.kind]
        elif token.kind == "text" and not linked:
            free |= {mark.id for start, end, mark in owners if start < token.end and token.start < end}
    return [mark for mark in marks if mark.id not in free]


def _text(token: HtmlToken, woven: _Woven, late: list[MarkedSpan], *, inside_link: bool) -> None:
    text = html.unescape(token.html)
    edges = {token.start, token.end}
    edges |= {edge for start, end, _ in woven.owners for edge in (start, end) if token.start < edge < token.end}
    edges |= {mark.end for mark in late if token.start < mark.end < token.end}
    places = sorted(edges)
    for start, end in pairwise(places):
        mark = next((mark for left, right, mark in woven.owners if left <= start and end <= right), None)
        piece = html.escape(text[start - token.start : end - token.start], quote=False)
        if inside_link:
            woven.parts.append(f'<mark class="linked">{piece}</mark>' if mark else piece)
            continue
        if mark:
            woven.begin(mark)
        else:
            woven.close()
        woven.parts.append(piece)
        _late_marks(end, woven, late)


def _tag(token: HtmlToken, element_end: int | None, woven: _Woven) -> None:
    """A tag inside a marker stays inside it if its whole element does; otherwise the marker is cut there."""
    if woven.open:
        runs = (end for start, end, mark in woven.owners if mark is woven.open and start <= token.start <= end)
        run_end = max(runs, default=-1)  # -1: its words have ended, though its link is still open
        if token.kind == "start" and element_end is not None and element_end <= run_end:
            woven.depth += 1
        elif token.kind == "end" and woven.depth:
            woven.depth -= 1
        elif token.kind != "void":
            woven.close()
    woven.parts.append(token.html)


def _late_marks(place: int, woven: _Woven, late: list[MarkedSpan]) -> None:
    if woven.depth:
        return  # not inside an element of an open marker, which would have to be cut there
    for mark in [mark for mark in late if mark.end <= place]:
        late.remove(mark)
        woven.close()
        woven.start(mark, f' aria-label="{html.escape(mark.label)}"')
        woven.parts.append("</a>")


def _start_tag(mark: MarkedSpan, *, first: bool, extra: str = "") -> str:
    """The marker's link: contract in docs/developers.md. It says its state, and only its first piece takes Tab."""
    rest = "" if first and not mark.continued else ' tabindex="-1"'
    name = f"{'card' if mark.of == 'annotation' else mark.of}-{mark.id}"
    return (
        f'<a class="marker" href="#{name}" data-{mark.of}="{mark.id}" data-kind="{mark.kind}"{rest}'
        f' aria-expanded="false" aria-controls="{name}"{extra}>'
    )
