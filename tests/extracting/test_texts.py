"""It reads what people paste: plain text, Markdown, pieces of HTML; it finds what stands above the text."""

import re
from datetime import date
from html import unescape

import pytest

from explainer.extracting import NotExtractedError, extract, extract_text
from explainer.rendering import render_article

BODY = "The tanks came at night. They came from four sides, and nobody had been told.\n\nThe radio was silent."


def shown(body):
    """What readers see of Markdown, as text."""
    return "\n\n".join(block.text for block in render_article(body, "en"))


def test_it_finds_headline_byline_and_day_above_a_plain_text():
    found = extract_text(f"A night in August\n\nBy Jane Roe\n\n21 August 1968\n\n{BODY}")
    assert (found.title, found.byline, found.published_on) == ("A night in August", "Jane Roe", date(1968, 8, 21))
    assert found.body == BODY


def test_it_takes_no_first_paragraph_for_a_headline():
    assert extract_text(BODY).title == ""
    assert extract_text(BODY).body == BODY


def test_it_takes_each_line_for_a_paragraph_where_no_line_is_blank():
    assert extract_text("A night in August\nThe tanks came.\nThey left.").body == "The tanks came.\n\nThey left."


@pytest.mark.parametrize(
    "text",
    [
        "Five * three is 15, and *so* on.", "Call f_o_o and `bar`.", "[sic] he said",
        "a < b and <b>bold</b> &amp; more",
        "#1 in the charts", "“Smart” – it’s … kept", "1968 was a year. 2. Not a list", r"C:\new\folder",
    ],
)  # fmt: skip
def test_it_keeps_every_word_and_sign_of_plain_text(text):
    found = extract(f"A headline for it\n\n{text}\n\nAnd a second paragraph.".encode(), "a.txt")
    assert shown(found.body) == f"{text}\n\nAnd a second paragraph."


def test_it_makes_links_of_addresses_in_plain_text():
    assert extract_text("See https://example.org/a_b, she said.\n\nEnd.").body.startswith(
        "See <https://example.org/a_b>, she"
    )


def test_it_leaves_markdown_as_it_is():
    text = "Read *this*: [the page](https://example.org).\n\n- one\n- two\n\n> Said.\n\nA note.[^1]\n\n[^1]: Below."
    assert extract_text(f"# The headline\n\n{text}").body == text
    assert extract_text(f"# The headline\n\n{text}").title == "The headline"


def test_it_reads_front_matter():
    text = "---\ntitle: A night in August\nauthor: [Jane Roe, John Doe]\ndate: 1968-08-21\n"
    text += f"description: Radio.\n---\n\n{BODY}"
    found = extract(text.encode(), "a.md")
    assert (found.title, found.byline, found.standfirst) == ("A night in August", "Jane Roe, John Doe", "Radio.")
    assert (found.published_on, found.body) == (date(1968, 8, 21), BODY)


def test_it_takes_a_rule_at_the_top_for_no_front_matter():
    assert extract(f"---\n\n{BODY}".encode(), "a.md").body.endswith(BODY)


def test_it_reads_a_piece_of_html():
    found = extract_text(
        "<h1>A night</h1><p>The <em>tanks</em> came.</p><script>alert(1)</script>"
        '<ul><li>one<ul><li>two</li></ul></li></ul><p onclick="x()"><a href="https://example.org">Here</a> '
        '<a href="javascript:alert(1)">there</a></p>'
    )
    assert found.title == "A night"
    assert found.body == "The *tanks* came.\n\n- one\n    - two\n\n[Here](https://example.org) there"


def test_it_takes_a_mention_of_a_tag_for_plain_text():
    assert shown(extract_text("The <p> element is old.\n\nIt is.").body).startswith("The <p> element is old.")


def test_it_drops_what_is_drawn_as_nothing():
    assert extract_text("The ta\u00adnks\u200b ca\ufeffme\x07.\r\n\r\nEnd.").body == "The tanks came.\n\nEnd."


def signature(data):
    """A text's signature as C2PA writes it into the text."""
    return "\ufeff" + "".join(chr(0xFE00 + byte) if byte < 16 else chr(0xE0100 + byte - 16) for byte in data)


@pytest.mark.parametrize(
    ("text", "shown_text"),
    [
        ("The end came" + signature(b"C2PATXT\0" + bytes(range(256)) * 8) + ".", "The end came."),
        (signature(bytes(range(256))) + "The end came.", "The end came."),
        ("The end came." + "\ufe00\U000e0150" * 20, "The end came."),
        ("Hid\U000e0041\U000e0042den words.", "Hidden words."),
        ("葛\U000e0100飾区 and ❤\ufe0f stay.", "葛\U000e0100飾区 and ❤\ufe0f stay."),
        ("The flag \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flies.",
         "The flag \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flies."),
        ("ខ្មែរ\u200bភាសា stays.", "ខ្មែរ\u200bភាសា stays."),
    ],
)  # fmt: skip
def test_it_keeps_the_visible_text_of_what_is_signed(text, shown_text):
    for found in (
        extract(f"A headline for it\n\nFirst.\n\n{text}".encode(), "a.txt"),
        extract(f"# A headline\n\nFirst.\n\n{text}".encode(), "a.md"),
        extract_text("x", f"<h1>A headline</h1><p>First.</p><p>{text}</p>"),
    ):
        assert found.body == f"First.\n\n{shown_text}"


@pytest.mark.parametrize("text", ["", " \n\t ", "# Only a headline"])
def test_it_says_that_there_is_no_text(text):
    with pytest.raises(NotExtractedError, match="Paste"):
        extract_text(text)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Il a dit «https://a.example/x» et «\u202fhttps://a.example/y\u202f».", ["x", "y"]),
        ("Sie nannte „https://a.example/x“ und ‚https://a.example/y‘.", ["x", "y"]),
        ("He gave ‹https://a.example/x›, “https://a.example/y”, ‘https://a.example/z’.", ["x", "y", "z"]),
        ("She saw (https://a.example/x_(band)) and [https://a.example/y], no more.", ["x_(band)", "y"]),
        ("新しい「https://a.example/x」と（https://a.example/y）。https://a.example/z。以上。", ["x", "y", "z"]),
        ("راجع https://a.example/x، ثم https://a.example/y؟ نعم.", ["x", "y"]),
        ("Wait for https://a.example/x?a=1&b=c_d… or https://a.example/y!", ["x?a=1&b=c_d", "y"]),
    ],
)
def test_an_address_never_takes_the_mark_behind_it(text, addresses):
    for found in (
        extract_text(f"A note of the desk\n\nBy Ann Poe\n\n{text}\n\nEnd of it."),
        extract(f"A note of the desk\n\nIt is short.\n\n{text}\n\nEnd of it.".encode(), "note.txt"),
    ):
        html = "".join(block.html for block in render_article(found.body))
        assert [unescape(link) for link in re.findall(r'href="https://a.example/([^"]+)"', html)] == addresses
        assert text in shown(found.body)


RUBY = "<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>"


def test_ruby_is_its_base_and_its_reading_wherever_it_comes_from():
    pasted = extract_text("x", f"<p>大都市{RUBY}の朝は早い。</p><p>次の段落。</p>").body
    words = f"<h1>朝の都市のこと</h1><p>大都市{RUBY}の朝は早い。{'人は歩く。' * 30}</p>"
    page = f"<html lang=ja><body><article>{words}</article>"
    written = "".join(block.html for block in render_article(f"大都市{RUBY}の朝は早い。"))
    assert "大都市東京（とうきょう）の朝" in pasted
    assert "大都市東京（とうきょう）の朝" in extract(page.encode(), "a.html").body
    assert "大都市東京(とうきょう)の朝" in written
