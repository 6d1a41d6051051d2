"""Feed readers and search engines find what is published, at absolute addresses, and nothing else."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from explainer.models import Article, Claim, Note, State, Verdict
from explainer.publication import addresses
from explainer.reader import sitemaps
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
MAP, NEWS = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-news/0.9}"
FILES = ["/feed.xml", "/sitemap.xml", "/sitemap-articles-1.xml", "/news-sitemap.xml", "/robots.txt"]


def day(*numbers):
    return timezone.make_aware(datetime(*numbers))


def read(client, address):
    return ElementTree.fromstring(client.get(address).content)  # noqa: S314  our own


def places(client, address):
    """The paths that a sitemap names."""
    found = [each.text for each in read(client, address).iter(f"{MAP}loc")]
    assert all(each.startswith("http://testserver/") for each in found)
    return [each.removeprefix("http://testserver") for each in found]


def make_secrets():
    """One of everything that must not get out."""
    later = timezone.now() + timedelta(hours=1)
    hidden = [
        make_article("Secret.", slug="secret-embargoed", title="Secret embargoed", published_at=later),
        make_article("Secret.", slug="secret-draft", title="Secret draft", state=State.DRAFT),
        make_article("Secret.", slug="secret-gone", title="Secret gone", state=State.TAKEN_DOWN),
    ]
    note = make_note()
    note.events.create(date="1968", text="Secret event.")
    for article in hidden:
        annotate(article, "Secret", note)
    for make in (make_note, make_claim):
        make(slug="secret-item", state=State.DRAFT)
        make(slug="secret-gone", state=State.TAKEN_DOWN)


def test_the_feed_tells_all_of_an_article(client):
    article = make_article(
        slug="story", title='The "chief" & MI6', standfirst="What <b>he</b> said.", byline="Jan Novák", section="World",
        language="cs", published_at=day(2026, 3, 1, 9), updated_at=day(2026, 3, 2, 10),
    )  # fmt: skip
    channel = read(client, "/feed.xml").find("channel")
    assert channel.findtext("link") == "http://testserver/"
    assert channel.findtext("language") == "en-gb"
    assert channel.find(f"{ATOM}link").attrib == {"href": "http://testserver/feed.xml", "rel": "self"}
    assert channel.findtext("lastBuildDate") == "Mon, 02 Mar 2026 10:00:00 +0000"
    item = channel.find("item")
    assert {each.tag: each.text for each in item} == {
        "title": "The „chief“ &amp; MI6",
        "link": "http://testserver/articles/story/",
        "description": "What &lt;b&gt;he&lt;/b&gt; said.",
        "pubDate": "Sun, 01 Mar 2026 09:00:00 +0000",
        f"{DC}creator": "Jan Novák",
        "guid": f"tag:testserver,{article.created:%Y-%m-%d}:articles/{article.pk}",
        "category": "World",
        f"{ATOM}updated": "2026-03-02T10:00:00+00:00",
        f"{DC}language": "cs",
    }
    assert item.find("guid").attrib == {"isPermaLink": "false"}


def test_the_feed_has_the_newest_twenty_first_of_all_the_newest(client):
    for number in range(22):
        make_article(title=f"Number {number}", published_at=day(2026, 1, 1 + number))
    titles = [each.findtext("title") for each in read(client, "/feed.xml").iter("item")]
    assert titles == [f"Number {number}" for number in range(21, 1, -1)]


def test_a_renamed_article_is_not_new_to_subscribers(client):
    article = make_article()
    before = read(client, "/feed.xml").find(".//guid").text
    article.slug, article.title, article.published_at = "renamed", "Renamed", day(2020, 1, 1)
    article.save()
    assert read(client, "/feed.xml").find(".//guid").text == before


def test_the_feed_of_an_empty_site_is_the_same_at_any_time(client):
    first = client.get("/feed.xml")
    assert "1970" in first.content.decode()
    assert first.headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.mark.parametrize("address", ["/feed.xml", "/news-sitemap.xml"])
def test_a_character_that_xml_forbids_breaks_nothing(client, address):
    make_article(title="Bell\x07 and \ufffe more", standfirst="\x01", section="\x02", byline="\x03")
    assert "Bell and  more" in "".join(read(client, address).itertext())


def test_the_sitemap_has_every_page_a_search_engine_should_have(client):
    article, plain = make_article(slug="story"), make_article(slug="plain")
    note, draft = make_note(slug="note"), make_note(state=State.DRAFT)
    annotate(article, "Prague", note)
    annotate(plain, "Prague", draft)
    draft.events.create(date="1968", text="Not public.")
    make_claim(slug="claim")
    found = places(client, "/sitemap.xml")
    kinds = [f"/notes/kinds/{kind}/" for kind in Note.Kind.values]
    verdicts = [f"/claims/verdicts/{verdict}/" for verdict in Verdict.values]
    sorts = [f"/claims/kinds/{kind}/" for kind in Claim.Kind.values]
    sorts += ["/claimants/someone/", "/claimants/", "/claims/articles/"]
    lists = ["/", "/notes/", *kinds, "/claims/", *verdicts, *sorts, "/corrections/", "/sources/"]
    assert found == [*lists, "/articles/story/", "/articles/plain/", "/notes/note/", "/claims/claim/"]
    assert {client.get(path).status_code for path in found} == {200}
    note.events.create(date="1968-08-21", text="Tanks came.")
    assert set(places(client, "/sitemap.xml")) - set(found) == {"/articles/story/timeline/"}


def test_the_sitemap_says_when_a_page_last_changed(client):
    article = make_article(slug="story", published_at=timezone.now() - timedelta(days=3))
    Article.objects.filter(pk=article.pk).update(modified=day(2026, 3, 2, 10), published_at=day(2026, 3, 1))
    scheduled = make_article(slug="late")
    Article.objects.filter(pk=scheduled.pk).update(modified=day(2026, 3, 2, 10), published_at=day(2026, 3, 3))
    dates = [
        (each[0].text.removeprefix("http://testserver"), each[1].text)
        for each in read(client, "/sitemap-articles-1.xml")
    ]
    assert dates == [
        ("/articles/story/", "2026-03-02T10:00:00+00:00"),
        ("/articles/late/", "2026-03-03T00:00:00+00:00"),
    ]


def test_a_large_site_has_an_index_of_pages_that_hold_everything_once(client, monkeypatch):
    for module in (addresses, sitemaps):
        monkeypatch.setattr(module, "SITEMAP_STEP", 3)
    note = make_note()
    note.events.create(date="1968", text="Tanks came.")
    for _ in range(7):
        annotate(make_article(), "Prague", note)
    make_claim()
    make_secrets()
    pages = places(client, "/sitemap.xml")
    assert read(client, "/sitemap.xml").tag == f"{MAP}sitemapindex"
    assert all(path.startswith("/sitemap-") and "?" not in path for path in pages)
    on_pages = [places(client, path) for path in pages]
    assert all(len(found) <= 3 for path, found in zip(pages, on_pages, strict=True) if "lists" not in path)
    everything = [path for found in on_pages for path in found]
    monkeypatch.undo()
    assert sorted(everything) == sorted(places(client, "/sitemap.xml"))
    dates = [each.findtext(f"{MAP}lastmod") for each in read(client, "/sitemap.xml")]
    assert len(dates) == len(everything)


@pytest.mark.parametrize(
    "path",
    ["sitemap-articles-2", "sitemap-articles-0", f"sitemap-notes-{10**30}", "sitemap-lists-2", "sitemap-users-1"],
)
def test_there_is_no_other_page_of_the_sitemap(client, path):
    make_article()
    make_note()
    assert client.get(f"/{path}.xml").status_code == 404


def test_the_news_sitemap_has_what_was_published_in_the_last_two_days(client, settings):
    settings.SITE_NAME = "The Daily & Co"
    now = timezone.now()
    make_article(slug="old", published_at=now - timedelta(days=2, seconds=1))
    make_article(slug="young", title="Young & new", language="zh-hant", published_at=now - timedelta(days=1, hours=23))
    make_article(slug="new", published_at=now)
    make_secrets()
    assert places(client, "/news-sitemap.xml") == ["/articles/new/", "/articles/young/"]
    young = read(client, "/news-sitemap.xml")[1].find(f"{NEWS}news")
    assert young.findtext(f"{NEWS}publication/{NEWS}name") == "The Daily & Co"
    assert young.findtext(f"{NEWS}publication/{NEWS}language") == "zh-tw"
    assert young.findtext(f"{NEWS}title") == "Young & new"
    date = datetime.fromisoformat(young.findtext(f"{NEWS}publication_date"))
    assert date == (now - timedelta(days=1, hours=23)).replace(microsecond=0)


def test_the_news_sitemap_has_a_thousand_at_most(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        make_article(slug=f"n{number}", published_at=timezone.now() - timedelta(hours=number))
    assert places(client, "/news-sitemap.xml") == ["/articles/n0/", "/articles/n1/"]


def test_robots_may_read_everything_but_the_desk(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nAllow: /\nDisallow: /admin/\n\n"
        "Sitemap: http://testserver/sitemap.xml\nSitemap: http://testserver/news-sitemap.xml\n"
    )


@pytest.mark.parametrize("address", FILES)
def test_what_is_not_public_is_in_none_of_them(client, address):
    make_article()
    make_secrets()
    assert "secret" not in client.get(address).content.decode().lower()


@pytest.mark.parametrize("address", FILES)
def test_they_are_the_same_whoever_asks_and_whenever(client, address):
    make_article()
    plain = client.get(address)
    again = client.get(address, headers={"Host": "other.example", "Accept-Language": "de", "Cookie": "a=b"})
    assert again.content == plain.content
    assert "max-age=60" in plain.headers["Cache-Control"]
    assert "Vary" not in plain.headers


@pytest.mark.parametrize("address", FILES)
def test_they_take_as_many_queries_for_1_article_as_for_30(client, address, django_assert_max_num_queries):
    for count in (1, 30):
        for _ in range(count):
            annotate(make_article(section="World"), "Prague")
        with django_assert_max_num_queries(13):
            client.get(address)


@pytest.mark.parametrize("address", ["/", "/notes/", "/claims/"])
def test_lists_lead_to_the_feed(client, address):
    link = '<link rel="alternate" type="application/rss+xml" title="Explainer" href="/feed.xml">'
    assert link in client.get(address).content.decode()
