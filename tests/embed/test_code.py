"""The page from which an embed's code is copied."""

import nh3
import pytest
from django.template.loader import render_to_string
from lxml_html_clean import Cleaner

from explainer.models import Article, State, Theme
from tests.factories import annotate, make_article, make_claim, make_note
from tests.markup import read

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def code(client, address, **query):
    return client.get("/embed/code/", {"url": address, **query})


def field(response, id):
    return read(response).one("textarea", id=id).text


def test_it_gives_an_address_to_paste_and_code_with_the_summary_as_text(client):
    make_note(slug="note", title="The <note>", summary="It's short & true.")
    response = code(client, "/notes/note/")
    assert field(response, "address") == f"{SITE}/notes/note/"
    html = field(response, "html")
    copied = read(html)
    assert copied.one("blockquote").text == "It’s short & true.The <note>, Explainer"
    assert copied.one("a").attrs["href"] == f"{SITE}/notes/note/"
    assert copied.one("iframe").attrs["src"] == f"{SITE}/embed/notes/note/"
    assert copied.one("iframe").attrs["title"] == "The <note>"
    assert copied.one("script").attrs == {"async": None, "src": f"{SITE}/embed.js"}
    assert html.startswith("<blockquote><p>")


# What reaches readers of feeds and newsletters, by the rules of libraries and products that clean HTML.
SANITISERS = {
    "ammonia (nh3), as it comes": nh3.clean,
    "lxml's cleaner, as it comes": lambda html: Cleaner().clean_html(html),
    "lxml's cleaner, keeping attributes": lambda html: Cleaner(safe_attrs_only=False).clean_html(html),
    "WordPress, for an author (wp_kses_post: no frames, hidden is kept on no quotation)": lambda html: nh3.clean(
        html, tags={"a", "blockquote", "p", "em", "strong"}, attributes={"a": {"href", "title"}, "blockquote": {"cite"}}
    ),
    "a mail program, which drops frames and scripts and keeps the rest": lambda html: nh3.clean(
        html, tags={"a", "blockquote", "p"}, generic_attribute_prefixes={"hid"}
    ),
    "none": str,
}


@pytest.mark.parametrize("sanitiser", SANITISERS)
def test_readers_without_frames_see_the_summary_and_the_link(client, sanitiser):
    make_note(slug="note", title="The note", summary="It is short.")
    html = read(SANITISERS[sanitiser](field(code(client, "/notes/note/"), "html")))
    quotation = html.one("blockquote")
    assert "It is short." in quotation.text
    assert html.one("a").attrs["href"] == f"{SITE}/notes/note/"
    for element in html.elements:
        assert not {"hidden", "style", "class", "aria-hidden"} & set(element.attrs)


def test_it_previews_what_is_copied_on_a_phone_and_on_a_desk(client):
    make_note(slug="note")
    Theme.objects.create(name="Daily", slug="daily")
    page = read(code(client, "/notes/note/", theme="daily"))
    frames = page.all("iframe")
    assert [frame.attrs["width"] for frame in frames] == ["328", "640"]
    assert {frame.attrs["src"] for frame in frames} == {"/embed/notes/note/?theme=daily"}
    assert "?theme=daily" in page.one("textarea", id="html").text
    assert page.one("textarea", id="address").text == f"{SITE}/notes/note/?theme=daily"
    assert page.one("option", value="daily").attrs.get("selected", "no") is None


def test_it_offers_the_article_s_cards_and_opens_the_chosen_one(client):
    article = make_article(slug="story")
    card = annotate(article, "Prague", make_note(title="The city"))
    page = read(code(client, "/articles/story/", open=card.pk))
    assert page.one("option", value=str(card.pk)).text == "The city"
    assert f"?open={card.pk}" in page.one("textarea", id="html").text
    address = page.one("textarea", id="address").text
    assert address == f"{SITE}/articles/story/#card-{card.pk}"
    answer = client.get("/oembed", {"url": address}).json()
    assert f"?open={card.pk}" in answer["html"]


@pytest.mark.parametrize(
    "address",
    ["", "x", "/", "/admin/", "//evil.example/notes/note/", "http://evil.example/notes/note/", "javascript:alert(1)",
     "/notes/nothing/", "/notes/draft/", "/articles/draft/", "/claims/draft/", "/\\evil.example"],
)  # fmt: skip
def test_it_has_nothing_for_other_addresses_and_drafts(client, address):
    make_note(slug="note")
    for make in (make_note, make_claim, make_article):
        make(slug="draft", title="Zyxwv", state=State.DRAFT)
    response = code(client, address)
    assert response.status_code == 404
    assert "Zyxwv" not in response.content.decode()
    assert "evil" not in response.content.decode()


def test_it_says_that_an_article_may_not_be_embedded(client):
    make_article(slug="story", embedding=Article.Embedding.NONE)
    page = read(code(client, "/articles/story/"))
    assert "does not let other sites embed" in page.text
    assert not page.all("iframe")
    assert not page.all("textarea")


def test_it_may_frame_our_own_pages_only_and_be_framed_by_none(client):
    make_note(slug="note")
    policy = code(client, "/notes/note/")["Content-Security-Policy"].split("; ")
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_every_page_leads_to_it(client, admin_client):
    article, note, claim = make_article(slug="story"), make_note(slug="note"), make_claim(slug="claim")
    card = annotate(article, "Prague", note)
    for address in (
        "/articles/story/",
        "/articles/story/timeline/",
        "/notes/note/",
        "/claims/claim/",
        card.get_absolute_url(),
    ):
        [link] = [a for a in read(client.get(address)).all("a") if a.text == "Embed this"]
        assert client.get(link.attrs["href"]).status_code == 200
    for item in (article, note, claim):
        model = item._meta.model_name
        html = admin_client.get(f"/admin/explainer/{model}/{item.pk}/change/").content.decode()
        [link] = [a for a in read(html[html.index("<body") : html.index("</body>") + 7]).all("a") if a.text == "Embed"]
        assert client.get(link.attrs["href"]).status_code == 200


def test_the_desk_offers_no_code_for_a_draft(admin_client):
    for make in (make_article, make_note, make_claim):
        item = make(state=State.DRAFT)
        html = admin_client.get(f"/admin/explainer/{item._meta.model_name}/{item.pk}/change/").content.decode()
        assert "/embed/code/" not in html


def test_the_demonstration_s_host_is_not_on_a_real_server(client):
    assert client.get("/demo-host/").status_code == 404


@pytest.mark.thorough
def test_the_demonstration_s_host_has_an_embed_of_every_kind(rf, newsroom):
    from explainer.embed.demo_host import demo_host

    response = demo_host(rf.get("/demo-host/"))
    sources = [frame.attrs["src"].removeprefix(f"{SITE}/embed/") for frame in read(response).all("iframe")]
    assert [source.split("/")[0] for source in sources] == ["articles", "notes", "claims", "timelines", "claims"]
    assert render_to_string("embed/demo_host.html", {"embeds": {}})
