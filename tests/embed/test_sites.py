"""Who may embed: origins checked when saved, and what becomes of them in the header."""

import pytest
from django.core.exceptions import ValidationError

from explainer.checks import embed_origins
from explainer.models import Article, EmbeddingSite
from explainer.models.embedding import validate_origin
from tests.factories import make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
DAILY, WEEKLY = "https://daily.example", "https://*.weekly.example:8443"
KINDS = {"article": "articles/story", "note": "notes/note", "claim": "claims/claim", "timeline": "timelines/story"}


@pytest.fixture(autouse=True)
def things():
    make_article(slug="story")
    make_note(slug="note")
    make_claim(slug="claim")


def site(*origins, **fields):
    return EmbeddingSite.objects.create(name="A site", origins=list(origins), **fields)


def ancestors(client, address="articles/story"):
    """What frame-ancestors says, or None if it isn't there."""
    policy = client.get(f"/embed/{address}/")["Content-Security-Policy"]
    rules = [rule.partition(" ")[2] for rule in policy.split("; ") if rule.startswith("frame-ancestors")]
    assert len(rules) <= 1
    return rules[0] if rules else None


@pytest.mark.parametrize(
    "origin",
    [
        "https://news.example",
        "http://news.example",
        "https://news.example:8443",
        "https://*.news.example",
        "https://*.news.example:444",
        "http://localhost:8000",
        "http://127.0.0.1",
        "https://xn--bcher-kva.example",
        "https://a-b.c1.example",
    ],
)
def test_it_accepts_an_origin(origin):
    validate_origin(origin)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "*",
        "'self'",
        "'none'",
        "null",
        "news.example",
        "//news.example",
        "https:",
        "https://",
        "https://*",
        "https://*.example",
        "https://*.*.news.example",
        "https://news.*.example",
        "https://*news.example",
        "https://news.example/",
        "https://news.example/path",
        "https://news.example?x",
        "https://news.example#x",
        "https://user@news.example",
        "https://news.example:",
        "https://news.example:*",
        "https://news.example:99999",
        "https://news.example:٨٠",
        "https://News.example",
        "https://news..example",
        "https://-news.example",
        "https://bücher.example",
        "ftp://news.example",
        "javascript://news.example",
        "data:",
        " https://news.example",
        "https://news.example ",
        "https://news.example https://evil.example",
        "https://news.example; script-src *",
        "https://news.example;",
        "https://news.example,https://evil.example",
        "https://news.example\n",
        "https://news.example\r\nX-Evil: 1",
        "https://news.example\x00",
    ],
)
def test_it_refuses_what_is_no_origin_and_says_what_one_is(origin):
    with pytest.raises(ValidationError) as refused:
        validate_origin(origin)
    assert "https://news.example.org" in refused.value.messages[0]


@pytest.mark.parametrize("origins", [[], "https://news.example", [1], [None], {"a": 1}, ["https://a.example", "*"]])
def test_a_site_needs_a_list_of_origins(origins):
    with pytest.raises(ValidationError) as refused:
        EmbeddingSite(name="x", origins=origins).full_clean()
    assert list(refused.value.message_dict) == ["origins"]


def test_it_is_open_to_all_by_default_and_with_a_list_that_limits_nothing(client):
    assert {ancestors(client, address) for address in KINDS.values()} == {None}
    site(DAILY)
    assert {ancestors(client, address) for address in KINDS.values()} == {None}


def test_one_site_that_says_so_closes_it_to_all_that_are_not_listed(client):
    site(DAILY, only_listed=True)
    site(WEEKLY)
    site("https://gone.example", is_active=False)
    assert {ancestors(client, address) for address in KINDS.values()} == {f"'self' {DAILY} {WEEKLY}"}


def test_an_inactive_site_closes_nothing(client):
    site(DAILY, only_listed=True, is_active=False)
    assert ancestors(client) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_may_embed_only_what_it_may(client, kind):
    site(DAILY, only_listed=True, **{f"{other}s": other == kind for other in KINDS})
    for other, address in KINDS.items():
        assert ancestors(client, address) == (f"'self' {DAILY}" if other == kind else "'self'")


def test_the_environment_s_list_closes_it_too(client, settings):
    settings.EMBED_ORIGINS = [DAILY]
    assert {ancestors(client, address) for address in KINDS.values()} == {f"'self' {DAILY}"}
    site(WEEKLY, articles=False)
    site(DAILY)
    assert ancestors(client) == f"'self' {DAILY}"
    assert ancestors(client, "notes/note") == f"'self' {DAILY} {WEEKLY}"


def test_an_article_may_be_for_listed_sites_only(client):
    site(DAILY)
    Article.objects.update(embedding=Article.Embedding.LISTED)
    assert ancestors(client) == f"'self' {DAILY}"
    assert ancestors(client, "timelines/story") == f"'self' {DAILY}"
    assert ancestors(client, "notes/note") is None


def test_an_article_for_listed_sites_is_for_nobody_while_there_is_none(client):
    Article.objects.update(embedding=Article.Embedding.LISTED)
    assert ancestors(client) == "'self'"


def test_it_lets_no_row_that_was_written_around_the_form_into_the_header(client):
    site("https://news.example; script-src *", "*", "https://a.example\r\nX: y", DAILY, only_listed=True)
    assert ancestors(client) == f"'self' {DAILY}"
    assert "script-src 'self';" in client.get("/embed/articles/story/")["Content-Security-Policy"]


def test_the_page_is_the_same_whoever_asks(client):
    site(DAILY, only_listed=True)
    answers = {
        (client.get("/embed/articles/story/", headers=headers).content, ancestors(client))
        for headers in ({}, {"referer": "https://evil.example/"}, {"origin": "https://evil.example"})
    }
    assert len(answers) == 1


def test_it_checks_the_environment_s_list_at_each_start(settings):
    settings.EMBED_ORIGINS = [DAILY, "daily.example/x"]
    [error] = embed_origins()
    assert (error.id, "“daily.example/x”" in error.msg) == ("explainer.E002", True)
    settings.EMBED_ORIGINS = [DAILY]
    assert embed_origins() == []


def test_the_desk_refuses_a_bad_origin_and_says_what_a_good_list_does(admin_client):
    form = {
        "name": "Daily",
        "origins": "https://daily.example/news\nhttps://b.example",
        "is_active": "on",
        "articles": "on",
        "goes_public": "1",
    }
    refused = admin_client.post("/admin/explainer/embeddingsite/add/", form)
    assert "“https://daily.example/news” is not an origin" in refused.content.decode()
    assert not EmbeddingSite.objects.exists()
    form["origins"] = f"{DAILY}\n\n  https://b.example  "
    saved = admin_client.post("/admin/explainer/embeddingsite/add/", form, follow=True)
    assert "Every site may embed." in saved.content.decode()
    [stored] = EmbeddingSite.objects.all()
    assert stored.origins == [DAILY, "https://b.example"]
    form["only_listed"] = "on"
    saved = admin_client.post(f"/admin/explainer/embeddingsite/{stored.pk}/change/", form, follow=True)
    assert f"only by: {DAILY}, https://b.example" in saved.content.decode()
