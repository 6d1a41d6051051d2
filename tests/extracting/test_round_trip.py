"""Whatever HTML becomes Markdown, our own renderer reads back as the same blocks with the same words."""

import re
from html import escape
from itertools import islice, pairwise

import pytest
from bs4 import BeautifulSoup
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
VALUES = ["", "", "", "", ' value="3"', ' value="12"']
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
def codes(draw):
    lines = draw(st.lists(LINES, min_size=1, max_size=3))
    return f"<pre>{escape(chr(10).join(lines), quote=False)}</pre>", " ".join(lines).split()


def numbering(draw):
    """The attributes of a numbered list, and of its items. Numbers below nought are in test_siblings.py."""
    order = draw(st.sampled_from(["", "", " reversed"]))
    starts = ["", "", ' start="5"', ' start="1968"', ' start="0"']
    return order + draw(st.sampled_from(starts[:-1] if order else starts)), st.sampled_from(VALUES)


@st.composite
def listings(draw, depth=0):
    """A list of any kind: its numbers may leap and count down, its items begin with code and hold other lists."""
    items, words = [], []
    tag = draw(st.sampled_from(["ul", "ol"]))
    attributes, values = numbering(draw) if tag == "ol" else ("", st.just(""))
    has_paragraphs = draw(st.booleans())
    for _item in range(draw(st.integers(1, 3))):
        begins_with_code = draw(st.integers(0, 5)) == 0
        html, own = draw(codes()) if begins_with_code else draw(inlines())
        words += own
        if begins_with_code and draw(st.booleans()):
            more, own = draw(inlines())
            html, words = f"{html}<p>{more}</p>", words + own
        elif has_paragraphs and not begins_with_code:
            html = f"<p>{html}</p>"
            if draw(st.booleans()):
                more, own = draw(inlines())
                html, words = f"{html}<p>{more}</p>", words + own
        if depth < 2 and draw(st.booleans()):
            _kind, inner, own = draw(listings(depth + 1))
            html, words = html + inner, words + own
        items.append(f"<li{draw(values)}>{html}</li>")
    return "list", f"<{tag}{attributes}>{''.join(items)}</{tag}>", words


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
        return (kind, *draw(codes()))
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


def numbered(listing):
    """The items of a list, with the number a browser draws before each."""
    items = listing.find_all("li", recursive=False)
    step = -1 if listing.has_attr("reversed") else 1
    number = int(listing.get("start", len(items) if step < 0 else 1)) - step
    for item in items:
        number = int(item.get("value", number + step))
        yield item, number


def listed(html):
    return BeautifulSoup(html, "html.parser").find_all(["ul", "ol"])


def labels(html):
    """What stands before each item, outer ones first, with how many lists the item stands in."""
    found = [
        (len(item.find_parents(["ul", "ol"])), f"{number}." if listing.name == "ol" else "•")
        for listing in listed(html)
        for item, number in numbered(listing)
    ]
    return sorted(found, key=lambda each: each[0])


def parted(listing):
    """How many lists it becomes: where its numbers leap, Markdown begins another."""
    numbers = [number for _item, number in numbered(listing)]
    step = -1 if listing.has_attr("reversed") else 1
    leaps = [after for before, after in pairwise(numbers) if after != before + step]
    return 1 + len(leaps) * (listing.name == "ol")


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(
    st.lists(blocks(), min_size=1, max_size=4),
    st.sampled_from(["{}", "<div>{}</div>", "<p></p>{}", "<section><div>{}</div></section>"]),
)
def test_the_same_blocks_words_and_numbers_come_back(parts, around):
    markdown = clean("".join(around.format(html) for _kind, html, _words in parts), "")
    rendered = render_article(markdown)
    counts = [parted(listed(html)[0]) if kind == "list" else 1 for kind, html, _words in parts]
    kinds = [part[0] for part, count in zip(parts, counts, strict=True) for _block in range(count)]
    assert [block.kind for block in rendered] == kinds, markdown
    each = iter(rendered)
    for count, (_kind, html, words) in zip(counts, parts, strict=True):
        own = list(islice(each, count))
        shown = "".join(block.html for block in own)
        assert same(" ".join(block.text for block in own).split()) == same(words), (markdown, shown)
        assert labels(shown) == labels(html), (markdown, shown)
        assert len(listed(shown)) == sum(map(parted, listed(html))), (markdown, shown)
        for tag in ("<li", "<tr", "<pre", "<s"):
            found, wanted = (len(re.findall(f"{tag}[ >]", text)) for text in (shown, html))
            assert found == wanted, (tag, markdown, shown)


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
