"""Feeds and sitemaps are what their specifications ask for: held against schemas of our own (tests/data/*.rng)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from lxml import etree

from explainer.actions.revising import revise
from explainer.publication import addresses
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parent.parent / "data"
ODD = "“Ödön” & <b>Łódź</b> \x0b 上海 ]]> &amp;"


def told(record, change="new_fact", **fields):
    revise(record)
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    revise(record, change=change, line=f"It says {ODD}")


@pytest.fixture
def newsroom():
    """Articles in several languages, with odd words; everything was changed, and readers were told."""
    for language in ("en-gb", "de", "zh-hans", "ar", "pt-br"):
        article = make_article(language=language, title=ODD, standfirst=ODD, section=ODD, byline=ODD, body="Words.")
        annotate(article, "Words", make_claim(title=ODD, language="de"))
        told(article, standfirst="Another.")
    make_article(published_at=timezone.now() - timedelta(days=400), standfirst="", section="", byline="")
    note = make_note(title=ODD, slug="odd", language="fr")
    told(note, change="correction", summary="Another.")
    return note


def problems(client, address, schema):
    answer = client.get(address)
    assert answer.status_code == 200
    rules = etree.RelaxNG(etree.parse(DATA / schema))
    rules.validate(etree.fromstring(answer.content))
    return [(each.line, each.message) for each in rules.error_log]


FEEDS = {
    "/feed.xml": "rss",
    "/corrections/feed.xml": "atom",
    "/updates/feed.xml": "atom",
    "/notes/odd/feed.xml": "atom",
}


@pytest.mark.parametrize(("address", "schema"), FEEDS.items())
def test_each_feed_is_valid(client, newsroom, address, schema):
    assert problems(client, address, f"{schema}.rng") == []


@pytest.mark.parametrize("address", ["/feed.xml", "/corrections/feed.xml", "/updates/feed.xml"])
def test_an_empty_feed_is_valid(client, address):
    assert problems(client, address, f"{FEEDS[address]}.rng") == []


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_names_each_entry_once_and_itself(client, newsroom, address):
    answer = client.get(address)
    feed = etree.fromstring(answer.content)
    ids = [each.text for each in feed.iter("guid", "{http://www.w3.org/2005/Atom}id")]
    assert len(ids) == len(set(ids)) > 1
    own = [link.get("href") for link in feed.iter("{http://www.w3.org/2005/Atom}link") if link.get("rel") == "self"]
    assert [link.partition("/")[2].partition("/")[2].partition("/")[2] for link in own] == [address[1:]]


def test_each_feed_has_an_id_of_its_own_that_stays_and_entries_in_their_records_languages(client, newsroom):
    def feed(address):
        return etree.fromstring(client.get(address).content)

    def id_of(address):
        return feed(address).findtext("{*}id")

    ids = [id_of(address) for address in list(FEEDS)[1:]]
    assert len(set(ids)) == 3
    newsroom.slug = "renamed"
    newsroom.save()
    assert id_of("/notes/renamed/feed.xml") == ids[-1]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    german = [
        each.findtext("{*}summary") for each in feed("/updates/feed.xml").iter("{*}entry") if each.get(lang) == "de"
    ]
    assert [words.partition(":")[0] for words in german] == ["Neue Tatsache"]
    assert [each.get(lang) for each in feed("/notes/renamed/feed.xml").iter("{*}entry")] == ["fr"]


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/news-sitemap.xml", "/sitemap-articles-1.xml", "/sitemap-lists-1.xml"]
)
def test_each_sitemap_is_valid(client, newsroom, address):
    assert problems(client, address, "sitemap.rng") == []


def test_a_sitemap_in_pages_is_valid(client, newsroom, monkeypatch):
    monkeypatch.setattr("explainer.reader.sitemaps.SITEMAP_STEP", 3)
    assert b"<sitemapindex" in client.get("/sitemap.xml").content
    assert problems(client, "/sitemap.xml", "sitemap.rng") == []
    assert [path for path, _ in addresses.sitemap_pages()]


def test_an_empty_sitemap_of_news_is_valid(client):
    assert problems(client, "/news-sitemap.xml", "sitemap.rng") == []
