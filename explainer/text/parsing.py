"""Reads a block's HTML as text with tags at known offsets.

Annotations are kept as offsets into plain text, but readers get HTML. Both the plain text and the weaving of
markers into the HTML follow from the same list of tokens, so they can't disagree about where a character is.

The HTML given here is our own: rendered from Markdown, cleaned, white space already collapsed (`rendering.py`).
"""

import html
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "wbr"})
# Elements that stand on a line of their own in plain text.
LINES = frozenset({"p", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "figcaption"})
CELLS = frozenset({"td", "th"})
# Footnote numbers and the arrows back are navigation, not words of the article.
NOT_WORDS = frozenset({"footnote-ref", "footnote-backref"})


@dataclass(frozen=True)
class HtmlToken:
    """A tag or a run of text.

    `start` and `end` are code points in the block's plain text, half-open; a tag has none of its own, and neither
    has text that isn't words of the article (then `start == end` though `html` is not empty).
    """

    kind: str  # "start", "end", "void" or "text"
    html: str
    tag: str
    start: int
    end: int


class _Tokenizer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[HtmlToken] = []
        self.parts: list[str] = []
        self.length = 0
        self.silent: list[str] = []

    def _break(self, character: str) -> None:
        if self.length and self.parts[-1][-1] not in "\n\t":
            self.parts.append(character)
            self.length += 1

    def _tag(self, kind: str, tag: str, raw: str) -> None:
        self.tokens.append(HtmlToken(kind, raw, tag, self.length, self.length))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LINES:
            self._break("\n")
        elif tag in CELLS and self.tokens and self.tokens[-1].tag in CELLS:
            self._break("\t")
        self._tag("void" if tag in VOID else "start", tag, self.get_starttag_text() or "")
        if tag == "br":
            self._break("\n")
        if tag not in VOID and (self.silent or NOT_WORDS.intersection((dict(attrs).get("class") or "").split())):
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._tag("end", tag, f"</{tag}>")
        if self.silent:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        start = self.length
        if not self.silent:
            self.parts.append(data)
            self.length += len(data)
        self.tokens.append(HtmlToken("text", html.escape(data, quote=False), "", start, self.length))


def tokens(block: str) -> list[HtmlToken]:
    """The tags and texts of a block of clean HTML, in order, placed in its plain text."""
    return _read(block).tokens


def plain_text(block: str) -> str:
    """What a block of clean HTML says: list items and rows on lines of their own, cells parted by tabs."""
    return "".join(_read(block).parts)


def _read(block: str) -> _Tokenizer:
    tokenizer = _Tokenizer()
    tokenizer.feed(block)
    tokenizer.close()
    return tokenizer


def split_blocks(document: str) -> list[tuple[str, str]]:
    """Cut clean HTML into its top-level elements: a list of (tag, HTML). Text outside any element is a `p`."""
    blocks: list[tuple[str, str]] = []
    parts: list[str] = []
    depth, outer = 0, ""
    for token in tokens(document):
        if depth == 0 and token.kind == "text" and not token.html.strip():
            continue
        if depth == 0:
            outer = token.tag
        parts.append(token.html)
        depth += {"start": 1, "end": -1}.get(token.kind, 0)
        if depth == 0:
            whole = "".join(parts)
            blocks.append((outer, whole) if outer else ("p", f"<p>{whole}</p>"))
            parts = []
    return blocks
