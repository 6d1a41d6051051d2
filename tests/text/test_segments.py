"""Segments rendered one by one give what the whole article gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.rendering import render_article, render_blocks
from explainer.text.segments import segments

CHUNKS = [
    "A plain paragraph with *emphasis* and “quotes”.",
    'She said "yes"\nand left.',
    "## A subheading",
    "A setext heading\n----",
    "- an item\n- another",
    "- a loose item",
    "    indented text",
    "1. first",
    "2. second",
    "> quoted",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "![a picture](/media/a.png)",
    "---",
    "Text with a [link](/notes/).",
    "Text with a [reference][r].",
    "[r]: /notes/",
    "A word[^1] with a footnote.",
    "[^1]: The footnote.",
    "<div>\nraw",
    "</div>",
    "*[MI6]: Military Intelligence 6",
    "MI6 again.",
    "Term",
    ":   Definition",
    "\\- not a list",
    "",
]


def blocks(source):
    return [(block.kind, block.html, block.text) for block in render_blocks(source)]


@given(st.lists(st.sampled_from(CHUNKS), max_size=9))
def test_it_renders_the_same_piece_by_piece(chunks):
    source = "\n\n".join(chunks)
    assert [(b.kind, b.html, b.text) for b in render_article(source)] == blocks(source)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("One.\n\nTwo.\r\n\r\nThree.", 3),
        ("- a\n\n- b\n\n    more of b\n\nAfter.", 2),
        ("One.\n\nTwo[^1].\n\n[^1]: Foot.", 1),
        ("One.\n \t\n\n\nTwo.", 2),
    ],
)
def test_it_cuts_where_nothing_reaches_across(source, count):
    assert len(segments(source)) == count
