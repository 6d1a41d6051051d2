"""Whatever HTML becomes Markdown, our own renderer reads back as the same blocks with the same words."""

import re
from html import escape

import pytest
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
    start = draw(st.sampled_from(["", ' start="5"'])) if tag == "ol" else ""
    return "list", f"<{tag}{start}>{''.join(items)}</{tag}>", words


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


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(
    st.lists(blocks(), min_size=1, max_size=4),
    st.sampled_from(["{}", "<div>{}</div>", "<p></p>{}", "<section><div>{}</div></section>"]),
)
def test_the_same_blocks_and_the_same_words_come_back(parts, around):
    markdown = clean("".join(around.format(html) for _kind, html, _words in parts), "")
    rendered = render_article(markdown)
    kinds = [kind for kind, _html, _words in parts]
    assert [block.kind for block in rendered] == kinds, markdown
    for block, (_kind, html, words) in zip(rendered, parts, strict=True):
        assert same(re.split(r"\s+", block.text)) == same(words), (markdown, block.html)
        for tag in ("<ul", "<ol", "<li", "<tr", '<ol start="5"', "<s"):
            found, wanted = (len(re.findall(f"{tag}[ >]", text)) for text in (block.html, html))
            assert found == wanted, (tag, markdown, block.html)


BESIDE = [
    ("<ol><li>a</li></ol><ol><li>b</li></ol>", ["ol", "ol"]),
    ("<div><ol><li>a</li></ol></div><div><ol><li>b</li></ol></div>", ["ol", "ol"]),
    ("<ul><li>a</li></ul><p> </p><ul><li>b</li></ul>", ["ul", "ul"]),
    ("<ul><li>a</li></ul><div><ol start=5><li>b</li></ol></div>", ["ul", 'ol start="5"']),
    ("<ol><li value=3>a</li><li>b</li></ol><ol><li>c</li></ol>", ['ol start="3"', "ol"]),
    ("<div><blockquote>a</blockquote></div><blockquote>b</blockquote>", ["blockquote", "blockquote"]),
    ("<dl><dt>a</dt><dd>b</dd></dl><dl><dt>c</dt><dd>d</dd></dl>", ["dl", "dl"]),
    ("<ol><li>a</li></ol><hr><ol><li>b</li></ol>", ["ol", "hr", "ol"]),
    ("<blockquote><pre>a</pre></blockquote><pre>b</pre>", ["blockquote", "pre"]),
    ("<div><pre>a</pre></div><div><pre>b</pre></div>", ["pre", "pre"]),
    ("<div><ul><li>a</li></ul></div><div><pre>b</pre></div>", ["ul", "pre"]),
    (
        "<table><tr><td>a</td></tr><tr><td>1</td></tr></table><table><tr><td>b</td></tr><tr><td>2</td></tr></table>",
        ["table", "table"],
    ),
]


@pytest.mark.parametrize(("html", "opened"), BESIDE)
def test_two_blocks_of_a_kind_side_by_side_stay_two(html, opened):
    assert [block.html[1 : block.html.index(">")] for block in render_article(clean(html, ""))] == opened


def test_an_item_with_two_lists_keeps_them_and_the_next_item_its_own():
    (block,) = render_article(
        clean("<ul><li>a<ol><li>x</li></ol><ol><li>y</li></ol></li><li><ol><li>z</li></ol></li></ul>", "")
    )
    assert (block.html.count("<ol>"), block.html.count("<li>")) == (3, 5)


def test_a_list_between_items_belongs_to_the_one_before():
    (block,) = render_article(clean("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", ""))
    assert block.html == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"


def test_code_in_a_quotation_stays_code():
    (block,) = render_article(clean("<blockquote><pre>a\n b</pre><p>c</p></blockquote>", ""))
    assert block.html == "<blockquote><pre><code>a\n b\n</code></pre><p>c</p></blockquote>"
