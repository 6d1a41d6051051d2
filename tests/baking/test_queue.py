"""What an edit makes stale is baked, nothing else is, and nothing is lost."""

import contextlib
import io
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone

from explainer.actions import annotating, workflow
from explainer.actions.revising import baseline, revise
from explainer.baking.comparing import differences
from explainer.baking.files import BakeFolder
from explainer.baking.queue import bake_due
from explainer.baking.rendering import Rendered
from explainer.baking.serving import BakedFirst
from explainer.models import Article, Citation, Note, StalePage, State
from explainer.publication import pages
from explainer.publication.change import change
from explainer.publication.outbox import mark, mark_everything
from explainer.publication.schedule import go_out
from tests import templates
from tests.baking.running import Newsroom, started
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db


def bake():
    return sum(bake_due())


def bake_everything():
    StalePage.objects.all().delete()
    mark_everything()
    return bake()


@pytest.fixture
def site():
    """Two articles that share a note, a third that shares nothing."""
    source, shared, claim = make_source(), make_note(title="Shared"), make_claim()
    cite(shared, source)
    cite(claim)
    first = make_article("The chief of MI6 spoke.\n\nHe recalled 1968.", title="First")
    annotate(first, "MI6", shared)
    annotate(first, "recalled 1968", claim)
    second = make_article("MI6 again.", title="Second")
    annotate(second, "MI6", shared)
    make_article("The ozone layer mends.", title="Third")
    bake_everything()
    return {"first": first, "second": second, "shared": shared, "claim": claim, "source": source}


def test_a_full_bake_leaves_no_difference(site, folder):
    assert list(differences(BakeFolder(folder))) == []
    assert StalePage.objects.count() == 0


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


@pytest.mark.thorough
def test_what_most_readers_open_is_out_before_the_rest_is_made(folder):
    note = make_note()
    for number in range(20):
        annotate(make_article("MI6 again.", title=f"Story {number}"), "MI6", note)
    bake_everything()
    with change(note):
        note.summary = "Corrected."
        note.save()
    first, left = next(bake_due()), StalePage.objects.count()
    assert first < left
    pages = [folder / "articles" / article.slug / "index.html" for article in Article.objects.all()]
    assert sum("Corrected." in page.read_text() for page in pages) == 20


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


EDITS = ["summary", "retitle", "body", "unpublish", "publish", "rename", "attach", "detach", "cite", "delete", "source"]
EDITS += ["correct", "take down", "move", "date", "glance"]


def new_note():
    number = Note.objects.count()
    note = Note(slug=f"new-{number}", title=f"New {number}", summary="New.", state=State.PUBLISHED)
    with change(note):
        note.save()
    return note


def make_edit(kind, choice):
    """One random edit, as the newsroom would make it."""
    article = choice(list(Article.objects.all()))
    annotations = list(article.annotations.all())
    item = choice(annotations).item if annotations else new_note()
    if kind in {"attach", "detach"}:
        if kind == "attach":
            annotating.attach(article=article, item=new_note(), start=0, end=3)
        elif annotations:
            annotating.detach(annotation=choice(annotations))
        return
    if kind == "source" and Citation.objects.exists():
        source = choice(list(Citation.objects.all())).source
        with change(source):
            source.title += "!"
            source.save()
        return
    if kind == "take down":
        for record in (article, item):
            if record.is_public:
                workflow.take_down(record=record, by=AnonymousUser(), line="Why it went.")
            elif record.taken_down_at:
                workflow.publish(record=record, by=AnonymousUser(), cards="without")
        return
    record = article if kind in {"body", "rename", "unpublish", "publish", "glance"} else item
    with change(record):
        if kind == "summary":
            item.summary += " More."
        elif kind == "retitle":
            item.title += " again"
        elif kind == "body":
            article.body = "New: " + article.body
        elif kind in {"unpublish", "publish"}:
            article.state = State.DRAFT if kind == "unpublish" else State.PUBLISHED
        elif kind == "glance":
            article.glance = choice(Article.Glance.values)
        elif kind == "move" and isinstance(item, Note):
            item.place_name, item.latitude, item.longitude = "Prague", choice([None, 50.08, 49.2]), 14.43
            item.longitude = None if item.latitude is None else item.longitude
        elif kind == "date" and isinstance(item, Note):
            item.events.create(date=choice(["1909", "1968-08", "2023-07-19"]), text="It happened.")
        elif kind == "rename":
            article.slug += "-x"
        elif kind == "cite":
            cite(item)
        elif kind == "delete":
            item.state = State.TAKEN_DOWN
        record.save()
        if kind == "correct":
            baseline(record=item)
            item.summary += " Corrected."
            item.save()
            assert revise(item, change="correction", line="It was wrong.")


@pytest.fixture
def short_lists(monkeypatch):
    """Lists of two on a page, so that there are pages for records to move between."""
    short = [replace(page, per_page=2) if page.sorted_by else page for page in pages.PAGES]
    monkeypatch.setattr(pages, "PAGES", tuple(short))


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


def test_a_source_that_only_a_date_names_is_right_wherever_the_date_is(site, folder):
    """Links of a note's text to its dates' sources go by the way out of embeds, which knows the source's address."""
    source, shared = make_source(url="https://example.org/file"), site["shared"]
    with change(shared):
        shared.body = "See [the file](https://example.org/file)."
        shared.save()
        shared.events.create(date="1968", text="Tanks came.", source=source)
    bake()
    embed = folder / "embed/notes" / shared.slug / "index.html"
    assert f"/go/{source.pk}/" in embed.read_text()
    with change(source):
        source.url = "https://example.org/moved"
        source.save()
    bake()
    assert f"/go/{source.pk}/" not in embed.read_text()
    assert list(differences(BakeFolder(folder))) == []


def test_the_index_for_browsers_is_answered_live_and_its_old_file_goes(site, folder, client):
    old = Rendered("/search/index.json", b"{}", "application/json", ())
    BakeFolder(folder).write([old])
    bake_everything()
    assert not list(folder.glob("search/index.json*"))
    with change(site["shared"]):
        site["shared"].title = "Retitled"
        site["shared"].save()
    assert not StalePage.objects.filter(path="/search/index.json").exists()
    assert "Retitled" in client.get("/search/index.json").text


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


def test_a_slug_that_is_used_again_is_no_redirect(site, client):
    first = site["first"]
    old = first.slug
    for slug in ("renamed", old):
        first.slug = slug
        first.save()
    assert client.get(f"/articles/{old}/").status_code == 200
    assert client.get("/articles/renamed/").headers["Location"] == f"/articles/{old}/"


def test_a_deleted_article_goes_with_its_pages(site, folder):
    slug = site["first"].slug
    with change(site["first"]):
        site["first"].delete()
    bake()
    assert not (folder / "articles" / slug).exists()
    assert list(differences(BakeFolder(folder))) == []


def test_a_failing_page_waits_longer_each_time_and_holds_up_nobody(site, folder, monkeypatch):
    broken = f"/articles/{site['first'].slug}/"
    StalePage.objects.mark([broken, "/notes/"])
    (folder / "notes/index.html").unlink()
    from explainer.reader import articles

    def fail(*args, **kwargs):
        raise RuntimeError("the view broke")

    monkeypatch.setattr(articles, "compose", fail)
    bake()
    assert (folder / "notes/index.html").exists()
    page = StalePage.objects.get()
    assert (page.path, page.attempts) == (broken, 1)
    assert page.error == f"NotBakedError: {broken} answered 500: RuntimeError: the view broke"
    first_pause = page.due - timezone.now()
    StalePage.objects.update(due=timezone.now())
    bake()
    page.refresh_from_db()
    assert page.attempts == 2
    assert page.due - timezone.now() > first_pause
    out = io.StringIO()
    call_command("bake", "--status", stdout=out)
    assert f"{broken}: failed 2 times" in out.getvalue()
    monkeypatch.undo()
    StalePage.objects.mark([broken])
    bake()
    assert StalePage.objects.count() == 0


def test_pages_that_can_t_be_written_wait_too(site, folder):
    shutil.rmtree(folder / "notes")
    (folder / "notes").write_text("in the way")
    (folder / "claims/index.html").unlink()
    StalePage.objects.mark(["/notes/", "/claims/"])
    bake()
    assert {(page.path, page.attempts) for page in StalePage.objects.all()} == {("/notes/", 1), ("/claims/", 1)}
    assert (folder / "claims/index.html").exists()
    (folder / "notes").unlink()
    StalePage.objects.update(due=timezone.now())
    bake()
    assert (folder / "notes/index.html").exists()
    assert StalePage.objects.count() == 0


def test_a_mark_made_while_its_page_is_baked_is_not_lost(site, monkeypatch):
    from explainer.baking import queue

    path = "/notes/"
    StalePage.objects.mark([path])
    real = queue.render

    def render_and_be_marked(wanted):
        page = real(wanted)
        StalePage.objects.mark([wanted])
        return page

    monkeypatch.setattr(queue, "render", render_and_be_marked)
    next(bake_due())
    assert StalePage.objects.get().path == path


def test_a_new_list_of_embedding_sites_bakes_every_framed_page(site, folder, admin_client):
    page = folder / "embed/notes" / site["shared"].slug / "index.html.json"
    assert "frame-ancestors" not in page.read_text()
    form = {"name": "Daily", "origins": "https://daily.example", "is_active": "on", "only_listed": "on", "notes": "on"}
    assert admin_client.post("/admin/explainer/embeddingsite/add/", form).status_code == 302
    assert all(path.startswith("/embed/") for path in StalePage.objects.values_list("path", flat=True))
    bake()
    assert "frame-ancestors 'self' https://daily.example" in page.read_text()
    assert list(differences(BakeFolder(folder))) == []


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


@pytest.mark.sqlite_pass_only  # PostgreSQL locks the rows themselves
def test_one_baker_at_a_time_where_rows_can_t_be_locked(site, folder):
    """A second baker writes nothing until the first is done, so that no older state is written last."""
    StalePage.objects.mark(["/notes/"])
    command = [sys.executable, "-c", WAITS_FOR_THE_LOCK, str(folder / ".lock")]
    bakers = bake_due()
    assert next(bakers) == 1
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(1)
    assert list(bakers) == []
    assert other.communicate(timeout=10)[0] == "mine\n"


WAITS_FOR_THE_LOCK = """
import fcntl, sys
fcntl.flock(open(sys.argv[1], "w"), fcntl.LOCK_EX)
print("mine")
"""


def test_check_says_what_differs(site, folder):
    (folder / "notes/index.html").write_text("tampered")
    (folder / "stray.html").write_text("x")
    (folder / "stray.html.json").write_text("{}")
    out = io.StringIO()
    with pytest.raises(CommandError, match="2 pages differ"):
        call_command("bake", "--check", stdout=out)
    assert out.getvalue().splitlines() == ["/notes/: page differs", "/stray.html: should not be there"]


def test_drafts_are_never_baked(site, folder):
    with change():
        make_article("Secret words.", state=State.DRAFT)
        make_note(title="Secret note", state=State.DRAFT)
    bake_everything()
    assert [path for path in folder.rglob("*.html") if "Secret" in path.read_text()] == []


@pytest.mark.sqlite_pass_only  # its newsroom has a database of its own
def test_a_baker_killed_at_any_moment_loses_nothing(tmp_path):
    """A worker of its own is killed twenty times in the middle of its work; what is left is what a full bake gives."""
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'kill.sqlite3'}", "BAKE_DIR": str(tmp_path / "b"),
        "DJANGO_SETTINGS_MODULE": "tests.killable", "STATIC_ROOT": str(settings.STATIC_ROOT),
    }  # fmt: skip

    def command(*args):
        return [sys.executable, "manage.py", *args]

    templates.copy("loaded", tmp_path / "kill.sqlite3")
    dice = random.Random(1)
    for number in itertools.count(1):
        some = command("bake", f"--jobs={number % 2 + 1}", *(["--all"] if number % 5 == 1 else []))
        with started(some, env=env, stdout=subprocess.DEVNULL) as worker:
            time.sleep(0.6 + dice.random() * 0.8)
            worker.send_signal(signal.SIGKILL)
        if number == 20:
            break
    subprocess.run(command("bake"), env=env, check=True)
    check = subprocess.run(command("bake", "--check"), env=env, capture_output=True, text=True)
    assert check.stdout == "Every page is as it should be.\n", check.stdout[-2000:]
    assert not list((tmp_path / "b").rglob("*.new"))


@pytest.fixture
def many_pages(tmp_path):
    """A newsroom of its own with some hundreds of pages to bake."""
    newsroom = Newsroom(tmp_path)
    newsroom.manage("migrate", "-v0")
    newsroom.manage("make_newsroom", "--articles=20", "--notes=40")
    newsroom.manage(code="from explainer.publication.outbox import mark_everything; mark_everything()")
    return newsroom


def start_baking(newsroom, *options):
    """A baker in a session of its own, so that its processes can be found."""
    command = [sys.executable, "manage.py", "bake", *options]
    return subprocess.Popen(command, env=newsroom.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            text=True, start_new_session=True)  # fmt: skip


def processes_of(session):
    """Ids of the living processes of a session (proc(5): state and session are the fields after the name)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
            if its_session == str(session) and state != "Z":
                found.append(int(stat.parent.name))
    return found


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.sqlite_pass_only  # its newsroom has a database of its own
def test_a_baker_whose_process_is_killed_says_so_and_those_of_a_killed_baker_end(many_pages):
    """Whatever is killed, the next run has the lock and finishes the work."""
    baker = start_baking(many_pages, "--jobs=2")
    wait_until(lambda: len(processes_of(baker.pid)) == 3)
    os.kill(max(processes_of(baker.pid)), signal.SIGKILL)
    assert "terminated abruptly" in baker.communicate(timeout=60)[1]
    assert baker.returncode == 1
    baker = start_baking(many_pages, "--jobs=2")
    wait_until(lambda: len(processes_of(baker.pid)) == 3)
    baker.send_signal(signal.SIGKILL)
    baker.wait(10)
    baker.stderr.close()
    wait_until(lambda: not processes_of(baker.pid), 5)
    many_pages.manage("bake")
    assert many_pages.manage("bake", "--check") == "Every page is as it should be.\n"


@pytest.mark.sqlite_pass_only  # its newsroom has a database of its own
def test_several_bakers_and_edits_meanwhile_leave_what_a_full_bake_gives(many_pages):
    watching = start_baking(many_pages, "--watch", "--jobs=2")
    bakers = [start_baking(many_pages, "--jobs=2"), start_baking(many_pages)]
    try:
        for number in range(3):
            many_pages.manage(code=CORRECT_A_NOTE.format(number=number))
        for baker in bakers:
            assert baker.communicate(timeout=120)[1] == ""
    finally:
        watching.send_signal(signal.SIGTERM)
        watching.communicate(timeout=30)
    many_pages.manage("bake")
    assert many_pages.manage("bake", "--check") == "Every page is as it should be.\n"


CORRECT_A_NOTE = """
from explainer.models import Note
from explainer.publication.change import change
note = Note.objects.order_by("pk")[{number}]
with change(note):
    note.summary = "Corrected {number}."
    note.save()
"""


def test_pages_that_most_readers_open_come_first_and_a_record_s_others_together(db):
    first = ["/articles/a/", "/articles/b/", "/notes/n/"]
    then = ["/articles/a/cards/1/", "/embed/articles/a/", "/embed/timelines/a/", "/oembed/articles/a.json"]
    last = ["/articles/b/full/", "/embed/notes/n/"]
    mark([*last, *then, *first])
    assert list(StalePage.objects.due().values_list("path", flat=True)) == first + then + last
