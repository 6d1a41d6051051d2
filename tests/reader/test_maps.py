"""A note's place is a map in its open card and on its page; an article has one of all its places."""

import re

import brotli
import pytest

from explainer.models import Note, State
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
PRAGUE = {"place_name": "Prague", "latitude": 50.0755, "longitude": 14.4378}
MOSCOW = {"place_name": "Moscow", "latitude": 55.7558, "longitude": 37.6173}


@pytest.fixture
def article():
    article = make_article("In Prague, in Moscow, anywhere, hidden.", slug="story")
    annotate(article, "Moscow", make_note(title="Drones", **MOSCOW))
    annotate(article, "Prague", make_note(title="The speech", slug="speech", **PRAGUE))
    annotate(article, "anywhere", make_note(title="Nowhere"))
    annotate(article, "In", make_claim())
    annotate(article, "hidden", make_note(title="Hidden", state=State.DRAFT, **PRAGUE))
    return article


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_open_card_and_the_note_s_page_have_the_map_and_the_article_s_first_view_has_none(client, article):
    card = article.annotations.get(exact="Prague")
    for address in (f"{card.get_absolute_url()}fragment/", card.get_absolute_url(), "/notes/speech/",
                    "/articles/story/full/", "/embed/notes/speech/"):  # fmt: skip
        assert 'aria-label="Map: where Prague is"' in text(client, address), address
    assert "<svg" not in text(client, "/articles/story/")


def test_a_card_without_a_place_has_no_map_and_no_styles_for_it(client, article):
    card = article.annotations.get(exact="anywhere")
    assert not re.search("<svg|<style", text(client, f"{card.get_absolute_url()}fragment/"))


def test_an_article_s_map_lists_its_places_in_the_order_of_its_words(client, article):
    page = text(client, "/articles/story/map/")
    [listed] = re.findall(r'<ol class="places">.*?</ol>', page, re.S)
    assert re.findall(r"<b>(\w+)</b>", listed) == ["Prague", "Moscow"]
    assert re.findall(r"<text[^>]*>(\d \w+)</text>", page) == ["1 Prague", "2 Moscow"]
    assert "Hidden" not in page
    assert "1 Prague" in text(client, "/embed/maps/story/")
    assert (
        "/embed/maps/story/" in client.get("/oembed", {"url": "http://testserver/articles/story/map/"}).json()["html"]
    )


def test_an_article_links_to_its_map_only_if_there_is_one(client, article):
    assert 'href="/articles/story/map/"' in text(client, "/articles/story/")
    assert "/map/" not in text(client, make_article().get_absolute_url())


def test_an_article_without_places_says_so(client):
    make_article(slug="plain")
    assert "There are no places yet." in text(client, "/articles/plain/map/")
    assert "/articles/plain/map/" not in text(client, "/sitemap.xml")


def test_the_sitemap_has_maps_with_places(client, article):
    assert "/articles/story/map/" in text(client, "/sitemap.xml")


def test_a_map_takes_as_many_queries_with_two_places_as_with_forty(client, article, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/articles/story/map/")
    more = make_article(" ".join(f"word{n}." for n in range(40)), slug="more")
    for n in range(40):
        annotate(more, f"word{n}.", make_note(place_name=f"P{n}", latitude=n, longitude=n))
    with django_assert_num_queries(3):
        client.get("/articles/more/map/")


@pytest.mark.parametrize(
    ("longitude", "latitude", "kind"),
    [(14.4, 50.1, "town"), (39.71, 47.22, "town"), (36.5, 45.3, "spot"), (28.97, 41.0, "town"), (23.7, 38.0, "region"),
     (10.7, 59.9, "country"), (-75.0, 70.0, "country"), (106.0, -6.0, "country")],
)  # fmt: skip
def test_a_map_is_at_most_eight_kilobytes_sent(client, longitude, latitude, kind):
    note = make_note(place_name="Here", longitude=longitude, latitude=latitude, place_kind=kind)
    [svg] = re.findall(r"<svg.*?</svg>", text(client, note.get_absolute_url()), re.S)
    assert len(brotli.compress(svg.encode(), quality=5)) <= 8_000


def test_the_map_of_forty_places_is_at_most_eight_kilobytes_sent(client):
    more = make_article(" ".join(f"word{n}." for n in range(40)), slug="more")
    for n in range(40):
        annotate(more, f"word{n}.", make_note(place_name=f"Place {n}", latitude=36 + n / 2, longitude=n * 37 % 60 - 10))
    [svg] = re.findall(r"<svg.*?</svg>", text(client, "/articles/more/map/"), re.S)
    assert len(brotli.compress(svg.encode(), quality=5)) <= 8_000


def test_a_name_of_a_place_can_t_break_out_of_the_drawing(client):
    note = make_note(**{**PRAGUE, "place_name": '"><script>alert(1)</script>'})
    assert "<script>alert" not in text(client, note.get_absolute_url())


def test_the_operator_decides_how_disputed_borders_are_drawn(client, settings):
    note = make_note(place_name="Simferopol", latitude=44.952, longitude=34.102)
    assert "Dashed: disputed border." in text(client, note.get_absolute_url())
    settings.DISPUTED_BORDERS = (("crimea", "none"),)
    Note.objects.filter(pk=note.pk).update(place_name="Simferopol again")
    assert "Dashed" not in text(client, note.get_absolute_url())
