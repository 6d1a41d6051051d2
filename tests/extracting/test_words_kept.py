"""It keeps the article's own words, whatever its elements are called, and their form."""

import pytest

from tests.extracting.pieces import BELOW, blocks_of, html_of, imported, left, page

SENTENCE = "The fee for small boats will rise by nine crowns a night from the first of May, the board said."


@pytest.mark.parametrize(
    "piece",
    [
        f'<p class="paywall">{SENTENCE}</p>',
        f'<p class="social-media-text">{SENTENCE}</p>',
        f'<p id="share-price">{SENTENCE}</p>',
        f'<p class="related-text">{SENTENCE}</p>',
        f'<div class="newsletter-body"><p>{SENTENCE}</p></div>',
        f'<div class="ad-free promo"><p>{SENTENCE}</p></div>',
        f'<section class="comments-on-budget"><p>{SENTENCE}</p></section>',
        f'<p data-component="poll">{SENTENCE}</p>',
        f'<blockquote class="social"><p>{SENTENCE}</p></blockquote>',
        '<p><a href="https://example.org/fee">The fee for small boats</a> will rise by nine crowns a night.</p>',
        "<p>Related charges against <a href='https://example.org/son'>her son</a> were dropped on Monday.</p>",
        "<p>Read more into it than <a href='https://example.org/b'>the board</a> did, and you may be disappointed.</p>",
        "<p>See also what <a href='https://example.org/k'>Kant</a> wrote of lying, said the clerk with a smile.</p>",
        "<p>Subscribers to the newsletter of the <a href='https://example.org/k'>harbour</a> were told on Sunday.</p>",
    ],
)
def test_a_sentence_stays_whatever_its_element_is_called(piece):
    found = imported(piece)
    assert len(blocks_of(found)) == 1, left(found)


@pytest.mark.parametrize(
    "piece",
    [
        '<ul><li>The <a href="https://example.org/1">north quay</a> will be closed.</li>'
        '<li>The <a href="https://example.org/2">south quay</a> stays open.</li></ul>',
        '<ol><li><a href="https://example.org/1">The north quay</a> will be closed.</li>'
        '<li><a href="https://example.org/2">The south quay</a> stays open.</li></ol>',
        '<ul class="list related"><li>Boats under <a href="https://example.org/1">ten metres</a> pay nine crowns.</li>'
        '<li>Others pay <a href="https://example.org/2">twelve</a>.</li></ul>',
        "<ul><li>Mooring fees</li><li>Pilot fees</li><li>Waste fees</li></ul>",
        '<dl><dt>Mooring</dt><dd>Nine <a href="https://example.org/1">crowns</a> a night.</dd></dl>',
    ],
)
def test_a_list_stays(piece):
    found = imported(piece)
    assert [kind for kind, text in blocks_of(found)] == ["list"], left(found)


@pytest.mark.parametrize(
    "wrap",
    ["div class=body", "div class=content", "div id=main-text", "section class=story", "td class=x", "main", "div"],
)
def test_a_body_in_any_element_is_there_whole(wrap):
    piece = f"<h2>What it costs</h2><ul><li>Mooring fees rise.</li><li>Pilot fees fall.</li></ul><h3>And then</h3><p>{SENTENCE}</p>"  # noqa: E501
    top = "<nav><a href=/>Home</a> <a href=/w>World</a></nav>" + ("<table><tr>" if wrap.startswith("td") else "")
    found = imported(piece, wrap=wrap, top=top)
    assert [kind for kind, text in blocks_of(found)] == ["heading", "list", "heading", "paragraph"], left(found)
    assert "Home" not in found.body


@pytest.mark.parametrize(
    ("piece", "wanted"),
    [
        ("<ol><li>One thing.</li><li>Another thing.</li></ol>", "<ol><li>One thing.</li><li>Another thing.</li></ol>"),
        ('<ol start="4"><li>One thing.</li><li>Another.</li></ol>',
         '<ol start="4"><li>One thing.</li><li>Another.</li></ol>'),
        ("<ol><li><p>Rule one.</p><p>More.</p></li><li><p>Two.</p></li></ol>",
         "<ol><li><p>Rule one.</p><p>More.</p></li><li><p>Two.</p></li></ol>"),
        ("<ol><li>One:<ul><li>a thing</li></ul></li><li>Two.</li></ol>",
         "<ol><li>One:<ul><li>a thing</li></ul></li><li>Two.</li></ol>"),
        ("<p>She called it <q>a disgrace</q> and left.</p>", "<p>She called it “a disgrace” and left.</p>"),
        ("<p>She said <q>he told me <q>never</q> twice</q> and left.</p>",
         "<p>She said “he told me ‘never’ twice” and left.</p>"),
        ("<blockquote>She called it <q>bad</q> <em>twice</em>.</blockquote>",
         "<blockquote><p>She called it “bad” <em>twice</em>.</p></blockquote>"),
        ("<p>The mayor has <s>resigned</s> denied resigning.</p>", "has <s>resigned</s> denied"),
        ("<p>The mayor has <strike>resigned</strike> denied it.</p>", "has <s>resigned</s> denied"),
        ("<p>The mayor has <del>resigned</del><ins>denied</ins> it.</p>", "has <del>resigned</del>denied it"),
        ('<p>It has <span style="text-decoration:line-through">gone</span> come.</p>', "has <s>gone</s> come"),
        ("<p>The <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby> were painted on the door.</p>", "漢字（かんじ）"),
        ("<p>One line of it<br>and the other line.</p>", "One line of it<br>and the other line."),
        ("<p>H<sub>2</sub>O at 10<sup>6</sup> litres was pumped.</p>", "H<sub>2</sub>O at 10<sup>6</sup> litres"),
        ("<pre>let a = 1;\n    b | c</pre>", "<pre><code>let a = 1;\n    b | c\n</code></pre>"),
    ],
)  # fmt: skip
def test_the_form_stays(piece, wanted):
    found = imported(piece)
    html = html_of(found)
    assert wanted in html, (html, left(found))
    assert len(blocks_of(found)) == 1


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#n1">1</a></sup>', '<a href="#n1"><sup>1</sup></a>',
         '<sup class="reference"><a href="#n1">[1]</a></sup>',
        '<a class="footnote-ref" role="doc-noteref" href="#n1">1</a>', '<sup><a href="#n1">*</a></sup>',
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "note",
    [
        '<ol><li id="n1">Accounts of 2019, page 4. <a href="#r1">↩</a></li></ol>',
        '<p id="n1"><sup>1</sup> Accounts of 2019, page 4.</p>',
        '<p><a name="n1"></a>1. Accounts of 2019, page 4.</p>',
        '<div class="footnotes"><hr><ol><li id="n1"><p>Accounts of 2019, page 4.</p></li></ol></div>',
    ],
)
def test_the_mark_of_a_note_stands_apart_and_the_note_is_kept(mark, note):
    found = imported(f"<p>The debt stood at 5 million{mark} when she came to office.</p>", bottom=note)
    assert "5 million[^1] when" in found.body
    assert "[^1]: Accounts of 2019, page 4." in found.body
    text = html_of(found)
    assert 'class="footnote-ref"' in text
    assert text.count("Accounts of 2019") == 1


@pytest.mark.parametrize("mark", ['<sup><a href="#n1">1</a></sup>', '<a href="#gone"><sup>12</sup></a>'])
def test_the_mark_of_a_note_that_is_not_there_stands_apart_too(mark):
    found = imported(f"<p>The debt stood at 5 million{mark} when she came to office.</p>")
    assert "5 million1" not in found.body.replace("<sup>", "").replace("\\", "")
    assert "5 million12" not in found.body.replace("<sup>", "")
    assert "when she came to office" in found.body


def test_a_paragraph_of_line_breaks_is_several():
    text = "<br><br>".join(
        f"This is the sentence number {n} of a page that was written in the year 1998, by hand." for n in "1234"
    )
    found = imported(text, wrap="div")
    assert len(blocks_of(found)) == 4


def test_a_chinese_page_is_read_without_its_navigation():
    article = "".join(
        f"<p>港务局周二晚上在旧海关大楼开会，一直开到午夜以后，第{n}项议程引起了长时间的争论，最后由主席决定。</p>"
        for n in "一二三"
    )
    menu = "<ul>" + "".join(f"<li><a href=/{n}>频道{n}</a></li>" for n in range(9)) + "</ul>"
    html = f"<!doctype html><html><head><title>港务局开会</title></head><body><div>{menu}</div><div class=c><h1>港务局深夜开会表决新收费</h1>{article}</div><div>{menu}<p>版权所有</p></div></body></html>"  # noqa: E501
    from explainer.extracting import extract

    found = extract(html.encode(), "a.html")
    assert found.body.count("港务局周二晚上") == 3
    assert "频道" not in found.body
    assert "版权所有" not in found.body
    assert found.warnings == ()


def test_all_of_a_page_is_still_there():
    found = imported()
    assert BELOW.replace("</p><p>", "\n\n").replace("<p>", "").replace("</p>", "") in found.body
    assert page()
