"""The oEmbed provider: what it answers, in which form, and what it refuses."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from django.utils import timezone
from PIL import Image

from explainer.models import Article, State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_picture
from tests.markup import read

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
LONG = "A sentence that is about as long as sentences are in the news. "


def ask(client, address, **query):
    return client.get("/oembed", {"url": SITE + address if address.startswith("/") else address, **query})


def answered(client, address, **query):
    response = ask(client, address, **query)
    assert response.status_code == 200, response.content
    return response.json()


def test_it_answers_with_what_the_specification_asks_for(client):
    make_article(slug="story", title='Tanks & "peace"', byline="A. Writer")
    frame = f"{SITE}/embed/articles/story/"
    values = answered(client, "/articles/story/")
    height = values["height"]
    assert 100 < height < 150  # a label, a title, a footer
    html = (
        f'<blockquote><a href="{SITE}/articles/story/">Tanks &amp; “peace”</a></blockquote>'
        f'<iframe src="{frame}" title="Tanks &amp; “peace”" width="100%" height="{height}" frameborder="0" '
        f'loading="lazy"></iframe><script async src="{SITE}/embed.js"></script>'
    )
    assert values == {
        "version": "1.0",
        "type": "rich",
        "title": "Tanks & “peace”",
        "author_name": "A. Writer",
        "provider_name": "Explainer",
        "provider_url": f"{SITE}/",
        "cache_age": 3600,
        "width": 640,
        "height": height,
        "html": html,
    }


def test_it_serves_everyone_without_cookies(client):
    make_note(slug="x")
    response = ask(client, "/notes/x/")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response["Cache-Control"] == "public, max-age=30, stale-while-revalidate=30"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = client.get("/oembed", {"url": f"{SITE}/notes/x/"}, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("/articles/story/", "/embed/articles/story/"),
        ("/articles/story/full/", "/embed/articles/story/"),
        ("/articles/story/timeline/", "/embed/timelines/story/"),
        ("/notes/note/", "/embed/notes/note/"),
        ("/claims/claim/", "/embed/claims/claim/"),
        ("/claims/claim?utm_source=x", "/embed/claims/claim/"),
    ],
)
def test_it_has_every_kind(client, address, frame):
    make_article(slug="story")
    make_note(slug="note")
    make_claim(slug="claim")
    [iframe] = read(answered(client, address)["html"]).all("iframe")
    assert iframe.attrs["src"] == SITE + frame
    assert client.get(frame).status_code == 200


def test_it_opens_the_card_that_the_address_names(client):
    article, other = make_article(slug="story"), make_article(slug="other")
    card, foreign = annotate(article, "Prague"), annotate(other, "Prague")
    for address in (f"/articles/story/#card-{card.pk}", f"/articles/story/cards/{card.pk}/"):
        values = answered(client, address)
        assert f'src="{SITE}/embed/articles/story/?open={card.pk}"' in values["html"]
        assert values["height"] > answered(client, "/articles/story/")["height"]
    assert f'src="{SITE}/embed/articles/story/"' in answered(client, f"/articles/story/#card-{foreign.pk}")["html"]


def test_it_starts_with_a_blockquote_and_says_nothing_that_wordpress_strips(client):
    make_note(slug="x", title="<b>1 > 0</b>")
    html = answered(client, "/notes/x/")["html"]
    assert re.match(r"<blockquote><a href=", html)
    assert not re.search(r"\b(style|class|id|on\w+|data-\w+)=", html)
    assert "#" not in read(html).one("iframe").attrs["src"]
    assert len(html) < 4000  # Discourse throws longer ones away
    assert read(html).one("iframe").attrs["title"] == "<b>1 > 0</b>"


@pytest.mark.parametrize(
    ("given", "width"), [("", 640), ("500", 500), ("320", 320), ("50", 50), ("1", 1), ("2000", 640), ("640", 640)]
)
def test_it_respects_the_width(client, given, width):
    make_note(slug="x")
    assert answered(client, "/notes/x/", maxwidth=given)["width"] == width


@pytest.mark.parametrize(("given", "height"), [("100", 100), ("1", 1)])
def test_it_respects_the_height(client, given, height):
    make_note(slug="x", summary=LONG * 5)
    assert answered(client, "/notes/x/", maxheight=given)["height"] == height
    assert f'height="{height}"' in answered(client, "/notes/x/", maxheight=given)["html"]


@pytest.mark.parametrize("wrong", ["abc", "-5", "0", "1e3", "1.5", "١٢", "99999999999999999999", " 5", "5;", "\n5"])
def test_it_ignores_sizes_that_are_none(client, wrong):
    make_note(slug="x")
    assert answered(client, "/notes/x/", maxwidth=wrong, maxheight=wrong) == answered(client, "/notes/x/")


def test_it_guesses_a_greater_height_for_a_narrower_frame_and_a_longer_text(client):
    make_note(slug="short", summary=LONG)
    make_note(slug="long", summary=LONG * 6)
    heights = [answered(client, "/notes/long/", maxwidth=width)["height"] for width in (640, 480, 320)]
    assert heights == sorted(heights)
    assert len(set(heights)) == 3
    assert answered(client, "/notes/short/")["height"] < heights[0]


def test_it_says_the_same_in_xml(client):
    make_note(slug="x", title="Fish & <chips> \x0b")
    response = ask(client, "/notes/x/", format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert b"<!" not in response.content  # WordPress refuses a doctype
    root = ET.fromstring(response.content)  # noqa: S314  our own answer
    assert root.tag == "oembed"
    values = {name: str(value).replace("\x0b", "") for name, value in answered(client, "/notes/x/").items()}
    assert {child.tag: child.text for child in root} == values


@pytest.mark.parametrize("form", ["json", "JSON", ""])
def test_it_takes_json_for_the_default(client, form):
    make_note(slug="x")
    assert ask(client, "/notes/x/", format=form)["Content-Type"] == "application/json"


def refused(response, status):
    """The answer is an error in JSON that no consumer could take for an embed, and repeats nothing of the request."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert list(response.json()) == ["error"]
    assert "evil" not in response.content.decode()
    return True


@pytest.mark.parametrize("form", ["yaml", "evil", "jsonp", "html"])
def test_it_has_no_other_format(client, form):
    make_note(slug="x")
    assert refused(ask(client, "/notes/x/", format=form), 501)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("", 400),
        ("javascript:alert('evil')", 400),
        ("http://user:evil@testserver/notes/x/", 400),
        ("http://testserver\\@evil.example/", 400),
        ("file:///etc/evil", 400),
        ("http://evil.example/notes/x/", 404),
        ("http://127.0.0.1:6379/evil", 404),
        ("http://testserver/notes/evil/", 404),
        ("http://testserver/admin/", 404),
        ("http://testserver/notes/", 404),
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_it_refuses_bad_and_foreign_addresses(client, address, status, form):
    make_note(slug="x")
    assert refused(client.get("/oembed", {"url": address, "format": form}), status)


def test_it_needs_an_address(client):
    assert refused(client.get("/oembed"), 400)


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.TAKEN_DOWN])
def test_it_knows_nothing_of_what_is_not_published(client, state):
    make_article(slug="evil-a", state=state)
    make_note(slug="evil-n", state=state)
    make_claim(slug="evil-c", state=state)
    make_article(slug="evil-later", published_at=timezone.now() + timedelta(hours=1))
    for address in (
        "articles/evil-a/",
        "articles/evil-a/timeline/",
        "notes/evil-n/",
        "claims/evil-c/",
        "articles/evil-later/",
    ):
        assert refused(ask(client, f"/{address}"), 404)


def test_it_does_not_guess_the_height_from_cards_that_are_not_published(client):
    article = make_article(slug="story")
    before = answered(client, "/articles/story/")
    annotate(article, "Prague", make_note(state=State.DRAFT, body=LONG * 9))
    assert answered(client, "/articles/story/") == before


@pytest.mark.parametrize("address", ["/articles/story/", "/articles/story/timeline/"])
def test_it_says_that_an_article_may_not_be_embedded(client, address):
    make_article(slug="story", embedding=Article.Embedding.NONE)
    assert refused(ask(client, address), 401)


def test_it_answers_head_and_nothing_that_writes(client):
    make_note(slug="x")
    response = client.head("/oembed", {"url": f"{SITE}/notes/x/"})
    assert (response.status_code, response.content) == (200, b"")
    assert client.post("/oembed", {"url": f"{SITE}/notes/x/"}).status_code == 405


def test_it_gives_a_picture_in_a_size_that_was_asked_for(client):
    make_article(slug="story", picture=make_picture(1200, 600), picture_alt="A picture")
    for query, size in (({}, (480, 240)), ({"maxwidth": 300}, (240, 120)), ({"maxheight": 70}, (120, 60))):
        values = answered(client, "/articles/story/", **query)
        assert (values["thumbnail_width"], values["thumbnail_height"]) == size
        response = client.get(values["thumbnail_url"].removeprefix(SITE))
        with Image.open(BytesIO(response.content)) as picture:
            assert (picture.size, picture.format) == (size, "JPEG")
    for query in ({"maxwidth": 100}, {"maxheight": 20}):
        assert not [name for name in answered(client, "/articles/story/", **query) if name.startswith("thumbnail")]


def test_it_gives_no_picture_where_there_is_none_or_it_is_lost(client):
    make_article(slug="bare")
    article = make_article(slug="lost", picture=make_picture(900, 900), picture_alt="A picture")
    article.picture.storage.delete(article.picture.name)
    for slug in ("bare", "lost"):
        assert "thumbnail_url" not in answered(client, f"/articles/{slug}/")


def test_it_takes_as_many_queries_for_1_card_as_for_30(client, django_assert_num_queries):
    for slug, count in (("one", 1), ("thirty", 30)):
        article = make_article(" ".join(f"word{n}." for n in range(count)), slug=slug)
        for n in range(count):
            note = make_note()
            cite(note)
            annotate(article, f"word{n}.", note)
        with django_assert_num_queries(5):
            assert ask(client, f"/articles/{slug}/").status_code == 200


def test_every_page_that_can_be_embedded_says_so_first_in_its_head(client):
    article = make_article(slug="story")
    card = annotate(article, "Prague")
    make_note(slug="note")
    make_claim(slug="claim")
    pages = [
        "/articles/story/",
        "/articles/story/timeline/",
        f"/articles/story/cards/{card.pk}/",
        "/notes/note/",
        "/claims/claim/",
    ]
    for address in pages:
        head = read(client.get(address)).elements
        links = [e for e in head if e.tag == "link"][:3]
        assert [e.attrs["rel"] for e in links] == ["canonical", "alternate", "alternate"], address
        assert [e.attrs.get("type") for e in links[1:]] == ["application/json+oembed", "text/xml+oembed"]
        assert [e.tag for e in head[: head.index(links[0])]] == ["html", "head", "meta", "meta", "title"]
        assert links[0].attrs["href"] == SITE + address
        for link, form in zip(links[1:], ("json", "xml"), strict=True):
            assert link.attrs["href"] == f"{SITE}/oembed?url={quote(SITE + address, safe='')}&format={form}"
            assert client.get(link.attrs["href"].removeprefix(SITE)).status_code == 200


def test_a_page_that_may_not_be_embedded_does_not_offer_it(client):
    article = make_article(slug="story", embedding=Article.Embedding.NONE)
    card = annotate(article, "Prague")
    for address in ("/articles/story/", "/articles/story/timeline/", f"/articles/story/cards/{card.pk}/"):
        html = client.get(address).content.decode()
        assert "oembed" not in html
        assert "/embed/code/" not in html
