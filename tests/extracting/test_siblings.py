"""Siblings of what was first met: other tags, other languages, other wordings of the same kind."""

import pytest
from lxml.html import document_fromstring

from explainer.extracting import extract, extract_text
from explainer.extracting.choosing import choose
from explainer.extracting.cleaning import clean
from explainer.extracting.leaves import part_into_leaves
from explainer.rendering import render_article
from tests.extracting import test_documents as documents
from tests.extracting.pieces import BELOW, TITLE, blocks_of, html_of, imported, left, page, said
from tests.extracting.test_left_out import imported_at_end

SENTENCE = "The fee for small boats will rise by nine crowns a night from the first of May, the board said."
HIDDEN = "Embargoed until Thursday: the board will be dissolved and its clerk sent home."


def shown(html):
    """What readers see of a piece of HTML that was imported."""
    return "".join(block.html for block in render_article(clean(html, "")))


@pytest.mark.parametrize(
    ("piece", "wanted"),
    [
        ('<p style="text-decoration:line-through">The mayor resigned at noon.</p>', "<p><s>The mayor resigned at noon.</s></p>"),  # noqa: E501
        ('<ul><li style="text-decoration: line-through">North quay closed.</li><li>South quay closed.</li></ul>',
         "<li><s>North quay closed.</s></li>"),
        ('<p><span style="font:bold 12pt Arial">strong</span> words of the mayor at night.</p>', "<strong>strong</strong> words"),  # noqa: E501
        ('<p><span style="font:italic 700 12pt/1.2 x">both</span> words of the mayor at night.</p>', "<strong><em>both</em></strong> words"),  # noqa: E501
        ('<p style="font-weight:bold">All of this paragraph is said aloud.</p>', "<p><strong>All of"),
        ("<p>She called it <slot>a thing</slot> and <x-b>left</x-b> the hall at night.</p>", "<p>She called it a thing and left the hall"),  # noqa: E501
        ("<p>Debt of 5 million<span class=footnote>1</span> was found then.</p>", "5 million<sup>1</sup> was"),
        ("<table><tr><th>Quay</th><th>Fee</th></tr><tr><td><a href='https://e.org/1'>North</a></td><td>5</td></tr></table>",
         '<td><a href="https://e.org/1">North</a></td><td>5</td>'),
        ('<div class="social-media-embed"><blockquote class="twitter-tweet"><p>Yes this is real and the town paid for it: '  # noqa: E501
         '<a href="https://t.co/N">t.co/N</a></p>— Ann Poe (@poe) <a href="https://twitter.com/poe/1">May 4</a></blockquote></div>',  # noqa: E501
         "<blockquote><p>Yes this is real and the town paid for it:"),
    ],
)  # fmt: skip
def test_the_form_stays(piece, wanted):
    found = imported(piece)
    assert wanted in html_of(found), left(found)


@pytest.mark.parametrize("mark", ['<a href="#n1" class="fn">¹</a>', '<a id="_ftnref1" href="#_ftn1" title="">[1]</a>'])
def test_a_note_is_told_by_its_mark(mark):
    name = mark.split("#")[1].split('"')[0]
    note = f'<div id="{name}"><p>{mark.replace("<a", "<a name=x")} Accounts of 2019.</p></div>'
    found = imported(f"<p>The debt stood at 5 million{mark} when she came to office.</p>", bottom=note)
    assert "5 million[^1] when" in found.body
    assert "[^1]: Accounts of 2019." in found.body


@pytest.mark.parametrize(
    "style",
    [
        "text-indent:-9999px", "position:absolute;left:-10000px", "height:0;overflow:hidden", "max-height:0; overflow:hidden",  # noqa: E501
        "position:absolute;width:1px;height:1px;overflow:hidden", "clip-path: inset(50%)", "color:transparent",
        "transform:scale(0)",
    ],
)  # fmt: skip
def test_what_a_style_puts_out_of_sight_is_hidden(style):
    found = imported(f'<p style="{style}">{HIDDEN}</p>')
    assert "Embargoed" not in found.body
    assert "Embargoed" in left(found)


@pytest.mark.parametrize("style", ["text-indent:-2em", "margin-left:-20px", "height:0", "background-color:transparent",
                                   "overflow:hidden", "transform:scale(0.9)", "max-width:100px;overflow:hidden"])  # fmt: skip  # noqa: E501
def test_a_style_that_only_looks_so_hides_nothing(style):
    assert "Embargoed" in imported(f'<p style="{style}">{HIDDEN}</p>').body


@pytest.mark.parametrize(
    ("sheet", "is_hidden"),
    [
        (".x9{display:none}", True), ("p.x9 , .y { color:red; display : none !important }", True), ("#x8{visibility:hidden}", True),  # noqa: E501
        (".x9{display:none} .x9{display:block}", False), ("@media print{.x9{display:none}}", False),
        (".js .x9{display:none}", False), (".x90{display:none}", False), ("/* .x9{display:none} */", False),
        (".x9:hover{display:none}", False), (".x9{color:red", False),
    ],
)  # fmt: skip
def test_a_rule_of_the_page_hides_what_it_names(sheet, is_hidden):
    found = imported(f'<p class="a x9" id="x8">{HIDDEN}</p>', head=f"<style>{sheet}</style>")
    assert ("Embargoed" not in found.body) is is_hidden
    assert ("Embargoed" in left(found)) is is_hidden


@pytest.mark.parametrize(
    "piece",
    [
        "<p>More on this <a href='https://e.org'>than anyone wanted</a> came to light at night.</p>",
        "<p>Recommended by <a href='https://e.org'>the board of audit</a>, the fee was doubled at once.</p>",
        "<p>Copyright law was <a href='https://e.org'>changed</a> by the parliament on Monday.</p>",
        "<p>A version of this story is known to <a href='https://e.org'>her son</a> and to nobody else.</p>",
        "<p>All rights reserved for men went to women too in 1918.</p>",
        "<p>Sign up now or leave, the mayor told the dockers, who signed up.</p>",
        "<p>Follow us on this path, said the mayor.</p>", "<p>Subscribe to that view, she said, and you will be poor.</p>",  # noqa: E501
        "<p>Image: what the port has lost, said the mayor.</p>",
        "<p>The newsletter of the harbour has two thousand readers in four towns, and no editor.</p>",
    ],
)  # fmt: skip
def test_a_sentence_stays_whatever_its_first_words_are(piece):
    found = imported(piece)
    assert said(piece).replace(" ,", ",") in said(html_of(found)).replace(" ,", ","), left(found)


NOTICES = {
    "advertisement": [
        "Advertisement - scroll to continue", "Hirdetés", "İlan", "Διαφήμιση", "विज्ञापन", "פרסומת", "Quảng cáo", "โฆษณา", "Iklan",  # noqa: E501
        "تبلیغات", "after newsletter promotion", "Loading...",
    ],
    "invitation to subscribe or follow": [
        "Abonnieren Sie unseren Newsletter.", "Přihlaste se k odběru našeho newsletteru.", "Підпишіться на нашу розсилку.",  # noqa: E501
        "Подписывайтесь на наш телеграм-канал.", "اشترك في نشرتنا البريدية.", "Zapisz się na nasz newsletter.",
        "Meld je aan voor onze nieuwsbrief.", "メールマガジンに登録する", "You have 2 free articles left this month.",
        "Already a subscriber? Log in.",
    ],
    "links to other stories": [
        "Weiterlesen: <a href='/x'>Der Kai</a>", "延伸閱讀：<a href='/x'>碼頭</a>", "関連記事：<a href='/x'>埠頭</a>",
        "Olvass tovább: <a href='/x'>A móló</a>", "Διαβάστε επίσης: <a href='/x'>Η αποβάθρα</a>", "WATCH: <a href='/x'>The quay</a>",  # noqa: E501
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words"), [(kind, words) for kind, all_words in NOTICES.items() for words in all_words]
)
def test_a_notice_is_left_out_in_every_language(kind, words):
    found = imported(f"<p>{words}</p>")
    assert found.body == imported().body
    assert [item.kind for item in found.left_out] == [kind]


@pytest.mark.parametrize("words", ["Contact Jane Roe at jane@example.org", "Have a tip? Email tips@example.org.",
                                   "Follow Jane Roe on X: @janeroe", "Tous droits réservés."])  # fmt: skip
def test_a_notice_at_the_end_is_left_out(words):
    assert imported_at_end(f"<p>{words}</p>").body == imported().body


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ol reversed><li>C</li><li>B</li><li>A</li></ol>", '<ol reversed="reversed" start="3"><li>C</li><li>B</li><li>A</li></ol>'),  # noqa: E501
        ('<ol reversed start="10"><li><p>Ten.</p></li><li><p>Nine.</p></li></ol>',
         '<ol reversed="reversed" start="10"><li><p>Ten.</p></li><li><p>Nine.</p></li></ol>'),
        ("<ul><li>a<ol reversed><li>x</li><li>y</li></ol></li></ul>",
         '<ul><li>a<ol reversed="reversed" start="2"><li>x</li><li>y</li></ol></li></ul>'),
        ("<ol><li value=3>a</li><li value=3>b</li></ol>", '<ol start="3"><li>a</li></ol><ol start="3"><li>b</li></ol>'),
        ("<ol><li>One.</li><li value=5>Five.</li><li>Six.</li></ol>", '<ol><li>One.</li></ol><ol start="5"><li>Five.</li><li>Six.</li></ol>'),  # noqa: E501
        ('<ol start="-1"><li>a</li><li>b</li></ol>', "<ul><li>−1. a</li><li>0. b</li></ul>"),
        ('<ol start="0"><li>a</li><li>b</li></ol>', '<ol start="0"><li>a</li><li>b</li></ol>'),
        ("<ul><li>a</li>stray <b>words</b><li>b</li></ul>", "<ul><li>a<br>stray <strong>words</strong></li><li>b</li></ul>"),  # noqa: E501
        ("<ul><li><hr>a</li><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li><pre>a\n  b</pre></li><li>c</li></ul>", "<ul><li><pre><code>a\n  b\n</code></pre></li><li><p>c</p></li></ul>"),  # noqa: E501
        ("<ol><li><pre>a\n\n b</pre><p>c</p></li></ol>", "<ol><li><pre><code>a\n\n b\n</code></pre><p>c</p></li></ol>"),
        ("<ul><li><ul><li><pre>  a</pre></li></ul></li></ul>", "<ul><li><ul><li><pre><code>  a\n</code></pre></li></ul></li></ul>"),  # noqa: E501
        ("<blockquote><ul><li><pre>x</pre></li></ul></blockquote>",
         "<blockquote><ul><li><pre><code>x\n</code></pre></li></ul></blockquote>"),
        ("<p><i>a<br><br>b</i> c</p>", "<p><em>a</em></p><p><em>b</em> c</p>"),
        ("<p><s>a<br><br>b</s></p>", "<p><s>a</s></p><p><s>b</s></p>"),
        ("<table><tr><th>A</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "<table><thead><tr><th>A</th><th></th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td><table><tr><td>i</td><td>j</td></tr><tr><td>k</td></tr></table></td><td>2</td></tr></table>",
         "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>i, j / k</td><td>2</td></tr></tbody></table>"),  # noqa: E501
        ("<table><caption>Of it</caption><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "<p>Of it</p><p>One.</p><p>Two.</p>"),  # noqa: E501
    ],
)  # fmt: skip
def test_html_comes_back_as_it_was(html, wanted):
    assert shown(html) == wanted


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("3. a\n2. b\n    1. x\n    2. y\n1. c", '<ol reversed="reversed" start="3"><li>a</li><li>b<ol><li>x</li><li>y</li></ol></li><li>c</li></ol>'),  # noqa: E501
        ("5. a\n4. b\n2. c", '<ol start="5"><li>a</li><li>b</li><li>c</li></ol>'), ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),  # noqa: E501
        ("3. a\n\n2. b", '<ol reversed="reversed" start="3"><li><p>a</p></li><li><p>b</p></li></ol>'),
        ("2. only", '<ol start="2"><li>only</li></ol>'),
    ],
)  # fmt: skip
def test_numbers_that_fall_by_one_count_down(markdown, html):
    assert "".join(block.html for block in render_article(markdown)) == html


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (documents.run("The ") + documents.run("old", "<w:dstrike/>") + documents.run(" fee"), "The <s>old</s> fee"),
        (documents.run("See ") + f'<w:fldSimple w:instr="REF x">{documents.run("part 7")}</w:fldSimple>', "See part 7"),
        (documents.run("So ") + '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t>'
         "</m:r></m:oMath>", "So x+1"),
    ],
)  # fmt: skip
def test_all_that_word_draws_is_there(runs, wanted):
    assert wanted in documents.with_runs(runs).body


@pytest.mark.parametrize(
    ("line", "names"),
    [("Text: Anna Müller", "Anna Müller"), ("Text av Anna Svensson", "Anna Svensson"), ("Tekst: Jan Kowalski", "Jan Kowalski"),  # noqa: E501
     ("Від Олени Петренко", "Олени Петренко"), ("文/王小明", "王小明"), ("编辑：李雷", "李雷"), ("Reporting by Jane Roe", "Jane Roe")],  # noqa: E501
)  # fmt: skip
@pytest.mark.parametrize("day", ["21 August 1968", "٢١ أغسطس ١٩٦٨", "昭和43年8月21日"])
def test_names_and_days_are_found_above_a_text(line, names, day):
    found = extract_text(f"Harbour board votes at midnight\n\n{line}\n\n{day}\n\nThe board met on Tuesday.\n\nIt sat.")
    assert (found.title, found.byline, str(found.published_on)) == (TITLE, names, "1968-08-21")


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("user123", ""), ("NaN", ""), ("[object Object]", ""), ("{{author}}", ""), ("%author%", ""), ("Guest Author", ""),  # noqa: E501
        ("wp-admin", ""), ("编辑：李雷", "李雷"), ("JANE ROE By Jane Roe", "JANE ROE"), ("Jane Roe Follow", "Jane Roe"),
        ("Jane Roe (she/her)", "Jane Roe"), ("記者王小明／台北報導", "王小明"), ("김철수 기자", "김철수"), ("문: 김철수", "김철수"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_byline_is_a_name_or_nothing(author, byline):
    assert imported(head=f'<meta name="author" content="{author}">').byline == byline


def test_a_headline_that_was_escaped_twice_is_read_twice():
    html = page(head='<meta property="og:title" content="Fish &amp;amp; chips for the harbour board">').replace(
        f"<h1>{TITLE}</h1>", ""
    )
    assert extract(html.encode(), "a.html").title == "Fish & chips for the harbour board"


@pytest.mark.parametrize(
    ("declared", "encoding", "signs"),
    [("x-cp1251", "cp1251", "Привет"), ("x-mac-roman", "mac_roman", "é – “x”"), ("iso-2022-jp", "iso2022_jp", "東京")],
)
def test_names_of_encodings_that_browsers_know(declared, encoding, signs):
    html = page(f"<p>{signs} stood on the door of the customs house that night, in old letters.</p>",
                head=f"<meta charset={declared}>")  # fmt: skip
    found = extract(html.encode(encoding), "a.html")
    assert f"{signs} stood on the door" in found.body
    assert found.warnings == ()


def test_an_article_that_goes_on_behind_an_advertisement_is_whole():
    more = "".join(f"<p>{SENTENCE.replace('nine', word)}</p>" for word in ("four", "five", "six", "seven"))
    for bottom in (f"<div class='row'><div class='ad'></div><div class='body text'>{more}</div></div>",):
        found = imported(wrap="div class='body text'", bottom=bottom)
        assert all(word in found.body for word in ("four crowns", "seven crowns")), left(found)


def test_another_story_in_a_box_of_the_same_kind_is_none_of_it():
    lines = [
        "The board met on Tuesday in the old customs house and sat until midnight.",
        "Nobody had expected a vote, and the gallery was empty but for two fishermen.",
        "A cat that was lost for six years has come home to a village by the lake.",
        "Its owner had moved twice since then, and keeps two dogs and a parrot now.",
    ]
    more = "".join(f"<p>{line}</p>" for line in lines[2:])
    for inside, count in ((more, 4), (f"<h2>Another story</h2>{more}", 2), (f"<ul><li>{more}</li></ul>", 2)):
        text = "".join(f"<p>{line}</p>" for line in lines[:2])
        body = document_fromstring(f"<div class=t>{text}</div><div><div class=t>{inside}</div></div>").find("body")
        assert len(choose(body, part_into_leaves(body), "\n".join(lines[:2])).kept) == count


def test_a_block_of_lines_is_known_by_its_words():
    dates = "<br>".join(f"June {n} -- Harbour Hall number {n}, Port Ellis" for n in range(9, 29))
    html = page().replace("</article>", f"<p>The dates of the meetings of the board:<br>{dates}</p></article>")
    assert "June 28 -- Harbour Hall" in extract(html.encode(), "a.html").body


def test_the_first_paragraph_stays_in_the_text_though_the_page_describes_itself_by_it():
    first = said(BELOW.split("</p>")[0])
    html = (
        page(head=f'<meta name="description" content="{first}">')
        .replace("</h1>", f"</h1><p>{first}</p>")
        .replace(BELOW, "<p>It was late.</p>")
    )
    found = extract(html.encode(), "a.html")
    assert (found.standfirst, found.body.split("\n\n")[0]) == ("", first)


@pytest.mark.parametrize("opening", ['<p class="standfirst">{}</p>', "<h2>{}</h2>", "<header><p>{}</p></header>"])
def test_a_standfirst_that_is_set_apart_goes_into_its_field(opening):
    first = said(BELOW.split("</p>")[0])
    html = (
        page(head=f'<meta name="description" content="{first}">')
        .replace("</h1>", f"</h1>{opening.format(first)}")
        .replace(BELOW, "<p>It was late.</p>")
    )
    found = extract(html.encode(), "a.html")
    assert (found.standfirst, first in found.body) == (first, False)


def test_the_words_of_a_piece_are_between_those_around_it():
    assert [
        kind for kind, text in blocks_of(imported("<p>One more sentence stands here, and it is of the board.</p>"))
    ] == ["paragraph"]
