"""The ways out of an embed: redirects to stored sources, and links that work in a frame."""

from datetime import timedelta

import pytest
from django.utils import timezone

from explainer.embed.links import outward
from explainer.models import State
from tests.factories import cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db
ADDRESS = "https://source.example/story?a=1&b=2"


def go(client, source, suffix=""):
    return client.get(f"/go/{source.pk}/{suffix}")


@pytest.mark.parametrize("make", [make_note, make_claim, make_article])
def test_it_leads_to_a_source_that_something_public_cites(client, make):
    source = make_source(url=ADDRESS, archived_url="https://archive.example/1")
    cite(make(), source)
    response = go(client, source)
    assert (response.status_code, response["Location"]) == (302, ADDRESS)
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert go(client, source, "copy/")["Location"] == "https://archive.example/1"


def test_it_leads_to_the_source_of_a_public_note_s_event(client):
    source = make_source(url=ADDRESS)
    make_note().events.create(date="1968", text="x", source=source)
    assert go(client, source)["Location"] == ADDRESS


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.TAKEN_DOWN])
@pytest.mark.parametrize("make", [make_note, make_claim, make_article])
def test_it_does_not_give_away_what_an_unpublished_thing_cites(client, make, state):
    source = make_source(url=ADDRESS)
    owner = make(state=state)
    cite(owner, source)
    if hasattr(owner, "events"):
        owner.events.create(date="1968", text="x", source=source)
    response = go(client, source)
    assert response.status_code == 404
    assert "source.example" not in response.content.decode()


def test_it_does_not_give_away_what_a_later_article_cites(client):
    source = make_source(url=ADDRESS)
    cite(make_article(published_at=timezone.now() + timedelta(hours=1)), source)
    assert go(client, source).status_code == 404


def test_it_knows_no_source_that_nothing_cites(client):
    assert go(client, make_source()).status_code == 404


@pytest.mark.parametrize("address", ["/go/0/", "/go/999999/", "/go/99999999999999999999999/", "/go/x/", "/go/",
                                     "/go/https://evil.example/", "/go/-1/"])  # fmt: skip
def test_it_takes_ids_only(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["?url=https://evil.example/", "?next=//evil.example"])
def test_it_can_t_be_told_where_to_go(client, query):
    source = make_source(url=ADDRESS)
    cite(make_note(), source)
    assert client.get(f"/go/{source.pk}/{query}")["Location"] == ADDRESS


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://source.example/", "data:text/html,x"])
def test_it_leads_nowhere_but_to_the_web(client, url):
    source = make_source(url=url)
    cite(make_note(), source)
    assert go(client, source).status_code == 404
    assert go(client, source, "copy/").status_code == 404


def test_it_takes_a_stored_copy_for_a_source_without_an_address(client):
    source = make_source(url="", archived_url="https://archive.example/1")
    cite(make_note(), source)
    assert go(client, source)["Location"] == "https://archive.example/1"


def test_it_takes_one_query_and_no_writing(client, django_assert_max_num_queries):
    source = make_source(url=ADDRESS)
    for _ in range(20):
        cite(make_note(), source)
    with django_assert_max_num_queries(1):
        go(client, source)
    assert client.post(f"/go/{source.pk}/").status_code == 405


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>a <a href="https://known.example/?a=1&amp;b=2">b</a> c</p>',
         '<p>a <a href="http://testserver/go/7/" target="_blank" rel="noopener">b</a> c</p>'),
        ('<p><a href="/notes/x/" title="t">b</a></p>',
         '<p><a href="http://testserver/notes/x/" target="_blank" rel="noopener">b</a></p>'),
        ('<p><a href="http://testserver/notes/x/">b</a></p>',
         '<p><a href="http://testserver/notes/x/" target="_blank" rel="noopener">b</a></p>'),
        ('<p>a <a href="https://unknown.example/">b <em>c</em></a></p>', "<p>a b <em>c</em></p>"),
        ('<p><a href="//evil.example/">b</a></p>', "<p>b</p>"),
        ('<p><a href="/\\evil.example/">b</a></p>', "<p>b</p>"),
        ('<p><a href="http://testserver.evil.example/">b</a></p>', "<p>b</p>"),
        ('<p><a href="mailto:a@b.example">b</a></p>', "<p>b</p>"),
        ('<p><a href="#fn">b</a></p>', "<p>b</p>"),
        ("<p><a>b</a></p>", "<p>b</p>"),
        ('<p><a href="/a/">b</a> <a href="https://x.example/">c</a> <a href="/d/">e</a></p>',
         '<p><a href="http://testserver/a/" target="_blank" rel="noopener">b</a> c '
         '<a href="http://testserver/d/" target="_blank" rel="noopener">e</a></p>'),
        ('<p>1 &lt; 2 &amp; <img src="/media/a.png" alt="">', '<p>1 &lt; 2 &amp; <img src="/media/a.png" alt="">'),
        ('<p><a href="/a&quot; onclick=&quot;x/">b</a></p>',
         '<p><a href="http://testserver/a&quot; onclick=&quot;x/" target="_blank" rel="noopener">b</a></p>'),
    ],
)  # fmt: skip
def test_it_keeps_links_that_work_in_a_frame_and_the_words_of_others(html, expected):
    assert outward(html, {"https://known.example/?a=1&b=2": 7}) == expected


def test_a_note_s_own_links_go_through_their_stored_source(client):
    note = make_note(slug="x", body=f"See [the story]({ADDRESS}) and [another](https://other.example/).")
    source = cite(note, make_source(url=ADDRESS)).source
    page = read(client.get("/embed/notes/x/"))
    assert len(page.all("a", href=f"http://testserver/go/{source.pk}/")) == 2
    assert "and another." in page.text
    assert "example" not in client.get("/embed/notes/x/").content.decode().split("</style>")[1].split("<footer>")[0]
