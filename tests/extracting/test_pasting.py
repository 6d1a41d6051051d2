"""What is copied from Word, Google Docs, mail and chats keeps its lists, its emphasis and its addresses."""

from urllib.parse import quote

import pytest

from explainer.extracting import extract_text
from tests.extracting.pieces import html_of


def pasted(html):
    return extract_text("x", f"<html><body><!--StartFragment-->{html}<!--EndFragment--></body></html>")


def word_item(mark, words, level=1, listing="l0"):
    return (
        f"<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:{listing} level{level} "
        f"lfo1'><![if !supportLists]>"
        f"<span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New "
        f"Roman\"'>&nbsp;&nbsp;&nbsp; "
        f"</span></span></span><![endif]>{words}<o:p></o:p></p>"
    )


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (word_item("·", "First") + word_item("·", "Second"), "- First\n- Second"),
        (word_item("1.", "First") + "\n" + word_item("2.", "Second"), "1. First\n2. Second"),
        (word_item("a)", "First") + word_item("b)", "Second"), "1. First\n2. Second"),
        (word_item("·", "First") + word_item("o", "Inner", 2) + word_item("·", "Second"),
         "- First\n    - Inner\n- Second"),
        (word_item("1.", "First") + word_item("·", "Inner", 2) + word_item("2.", "Second"),
         "1. First\n    - Inner\n2. Second"),
        (word_item("§", "First") + "<p>Between.</p>" + word_item("§", "Second"), "- First\n\nBetween.\n\n- Second"),
        ("<p style='mso-list:l0 level1 lfo1'>·\xa0\xa0\xa0 First</p><p style='mso-list:l0 level1 lfo1'>·\xa0 Second</p>", "- First\n- Second"),  # noqa: E501
        ("<ol><li><p>Rule one.</p><p>More.</p></li><li><p>Rule two.</p></li></ol>",
         "1. Rule one.\n\n    More.\n\n2. Rule two."),
        ("<ul><li><p>One.</p></li><li><p>Two.</p><ul><li>In.</li></ul></li></ul>", "- One.\n\n- Two.\n\n    - In."),
        ("<ol start=3><li>Three.</li><li>Four.</li></ol>", "3. Three.\n4. Four."),
    ],
)  # fmt: skip
def test_lists_are_lists(html, wanted):
    assert pasted(f"<p>Above.</p>{html}<p>Below.</p>").body == f"Above.\n\n{wanted}\n\nBelow."


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<span style="font-weight:700">strong</span>', "**strong**"),
         ('<span style="font-weight: bold">strong</span>', "**strong**"),
        ('<span style="font-style:italic">set off</span>', "*set off*"),
         ('<span style="font-weight:400">plain</span>', "plain"),
        ('<b style="font-weight:normal"><span style="font-weight:700">strong</span> plain</b>', "**strong** plain"),
        ('<span style="font-weight:600;font-style:italic">both</span>', "***both***"),
        ('<span style="text-decoration:line-through">gone</span>', "<s>gone</s>"),
        ('<i style="font-style:normal">plain</i>', "plain"),
        ('<b>one</b><b> piece</b>', "**one piece**"),
        ('<span style="font-size:11pt;vertical-align:super">2</span>', "<sup>2</sup>"),
    ],
)  # fmt: skip
def test_emphasis_by_style_is_emphasis(html, wanted):
    assert pasted(f"<p>It is {html}, they say.</p><p>Below.</p>").body == f"It is {wanted}, they say.\n\nBelow."


def test_google_docs_wraps_all_in_a_bold_that_is_none():
    html = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">Plain and </span>'  # noqa: E501
        '<span style="font-weight:700">strong</span></p><ul><li dir="ltr"><p dir="ltr"><span>One</span></p></li></ul></b>'  # noqa: E501
    )
    assert pasted(html).body == "Plain and **strong**\n\n- One"


REAL = "https://example.org/report?id=4&lang=en"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.google.com/url?q={quote(REAL, '')}&sa=D&source=editors&ust=1",
         f"https://www.google.co.uk/url?sa=t&url={quote(REAL, '')}",
        f"https://eur02.safelinks.protection.outlook.com/?url={quote(REAL, '')}&data=05%7C01&reserved=0",
        f"https://nam12.safelinks.protection.outlook.com/ap/w-59584e83/?url={quote(REAL, '')}&data=0",
        f"https://l.facebook.com/l.php?u={quote(REAL, '')}&h=AT0",
         f"https://slack-redir.net/link?url={quote(REAL, '')}",
        f"https://www.youtube.com/redirect?event=x&q={quote(REAL, '')}", f"https://urldefense.com/v3/__{REAL}__;!!abc!xyz$",
        "https://www.google.com/url?q=" + quote(f"https://eur02.safelinks.protection.outlook.com/?url={quote(REAL, '')}", ""),  # noqa: E501
    ],
)  # fmt: skip
def test_links_lead_where_they_lead(address):
    body = pasted(f'<p>Read <a href="{address.replace("&", "&amp;")}">the report</a> of it.</p><p>Below.</p>').body
    assert body == f"Read [the report]({REAL}) of it.\n\nBelow."


@pytest.mark.parametrize(
    "address",
    ["https://www.google.com/search?q=https://example.org", "https://example.org/url?q=https://other.example",
     "https://www.google.com/url?q=javascript:alert(1)", "https://notgoogle.com.evil.example/url?q=https://example.org"],
)  # fmt: skip
def test_other_addresses_stay(address):
    assert (
        "(" + address.replace("(", "%28").replace(")", "%29") + ")"
        in pasted(f'<p>A <a href="{address}">link</a></p><p>x</p>').body
    )


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ('<tr><th>Year</th><th>Port</th><th>Tons</th></tr><tr><td rowspan="2">2019</td><td>North</td><td>5</td></tr><tr><td>South</td><td>7</td></tr>',  # noqa: E501
         [["2019", "North", "5"], ["", "South", "7"]]),
        ('<tr><th>A</th><th>B</th></tr><tr><td colspan="2">both</td></tr><tr><td>1</td><td>2</td></tr>', [["both",
         ""], ["1", "2"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td>x | y</td><td>z</td></tr>", [["x | y", "z"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td><code>a|b</code></td><td>z</td></tr>", [["a|b", "z"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td>: after</td><td>:</td></tr>", [[": after", ":"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td>Time: 12:30</td><td>---</td></tr>", [["Time: 12:30", "—"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td></td><td>z</td></tr>", [["", "z"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td>\\</td><td>a\\|b</td></tr>", [["\\", "a\\|b"]]),
        ('<tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1</td><td rowspan="3" colspan="2">w</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>',  # noqa: E501
         [["1", "w", ""], ["2", "", ""], ["3", "", ""]]),
    ],
)  # fmt: skip
def test_cells_stand_in_their_columns_whole(rows, wanted):
    import re
    from html import unescape

    html = html_of(pasted(f"<p>Above.</p><table>{rows}</table><p>Below.</p>"))
    body = re.search(r"<tbody>(.*)</tbody>", html)[1]
    cells = [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", body)
    ]
    assert cells == wanted
