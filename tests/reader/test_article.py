"""The article page, as a browser without scripts gets it."""

import datetime

import pytest
from django.utils import timezone

from explainer.models import Annotation, State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_picture, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db
THEN = datetime.datetime(2023, 7, 20, 7, tzinfo=datetime.UTC)


def page(client, article, address=""):
    response = client.get(f"{article.get_absolute_url()}{address}")
    assert response.status_code == 200
    return read(response)


def test_it_weaves_a_marker_that_leads_to_its_card(client):
    article = make_article("He recalled **the invasion** of 1968.")
    annotation = annotate(article, "the invasion", make_note(title="The 1968 invasion", summary="Tanks came."))
    html = page(client, article)
    marker = html.one("a", class_="marker")
    card = html.one("div", id=f"card-{annotation.pk}", data_annotation=str(annotation.pk))
    assert (marker.text, marker.attrs["href"]) == ("the invasion", f"#card-{annotation.pk}")
    assert (marker.attrs["aria-expanded"], marker.attrs["aria-controls"]) == ("false", f"card-{annotation.pk}")
    assert card.text.startswith("Tanks came.")
    assert "The 1968 invasion" in html.one("details", class_="card").text


def test_it_puts_each_card_after_the_paragraph_in_which_its_words_begin(client):
    article = make_article("One two.\n\nThree four.\n\nFive six.")
    across, last = annotate(article, "two.\n\nThree"), annotate(article, "six")
    blocks = page(client, article).all("div", class_="block")
    assert ["Three four." in block.text for block in blocks] == [False, False]
    assert [block.text.startswith(words) for block, words in zip(blocks, ("One two.", "Five six."), strict=True)]
    markers = page(client, article).all("a", class_="marker")
    assert [(m.text, m.attrs["data-annotation"], m.attrs.get("tabindex")) for m in markers] == [
        ("two.", str(across.pk), None),
        ("Three", str(across.pk), "-1"),
        ("six", str(last.pk), None),
    ]


def test_it_tells_notes_and_claims_apart_and_shows_the_verdict(client):
    article = make_article("a b")
    annotate(article, "a", make_note())
    annotate(article, "b", make_claim(verdict="disputed"))
    html = page(client, article)
    assert [marker.attrs["data-kind"] for marker in html.all("a", class_="marker")] == ["note", "claim"]
    assert [card.attrs["data-kind"] for card in html.all("details", class_="card")] == ["note", "claim"]
    assert html.one("span", class_="verdict", data_verdict="disputed").text == "Disputed"


def test_it_offers_the_full_card_by_link_and_by_htmx(client):
    article = make_article("Tanks came.", slug="story")
    annotation = annotate(article, "Tanks", make_note(title="Tanks"))
    link = read(client.get("/articles/story/")).one("a", href=f"/articles/story/cards/{annotation.pk}/")
    assert link.attrs["hx-get"] == f"/articles/story/cards/{annotation.pk}/fragment/"
    assert link.text == "Read on"


@pytest.mark.parametrize("anchor", [Annotation.Anchor.ADRIFT, Annotation.Anchor.GUESS])
def test_it_keeps_a_card_that_came_loose_at_the_end_and_off_the_words(client, anchor):
    article = make_article("Tanks came.")
    annotation = annotate(article, "Tanks", make_note(summary="What tanks are."))
    Annotation.objects.update(anchor=anchor)
    for address in ("", "full/"):
        html = page(client, article, address)
        assert html.all("a", class_="marker") == []
        adrift = html.one("section", class_="adrift")
        assert "What tanks are." in adrift.text
        assert "The text these belonged to has changed" in adrift.text
        assert html.ids().count(f"card-{annotation.pk}") == 1


def test_it_says_nothing_of_loose_cards_where_there_are_none(client):
    article = make_article("Tanks came.")
    annotate(article, "Tanks")
    assert page(client, article).all("section", class_="adrift") == []


def test_it_numbers_the_sources_in_the_order_of_the_cards(client):
    first, second, third = (make_source(title=f"Source {letter}") for letter in "ABC")
    article, one, two = make_article("a b"), make_note(), make_claim()
    cite(article, third)
    cite(article, first)
    cite(two, first)
    cite(one, second, position=1)
    cite(one, first, position=2)
    annotate(article, "b", one)
    annotate(article, "a", two)
    for html in (page(client, article, "sources/"), page(client, article, "full/")):
        found = {item.attrs["id"]: item.text.strip() for item in html.all("li") if "id" in item.attrs}
        rests = "What rests on it"
        assert found == {
            "source-1": f"Source A {rests} Back to 1, 2",
            "source-2": f"Source B {rests} Back to 2",
            "source-3": f"Source C {rests}",
        }
    refs = [p.text.strip() for p in page(client, article).all("p") if p.attrs.get("class") == "refs"]
    assert refs == ["Sources 1", "Sources 2, 1"]


def test_it_says_on_which_day_a_summary_was_right(client):
    article = make_article("a")
    annotate(article, "a", make_note(as_of=datetime.date(2026, 3, 2)))
    assert [p.text.strip() for p in page(client, article).all("p") if p.attrs.get("class") == "refs"] == [
        "As of 2 March 2026"
    ]


def test_it_lists_other_articles_that_share_its_notes(client):
    note = make_note()
    article, other = make_article("a"), make_article("a", title="A year after")
    draft = make_article("a", title="Not yet", state=State.DRAFT)
    for each in (article, other, draft):
        annotate(each, "a", note)
    related = page(client, article).one("aside", class_="related")
    assert "A year after" in related.text
    assert "Not yet" not in related.text
    assert page(client, make_article("a")).all("aside", class_="related") == []


def test_it_gives_headline_byline_dates_and_reading_time(client):
    article = make_article(
        title="MI6's chief", standfirst="He spoke.", byline="The newsroom", section="Intelligence",
        published_at=THEN, updated_at=THEN + datetime.timedelta(days=1), language="en-gb",
    )  # fmt: skip
    header = page(client, article).one("header", class_="opening")
    words = " ".join(header.text.split())
    assert words == (
        "Intelligence MI6’s chief He spoke. The newsroom 20 July 2023 Updated 21 July 2023 1 minute to read"
    )
    times = page(client, article).all("time")
    assert [time.attrs["datetime"][:10] for time in times] == ["2023-07-20", "2023-07-21"]


@pytest.mark.parametrize(
    ("language", "direction", "date"),
    [("de", "ltr", "20. Juli 2023"), ("cs", "ltr", "20. července 2023"), ("he", "rtl", "20 ביולי 2023")],
)
def test_it_speaks_the_article_s_language(client, language, direction, date):
    article = make_article("a", language=language, published_at=THEN)
    for address in ("", "full/"):
        html = page(client, article, address)
        story = html.one("article")
        assert (story.attrs["lang"], story.attrs["dir"]) == (language, direction)
        assert html.one("html").attrs["lang"] == language
        assert html.one("time").text == date


def test_it_is_described_for_other_sites(client):
    article = make_article("a", slug="story", title='The "C"', standfirst="He & she.", picture=make_picture(),
                           picture_alt='A "tank"')  # fmt: skip
    html = page(client, article)
    assert html.one("link", rel="canonical").attrs["href"] == "http://testserver/articles/story/"
    told = {e.attrs.get("property") or e.attrs.get("name"): e.attrs.get("content") for e in html.all("meta")}
    assert told["og:title"] == "The “C”"
    assert told["og:description"] == told["description"] == "He & she."
    assert (told["og:type"], told["og:url"]) == ("article", "http://testserver/articles/story/")
    assert told["og:image"] == f"http://testserver{article.picture.url}"
    assert told["og:image:alt"] == 'A "tank"'


def test_it_shows_the_lead_picture_with_its_size_and_words(client):
    picture = {"picture_alt": "A tank", "picture_caption": "In Prague", "picture_credit": "C. Tesař"}
    article = make_article("a", picture=make_picture(40, 30), **picture)
    html = page(client, article)
    image = html.one("img")
    assert (image.attrs["alt"], image.attrs["width"], image.attrs["height"]) == ("A tank", "40", "30")
    assert html.one("figcaption").text.split() == ["In", "Prague", "·", "C.", "Tesař"]
    assert image.attrs["src"] == article.picture.url


def running(html):
    """The scripts of a page that browsers run: not what it says to machines."""
    return [script for script in html.all("script") if script.attrs.get("type") != "application/ld+json"]


def test_it_opens_everything_on_the_full_page(client):
    article = make_article("a b")
    note = make_note(summary="Short.", body="The *whole* text.", place_name="Prague", as_of=THEN.date())
    note.events.create(date="1968-08", text="Tanks came.")
    claim = make_claim(quote="Never", reasoning="Because.", would_change="A letter.", said_on="1968")
    cite(note, make_source(title="Timeline"), words="the order of events")
    annotations = [annotate(article, "a", note), annotate(article, "b", claim)]
    html = page(client, article, "full/")
    for words in ("Short.", "The whole text.", "Prague", "August 1968", "Tanks came.", "Timeline", "the order of",
                  "Never", "Because.", "A letter.", "20 July 2023"):  # fmt: skip
        assert words in html.one("main").text, words
    assert [e for e in html.all("details") if "open" not in e.attrs] == []
    assert [f"card-{annotation.pk}" in html.ids() for annotation in annotations] == [True, True]
    assert running(html) == []


@pytest.mark.parametrize("address", ["", "full/"])
def test_it_has_no_id_twice_and_one_first_heading(client, newsroom, address):
    html = read(client.get(f"/articles/mi6-invites-russians/{address}"))
    assert sorted(set(html.ids())) == sorted(html.ids())
    assert len(html.all("h1")) == 1
    targets = {e.attrs["href"][1:] for e in html.all("a") if e.attrs.get("href", "").startswith("#")}
    assert targets - set(html.ids()) == set()


def test_it_is_a_page_without_text_cards_or_sources_too(client):
    html = page(client, make_article(""))
    assert html.one("p", class_="empty").text == "This article has no text yet."
    assert html.all("section") == html.all("details") == html.all("a", class_="marker") == []


def test_it_keeps_a_long_word_and_escapes_what_editors_type(client):
    word = "Donaudampfschifffahrtsgesellschaft" * 10
    evil = '<b>bold</b> & "C" <script>alert(1)</script>'
    article = make_article(word, title=evil, standfirst=evil, byline=evil, section=evil, published_at=timezone.now())
    annotation = annotate(article, word, make_note(title=evil, summary=evil, body=evil, place_name=evil))
    cite(annotation.note, make_source(title=evil, publisher=evil, via=evil), words=evil)
    for address in ("", "full/", f"cards/{annotation.pk}/"):
        html = page(client, article, address)
        assert [e for e in html.all("b") + running(html) if "alert" in e.text] == []
        assert "<script>alert(1)" not in client.get(f"{article.get_absolute_url()}{address}").content.decode()
        assert "<b>bold</b> & “C” <script>alert(1)</script>" in html.text
        assert word in html.text
