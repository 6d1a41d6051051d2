"""The line of time on an article's timeline, in its embed, and in an open card."""

import re

import brotli
import pytest

from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article("The tanks came to Prague, the chief spoke.", slug="story", published_at="2023-07-19T12:00Z")
    invasion, speech = make_note(title="Invasion", slug="invasion"), make_note(title="Speech")
    annotate(article, "tanks", invasion)
    annotate(article, "Prague", invasion)
    annotate(article, "spoke", speech)
    invasion.events.create(date="1968-08-21", text="Tanks came.")
    invasion.events.create(date="1968~", text="A year to remember.")
    speech.events.create(date="2023-07-19", text="He spoke.")
    return article


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_each_event_leads_to_the_first_card_of_its_note(client, article):
    tanks, spoke = article.annotations.get(exact="tanks"), article.annotations.get(exact="spoke")
    cards = [f"/articles/story/#card-{card.pk}" for card in (tanks, tanks, spoke)]
    assert re.findall(r'<a href="([^"]*#card-\d+)"[^>]*><title>', text(client, "/articles/story/timeline/")) == cards
    framed = re.findall(r'<a href="([^"]*#card-\d+)" target="_blank"', text(client, "/embed/timelines/story/"))
    assert framed == [f"http://testserver{card}" for card in cards]


def test_one_mark_is_reached_by_tab_and_the_list_says_the_same(client, article):
    page = text(client, "/articles/story/timeline/")
    assert re.findall(r'<a href="[^"]*#card-\d+"([^>]*)><title>([^<]*)<', page) == [
        ("", "about 1968, Invasion: A year to remember."),
        (' tabindex="-1"', "21 August 1968, Invasion: Tanks came."),
        (' tabindex="-1"', "19 July 2023, Speech: He spoke."),
    ]
    [listed] = re.findall(r'<ol class="timeline">.*?</ol>', page, re.S)
    assert [words in listed for words in ("about 1968", "21 August 1968", "19 July 2023")] == [True] * 3
    assert ">The article</text>" in page


def test_a_card_and_a_note_s_page_have_the_line_of_its_own_dates(client, article):
    card = article.annotations.get(exact="tanks")
    for address in (f"{card.get_absolute_url()}fragment/", "/notes/invasion/", "/embed/notes/invasion/"):
        page = text(client, address)
        assert page.count("<title>") - page.count("<head>") == 2, address
        assert 'class="about"' in page or "year about" in page
    assert "<svg" not in text(client, "/articles/story/")


def test_a_note_with_one_date_has_no_line(client, article):
    card = article.annotations.get(exact="spoke")
    assert "<svg" not in text(client, f"{card.get_absolute_url()}fragment/")


def test_the_line_of_sixty_dates_is_at_most_six_kilobytes_sent(client):
    words = ["who", "what", "how", "which", "tank", "bridge", "mutiny", "speech", "drone", "court", "law", "poll"]
    more = make_article(" ".join(f"word{n}." for n in range(12)), slug="more")
    notes = [make_note(title=f"Background of {words[n]} and {words[-n]}") for n in range(12)]
    for n, note in enumerate(notes):
        annotate(more, f"word{n}.", note)
    for n in range(60):
        said = " ".join(words[(n * k + k) % len(words)] for k in range(1, 12))
        notes[n % 12].events.create(date=f"{1909 + n * 7 % 118}-{n % 12 + 1:02}-{n % 28 + 1:02}", text=said)
    [svg] = re.findall(r"<svg.*?</svg>", text(client, "/articles/more/timeline/"), re.S)
    assert svg.count("<title>") == 60
    assert len(brotli.compress(svg.encode(), quality=5)) <= 6_000


def test_five_hundred_dates_are_a_page_too(client):
    more, note = make_article("word", slug="more"), make_note()
    annotate(more, "word", note)
    for n in range(500):
        note.events.create(date=f"{1900 + n % 120}-{n % 12 + 1:02}", text=f"Event {n}")
    assert text(client, "/articles/more/timeline/").count("<title>") == 501


def test_words_of_an_event_can_t_break_out_of_the_drawing(client, article):
    note = article.annotations.get(exact="tanks").note
    note.events.create(date="1970", text="</title></svg><script>alert(1)</script>")
    assert "<script>alert" not in text(client, "/articles/story/timeline/")
