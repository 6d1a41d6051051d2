"""A date of a note says where it is from, wherever readers meet it."""

import pytest
from django.urls import reverse

from explainer.models import State
from explainer.publication.dependencies import paths_showing
from tests.factories import annotate, cite, make_article, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source(title="The file", publisher="The archive", url="https://archive.example/file", language="de")


@pytest.fixture
def note(source):
    note = make_note(slug="note")
    cite(note, make_source(title="A book", publisher=""))
    note.events.create(date="1968", text="Tanks came.", source=source)
    note.events.create(date="1991", text="They left.")
    return note


@pytest.fixture
def card(note):
    return annotate(make_article(slug="story"), "Prague", note)


def said(html):
    return [" ".join(each.text.split()) for each in html.one("ol", class_="timeline").all("li")]


PAGES = ["/notes/note/", "/articles/story/timeline/", "{card}", "{card}fragment/"]


@pytest.mark.parametrize("address", PAGES)
def test_it_stands_beside_its_date(client, card, address):
    html = read(client.get(address.format(card=card.get_absolute_url())))
    assert [line.endswith("The archive") for line in said(html)] == [True, False]
    link = html.one("ol", class_="timeline").one("small").one("a")
    assert (link.attrs["href"], link.attrs["hreflang"]) == ("https://archive.example/file", "de")
    assert "lang" not in link.attrs  # the publisher's name is in the page's language


@pytest.mark.parametrize("address", ["/embed/notes/note/", "/embed/articles/story/", "/embed/timelines/story/"])
def test_it_stands_beside_its_date_in_frames_by_the_way_out_of_them(client, card, source, address):
    link = read(client.get(address)).one("ol", class_="timeline").one("small").one("a")
    assert (link.text, link.attrs["href"]) == ("The archive", f"http://testserver/go/{source.pk}/")


@pytest.mark.parametrize("address", [*PAGES[:1], *PAGES[2:], "/embed/notes/note/"])
def test_the_list_of_sources_of_a_card_or_note_ends_with_those_of_its_dates_each_once(client, card, note, address):
    for known in (note.citations.get().source, note.events.first().source):
        note.events.create(date="2000", text="Again.", source=known)
    listed = read(client.get(address.format(card=card.get_absolute_url()))).one("ul", class_="sources").all("li")
    assert [item.all("a")[0].text for item in listed] == ["A book", "The file"]


@pytest.mark.parametrize("address", ["/articles/story/full/", "/articles/story/sources/"])
def test_an_article_numbers_it_behind_what_is_cited_with_the_way_back_to_its_card(client, card, address):
    cite(card.article, make_source(title="A law", publisher=""))
    html = read(client.get(address))
    assert [html.one("li", id=f"source-{n}").all("a")[0].text for n in (1, 2, 3)] == ["A book", "A law", "The file"]
    assert html.one("li", id="source-3").all("a")[-1].attrs["href"] == f"#card-{card.pk}"


def test_the_full_article_gives_the_number_beside_the_date(client, card):
    html = read(client.get("/articles/story/full/"))
    link = html.one("ol", class_="timeline").one("small").one("a")
    assert (link.text, link.attrs["href"], link.attrs["aria-label"]) == ("2", "#source-2", "Source 2")


def test_the_article_counts_it_and_a_closed_card_does_not(client, card):
    html = client.get("/articles/story/").content.decode()
    assert "2 sources" in html
    assert "Sources 1<" in html  # the closed card says what its summary rests on


def test_one_that_is_no_longer_online_says_so_with_its_copy(client, card, source):
    source.is_gone, source.archived_url = True, "https://copy.example/1"
    source.save()
    for address, copy in (
        ("/articles/story/timeline/", "https://copy.example/1"),
        ("/embed/timelines/story/", f"http://testserver/go/{source.pk}/copy/"),
    ):
        small = read(client.get(address)).one("ol", class_="timeline").one("small")
        assert " ".join(small.text.split()) == "The archive, no longer online (stored copy)"
        assert small.all("a")[-1].attrs["href"] == copy


def test_a_translation_without_dates_tells_its_original_s_with_their_sources(client, note):
    make_note(slug="notiz", language="de", translation_of=note, state=State.PUBLISHED)
    html = read(client.get("/notes/notiz/"))
    assert html.one("ol", class_="timeline").one("small").text == "The archive"


def test_another_title_of_it_makes_all_these_pages_stale(card, source):
    article = card.article
    expected = {"/notes/note/", "/embed/notes/note/", card.get_absolute_url(), reverse("source", args=[source.pk])}
    expected |= {f"{article.get_absolute_url()}{part}" for part in ("", "full/", "timeline/", "sources/")}
    expected |= {f"{card.get_absolute_url()}fragment/", "/embed/articles/story/", "/embed/timelines/story/"}
    assert expected <= paths_showing(source)
