"""Weaving markers into a block's HTML: tables of cases."""

import re

import pytest

from explainer.text.parsing import plain_text
from explainer.text.weaving import MarkedSpan, weave
from tests.markup import read

NOTE = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
TABLE = "<table><tbody><tr><td>ab</td><td>cd</td></tr></tbody></table>"


def mark(id, block, words, **fields):
    """A mark on the first place where the block says `words`."""
    start = plain_text(block).index(words)
    return MarkedSpan(id, start, start + len(words), "note", id, f"Background: {id}", **fields)


def brief(woven):
    """The woven HTML with `[id words]` for a marker's first piece, `(id words)` for later ones, `{...}` for tints."""
    woven = re.sub(
        r'<a class="marker" href="#card-(\d+)"([^>]*)>(.*?)</a>',
        lambda m: f"({m[1]} {m[3]})" if "tabindex" in m[2] else f"[{m[1]} {m[3]}]",
        woven,
        flags=re.DOTALL,
    )
    return re.sub(r'<mark class="linked">(.*?)</mark>', r"{\1}", woven)


@pytest.mark.parametrize(
    ("block", "marked", "woven"),
    [
        # Plain words, the edges of a block, entities, other scripts.
        ("<p>He recalled 1968.</p>", ["1968"], "<p>He recalled [1 1968].</p>"),
        ("<p>1968</p>", ["1968"], "<p>[1 1968]</p>"),
        ("<p>Tom &amp; Ann &lt;3</p>", ["& Ann <"], "<p>Tom [1 &amp; Ann &lt;]3</p>"),
        ("<p>🙂🇨🇿 Praha</p>", ["🇨🇿 P"], "<p>🙂[1 🇨🇿 P]raha</p>"),
        ("<p>אמר ראש MI6 בפראג</p>", ["ראש MI6"], "<p>אמר [1 ראש MI6] בפראג</p>"),
        # Several in one block.
        ("<p>a b c</p>", ["a", "c"], "<p>[1 a] b [2 c]</p>"),
        ("<p>abcd</p>", ["ab", "cd"], "<p>[1 ab][2 cd]</p>"),
        # Bold and the like: inside, around, across either edge.
        ("<p>a <b>b</b> c</p>", ["a b c"], "<p>[1 a <b>b</b> c]</p>"),
        ("<p>a <b>bcd</b> e</p>", ["c"], "<p>a <b>b[1 c]d</b> e</p>"),
        ("<p>a <b>bc</b> d</p>", ["a b"], "<p>[1 a ]<b>(1 b)c</b> d</p>"),
        ("<p>a <b>bc</b> d</p>", ["c d"], "<p>a <b>b[1 c]</b>(1  d)</p>"),
        ("<p><b>a</b> <i>b</i></p>", ["a b"], "<p><b>[1 a]</b>(1  <i>b</i>)</p>"),
        ("<p>a<br>b</p>", ["a\nb"], "<p>[1 a<br>b]</p>"),
        ("<p>a<br><b>c</b></p>", ["a"], "<p>[1 a<br>]<b>c</b></p>"),
        # A link of the article's own: crossed, wholly inside, around, the only word, inside bold.
        ('<p>a <a href="/x">bc</a> d</p>', ["a b"], '<p>[1 a ]<a href="/x">{b}c</a> d</p>'),
        ('<p>a <a href="/x">bc</a> d</p>', ["c d"], '<p>a <a href="/x">b{c}</a>[1  d]</p>'),
        ('<p>a <a href="/x">bc</a> d</p>', ["a bc d"], '<p>[1 a ]<a href="/x">{bc}</a>(1  d)</p>'),
        ('<p>a <a href="/x">bcd</a> e</p>', ["c"], '<p>a <a href="/x">b{c}d</a>[1 ] e</p>'),
        ('<p><a href="/x">a <b>b</b></a></p>', ["a b"], '<p><a href="/x">{a }<b>{b}</b></a>[1 ]</p>'),
        ('<p>a <b>b <a href="/x">c</a></b> d</p>', ["a b c d"], '<p>[1 a ]<b>(1 b )<a href="/x">{c}</a></b>(1  d)</p>'),
        # Overlapping: the shortest has the words; identical spans: the later one gets a mark of its own.
        ("<p>abcdef</p>", ["abcd", "cdef"], "<p>[1 ab][2 cdef]</p>"),
        ("<p>abcdef</p>", ["abcdef", "cd"], "<p>[1 ab][2 cd](1 ef)</p>"),
        ("<p>abcdef</p>", ["abcdef", "bcde", "cd"], "<p>[1 a][2 b][3 cd](2 e)(1 f)</p>"),
        ("<p>ab</p>", ["ab", "ab", "ab"], "<p>[1 ab][2 ][3 ]</p>"),
        ("<p>a <b>b</b> c</p>", ["a b", "a b"], "<p>[1 a <b>b</b>][2 ] c</p>"),
        ("<p>abcd</p>", ["abcd", "ab", "cd"], "<p>[2 ab][3 cd][1 ]</p>"),
        # Over list items, cells, blocks in a block, footnote numbers.
        ("<ul><li>ab</li><li>cd</li></ul>", ["b\nc"], "<ul><li>a[1 b]</li><li>(1 c)d</li></ul>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["a\nb"], "<ul><li>[1 a]<ul><li>(1 b)</li></ul></li></ul>"),
        (TABLE, ["b\tc"], "<table><tbody><tr><td>a[1 b]</td><td>(1 c)d</td></tr></tbody></table>"),
        (
            "<blockquote><p>ab</p><p>cd</p></blockquote>",
            ["b\nc"],
            "<blockquote><p>a[1 b]</p><p>(1 c)d</p></blockquote>",
        ),
        (f"<p>word{NOTE} more</p>", ["word more"], f"<p>[1 word]{NOTE}(1  more)</p>"),
        (f"<p>word{NOTE}</p>", ["word"], f"<p>[1 word]{NOTE}</p>"),
        ("<pre><code>x\ny</code></pre>", ["x\ny"], "<pre><code>[1 x\ny]</code></pre>"),
    ],
)
def test_it_weaves(block, marked, woven):
    result = weave(block, [mark(id, block, words) for id, words in enumerate(marked, start=1)])
    assert brief(result) == woven
    assert read(result).text == read(block).text


def test_it_gives_a_break_alone_a_mark_of_its_own():
    block = "<ul><li>a</li><li></li></ul>"
    assert brief(weave(block, [mark(1, block, "\n")])) == "<ul><li>a</li><li>[1 ]</li></ul>"


def test_it_writes_the_marker_of_the_contract():
    block = "<p>He recalled 1968.</p>"
    assert weave(block, [MarkedSpan(7, 12, 16, "claim", 3, "Claim: x")]) == (
        '<p>He recalled <a class="marker" href="#card-7" data-annotation="7" data-number="3" data-kind="claim"'
        ' aria-expanded="false" aria-controls="card-7">1968</a>.</p>'
    )


def test_it_prints_the_number_on_the_last_piece_only():
    block = '<p>a <b>bc</b> <code>data-annotation="1"</code></p>'
    page = read(weave(block, [mark(1, block, "a b")]))
    assert [e.attrs.get("data-number") for e in page.all("a")] == [None, "1"]
    assert page.text == 'a bc data-annotation="1"'


def test_it_reads_out_a_label_where_the_marker_has_no_words():
    block = '<p><a href="/x">a</a></p>'
    label = 'Background: "Tom" & <b>'
    assert (
        read(weave(block, [MarkedSpan(1, 0, 1, "note", 1, label)])).one("a", class_="marker").attrs["aria-label"]
        == label
    )


def test_it_takes_words_that_began_earlier_out_of_the_tab_order():
    block = "<p>went on</p>"
    marker = read(weave(block, [mark(1, block, "went", continued=True)])).one("a")
    assert (marker.attrs["tabindex"], marker.attrs["href"]) == ("-1", "#card-1")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (2, 5), (9, 12)])
def test_it_refuses_a_mark_outside_the_text(start, end):
    with pytest.raises(ValueError, match=f"mark 1 at {start} to {end} is outside a text of 4 characters"):
        weave("<p>word</p>", [MarkedSpan(1, start, end, "note", 1, "")])


def test_it_leaves_a_block_without_marks_as_it_is():
    assert weave(TABLE, []) == TABLE
