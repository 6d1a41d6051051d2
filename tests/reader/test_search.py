"""The search page: what is asked, what is found, and what is said when nothing is."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from explainer.models import State
from explainer.reader import search
from explainer.search import reindex
from tests.factories import make_article, make_claim, make_note
from tests.search.test_find import NASTY

pytestmark = pytest.mark.django_db


def ask(client, **asked):
    return client.get("/search/", asked).content.decode()


def headlines(page):
    """What is found, with its words in square brackets."""
    found = re.findall(r'<a class="headline"[^>]* href="([^"]+)">(.*?)</a>', page)
    return [(path, re.sub("</?mark>", lambda tag: "[]"["/" in tag[0]], title)) for path, title in found]


def test_it_shows_what_was_found_with_its_words_marked(client):
    make_note(slug="spring", title='The "Prague" Spring', summary="Reforms in Prague & elsewhere.", body="It ended.")
    make_claim(slug="claim", title="Nothing of it", summary="Not so.", reasoning="Nobody in Prague says so.")
    make_article("Elsewhere.", slug="story")
    reindex()
    page = ask(client, q="prag")
    assert headlines(page) == [
        ("/notes/spring/", "The “[Prague]” Spring"),
        ("/claims/claim/", "Unproven: Someone says that nothing of it"),
    ]
    assert "Reforms in <mark>Prague</mark> &amp; elsewhere." in page
    assert '<p class="passage">Nobody in <mark>Prague</mark> says so.</p>' in page
    assert page.count("passage") - page.count(".passage") == 1
    assert re.search(r'role="status">2 results<', page)
    assert re.findall(r'<p class="section">(\w+)<', page) == ["Background", "Claim"]


def test_what_is_in_another_language_says_so(client):
    make_note(slug="doba", title="Doba", summary="Praha je zde.", language="cs")
    make_note(slug="zaman", title="Praha", summary="Praha.", language="ar")
    make_note(slug="spring", title="Praha spring", summary="Here.")
    reindex()
    page = ask(client, q="praha")
    found = re.findall(r'<a class="headline"([^>]*) href="([^"]+)">', page)
    assert {path: said for said, path in found} == {
        "/notes/doba/": ' lang="cs" hreflang="cs"',
        "/notes/zaman/": ' lang="ar" hreflang="ar" dir="rtl"',
        "/notes/spring/": "",
    }
    assert '<p lang="cs"><mark>Praha</mark> je zde.</p>' in page


def test_a_found_text_is_no_html(client):
    make_note(title="<script>zebra</script>", summary="<img src=x> zebra", body="")
    reindex()
    page = ask(client, q="zebra <b>")
    assert "<script>zebra" not in page
    page = ask(client, q="zebra")
    assert "&lt;script&gt;<mark>zebra</mark>&lt;/script&gt;" in page
    assert "<img" not in page
    assert 'value="&quot;&gt;&lt;b&gt;"' in ask(client, q='"><b>')


def test_it_keeps_the_question_and_the_kind(client):
    make_note(title="Zebra")
    make_claim(title="Zebra")
    reindex()
    page = ask(client, q="zebra", kind="claim")
    assert 'name="q" value="zebra"' in page
    assert '<option value="claim" selected>' in page
    assert [path.split("/")[1] for path, _ in headlines(page)] == ["claims"]
    assert len(headlines(ask(client, q="zebra", kind="<x>"))) == 2


def test_long_lists_have_pages(client):
    for number in range(45):
        make_note(title=f"Zebra {number}")
    reindex()
    page = ask(client, q="zebra", kind="note", page=2)
    assert len(headlines(page)) == 20
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', page) == [
        ("prev", "?q=zebra&amp;kind=note&amp;page=1"),
        ("next", "?q=zebra&amp;kind=note&amp;page=3"),
    ]
    assert "Page 2 of 3" in page
    assert client.get("/search/?q=zebra&page=4").status_code == 404
    for nonsense in ("0", "-1", "x", "²", "1" * 99, ""):
        assert len(headlines(ask(client, q="zebra", page=nonsense))) == 20


def test_without_a_question_it_asks_for_one(client):
    for address in ("/search/", "/search/?q=", "/search/?q=+", "/search/?kind=note"):
        page = client.get(address).content.decode()
        assert '<form class="ask" role="search">' in page
        assert 'data-index="index.json"' in page
        assert headlines(page) == []


def test_it_says_that_nothing_was_found_and_what_may_help(client):
    page = ask(client, q="zebra")
    assert "Nothing was found that has all these words." in page
    assert '<a href="/notes/">all background</a>' in page
    assert re.search(r'role="status">0 results<', page)


def test_it_says_that_there_is_no_word_in_the_question(client):
    page = ask(client, q="?!")
    assert "There is no word to look for." in page
    assert "Nothing was found" not in page


@pytest.mark.parametrize("typed", NASTY, ids=ascii)
def test_it_answers_whatever_is_typed(client, typed):
    make_note(title="Zebra")
    reindex()
    assert client.get("/search/", {"q": typed.encode("utf-8", "surrogatepass")}).status_code == 200


def test_a_live_answer_needs_no_script_and_is_nobody_s_to_index(client):
    live, still = ask(client, q="zebra"), ask(client)
    assert ("data-index" in live, "search.js" in live, "<noscript>" in live) == (False, False, False)
    assert ("data-index" in still, "/static/js/reader/search." in still, "<noscript>" in still) == (True, True, True)
    assert all('<meta name="robots" content="noindex">' in page for page in (live, still))


def test_it_may_be_kept_for_a_minute(client):
    answer = client.get("/search/?q=zebra")
    assert "max-age=60" in answer.headers["Cache-Control"]
    assert "Vary" not in answer.headers


def test_without_a_database_it_says_so_calmly(client):
    def fail(*args):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(fail):
        answer = client.get("/search/?q=zebra")
        assert client.get("/search/").status_code == 200
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Search does not answer just now" in answer.content.decode()


def test_every_page_leads_to_it(client):
    make_article(slug="story")
    for address in ("/", "/articles/story/", "/notes/"):
        assert '<a href="/search/">Search</a>' in client.get(address).content.decode()


def test_the_index_for_browsers_has_what_is_public_newest_first(client):
    make_note(slug="old", title='A "note"', aliases=["One", "Two"], summary="word " * 100)
    make_note(slug="new", title="New", summary="Short.")
    make_claim(slug="claim", title="Claim", claimant="Jan Novák", summary="It's so.")
    make_article(slug="story", title="Story", byline="Ann", standfirst="Stand.")
    make_article(title="Secret", published_at=timezone.now() + timedelta(hours=1))
    for make in (make_article, make_note, make_claim):
        make(title="Secret", state=State.DRAFT)
        make(title="Secret", state=State.TAKEN_DOWN)
    answer = client.get("/search/index.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "complete": True,
        "items": [
            ["article", "articles/story/", "Story", "Ann", "Stand."],
            ["note", "notes/new/", "New", "", "Short."],
            ["note", "notes/old/", "A “note”", "One · Two", " ".join(["word"] * 32) + " …"],
            ["claim", "claims/claim/", "Unproven: Jan Novák says that Claim", "", "It’s so.", "ring"],
        ],
    }


def test_the_index_for_browsers_says_what_is_in_another_language(client):
    make_note(slug="here", title="Here", summary='A "note".')
    make_note(slug="da", title="Da", summary='Eine "Notiz".', language="de")
    make_claim(slug="c", title="es stimmt", claimant="Jan", summary="Ja.", language="de")
    found = {item[1]: item[4:] for item in client.get("/search/index.json").json()["items"]}
    assert found == {
        "notes/here/": ["A “note”."], "notes/da/": ["Eine „Notiz“.", "", "de"], "claims/c/": ["Ja.", "ring", "de"],
    }  # fmt: skip


def test_the_index_for_browsers_is_capped_and_says_so(client, monkeypatch):
    monkeypatch.setattr(search, "MOST_IN_INDEX", {"article": 5, "note": 2, "claim": 5})
    for number in range(2):
        make_note(title=f"Note {number}")
    assert client.get("/search/index.json").json()["complete"] is True
    make_note(title="Newest")
    capped = client.get("/search/index.json").json()
    assert (capped["complete"], [item[2] for item in capped["items"]]) == (False, ["Newest", "Note 1"])
