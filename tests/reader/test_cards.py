"""The card as a page of its own, and the fragment that htmx fetches."""

import datetime

import pytest

from explainer.models import Annotation
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def card():
    """A card on the words "the invasion" of an article, with everything that a note can have."""
    note = make_note(
        slug="invasion", title="The 1968 invasion", summary="Tanks came.", body="At **night**.", place_name="Prague",
        as_of=datetime.date(2026, 3, 1),
    )  # fmt: skip
    note.events.create(date="1968-08-20", end_date="1968-08-21", text="It begins.")
    cite(note, make_source(title="Timeline", url="https://example.org/t", publisher="AFP", published_on="2023-06"))
    article = make_article("He recalled **the invasion** of 1968.", slug="story", title="A story")
    return annotate(article, "the invasion", note)


def test_it_shows_the_whole_card_with_its_sentence_and_the_way_into_the_article(client, card):
    html = read(client.get(card.get_absolute_url()))
    assert (html.one("h1").text, html.one("p", class_="standfirst").text) == ("The 1968 invasion", "Tanks came.")
    quote = html.one("blockquote")
    assert (quote.text.strip("…"), html.one("mark").text) == ("He recalled the invasion of 1968.", "the invasion")
    assert html.one("a", href=f"/articles/story/#card-{card.pk}").text == "A story"
    assert html.one("strong").text == "night"


def test_it_is_described_for_other_sites_as_a_card(client, card):
    html = read(client.get(card.get_absolute_url()))
    address = f"http://testserver/articles/story/cards/{card.pk}/"
    assert html.one("link", rel="canonical").attrs["href"] == address
    told = {e.attrs["property"]: e.attrs["content"] for e in html.all("meta") if "property" in e.attrs}
    assert told == {
        "og:type": "article",
        "og:title": "The 1968 invasion",
        "og:description": "Tanks came.",
        "og:url": address,
        "og:site_name": "Explainer",
        "og:image": "http://testserver/notes/invasion/picture.png",
        "og:image:alt": "The 1968 invasion",
        "og:image:width": "1200",
        "og:image:height": "630",
    }


def test_it_shows_text_events_place_and_sources_in_the_fragment(client, card):
    html = read(client.get(f"{card.get_absolute_url()}fragment/"))
    words = " ".join(html.text.split())
    for part in ("At night.", "Place Prague", "20 August 1968 – 21 August 1968 It begins.", "1 date", "1 source",
                 "Timeline, AFP, June 2023"):  # fmt: skip
        assert part in words
    assert "1 March 2026" not in words  # the summary says it, and stands above
    assert html.one("a", href="https://example.org/t").text == "Timeline"
    assert html.one("a", href="/notes/invasion/").text == "Where else this is used"
    assert html.one("a", href=card.get_absolute_url()).text == "Link to this card"
    assert html.all("html") == html.ids() == []


def test_it_shows_who_said_a_claim_and_how_it_stands(client):
    claim = make_claim(
        claimant="Richard Moore", claimant_role="chief of MI6", quote="Join hands with us", said_on="2023-07-19",
        venue="Prague", verdict="disputed", reasoning="Some *doubt* it.", would_change="A document.",
    )  # fmt: skip
    annotation = annotate(make_article("Join us."), "Join", claim)
    words = " ".join(read(client.get(f"{annotation.get_absolute_url()}fragment/")).text.split())
    for part in ("Richard Moore, chief of MI6: Join hands with us", "Prague, 19 July 2023", "Claim of fact",
                 "Credible evidence points both ways", "Some doubt it.", "change this A document."):  # fmt: skip
        assert part in words
    assert "Place" not in words


def test_it_answers_htmx_with_the_same_bytes_as_anyone(client, card):
    address = f"{card.get_absolute_url()}fragment/"
    plain = client.get(address)
    htmx = client.get(address, headers={"HX-Request": "true", "HX-Target": "more", "Accept": "text/html"})
    assert plain.content == htmx.content
    assert {**plain.headers, "X-Request-ID": ""} == {**htmx.headers, "X-Request-ID": ""}
    assert "Vary" not in plain.headers


def test_it_speaks_the_article_s_language(client, card):
    card.article.language = "de"
    card.article.save()
    assert "20. August 1968" in client.get(f"{card.get_absolute_url()}fragment/").content.decode()
    assert read(client.get(card.get_absolute_url())).one("article").attrs["lang"] == "de"


def test_it_says_that_the_text_has_changed_where_its_words_are_gone(client, card):
    Annotation.objects.update(anchor=Annotation.Anchor.ADRIFT)
    html = read(client.get(card.get_absolute_url()))
    assert "Written for an article whose text has since changed" in html.text
    assert html.all("blockquote") == []


def test_it_is_found_only_under_its_own_article(client, card):
    other = make_article("Something else.", slug="other")
    for address in (
        f"/articles/other/cards/{card.pk}/",
        f"/articles/none/cards/{card.pk}/",
        "/articles/story/cards/0/",
    ):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}fragment/").status_code == 404
    assert client.get(f"{other.get_absolute_url()}cards/{card.pk}/").status_code == 404
