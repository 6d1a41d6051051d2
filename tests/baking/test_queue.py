"""Who works on what is stale: in which order, what waits after a failure, and that a killed baker loses nothing."""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from explainer.baking import queue
from explainer.baking.queue import bake_due
from explainer.models import Article, StalePage
from explainer.publication.change import change
from explainer.publication.outbox import mark, mark_everything
from tests.baking.edits import bake, bake_everything
from tests.baking.running import Newsroom
from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db
BAKER = [sys.executable, "-m", "tests.small_batches"]


@pytest.mark.thorough
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


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_mark_made_while_its_page_is_baked_is_not_lost(site, monkeypatch):
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
    assert other.communicate(timeout=60)[0] == "mine\n"


WAITS_FOR_THE_LOCK = """
import fcntl, sys
fcntl.flock(open(sys.argv[1], "w"), fcntl.LOCK_EX)
print("mine")
"""


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_nobody_who_saves_waits_for_a_page_that_is_being_baked(folder, monkeypatch):
    """Fifty editors on one article: one waited for the baker, and all others for that one."""
    StalePage.objects.mark(["/notes/"])
    at_work, goes_on, baked = threading.Event(), threading.Event(), []
    real = queue.render

    def slow(path):
        at_work.set()
        assert goes_on.wait(60)
        baked.append(path)
        return real(path)

    monkeypatch.setattr(queue, "render", slow)
    baker = threading.Thread(target=lambda: (list(bake_due()), connection.close()))
    baker.start()
    assert at_work.wait(60)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 2000")
        StalePage.objects.mark(["/notes/"])
        assert list(bake_due()) == [], "a second baker leaves it to the first"
    finally:
        connection.close()
        goes_on.set()
        baker.join(60)
    assert baked == ["/notes/", "/notes/"], "what was marked meanwhile is baked once more"
    assert not StalePage.objects.exists()


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_a_baker_goes_on_behind_the_pages_that_another_has(folder, monkeypatch):
    mark(["/notes/", "/claims/", "/articles/", "/sources/", "/changes/"])
    at_work, goes_on = threading.Event(), threading.Event()
    real = queue.render

    def slow(path):
        if threading.current_thread() is other:
            at_work.set()
            assert goes_on.wait(60)
        return real(path)

    monkeypatch.setattr(queue, "render", slow)
    other = threading.Thread(target=lambda: (list(bake_due(batch_size=2)), connection.close()))
    other.start()
    assert at_work.wait(60)
    try:
        assert sum(bake_due(batch_size=2)) == 3
        assert StalePage.objects.count() == 2
    finally:
        goes_on.set()
        other.join(60)
    assert not StalePage.objects.exists()


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_a_mark_that_is_being_made_while_its_page_is_settled_stays(folder):
    StalePage.objects.mark(["/notes/"])
    page = StalePage.objects.get()
    begun, goes_on = threading.Event(), threading.Event()

    def save():
        with transaction.atomic():
            StalePage.objects.mark(["/notes/"])
            begun.set()
            assert goes_on.wait(60)
        connection.close()

    editor = threading.Thread(target=save)
    editor.start()
    assert begun.wait(60)
    assert StalePage.objects.settle([page]) == 0, "and nobody waits"
    goes_on.set()
    editor.join(60)
    assert StalePage.objects.get().version != page.version


@pytest.mark.thorough
def test_check_says_what_differs(site, folder):
    (folder / "notes/index.html").write_text("tampered")
    (folder / "stray.html").write_text("x")
    (folder / "stray.html.json").write_text("{}")
    out = io.StringIO()
    with pytest.raises(CommandError, match="2 pages differ"):
        call_command("bake", "--check", stdout=out)
    assert out.getvalue().splitlines() == ["/notes/: page differs", "/stray.html: should not be there"]


@pytest.mark.thorough
def test_what_most_readers_open_is_out_before_the_rest_is_made(folder):
    note = make_note()
    for number in range(20):
        annotate(make_article("MI6 again.", title=f"Story {number}"), "MI6", note)
    bake_everything()
    with change(note):
        note.summary = "Corrected."
        note.save()
    first, baker = 0, bake_due()
    while first < queue.FIRST:  # on a slow machine the first batch ends early
        first += next(baker)
    assert first < StalePage.objects.count()
    pages = [folder / "articles" / article.slug / "index.html" for article in Article.objects.all()]
    assert sum("Corrected." in page.read_text() for page in pages) == 20


@pytest.mark.thorough
def test_a_correction_made_while_everything_is_baked_comes_next(folder):
    note = make_note()
    annotate(make_article("MI6 again.", slug="corrected"), "MI6", note)
    for number in range(20):
        make_article(f"Story {number}.")
    mark_everything()
    baker = bake_due(batch_size=10)
    next(baker)
    with change(note):
        note.summary = "Corrected."
        note.save()
    corrected = StalePage.objects.filter(version=StalePage.objects.due().first().version)
    left = corrected.count()
    while left > 0:
        left -= next(baker)
    assert not corrected.exists()
    assert "Corrected." in (folder / "articles/corrected/index.html").read_text()
    assert StalePage.objects.count() > 40, "and most of the others still wait"


@pytest.mark.parametrize("jobs", [0, -1])
def test_fewer_processes_than_one_are_one(folder, jobs):
    mark(["/notes/"])
    assert list(bake_due(jobs=jobs)) == [1]


def test_a_batch_that_takes_long_is_out_before_all_of_it_is_made(folder):
    """As in a bake that gives way to a thousand readers."""
    mark(["/notes/", "/claims/", "/sources/"])
    assert list(bake_due(seconds=0)) == [1, 1, 1]
    assert not StalePage.objects.exists()


def test_pages_that_most_readers_open_come_first_and_a_record_s_others_together(db):
    first = ["/articles/a/", "/articles/b/", "/notes/n/"]
    then = ["/articles/a/cards/1/", "/embed/articles/a/", "/embed/timelines/a/", "/oembed/articles/a.json"]
    last = ["/articles/b/full/", "/embed/notes/n/"]
    mark([*last, *then, *first])
    assert list(StalePage.objects.due().values_list("path", flat=True)) == first + then + last


@pytest.fixture
def unbaked(tmp_path):
    """The small newsroom, of whose pages none is baked yet."""
    newsroom = Newsroom(tmp_path)
    newsroom.use_template("small")
    return newsroom


@pytest.mark.sqlite_pass_only  # its newsroom has a database of its own
def test_a_baker_killed_at_any_moment_loses_nothing(unbaked):
    """Twenty are killed while they make pages and put them in place; what is left is what a full bake gives."""
    bakers = [sys.executable, "-m", "tests.baking.killed_bakers"]
    killed = subprocess.run(bakers, env=unbaked.env, check=True, stdout=subprocess.PIPE).stdout
    unbaked.manage("bake")
    assert unbaked.manage("bake", "--check") == "Every page is as it should be.\n"
    assert not list(unbaked.baked.rglob("*.new"))
    assert killed == b"20\n", "there was work left for each"


def start_baking(newsroom, *options):
    """A baker in a session of its own, so that its processes can be found."""
    command = [*BAKER, "bake", *options]
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
def test_a_baker_whose_process_is_killed_says_so_and_those_of_a_killed_baker_end(unbaked):
    """Whatever is killed, the next run has the lock and finishes the work."""
    baker = start_baking(unbaked, "--jobs=2")
    wait_until(lambda: len(processes_of(baker.pid)) == 3)
    os.kill(next(each for each in processes_of(baker.pid) if each != baker.pid), signal.SIGKILL)
    assert "terminated abruptly" in baker.communicate(timeout=60)[1]
    assert baker.returncode == 1
    baker = start_baking(unbaked, "--jobs=2")
    wait_until(lambda: len(processes_of(baker.pid)) == 3)
    baker.send_signal(signal.SIGKILL)
    baker.wait(10)
    baker.stderr.close()
    wait_until(lambda: not processes_of(baker.pid))
    unbaked.manage("bake")
    assert unbaked.manage("bake", "--check") == "Every page is as it should be.\n"


@pytest.mark.sqlite_pass_only  # its newsroom has a database of its own
def test_several_bakers_and_edits_meanwhile_leave_what_a_full_bake_gives(unbaked):
    watching = start_baking(unbaked, "--watch", "--jobs=2")
    bakers = [start_baking(unbaked, "--all", "--jobs=2"), start_baking(unbaked, "--all")]
    try:
        for number in range(3):
            unbaked.manage(code=CORRECT_A_NOTE.format(number=number))
        for baker in bakers:
            assert baker.communicate(timeout=120)[1] == ""
    finally:
        watching.send_signal(signal.SIGTERM)
        watching.communicate(timeout=30)
    unbaked.manage("bake")
    assert unbaked.manage("bake", "--check") == "Every page is as it should be.\n"


CORRECT_A_NOTE = """
from explainer.models import Note
from explainer.publication.change import change
note = Note.objects.order_by("pk")[{number}]
with change(note):
    note.summary = "Corrected {number}."
    note.save()
"""
