"""What an edit makes stale is baked, and nothing else is."""

import json
import random
import shutil
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from explainer.actions import workflow
from explainer.baking.comparing import differences
from explainer.baking.files import BakeFolder
from explainer.baking.rendering import RenderedPage
from explainer.baking.serving import BakedFirst
from explainer.models import Article, Note, StalePage, State
from explainer.publication.change import change
from explainer.publication.schedule import go_out
from tests.baking.edits import EDITS, bake, bake_everything, make_edit
from tests.factories import annotate, make_article, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.mark.thorough
def test_a_full_bake_leaves_no_difference(site, folder):
    assert list(differences(BakeFolder(folder))) == []
    assert StalePage.objects.count() == 0


@pytest.mark.thorough
def test_a_corrected_note_bakes_the_pages_that_show_it_and_no_others(site, folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("index.html")}
    with change(site["shared"]):
        site["shared"].summary = "Corrected."
        site["shared"].save()
    assert not any("ozone" in path for path in StalePage.objects.values_list("path", flat=True))
    bake()
    written = {
        p.relative_to(folder).as_posix() for p in folder.rglob("index.html") if p.stat().st_mtime_ns != before.get(p)
    }
    shown = {f"articles/{site[name].slug}" for name in ("first", "second")}
    pages = {f"{article}/{rest}index.html" for article in shown for rest in ("", "full/")}
    cards = {name for name in written if "/cards/" in name or name.startswith("embed/")}
    lists = {"notes/index.html", "notes/kinds/concept/index.html"}
    assert written - cards == pages | lists | {f"notes/{site['shared'].slug}/index.html"}
    assert list(differences(BakeFolder(folder))) == []


def test_a_correction_bakes_the_one_page_of_a_list_that_has_it_and_a_new_title_all(short_lists, db):
    notes = [make_note(title=f"Note {letter}") for letter in "abcdefg"]
    StalePage.objects.all().delete()
    with change(notes[4]):
        notes[4].summary = "Corrected."
        notes[4].save()
    pages = StalePage.objects.filter(path__startswith="/notes/page/") | StalePage.objects.filter(path="/notes/")
    assert sorted(pages.values_list("path", flat=True)) == ["/notes/page/3/"]
    with change(notes[4]):
        notes[4].title = "Another"
        notes[4].save()
    assert pages.count() == 4


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(8))
def test_after_random_edits_the_incremental_bake_is_the_full_bake(short_lists, site, folder, seed):
    dice = random.Random(seed)
    for _ in range(12):
        make_edit(dice.choice(EDITS), dice.choice)
        if dice.random() < 0.4:
            bake()
    bake()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_a_source_that_only_a_date_names_is_right_wherever_the_date_is(site, folder):
    """Links of a note's text to its dates' sources go by the way out of embeds, which knows the source's address."""
    source, shared = make_source(url="https://example.org/file"), site["shared"]

    def led_to(embed):
        return [link.attrs["href"] for link in read(embed.read_text()).one("div", class_="text").all("a")]

    with change(shared):
        shared.body = "See [the file](https://example.org/file)."
        shared.save()
        shared.events.create(date="1968", text="Tanks came.", source=source)
    bake()
    embed = folder / "embed/notes" / shared.slug / "index.html"
    assert [link.endswith(f"/go/{source.pk}/") for link in led_to(embed)] == [True]
    with change(source):
        source.url, source.title = "https://example.org/moved", "Moved"
        source.save()
    bake()
    assert led_to(embed) == []
    assert "Moved" in embed.read_text()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_the_index_for_browsers_is_answered_live_and_its_old_file_goes(site, folder, client):
    old = RenderedPage("/search/index.json", b"{}", "application/json", ())
    BakeFolder(folder).write([old])
    bake_everything()
    assert not list(folder.glob("search/index.json*"))
    with change(site["shared"]):
        site["shared"].title = "Retitled"
        site["shared"].save()
    assert not StalePage.objects.filter(path="/search/index.json").exists()
    assert "Retitled" in client.get("/search/index.json").text


@pytest.mark.thorough
def test_a_renamed_article_leaves_redirects_at_its_old_addresses(site, folder, client):
    old = site["first"].get_absolute_url()
    card = site["first"].annotations.first().get_absolute_url()
    with change(site["first"]):
        site["first"].slug = "renamed"
        site["first"].save()
    bake()
    for address in (old, card):
        head = json.loads((folder / address.strip("/") / "index.html.json").read_text())
        assert head["location"] == address.replace(old, "/articles/renamed/")
        assert client.get(address).headers["Location"] == head["location"]
    assert (folder / "articles/renamed/index.html").exists()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_what_was_taken_down_says_so_from_a_file_that_only_the_application_answers(site, folder, client):
    first = site["first"]
    address = first.get_absolute_url()
    workflow.take_down(record=first, by=AnonymousUser(), line="A source asked us to.")
    bake()
    for path in (address, f"{address}full/", f"{address}timeline/", f"{address}changes/"):
        baked = folder / path.strip("/") / "index.html.json"
        assert json.loads(baked.read_text())["status"] == 410
        assert not baked.with_suffix("").exists()
    got = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": address}
    body = b"".join(BakedFirst(None, folder)(environ, lambda status, headers: got.append((status, dict(headers)))))
    assert got[0][0] == "410 Gone"
    assert got[0][1]["Content-Type"] == "text/html; charset=utf-8"
    assert body == client.get(address).content
    assert list(differences(BakeFolder(folder))) == []
    workflow.publish(record=first, by=AnonymousUser())
    bake()
    assert (folder / address.strip("/") / "index.html").exists()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_a_slug_that_is_used_again_is_no_redirect(site, client):
    first = site["first"]
    old = first.slug
    for slug in ("renamed", old):
        first.slug = slug
        first.save()
    assert client.get(f"/articles/{old}/").status_code == 200
    assert client.get("/articles/renamed/").headers["Location"] == f"/articles/{old}/"


@pytest.mark.thorough
def test_a_deleted_article_goes_with_its_pages(site, folder):
    slug = site["first"].slug
    with change(site["first"]):
        site["first"].delete()
    bake()
    assert not (folder / "articles" / slug).exists()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_a_new_list_of_embedding_sites_bakes_every_framed_page(site, folder, admin_client):
    page = folder / "embed/notes" / site["shared"].slug / "index.html.json"
    assert "frame-ancestors" not in page.read_text()
    form = {"name": "Daily", "origins": "https://daily.example", "is_active": "on", "only_listed": "on", "notes": "on"}
    form["goes_public"] = "1"
    assert admin_client.post("/admin/explainer/embeddingsite/add/", form).status_code == 302
    assert all(path.startswith("/embed/") for path in StalePage.objects.values_list("path", flat=True))
    bake()
    assert "frame-ancestors 'self' https://daily.example" in page.read_text()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_an_article_goes_out_when_its_time_comes(site, folder):
    """Nothing baked before has it; afterwards the lists and the note that it shows have it, without any saving."""
    later = timezone.now() + timedelta(days=1)
    with change():
        article = make_article("Embargoed words.", title="Wqvzk", published_at=later)
        annotate(article, "words", site["shared"])
    go_out()
    bake()
    assert [path for path in folder.rglob("*") if path.is_file() and b"Wqvzk" in path.read_bytes()] == []
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(seconds=1))
    assert go_out() >= 1
    bake()
    note, other = f"notes/{site['shared'].slug}/index.html", f"articles/{site['second'].slug}/index.html"
    for name in ("index.html", "feed.xml", "news-sitemap.xml", note, other):
        assert "Wqvzk" in (folder / name).read_text(), name
    assert list(differences(BakeFolder(folder))) == []
    assert go_out() == 0


@pytest.mark.thorough
def test_an_article_leaves_the_news_sitemap_after_two_days(site, folder):
    article, news = site["first"], folder / "news-sitemap.xml"
    go_out()
    bake()
    assert article.slug in news.read_text()
    with change(article):
        article.published_at = timezone.now() - timedelta(days=2) + timedelta(minutes=1)
        article.save()
    go_out()
    bake()
    assert article.slug in news.read_text()
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(days=2, seconds=1))
    go_out()
    assert set(StalePage.objects.values_list("path", flat=True)) == {"/news-sitemap.xml"}
    bake()
    assert article.slug not in news.read_text()
    go_out()
    assert StalePage.objects.count() == 0


@pytest.mark.thorough
def test_an_article_with_a_new_date_is_news_again_and_leaves_again(site, folder):
    article = site["first"]
    for _ in range(2):
        Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(days=3))
        go_out()
        bake()
        assert article.slug not in (folder / "news-sitemap.xml").read_text()
        article.refresh_from_db()
        with change(article):
            article.published_at = timezone.now()
            article.save()
        bake()
        assert article.slug in (folder / "news-sitemap.xml").read_text()


@pytest.mark.thorough
def test_an_article_that_was_out_and_gets_a_later_date_goes_out_again(site, folder):
    article = site["first"]
    go_out()
    article.refresh_from_db()
    with change(article):
        article.published_at = timezone.now() + timedelta(hours=1)
        article.save()
    bake()
    assert not (folder / "articles" / article.slug).exists()
    assert article.slug not in (folder / "feed.xml").read_text()
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(seconds=1))
    assert go_out() == 1
    bake()
    assert (folder / "articles" / article.slug).exists()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(3))
def test_pages_of_the_sitemap_come_and_go_with_what_they_list(site, folder, monkeypatch, seed):
    from explainer.publication import addresses
    from explainer.reader import sitemaps

    for module in (addresses, sitemaps):
        monkeypatch.setattr(module, "SITEMAP_STEP", 2)
    shutil.rmtree(folder)
    bake_everything()
    dice = random.Random(seed)
    for _ in range(8):
        make_edit(dice.choice(EDITS), dice.choice)
    for note in Note.objects.all():
        with change(note):
            note.events.create(date="1968", text="Tanks came.")
            note.state = State.DRAFT if dice.random() < 0.5 else State.PUBLISHED
            note.save()
    bake()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.thorough
def test_drafts_are_never_baked(site, folder):
    with change():
        make_article("Secret words.", state=State.DRAFT)
        make_note(title="Secret note", state=State.DRAFT)
    bake_everything()
    assert [path for path in folder.rglob("*.html") if "Secret" in path.read_text()] == []
