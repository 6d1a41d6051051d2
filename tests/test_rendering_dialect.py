"""Markdown as people write it, where Python-Markdown by itself reads it otherwise."""

import pytest

from explainer.extracting.markdown import escape_plain_text
from explainer.rendering import render_article
from tests.factories import make_article, make_note
from tests.markup import read

CASES = [
    ("#MeToo changed much.", [("paragraph", "#MeToo changed much.")]),
    ("#1 in the charts", [("paragraph", "#1 in the charts")]),
    ("## A heading", [("heading", "A heading")]),
    ("Text.\n# A heading\nMore.", [("paragraph", "Text."), ("heading", "A heading"), ("paragraph", "More.")]),
    (
        "They ask for:\n- higher pay\n- shorter hours",
        [("paragraph", "They ask for:"), ("list", "higher pay\nshorter hours")],
    ),
    ("They ask for:\n* pay\n* hours", [("paragraph", "They ask for:"), ("list", "pay\nhours")]),
    ("First:\n1. pay\n2. hours\n\nEnd.", [("paragraph", "First:"), ("list", "pay\nhours"), ("paragraph", "End.")]),
    ("It was in\n1968. A year.", [("paragraph", "It was in 1968. A year.")]),
    ("From 3 to\n4. That is all.", [("paragraph", "From 3 to 4. That is all.")]),
    ("He came\n-and left", [("paragraph", "He came -and left")]),
    ("- one\n- two\n\n- three", [("list", "one\ntwo\nthree")]),
    ("Text:\n- one\n\n- two", [("paragraph", "Text:"), ("list", "one\ntwo")]),
    ("    code\n    - no list", [("code", "code\n- no list\n")]),
    ("<div>One box.</div>\n\nText.", [("paragraph", "One box."), ("paragraph", "Text.")]),
    ("~~~ and a ~~ b ~~ and `~~c~~` and \\~~d~~", [("paragraph", "~~~ and a ~~ b ~~ and ~~c~~ and ~~d~~")]),
    ("東京は\n日本", [("paragraph", "東京は日本")]),
    ("東京は、\n日本。\n首都", [("paragraph", "東京は、日本。首都")]),
    ("서울은\n한국", [("paragraph", "서울은 한국")]),
    ("東京\nTokyo\n日本", [("paragraph", "東京 Tokyo 日本")]),
]


@pytest.mark.parametrize(("source", "blocks"), CASES)
def test_it_is_read_as_it_is_written(source, blocks):
    assert [(block.kind, block.text) for block in render_article(source)] == blocks


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("He ~~has resigned~~ denied.", "<p>He <s>has resigned</s> denied.</p>"),
        ("~~a *b* [c](https://x.example/~~d)~~", '<p><s>a <em>b</em> <a href="https://x.example/~~d">c</a></s></p>'),
        ("two ~~on\none~~ line", "<p>two <s>on one</s> line</p>"),
    ],
)
def test_words_between_two_tildes_are_struck(source, html):
    assert render_article(source)[0].html == html


def test_tildes_of_a_plain_text_are_no_marks():
    assert render_article(escape_plain_text("Meet ~~soon~~ ~~~ then"))[0].html == "<p>Meet ~~soon~~ ~~~ then</p>"


@pytest.mark.django_db
def test_titles_and_summaries_have_the_signs_of_their_page(client):
    article = make_article('L\'"État"', title='L\'"État"', standfirst='Un "non"', language="fr")
    html = read(client.get(article.get_absolute_url()))
    assert html.one("h1").text == "L’«\u202fÉtat\u202f»"
    assert "Un «\u202fnon\u202f»" in html.text
    note = make_note(title='The "state"', summary="Hans' house")
    html = read(client.get(note.get_absolute_url()))
    assert html.one("h1").text == "The “state”"
    assert "Hans’ house" in html.text
    assert "L’«\u202fÉtat\u202f»" in client.get("/feed.xml").content.decode()
