"""Whatever the block and however the marks overlap: the words stay, the tags balance, every card can be reached."""

import html

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explainer.rendering import render_blocks
from explainer.text.parsing import plain_text
from explainer.text.weaving import MarkedSpan, weave
from tests.markup import read

NOTE = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
words = st.text(alphabet="ab &<>\"'é🙂אش\u0301\u200d", min_size=1, max_size=8).map(
    lambda t: html.escape(t, quote=False)
)


def element(tag):
    return lambda inside: f"<{tag}>{''.join(inside)}</{tag}>"


def inline(inner):
    several = st.lists(inner, max_size=3)
    return st.one_of(*[several.map(element(tag)) for tag in ("b", "em", "code")])


unlinked = st.recursive(words | st.just("<br>"), inline, max_leaves=4)
link = st.lists(unlinked, max_size=2).map(lambda inside: f'<a href="/x">{"".join(inside)}</a>')
phrase = st.lists(st.recursive(words | st.just("<br>") | st.just(NOTE) | link, inline, max_leaves=6), max_size=4)
paragraph = phrase.map(element("p"))
listing = st.lists(phrase.map(element("li")), min_size=1, max_size=3).map(element("ul"))
cells = st.lists(phrase.map(element("td")), min_size=1, max_size=3).map(element("tr"))
table = st.lists(cells, min_size=1, max_size=2).map(lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>")
nested = st.tuples(phrase.map("".join), listing).map(lambda pair: f"<ul><li>{pair[0]}{pair[1]}</li></ul>")
quote = st.lists(paragraph | listing, min_size=1, max_size=3).map(element("blockquote"))
blocks = st.one_of(paragraph, listing, table, nested, quote).filter(lambda block: plain_text(block))


@st.composite
def marked_blocks(draw, blocks=blocks):
    block = draw(blocks)
    length = len(plain_text(block))
    spans = draw(st.lists(st.tuples(st.integers(0, length - 1), st.integers(1, length)), max_size=6))
    marks = [
        MarkedSpan(id, min(start, end - 1), max(start + 1, end), "note", id, f"“{id}” & <", continued=False)
        for id, (start, end) in enumerate(spans, start=1)
    ]
    return block, marks


def check(block, marks):
    page = read(weave(block, marks))  # raises Malformed unless tags balance and no link is inside a link
    assert page.text == read(block).text
    assert plain_text(weave(block, marks)) == plain_text(block)
    markers = page.all("a", class_="marker")
    for mark in marks:
        pieces = [e for e in markers if e.attrs["data-annotation"] == str(mark.id)]
        assert [e.attrs["href"] for e in pieces if "tabindex" not in e.attrs] == [f"#card-{mark.id}"]
        assert {e.attrs.get("tabindex", "-1") for e in pieces} == {"-1"}
        assert [e.attrs.get("data-number") for e in pieces].count(str(mark.id)) == 1
    assert {e.attrs["href"] for e in markers} == {f"#card-{mark.id}" for mark in marks}


@pytest.mark.thorough
@settings(max_examples=300, deadline=None)
@given(marked_blocks())
@example(("<p>a<br><b>c</b></p>", [MarkedSpan(1, 0, 1, "note", 1, "")]))
@example((f"<p>a{NOTE} b</p>", [MarkedSpan(1, 0, 3, "note", 1, "")]))
@example(("<p>a <b>b</b></p>", [MarkedSpan(1, 0, 3, "note", 1, ""), MarkedSpan(2, 0, 3, "note", 2, "")]))
def test_it_keeps_words_tags_and_cards(case):
    check(*case)


markdown = st.lists(
    st.sampled_from(
        ["*a b*", "**c**", "[d e](/x)", "`f`", "g[^1]", "- h\n- i", "> j\n> k", "l  \nm", "|n|o|\n|-|-|\n|p|q|"]
    )
    | st.text(alphabet="rstu *_[]()`>-#|!\n", min_size=1, max_size=12),
    min_size=1,
    max_size=5,
).flatmap(lambda parts: st.sampled_from([" ", "\n\n"]).map(lambda glue: glue.join(parts) + "\n\n[^1]: A note."))


@st.composite
def rendered(draw):
    worded = [block.html for block in render_blocks(draw(markdown)) if block.text]
    return draw(st.sampled_from(worded or ["<p>nothing</p>"]))


@settings(max_examples=150, deadline=None)
@given(marked_blocks(rendered()))
def test_it_keeps_them_in_what_markdown_renders(case):
    check(*case)
