"""Whatever HTML becomes Markdown, our own renderer reads back as the same blocks with the same words."""

import re
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.extracting.cleaning import clean
from explainer.rendering import render_article

WORDS = [
    "harbour", "board", "a|b", "|", "~~gone~~", "~~~", "#", "#MeToo", "1.", "2)", "1968.", "-", "+", "*", "**",
     "_x_", "__", "`", "```",
    ">", "<b>", "&amp;", "&", "[x]", "[^1]", "[a](b)", "!", "\\", "\\*", ":", "::", "=", "===", "---", "{", "}",
     "(c)", "!!!", "x:", "end.",
    "http://example.org/a_b", "<!-- x -->", "*[HTML]:", "[1]:", "$", "^", "@", "||", "\\|", "a*b*c",
     "snake_case_word", "2*3*4", "<", "http:",
]  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
MARKS = st.sampled_from(["", "", "", "strong", "em", "code", "s", "sup"])


@st.composite
def inlines(draw):
    pieces = [(draw(MARKS), draw(LINES)) for _piece in range(draw(st.integers(1, 3)))]
    html = " ".join(
        f"<{mark}>{escape(words, quote=False)}</{mark}>" if mark else escape(words, quote=False)
        for mark, words in pieces
    )
    return html, [word for _mark, words in pieces for word in words.split()]


@st.composite
def listings(draw, depth=0):
    items, words = [], []
    tag = draw(st.sampled_from(["ul", "ol"]))
    has_paragraphs = draw(st.booleans())
    for _item in range(draw(st.integers(1, 3))):
        html, own = draw(inlines())
        words += own
        if has_paragraphs:
            html = f"<p>{html}</p>"
            if draw(st.booleans()):
                more, own = draw(inlines())
                html, words = f"{html}<p>{more}</p>", words + own
        if depth < 2 and draw(st.booleans()):
            _kind, inner, own = draw(listings(depth + 1))
            html, words = html + inner, words + own
        items.append(f"<li>{html}</li>")
    return "list", f"<{tag}>{''.join(items)}</{tag}>", words


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(["paragraph", "heading", "list", "list", "table", "code", "quote", "lines"]))
    if kind == "list":
        return draw(listings())
    if kind == "table":
        rows = [[draw(inlines()) for _column in range(2)] for _row in range(draw(st.integers(2, 3)))]
        html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell, _own in row) + "</tr>" for row in rows)
        return kind, f"<table>{html}</table>", [word for row in rows for _cell, own in row for word in own]
    if kind == "code":
        lines = draw(st.lists(LINES, min_size=1, max_size=3))
        return kind, f"<pre>{escape(chr(10).join(lines), quote=False)}</pre>", " ".join(lines).split()
    html, words = draw(inlines())
    if kind == "lines":
        more, own = draw(inlines())
        return "paragraph", f"<p>{html}<br>{more}</p>", words + own
    tag = {"paragraph": "p", "heading": "h2", "quote": "blockquote"}[kind]
    return kind, f"<{tag}>{html}</{tag}>", words


def same(words):
    """The words as the typography of articles leaves them: dashes, ellipses and quotation marks may have changed."""
    text = " ".join(words)
    return re.sub(r"[-–—]+", "-", text.replace("…", "...")).split()


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks(), min_size=1, max_size=4))
def test_the_same_blocks_and_the_same_words_come_back(parts):
    markdown = clean("".join(html for _kind, html, _words in parts), "")
    rendered = render_article(markdown)
    kinds = [kind for kind, html, _words in parts]
    assert [block.kind for block in rendered] == kinds, markdown
    for block, (_kind, html, words) in zip(rendered, parts, strict=True):
        assert same(re.split(r"\s+", block.text)) == same(words), (markdown, block.html)
        for tag in ("ul", "ol", "li", "tr", "td"):
            if tag != "td":
                assert len(re.findall(f"<{tag}[ >]", block.html)) == len(re.findall(f"<{tag}[ >]", html)), (
                    markdown,
                    block.html,
                )
