"""Reading a block's HTML as text with tags at known offsets."""

import html

import pytest

from explainer.text.parsing import plain_text, split_blocks, tokens

NOTE = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("<p>Tanks came.</p>", "Tanks came."),
        ("<p>a <b>b</b>c</p>", "a bc"),
        ("<p>Tom &amp; Ann &lt;3 &nbsp;x</p>", "Tom & Ann <3 \xa0x"),
        ("<p>🇨🇿 Прага e\u0301 שלום</p>", "🇨🇿 Прага e\u0301 שלום"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<ul><li><p>a</p></li><li><p>b</p><ul><li>c</li></ul></li></ul>", "a\nb\nc"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "a\nb"),
        ("<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>", "a\tb\nc\td"),
        ("<pre><code>a\n  b</code></pre>", "a\n  b"),
        (f"<p>a{NOTE} b</p>", "a b"),
        ('<ol><li>a<a class="footnote-backref" href="#fnref:1">↩</a></li></ol>', "a"),
        ('<p><a class="footnote-backref" href="#x"><img src="/x.png"></a> and on</p>', " and on"),
        ('<p><a class="other" href="/x">a link</a></p>', "a link"),
        ('<p><img src="/x.png" alt="a tank"></p>', ""),
        ("", ""),
    ],
)
def test_it_reads_the_plain_text(block, text):
    assert plain_text(block) == text


@pytest.mark.parametrize(
    "block",
    [
        f"<p>a &amp; <em>b</em>{NOTE}<br><b>c</b></p>",
        "<table><tbody><tr><td>a</td><td>b <i>c</i></td></tr><tr><td></td><td>d</td></tr></tbody></table>",
        "<ul><li>a<ul><li>🙂</li></ul></li><li>b</li></ul>",
    ],
)
def test_it_places_each_run_of_words_in_the_plain_text(block):
    text = plain_text(block)
    worded = [token for token in tokens(block) if token.kind == "text" and token.end > token.start]
    assert [text[token.start : token.end] for token in worded] == [html.unescape(token.html) for token in worded]
    assert "".join(token.html for token in tokens(block)) == block


def test_it_gives_tags_and_footnote_numbers_no_place_of_their_own():
    silent = [token for token in tokens(f"<p>word{NOTE}</p>") if token.start == token.end]
    assert [(token.kind, token.html, token.start) for token in silent if token.kind == "text"] == [("text", "1", 4)]


@pytest.mark.parametrize(
    ("document", "blocks"),
    [
        ("<p>a</p><p>b</p>", [("p", "<p>a</p>"), ("p", "<p>b</p>")]),
        ("<p>a</p>\n <hr> \n<h2>b</h2>", [("p", "<p>a</p>"), ("hr", "<hr>"), ("h2", "<h2>b</h2>")]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", [("blockquote", "<blockquote><p>a</p><p>b</p></blockquote>")]),
        ("loose &amp; free<p>a</p>", [("p", "<p>loose &amp; free</p>"), ("p", "<p>a</p>")]),
        ('<img src="/x.png"><p>a</p>', [("img", '<img src="/x.png">'), ("p", "<p>a</p>")]),
        ("", []),
    ],
)
def test_it_cuts_a_document_into_blocks(document, blocks):
    assert split_blocks(document) == blocks
