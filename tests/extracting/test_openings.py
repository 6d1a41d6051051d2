"""Headline, standfirst, byline and day are found wherever they stand, and nothing is taken for them that isn't."""

from datetime import date

import pytest

from explainer.extracting import extract, extract_text
from tests.extracting.pieces import TITLE, imported

HEAD, STAND = "Harbour board votes at midnight", "Fees rise by a tenth, and nobody was in the room to hear it."
TEXT = ["The board met on Tuesday in the old customs house.", "It sat until after midnight, said its clerk."]
BYLINES = [
    ("By Jane Roe", "Jane Roe"), ("by Jane Roe and John Doe", "Jane Roe and John Doe"), ("Von Käthe Brühl",
     "Käthe Brühl"),
    ("Par Éloïse Marchetti", "Éloïse Marchetti"), ("Por Ana de la Vega", "Ana de la Vega"), ("Door Jan van der Berg",
     "Jan van der Berg"),
    ("Autor: Petr Novák", "Petr Novák"), ("作者：王小明", "王小明"), ("Words by Jane Roe", "Jane Roe"),
]  # fmt: skip
DAYS = ["21 August 1968", "August 21, 1968", "1968-08-21", "21.08.1968", "21. August 1968", "21 août 1968",
 "21 de agosto de 1968",
        "Published 21 August 1968", "Wednesday, 21 August 1968", "21 августа 1968", "1968年8月21日"]  # fmt: skip


def every_way(title, blocks):
    """The same text as a Markdown file, as plain text, as a clipboard's HTML."""
    yield extract(("# " + "\n\n".join([title, *blocks])).encode(), "a.md")
    yield extract_text("\n\n".join([title, *blocks]))
    yield extract_text("x", f"<h1>{title}</h1>" + "".join(f"<p>{block}</p>" for block in blocks))
    yield extract_text("x", "".join(f"<p>{block}</p>" for block in [f"<b>{title}</b>", *blocks]))


def fields(found):
    return found.title, found.standfirst, found.byline, found.published_on


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_the_four_fields_are_found(line, names):
    for found in every_way(HEAD, [STAND, line, "21 August 1968", *TEXT]):
        assert fields(found) == (HEAD, STAND, names, date(1968, 8, 21))
        assert found.body == "\n\n".join(TEXT)


@pytest.mark.parametrize("line", DAYS)
def test_a_day_in_words_is_found(line):
    for found in every_way(HEAD, [STAND, "By Jane Roe", line, *TEXT]):
        assert fields(found) == (HEAD, STAND, "Jane Roe", date(1968, 8, 21))


@pytest.mark.thorough
@pytest.mark.parametrize("line", ["By Jane Roe, 21 August 1968", "By Jane Roe | 21 August 1968",
 "By Jane Roe · August 21, 1968",
                                  "21 August 1968 – By Jane Roe"])  # fmt: skip
def test_both_in_one_line_are_found(line):
    for found in every_way(HEAD, [STAND, line, *TEXT]):
        assert fields(found) == (HEAD, STAND, "Jane Roe", date(1968, 8, 21))


@pytest.mark.parametrize(
    "blocks",
    [
        TEXT, ["By noon the square was full of people.", *TEXT], ["By then it was over", *TEXT], [TEXT[0],
         "1968 was a year.", TEXT[1]],
        ["By and large nobody cared", *TEXT], ["In 1968 tanks came.", *TEXT], [*TEXT, "By Jane Roe"],
    ],
)  # fmt: skip
def test_text_is_taken_for_no_credit(blocks):
    for found in every_way(HEAD, blocks):
        assert fields(found) == (HEAD, "", "", None)
        assert found.body == "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("head", "top", "heading", "wanted"),
    [
        ('<meta property="og:title" content="Board votes at midnight on fees">',
         "<header><h1>The paper for everybody who cares</h1></header>", "h2",
         "Board votes at midnight on fees"),
        ('<meta property="og:title" content="Board votes at midnight on fees">',
         '<h1 class="logo">News for the far north</h1>', "p",
         "Board votes at midnight on fees"),
        ("", "", "h1", TITLE),
        ('<meta property="og:title" content="You won’t believe this quay">', "", "h1", TITLE),
        ('<meta property="og:title" content="Harbour board votes at midnight | Harbour Post">', "", "h1", TITLE),
        (f'<meta name="twitter:title" content="{TITLE} - The Harbour Post">', "", "h2", TITLE),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>', "", "h1", TITLE),
    ],
)  # fmt: skip
def test_the_headline_is_found(head, top, heading, wanted):
    from tests.extracting.pieces import page

    html = (
        page(head=head, top=top)
        .replace("<h1>" + TITLE, f"<{heading}>{TITLE}")
        .replace(TITLE + "</h1>", f"{TITLE}</{heading}>")
    )
    assert extract(html.encode(), "a.html").title == wanted


@pytest.mark.parametrize(
    "inside",
    ["<style>.a{color:red}</style>{}", "<script>var a=1</script>{}",
     "{}<span class='visually-hidden'> Share this</span>",
     "<noscript>x y z</noscript>{}", "<svg><title>Icon of a boat</title></svg>{}", "<span>{}</span>",
      "{}<button>Save this</button>"],
)  # fmt: skip
def test_the_headline_is_what_is_drawn_of_it(inside):
    from tests.extracting.pieces import page

    html = page().replace(f"<h1>{TITLE}", "<h1>" + inside.replace("{}", TITLE, 1).replace("{}", ""))
    assert extract(html.encode(), "a.html").title == TITLE


def test_two_headlines_that_differ_are_said():
    found = imported(head='<meta property="og:title" content="You won’t believe this quay">')
    assert any("You won’t believe this quay" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Username", ""), ("admin", ""), ("Jane Roe Jane Roe", "Jane Roe"), ("作者", ""), ("Joshua Sokol May",
         "Joshua Sokol"),
        ("Joshua Sokol May 4, 2019", "Joshua Sokol"), ("By Jane Roe", "Jane Roe"), ("作者：王小明", "王小明"),
         ("Jane Roe, Political reporter", "Jane Roe"),
        ("Theresa May", "Theresa May"), ("https://example.org/jane", ""), ("jane@example.org", ""), ("June Brown",
         "June Brown"),
        ("Posted by", ""), ("Jane Roe | 4 May 2019", "Jane Roe"), ("JANE ROE", "JANE ROE"), ("Анна Петрова",
         "Анна Петрова"),
    ],
)  # fmt: skip
def test_a_byline_is_a_name_or_nothing(author, byline):
    found = imported(head=f'<meta name="author" content="{author}">')
    assert found.byline.casefold() == byline.casefold()


def test_a_name_that_stands_twice_stands_once():
    ld = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Roe"},{"@type":"Person","name":"Jane Roe"}]}</script>'  # noqa: E501
    assert imported(head=ld, piece="").byline == "Jane Roe"
