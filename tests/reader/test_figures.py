"""The figure at the head of an article: a file of its own, chosen by the editor."""

import re

import pytest
from defusedxml import ElementTree

from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article("The tanks came to Prague.", slug="story", glance_caption="Where it happened.")
    note = make_note(title="Invasion", place_name="Prague", latitude=50.0755, longitude=14.4378)
    annotate(article, "tanks", note)
    note.events.create(date="1968-08-21", text="Tanks came.")
    return article


def choose(article, glance):
    article.glance = glance
    article.save()


def image(client):
    page = client.get("/articles/story/").content.decode()
    return re.findall(
        r'<figure class="lead"><a href="([^"]*)"><img src="([^"]*)" width="(\d+)" height="(\d+)" alt="([^"]*)"', page
    )


def test_an_article_has_none_unless_the_editor_chose_one(client, article):
    assert image(client) == []
    assert client.get("/articles/story/figure.svg").status_code == 404


@pytest.mark.parametrize(
    ("glance", "leads_to", "size", "alt", "words"),
    [
        ("map", "/articles/story/map/", ("360", "220"), "Map of the places", "Prague"),
        (
            "line",
            "/articles/story/timeline/",
            ("320", "123"),
            "Line of time",
            "The article",
        ),
    ],
)
def test_it_is_a_picture_of_its_own_that_leads_to_all_of_it(client, article, glance, leads_to, size, alt, words):
    choose(article, glance)
    assert image(client) == [(leads_to, "/articles/story/figure.svg", *size, alt)]
    assert "Where it happened." in client.get("/articles/story/").content.decode()
    answer = client.get("/articles/story/figure.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.content)  # well-formed, or no browser draws it
    assert drawn.get("viewBox") == f"0 0 {size[0]} {size[1]}"
    assert words in "".join(drawn.itertext())
    assert "prefers-color-scheme" in "".join(drawn.itertext())


@pytest.mark.parametrize("glance", ["map", "line"])
def test_without_anything_to_draw_there_is_no_figure_and_its_address_says_so(client, glance):
    choose(make_article("Nothing.", slug="story"), glance)
    assert image(client) == []
    answer = client.get("/articles/story/figure.svg")
    assert "There are no" in "".join(ElementTree.fromstring(answer.content).itertext())


def test_names_can_t_break_out_of_the_file(client, article):
    note = article.annotations.get().note
    note.place_name = "<script>alert(1)</script> & more"
    note.save()
    for glance in ("map", "line"):
        choose(article, glance)
        answer = client.get("/articles/story/figure.svg")
        ElementTree.fromstring(answer.content)
        assert b"<script" not in answer.content
