"""The figure at the head of an article: drawn in its page, chosen by the editor."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from explainer.publication.dependencies import paths_showing
from explainer.publication.highlights import MOST
from tests.factories import annotate, make_article, make_note
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def note():
    note = make_note(title="Invasion", place_name="Prague", latitude=50.0755, longitude=14.4378)
    note.events.create(date="1968-08-21", text="Tanks came.")
    return note


@pytest.fixture
def article(note):
    article = make_article("The tanks came to Prague.", slug="story", glance_caption="Where it happened.")
    annotate(article, "tanks", note)
    return article


def choose(article, glance):
    article.glance = glance
    article.save()


def figure(client, address="/articles/story/"):
    found = re.search(r'<figure class="lead.*?</figure>', client.get(address).content.decode(), re.S)
    return found[0] if found else ""


def test_an_article_has_none_unless_the_editor_chose_one(client, article):
    assert figure(client) == ""


@pytest.mark.parametrize(
    ("glance", "leads_to", "label", "size", "words"),
    [
        ("map", "/articles/story/map/", "Map of the places in this article", "360 220", "Prague"),
        ("line", "/articles/story/timeline/", "Line of time of this article", "320 123", "The article"),
    ],
)
def test_it_is_drawn_in_the_page_and_leads_to_all_of_it(client, article, glance, leads_to, label, size, words):
    choose(article, glance)
    shown = read(figure(client))
    assert shown.one("a").attrs == {"href": leads_to}
    assert shown.one("svg").attrs == {"viewbox": f"0 0 {size}", "role": "img", "aria-label": label}
    assert words in shown.one("svg").text
    assert shown.one("figcaption").text == "Where it happened."
    assert figure(client, "/") == figure(client).replace(leads_to, "/articles/story/")


@pytest.mark.parametrize("glance", ["map", "line"])
def test_without_anything_to_draw_there_is_no_figure(client, glance):
    choose(make_article("Nothing.", slug="story"), glance)
    assert figure(client) == figure(client, "/") == ""


@pytest.mark.parametrize("glance", ["map", "line"])
def test_names_can_t_break_out_of_it(client, article, note, glance):
    note.place_name = "<script>alert(1)</script> & more"
    note.save()
    choose(article, glance)
    assert figure(client)
    assert "<script>alert" not in client.get("/articles/story/").content.decode()


def test_a_note_in_the_figure_of_the_lead_makes_the_first_page_stale(article, note):
    text = " ".join(f"word{n}" for n in range(MOST["note"]))
    older = [make_article(text, published_at=timezone.now() - timedelta(days=days)) for days in (8, 9)]
    for n in range(MOST["note"]):  # the background used most stands there anyway
        used = make_note()
        for each in older:
            annotate(each, f"word{n}", used)
    assert "/" not in paths_showing(note)
    choose(article, "map")
    assert "/" in paths_showing(note)
