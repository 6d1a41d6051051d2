"""What Markdown becomes: block kinds, footnotes, tables, quotation marks, headings, pictures, white space."""

import secrets

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from explainer.rendering import render, render_ahead, render_article, render_blocks
from explainer.text.parsing import plain_text
from tests.factories import make_picture
from tests.markup import read


@pytest.fixture
def picture():
    """A picture of 40 by 30 pixels among our uploads, by its name."""
    file = ContentFile(b"")
    Image.new("RGB", (40, 30)).save(file, "PNG")
    name = default_storage.save("tests/příklad.png", file)
    yield name
    default_storage.delete(name)


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("Plain **words**.", "paragraph", "Plain words."),
        ("## A *subheading*", "heading", "A subheading"),
        ("- a\n- b", "list", "a\nb"),
        ("1. a\n2. b", "list", "a\nb"),
        ("Word\n:   Meaning", "list", "Word\nMeaning"),
        ("> a\n>\n> b", "quote", "a\nb"),
        ("|a|b|\n|-|-|\n|c|d|", "table", "a\tb\nc\td"),
        ("    x = 1\n      y", "code", "x = 1\n  y\n"),
        ("* * *", "rule", ""),
        ("![A tank](/static/tank.png)", "image", ""),
        ("![A tank](/static/tank.png) in Prague", "paragraph", "in Prague"),
    ],
)
def test_it_says_what_kind_of_block_it_is(source, kind, text):
    [block] = render_blocks(source)
    assert (block.kind, block.text) == (kind, text)


@pytest.mark.parametrize("source", ["", " \n\n ", "<!-- a comment -->", "<p></p>", "[link]: https://example.org"])
def test_it_makes_no_block_of_nothing(source):
    assert render_article(source) == []


def test_it_links_a_footnote_and_its_text_both_ways():
    paragraph, notes = render_blocks("Tanks came.[^a]\n\n[^a]: At eleven at night.")
    assert paragraph.html == ('<p>Tanks came.<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup></p>')
    assert (paragraph.text, notes.kind) == ("Tanks came.", "footnotes")
    item = read(notes.html).one("li", id="fn:a")
    assert item.text.startswith("At eleven at night.")
    assert read(notes.html).one("a", class_="footnote-backref").attrs["href"] == "#fnref:a"
    assert notes.text.strip("\xa0\n") == "At eleven at night."


def test_it_leaves_footnotes_out_of_notes_and_claims():
    assert "footnote" not in render("Tanks came.[^a]\n\n[^a]: At eleven.")


def test_it_aligns_the_columns_of_a_table():
    [block] = render_blocks("|a|b|c|\n|:--|:-:|--:|\n|1|2|3|")
    cells = read(block.html)
    assert [cell.attrs.get("align") for cell in cells.all("th")] == ["left", "center", "right"]
    assert [cell.attrs.get("align") for cell in cells.all("td")] == ["left", "center", "right"]
    assert "style" not in block.html


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("en", "\"It's 'over'\", he said -- at last...", "“It’s ‘over’”, he said – at last…"),
        ("en-gb", "the spies' chief in the '60s", "the spies’ chief in the ’60s"),
        ("de", "Er sagte \"geht's\" und 'ja'.", "Er sagte „geht’s“ und ‚ja‘."),
        ("cs", '"ano"', "„ano“"),
        ("pl", "\"tak\" 'tak'", "„tak” «tak»"),
        ("ru", '"да"', "«да»"),
        ("uk", '"м\'ята"', "«м’ята»"),
        ("fr", "l'été \"fini\" 'oui'", "l’été « fini » “oui”"),
        ("it", 'l\'amico "vero"', "l’amico «vero»"),
        ("ja", '"x"', "「x」"),
    ],
)
def test_it_sets_quotation_marks_by_language(language, source, text):
    [block] = render_blocks(source, language)
    assert block.text == text


def test_it_leaves_marks_in_code_as_they_were_typed():
    assert render('`it\'s "x"...`') == '<p><code>it\'s "x"...</code></p>'


def test_it_keeps_the_first_level_of_heading_for_the_page():
    source = "# One\n\n## Two\n\n### Three\n\n<h1>h1 in h1</h1>"
    assert [block.html for block in render_blocks(source)] == [
        "<h2>One</h2>",
        "<h2>Two</h2>",
        "<h3>Three</h3>",
        "<h2>h1 in h1</h2>",
    ]


def test_it_gives_our_pictures_their_size(picture):
    address = default_storage.url(picture)
    image = read(render(f"![A tank]({address})")).one("img")
    assert image.attrs == {
        "loading": "lazy",
        "src": address,
        "alt": "A tank",
        "width": "40",
        "height": "30",
    }


def test_a_picture_that_arrives_later_gets_its_size():
    name = f"late-{secrets.token_hex(4)}.png"
    source = f"Before.\n\n<IMG src='/media/{name}' alt='x'>"
    assert "width" not in render(source)
    default_storage.save(name, make_picture(50, 20))
    assert 'width="50" height="20"' in render(source)


@pytest.mark.parametrize("address", ["/media/none.png", "/media/../../etc/passwd", "/media/", "/static/x.png"])
def test_it_says_no_size_of_a_picture_it_can_not_read(address):
    assert "width" not in render(f"![x]({address})")


def test_it_reads_no_size_of_an_upload_that_is_no_picture():
    name = default_storage.save("tests/words.png", ContentFile(b"words"))
    assert "width" not in render(f"![x](/media/{name})")
    default_storage.delete(name)


def test_it_collapses_white_space_as_a_browser_does():
    assert render("a   b\nc <b> d</b>\n<i>e</i> ") == "<p>a b c <b>d</b> <i>e</i></p>"
    assert render("- a\n\n    b\n\n- c") == "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"
    assert render("a  \nb") == "<p>a<br>b</p>"


def test_it_keeps_white_space_in_code():
    assert render("    a\n\n      b  c") == "<pre><code>a\n\n  b  c\n</code></pre>"


def test_it_reads_each_block_s_text_from_its_html():
    source = "# A *b*\n\n- c\n- d\n\n|e|f|\n|-|-|\n|g|h|\n\n> i  \nj[^1]\n\n    k\n\n[^1]: l"
    blocks = render_article(source)
    assert [block.kind for block in blocks] == ["heading", "list", "table", "quote", "code", "footnotes"]
    assert [plain_text(block.html) for block in blocks] == [block.text for block in blocks]


@pytest.mark.parametrize(
    "source",
    [
        "One.\n\nTwo.\n\n## Three\n\nFour.",
        "- a\n\n- b\n\nAfter.",
        "> a\n\n> b\n\nAfter.",
        "1. a\n\n    more of a\n\n2. b",
        "One.\r\n\r\nTwo.",
        "One [link].\n\n[link]: https://example.org",
        "One.[^1]\n\nTwo.\n\n[^1]: Note.",
        "*[MI6]: The service\n\nMI6 spoke.",
        "<div>\n\nOne.\n\n</div>",
        "Title\n===\n\nOne.\n\n|a|b|\n|-|-|\n|c|d|",
        "One.\n\n\n\n    code\n\n    more\n\nTwo.",
        "Same.\n\nSame.",
    ],
)
def test_it_renders_an_article_s_segments_like_the_whole(source):
    whole = render_blocks(source)
    parts = render_article(source)
    assert [(block.kind, block.html, block.text) for block in parts] == [(b.kind, b.html, b.text) for b in whole]


def test_it_takes_segments_it_rendered_before_from_the_old_blocks():
    old = render_article("One.\n\nTwo.\n\nTwo.")
    known = {}
    for block in old:
        known.setdefault(block.digest, []).append(block)
    assert render_article("One.\n\nTwo.\n\nTwo.", known=known) == old
    marked = {digest: ["taken from the old"] for digest in known}
    assert render_article("One.\n\nNew.\n\nTwo.\n\nTwo.", known=marked)[0] == "taken from the old"
    assert render_article("One.\n\nNew.\n\nTwo.", known=marked)[1].text == "New."
    assert render_article("One.", "de", known=marked)[0].text == "One."


def test_what_is_rendered_ahead_for_many_articles_is_what_each_would_have_rendered():
    sources = [
        'One *thing* "here".\n\n## A heading\n\n- a list\n\n    of two\n\nA [link](/x) and <b>HTML</b>.',
        "Again.\n\nAgain.\n\n> quoted\n\nTwo\nlines.",
        "With a note.[^1]\n\n[^1]: Far away.",
    ]
    known = render_ahead(sources)
    assert known
    for source in sources:
        assert render_article(source, "en", known) == render_article(source, "en")


def test_rendering_ahead_gives_nothing_rather_than_something_wrong():
    assert render_ahead([]) == {}
    assert render_ahead(["#\n\n# \n\nWords."]) == {}
