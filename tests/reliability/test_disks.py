"""Full, read-only and slow disks: what readers read and editors save meanwhile, and that all is right afterwards.

Baked pages and pictures are on a small disk of their own (a tmpfs, which only root may mount: continuous integration
is, and `unshare --map-root-user --mount` makes anybody so). The database is filled and locked by SQLite itself, which
then says what it says on such a disk.
"""

import os
import subprocess
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from explainer.baking.queue import bake_due
from explainer.baking.serving import BakedFirst
from explainer.models import Note, StalePage
from explainer.publication.change import change
from tests.desk.test_admin import form_of
from tests.factories import make_note, make_picture, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]
PAGE = "/notes/prague/"


@pytest.fixture
def disk(tmp_path):
    """A disk of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
    subprocess.run(mount, check=True, capture_output=True, timeout=30)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True, timeout=30)


@contextmanager
def full(disk):
    with pytest.raises(OSError, match="No space left"):
        fill(disk / "filler")
    yield
    (disk / "filler").unlink()


def fill(file):
    with open(file, "wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)


@contextmanager
def read_only(disk):
    remount(disk, "ro")
    yield
    remount(disk, "rw")


def remount(disk, how):
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True, timeout=30)


def read(folder):
    """The page as the server answers it from its file."""
    said = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": PAGE}
    body = BakedFirst(lambda *_: [b"no file"], folder)(environ, lambda status, headers: said.append(status))
    return b"".join(body).decode()


@pytest.fixture
def note():
    return make_note(slug="prague", summary="As it was.")


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editors"))
    client.raise_request_exception = False
    return client


def correct(note):
    with change(note):
        note.summary = f"{'Corrected. ' * 800}"  # more than a rest of a block
        note.save()


@pytest.mark.parametrize("state", [full, read_only])
def test_pages_on_such_a_disk_stay_as_they_were_and_come_when_there_is_room(state, disk, note, settings):
    settings.BAKE_DIR = disk / "baked"
    StalePage.objects.mark([PAGE])
    list(bake_due())
    with state(disk):
        correct(note)
        with suppress(OSError):  # read-only: not even the lock can be had, and whoever bakes tries again later
            list(bake_due())
        waiting = StalePage.objects.get(path=PAGE)
        assert (waiting.attempts, "No space left" in waiting.error) == ((1, True) if state is full else (0, False))
        assert "As it was." in read(settings.BAKE_DIR)
        assert not list(disk.rglob("*.new"))
    StalePage.objects.update(due=waiting.since)
    list(bake_due())
    assert "Corrected." in read(settings.BAKE_DIR)
    assert not StalePage.objects.exists()


@pytest.mark.parametrize("state", [full, read_only])
def test_a_picture_that_there_is_no_room_for_is_refused_and_the_rest_of_the_site_goes_on(
    state, disk, note, settings, editor
):
    settings.MEDIA_ROOT = disk / "media"
    settings.MEDIA_ROOT.mkdir()
    desk = f"/admin/explainer/note/{note.pk}/change/"
    fields = form_of(editor.get(desk)) | {"picture_alt": "A street.", "_continue": "1"}
    noise = SimpleUploadedFile("noise.png", make_picture(40, 30).read(), "image/png")
    with state(disk):
        answer = editor.post(desk, fields | {"picture": noise})
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert editor.get(PAGE).status_code == 200
    noise.seek(0)
    assert editor.post(desk, fields | {"picture": noise}).status_code == 302
    assert Note._base_manager.exclude(picture="").get().picture_alt == "A street."


@contextmanager
def full_database():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def read_only_database():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
        yield
        cursor.execute("PRAGMA query_only = 0")


@pytest.mark.parametrize("state", [full_database, read_only_database])
def test_a_save_that_the_database_can_t_take_says_so_and_goes_through_when_sent_again(state, note, editor):
    desk = f"/admin/explainer/note/{note.pk}/change/"
    fields = form_of(editor.get(desk)) | {"body": "Long. " * 20_000, "_continue": "1"}
    with state():
        refused = editor.post(desk, fields)
        assert (refused.status_code, refused["Retry-After"]) == (503, "60")
        assert "It is not your doing." in refused.content.decode()
        assert editor.get(PAGE).status_code == 200
        assert editor.get(desk).status_code == 200
    assert not Note._base_manager.filter(body__startswith="Long.").exists()
    assert editor.post(desk, fields).status_code == 302
    assert Note._base_manager.filter(body__startswith="Long.").exists()


@pytest.mark.django_db(transaction=True)
def test_a_slow_disk_holds_up_neither_readers_nor_what_was_saved(note, settings, tmp_path, monkeypatch):
    settings.BAKE_DIR = tmp_path / "baked"
    StalePage.objects.mark([PAGE])
    list(bake_due())
    at_disk, goes_on, sync = threading.Event(), threading.Event(), os.sync

    def slow():
        at_disk.set()
        assert goes_on.wait(60)
        sync()

    monkeypatch.setattr(os, "sync", slow)
    correct(note)
    baker = threading.Thread(target=lambda: (list(bake_due()), connection.close()))
    baker.start()
    assert at_disk.wait(60)
    assert "As it was." in read(settings.BAKE_DIR)
    assert Note.objects.get().summary.startswith("Corrected.")
    goes_on.set()
    baker.join(60)
    assert "Corrected." in read(settings.BAKE_DIR)


def test_the_disk_of_a_test_is_what_it_says(disk):
    assert os.statvfs(disk).f_blocks * os.statvfs(disk).f_frsize == 2 * 1024 * 1024
    assert Path("/proc/mounts").read_text().count(str(disk)) == 1
