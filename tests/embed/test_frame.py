"""The pages that other sites show in a frame."""

import re
from datetime import date, timedelta

import brotli
import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from explainer.embed.contents import FIRST_CARDS, FIRST_EVENTS
from explainer.models import Annotation, Article, EmbeddingSite, State
from explainer.styles import csp_hash
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
OPEN_POLICY = [
    *("default-src 'none'", "script-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'none'"),
    *("require-trusted-types-for 'script'", "trusted-types 'none'"),
]


@pytest.fixture
def addresses():
    """One embed of each kind, each with something in it."""
    article = make_article(slug="story", standfirst="What it is about.", updated_at=timezone.now() + timedelta(days=1))
    note = make_note(slug="note", body="The *text*.", as_of=date(2026, 3, 1))
    note.events.create(date="1968-08", text="Tanks came.", source=make_source())
    cite(note)
    claim = make_claim(slug="claim", reasoning="The evidence.", verdict="disputed", as_of=date(2026, 3, 2))
    annotate(article, "Prague", note)
    annotate(article, "1968", claim)
    return [f"/embed/{name}/" for name in ("articles/story", "notes/note", "claims/claim", "timelines/story")]


def policy(response):
    return response["Content-Security-Policy"].split("; ")


def test_it_may_be_framed_by_everyone_and_holds_nothing_against_them(client, addresses):
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert "X-Frame-Options" not in response
        assert [rule for rule in policy(response) if not rule.startswith("style-src")] == OPEN_POLICY
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cache-Control"] == "s-maxage=30, public, max-age=30, stale-while-revalidate=30"
        assert not response.cookies
        assert "Vary" not in response


def test_everything_else_stays_forbidden_to_frames(client):
    make_article(slug="story")
    for address in (
        "/",
        "/articles/story/",
        "/admin/login/",
        "/embed/code/?url=/articles/story/",
        "/oembed",
        "/embed.js",
    ):
        response = client.get(address)
        assert response["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in policy(response)


def test_it_has_one_style_sheet_allowed_by_hash_and_its_scripts(client, addresses):
    for address in addresses:
        response = client.get(address)
        page = read(response)
        [style] = page.all("style")
        assert f"style-src {csp_hash(style.text)}" in policy(response)
        frame, *more = page.all("script")
        assert re.fullmatch(r"/static/js/embed/frame\.[0-9a-f]{12}\.js", frame.attrs["src"])
        names = [each.attrs["src"].split(".")[0] for each in more]
        assert names == (["/static/js/reader/line"] if "timelines" in address else [])
        assert not [each for each in page.all("script") if "type" in each.attrs]
        assert not [e for e in page.elements if e.tag in {"form", "iframe", "object"} or "style" in e.attrs]
        assert not [name for e in page.elements for name in e.attrs if name.startswith("on")]
        assert "@font-face" not in style.text
        assert not re.search(r"url\(|[0-9.]d?s?l?vh|!important", style.text)


def test_it_is_for_the_page_around_it_and_not_for_search_engines(client, addresses):
    pages = ["/articles/story/", "/notes/note/", "/claims/claim/", "/articles/story/timeline/"]
    for address, canonical in zip(addresses, pages, strict=True):
        page = read(client.get(address))
        assert page.one("link", rel="canonical").attrs["href"] == SITE + canonical
        assert page.one("meta", name="robots").attrs["content"] == "noindex, indexifembedded"
        assert page.all("meta", name="responsive-embedded-sizing")


def test_every_link_opens_a_new_window_and_leads_to_our_own_host(client, addresses):
    for address in addresses:
        links = read(client.get(address)).all("a")
        assert links
        for link in links:
            assert link.attrs["href"].startswith(f"{SITE}/")
            assert (link.attrs["target"], link.attrs["rel"]) == ("_blank", "noopener")


def test_it_says_who_published_it_and_when_it_was_checked_and_updated(client, addresses):
    article, note, claim, timeline = (read(client.get(address)).one("footer").text for address in addresses)
    assert "Explainer" in note
    assert "Checked on 1 March 2026" in note
    assert "Checked on 2 March 2026" in claim
    assert "Checked on 2 March 2026" in article
    assert "Updated" in article
    assert "Checked on 1 March 2026" in timeline


def test_it_is_complete_without_scripts(client):
    article = make_article("He recalled the invasion and said it would end.")
    note = make_note(title="The invasion", summary="Tanks came.", body="In *August*.", place_name="Prague")
    note.events.create(date="1968-08-21", text="Prague is occupied.")
    source = cite(note, words="the date").source
    claim = make_claim(quote="It will end", reasoning="Nobody knows.", would_change="An end.", verdict="not_checkable")
    annotate(article, "invasion", note)
    annotate(article, "end", claim)
    page = read(client.get(f"/embed/articles/{article.slug}/"))
    first, second = (e for e in page.all("details") if e.attrs.get("class") == "card")
    for words in ("The invasion", "Tanks came.", "In August.", "Prague", "21 August 1968", "Prague is occupied.",
                  source.title, "the date"):  # fmt: skip
        assert words in first.text
    for words in ("Not checkable", "Someone", "It will end", "Nobody knows.", "An end.", "outsiders can’t test it"):
        assert words in second.text
    assert "open" not in first.attrs
    assert page.one("a", href=f"{SITE}/go/{source.pk}/").text == source.title


def test_a_source_leads_through_us_to_the_words_relied_on(client):
    note = make_note(slug="bridge")
    source = cite(
        note, words="on “two spans of the road”", source=make_source(archived_url="https://a.example/")
    ).source
    page = read(client.get("/embed/notes/bridge/"))
    wanted = [f"{SITE}/go/{source.pk}/{copy}#:~:text=two%20spans%20of%20the%20road" for copy in ("", "copy/")]
    assert [a.attrs["href"] for a in page.all("a") if "/go/" in a.attrs["href"]] == wanted


def test_it_opens_the_card_that_is_asked_for(client):
    article, other = make_article(slug="story"), make_article()
    cards = [annotate(article, "Prague"), annotate(article, "1968")]
    foreign = annotate(other, "Prague")

    def opened(query):
        return [
            e.attrs["id"]
            for e in read(client.get(f"/embed/articles/story/?{query}")).all("details")
            if "open" in e.attrs
        ]

    assert opened(f"open={cards[1].pk}") == [f"card-{cards[1].pk}"]
    assert opened(f"card={cards[0].pk}") == [f"card-{cards[0].pk}"]
    for query in ("", "open=", "open=x", f"open={foreign.pk}", "open=-1", "open=99999999999999999999", "open=%00"):
        assert opened(query) == []


def test_it_shows_a_note_once_however_often_the_article_has_it(client):
    article, note = make_article("one two three", slug="story"), make_note()
    first, again = annotate(article, "one", note), annotate(article, "three", note)
    annotate(article, "two")
    ids = [e.attrs["id"] for e in read(client.get("/embed/articles/story/")).all("details")]
    assert (len(ids), ids[0]) == (2, f"card-{first.pk}")
    page = read(client.get(f"/embed/articles/story/?open={again.pk}"))
    assert [e.attrs["id"] for e in page.all("details") if "open" in e.attrs] == [f"card-{again.pk}"]


def test_it_keeps_many_cards_and_dates_behind_one_line(client):
    article = make_article(" ".join(f"word{n}." for n in range(FIRST_CARDS + 3)), slug="story")
    cards = [annotate(article, f"word{n}.") for n in range(FIRST_CARDS + 3)]
    for n in range(FIRST_EVENTS + 2):
        cards[0].note.events.create(date=f"19{n:02}", text=f"Event {n}")
    page = read(client.get("/embed/articles/story/"))
    [rest] = page.all("details", class_="rest")
    assert "3 more" in rest.text
    assert "open" not in rest.attrs
    assert "open" in read(client.get(f"/embed/articles/story/?open={cards[-1].pk}")).one("details", class_="rest").attrs
    [dates] = read(client.get("/embed/timelines/story/")).all("details", class_="rest")
    assert "2 more dates" in dates.text
    assert f"Event {FIRST_EVENTS + 1}" in dates.text


def test_it_says_of_a_loose_card_that_the_text_has_changed(client):
    article = make_article(slug="story")
    card = annotate(article, "Prague")
    annotate(article, "1968")
    Annotation.objects.filter(pk=card.pk).update(anchor=Annotation.Anchor.ADRIFT)
    cards = read(client.get("/embed/articles/story/")).all("details")
    assert [("text this belonged to has changed" in card.text) for card in cards] == [False, True]


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.TAKEN_DOWN])
def test_what_is_not_published_is_not_there_and_says_so_inside_the_frame(client, state):
    hidden = make_article(slug="hidden", title="Zyxwv", state=state)
    annotate(hidden, "Prague")
    make_article(slug="later", title="Zyxwv", published_at=timezone.now() + timedelta(hours=1))
    make_note(slug="hidden", title="Zyxwv", state=state)
    make_claim(slug="hidden", title="Zyxwv", state=state)
    for name in (
        "articles/hidden",
        "timelines/hidden",
        "articles/later",
        "timelines/later",
        "notes/hidden",
        "claims/hidden",
    ):
        for query in ("", "?open=1", "?theme=dark"):
            response = client.get(f"/embed/{name}/{query}")
            assert response.status_code == 404
            assert "Zyxwv" not in response.content.decode()
            assert "X-Frame-Options" not in response
            assert "This is not shown here any more" in response.content.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.TAKEN_DOWN])
def test_a_card_that_is_not_published_leaks_nowhere(client, state):
    article = make_article("one two three", slug="story")
    note = make_note(state=state, title="Zyxwv", summary="Zyxwv", body="Zyxwv", as_of=date(2031, 1, 1))
    note.events.create(date="1968", text="Zyxwv")
    source = cite(note, make_source(title="Zyxwv"))
    hidden = annotate(article, "one", note)
    annotate(article, "two", make_claim(state=state, title="Zyxwv", quote="Zyxwv", reasoning="Zyxwv"))
    annotate(article, "three")
    for address in ("/embed/articles/story/", f"/embed/articles/story/?open={hidden.pk}", "/embed/timelines/story/",
                    "/articles/story/timeline/", "/embed/code/?url=/articles/story/"):  # fmt: skip
        text = client.get(address).content.decode()
        assert "Zyxwv" not in text
        assert "2031" not in text
    assert client.get(f"/go/{source.source.pk}/").status_code == 404


def test_an_article_that_nobody_may_embed_is_not_there(client):
    make_article(slug="story", title="Zyxwv", embedding=Article.Embedding.NONE)
    for name in ("articles/story", "timelines/story"):
        response = client.get(f"/embed/{name}/")
        assert response.status_code == 404
        assert "Zyxwv" not in response.content.decode()


def test_a_renamed_thing_stays_in_the_frames_it_is_in(client):
    for make, folder in ((make_article, "articles"), (make_note, "notes"), (make_claim, "claims")):
        item = make(slug="old")
        item.slug = "new"
        item.save()
        response = client.get(f"/embed/{folder}/old/")
        assert response.status_code == 200
        assert read(response).one("link", rel="canonical").attrs["href"] == f"{SITE}/{folder}/new/"
        answer = client.get("/oembed", {"url": f"{SITE}/{folder}/old/"})
        assert f"/embed/{folder}/new/" in answer.json()["html"]


@pytest.mark.parametrize(
    ("name", "count"), [("articles/story", 8), ("notes/note", 5), ("claims/claim", 6), ("timelines/story", 5)]
)
def test_it_takes_a_fixed_number_of_queries(client, addresses, name, count, django_assert_num_queries):
    with django_assert_num_queries(count):
        client.get(f"/embed/{name}/")
    article = Article.objects.get(slug="story")
    article.body = " ".join(f"word{n}." for n in range(30))
    article.save()
    for n in range(30):
        note = make_note()
        cite(note)
        note.events.create(date="1968", text="x", source=make_source())
        annotate(article, f"word{n}.", note if n % 2 else make_claim())
    with django_assert_num_queries(count):
        client.get(f"/embed/{name}/")


def test_it_asks_for_no_session_even_of_an_editor(client, admin_user, addresses, django_assert_num_queries):
    client.force_login(admin_user)
    with django_assert_num_queries(8):
        response = client.get(addresses[0])
    assert "Cookie" not in response.get("Vary", "")


def test_it_is_asked_for_again_by_its_etag(client, addresses):
    for address in addresses:
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    assert client.post(addresses[0]).status_code == 405
    assert client.head(addresses[0]).status_code == 200


@pytest.mark.parametrize("language", ["de", "ar", "xx", "../x", ""])
def test_it_takes_the_interface_s_language_from_the_address(client, language):
    make_article(slug="story", language="en-gb")
    page = read(client.get("/embed/articles/story/", {"lang": language}))
    assert page.one("html").attrs["lang"] == (language if language in {"de", "ar"} else "en-gb")
    assert page.one("main").attrs["lang"] == "en-gb"


def test_a_single_card_weighs_less_than_12_kilobytes_with_everything(newsroom):
    client = Client(headers={"accept-encoding": "br"})
    script = (django_settings.BASE_DIR / "static" / "js" / "embed" / "frame.js").read_bytes()
    for address in ("/embed/notes/wagner-mutiny/", "/embed/claims/rostov-without-a-shot/"):
        response = client.get(address)
        assert response["Content-Encoding"] == "br"
        headers = sum(len(name) + len(value) + 4 for name, value in response.items())
        assert len(response.content) + len(brotli.compress(script)) + 2 * headers < 12_000


@pytest.mark.parametrize("count", ["article", "timeline"])
def test_the_demonstration_s_whole_embeds_stay_small_too(newsroom, count):
    client = Client(headers={"accept-encoding": "br"})
    assert len(client.get(f"/embed/{count}s/mi6-invites-russians/").content) < 30_000


def test_it_works_where_embedding_sites_are_listed_but_not_exclusive(client, addresses):
    EmbeddingSite.objects.create(name="Daily", origins=["https://daily.example"])
    assert not any(rule.startswith("frame-ancestors") for rule in policy(client.get(addresses[0])))
