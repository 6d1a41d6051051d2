"""A backup has everything, is taken while the site is in use, and comes back whole or not at all."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from explainer.actions.backup import BackupError, backup, restore
from explainer.models import Annotation, Article, Note, StalePage
from explainer.search import find
from tests import templates
from tests.factories import annotate, make_article, make_note, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def pictures(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "notes").mkdir(parents=True)
    (settings.MEDIA_ROOT / "notes/tank.png").write_bytes(b"a picture")
    return settings.MEDIA_ROOT


@pytest.fixture
def archive(tmp_path, pictures):
    """A backup of a small newsroom, which is there still."""
    make_user("Editors", "anna")
    annotate(make_article(slug="kept"), "MI6", make_note(title="Kept note", aliases=["Circus"], slug="note"))
    backup(tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


def contents(archive):
    """Every file of an archive by its name, without the manifest's time."""
    with tarfile.open(archive) as tar:
        found = {member.name: tar.extractfile(member).read() for member in tar}
    manifest = json.loads(found.pop("manifest.json"))
    return found, manifest


def rows(archive):
    """The rows of each model. PostgreSQL keeps the keys of JSON in an order of its own."""
    files = {name: content for name, content in contents(archive)[0].items() if name.startswith("data/")}
    return {name: [json.loads(row) for row in content.splitlines()] for name, content in files.items()}


def rewritten(archive, change):
    """The archive with its files changed by `change(files)`."""
    with tarfile.open(archive) as tar:
        files = {member.name: tar.extractfile(member).read() for member in tar}
    change(files)
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in files.items():
            path = archive.with_name("piece")
            path.write_bytes(content)
            tar.add(path, name)
    return archive


def test_it_brings_back_what_was_changed_since(archive, pictures, tmp_path):
    before = contents(archive)[0]
    Note.objects.update(title="Changed", slug="changed")
    Annotation.objects.all().delete()
    make_note(title="Later")
    (pictures / "notes/tank.png").write_bytes(b"another")
    (pictures / "notes/later.png").write_bytes(b"later")
    assert restore(archive, replace=True)["pictures"] == 1
    assert [note.title for note in Note.objects.all()] == ["Kept note"]
    assert [path.name for path in pictures.rglob("*.png")] == ["tank.png"]
    assert (pictures / "notes/tank.png").read_bytes() == b"a picture"
    backup(tmp_path / "again.tar.gz")
    assert contents(tmp_path / "again.tar.gz")[0] == before
    assert [record.title for record in find("circus").records] == ["Kept note"]
    assert StalePage.objects.filter(path="/articles/kept/").exists()
    assert make_note().pk > Note.objects.get(slug="note").pk


def test_times_come_back_to_the_microsecond(archive, pictures, tmp_path):
    times = [datetime(2026, 11, 28, 9, 0, 0, microsecond, tzinfo=UTC) for microsecond in (532, 123456)]
    notes = [make_note(), make_note()]
    for note, time in zip(notes, times, strict=True):
        Note.objects.filter(pk=note.pk).update(modified=time)
    backup(tmp_path / "times.tar.gz")
    restore(tmp_path / "times.tar.gz", replace=True)
    assert [Note.objects.get(pk=note.pk).modified for note in notes] == times


def test_only_its_owner_may_read_it_and_no_piece_is_left(archive, tmp_path):
    assert archive.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("*.new")) == []


def test_a_newsroom_that_is_there_is_not_lost_by_accident(archive):
    with pytest.raises(CommandError, match="has a newsroom"):
        call_command("restore", archive)
    assert Note.objects.get().title == "Kept note"


def with_member(archive, member, content=b""):
    """The archive with one thing more in it, whatever a tar file may hold."""
    with tarfile.open(archive) as tar:
        files = {each.name: tar.extractfile(each).read() for each in tar}
    with tarfile.open(archive, "w:gz") as tar:
        for name, held in files.items():
            tar.addfile(tar_info(name, size=len(held)), io.BytesIO(held))
        tar.addfile(member, io.BytesIO(content))


def tar_info(name, **fields):
    member = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(member, field, value)
    return member


HOLES = 10**8  # bytes that are no bytes in the archive
ODD_MEMBERS = {
    "no name but the folder's": tar_info("."),
    "an absolute way out": tar_info("/media/evil.png"),
    "a link out": tar_info("media/evil.png", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a second name for a file outside": tar_info("media/evil.png", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
    "a device": tar_info("media/evil.png", type=tarfile.CHRTYPE),
    "a pipe": tar_info("media/evil.png", type=tarfile.FIFOTYPE),
    "a folder": tar_info("media/evil.png", type=tarfile.DIRTYPE),
    "a name too long for a disk": tar_info("media/" + "e" * 300),
    "a file of holes": tar_info(
        "media/evil.png", pax_headers={"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.numblocks": "1",
                                       "GNU.sparse.map": f"{HOLES},0", "GNU.sparse.size": str(HOLES)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_MEMBERS)
def test_what_no_backup_has_is_refused_before_it_is_written(archive, name, pictures):
    with_member(archive, ODD_MEMBERS[name])
    with pytest.raises(BackupError, match=r"which no backup has|File name too long"):
        restore(archive, replace=True)
    assert (pictures / "notes/tank.png").exists()


def without(key):
    def drop(files):
        manifest = json.loads(files["manifest.json"])
        del manifest[key]
        files["manifest.json"] = json.dumps(manifest).encode()

    return lambda archive: rewritten(archive, drop)


DAMAGES = {
    **{f"a manifest without {key}": without(key) for key in ("format", "migrations", "rows", "pictures", "sha256")},
    "cut": lambda archive: archive.write_bytes(archive.read_bytes()[:-200]),
    "empty": lambda archive: archive.write_bytes(b""),
    "a text": lambda archive: archive.write_bytes(gzip.compress(b"no tar")),
    "a picture changed": lambda archive: rewritten(archive, lambda files: files.update({"media/notes/tank.png": b"x"})),
    "rows changed": lambda archive: rewritten(
        archive, lambda files: files.update({"data/explainer.note.jsonl": files["data/explainer.note.jsonl"] + b"\n"})
    ),
    "a file too many": lambda archive: rewritten(archive, lambda files: files.update({"media/evil.png": b"x"})),
    "a file missing": lambda archive: rewritten(archive, lambda files: files.pop("media/notes/tank.png")),
    "a way out": lambda archive: rewritten(archive, lambda files: files.update({"../evil.png": b"x"})),
    "no manifest": lambda archive: rewritten(archive, lambda files: files.pop("manifest.json")),
    **{
        f"a manifest that is {content[:20]!r}": lambda archive, content=content: rewritten(
            archive, lambda files: files.update({"manifest.json": content})
        )
        for content in (b"[]", b'{"sha256": []}', b"[" * 100_000)
    },
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_one_is_refused_and_nothing_is_touched(archive, damage, pictures):
    DAMAGES[damage](archive)
    Note.objects.update(title="Changed")
    with pytest.raises(BackupError, match=r"is damaged, at|is no whole backup"):
        restore(archive, replace=True)
    assert Note.objects.get().title == "Changed"
    assert (pictures / "notes/tank.png").exists()
    assert not (pictures.parent / "evil.png").exists()


@pytest.mark.parametrize("change", [{"format": 99}, {"migrations": ["explainer.0099_later"]}])
def test_one_of_a_newer_version_is_refused(archive, change):
    def newer(files):
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | change).encode()

    with pytest.raises(BackupError, match="Upgrade first"):
        restore(rewritten(archive, newer), replace=True)


def test_rows_that_don_t_fit_leave_everything_as_it_is(archive, monkeypatch):
    monkeypatch.setattr("explainer.actions.backup._set_sequences", lambda: (_ for _ in ()).throw(ValueError("no")))
    Note.objects.update(title="Changed")
    with pytest.raises(BackupError, match="Nothing was restored"):
        restore(archive, replace=True)
    assert Note.objects.get().title == "Changed"


def manage(database, *command, media):
    env = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.killable",
                        "BAKE_DIR": str(media.parent / "baked"), "MEDIA_FOLDER": str(media)}  # fmt: skip
    done = subprocess.run([sys.executable, "manage.py", *command], env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def postgres():
    """An empty database of PostgreSQL, by its address."""
    server = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    name = f"backup_{os.getpid()}"
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers: install one, or name it in TEST_POSTGRES_URL")
    with connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.sqlite_pass_only
def test_it_goes_from_sqlite_to_postgresql_and_back(postgres, tmp_path):
    templates.copy("loaded", tmp_path / "first.sqlite3")
    templates.copy("migrated", tmp_path / "second.sqlite3")
    media = tmp_path / "media"
    one, two = (f"sqlite:///{tmp_path / name}.sqlite3" for name in ("first", "second"))
    manage(one, "backup", str(tmp_path / "a.tar.gz"), media=media)
    manage(postgres, "migrate", "-v0", media=media)
    assert "Now bake the pages" in manage(postgres, "restore", str(tmp_path / "a.tar.gz"), media=media)
    manage(postgres, "backup", str(tmp_path / "b.tar.gz"), media=media)
    manage(two, "restore", str(tmp_path / "b.tar.gz"), media=media)
    manage(two, "backup", str(tmp_path / "c.tar.gz"), media=media)
    first, second, third = (rows(tmp_path / f"{name}.tar.gz") for name in "abc")
    assert len(first["data/explainer.article.jsonl"]) == 3
    assert first.keys() == second.keys() == third.keys()
    audits = [each.pop("data/explainer.auditentry.jsonl") for each in (first, second, third)]
    actions = [[row["fields"]["action"] for row in audit] for audit in audits]  # it goes on, here and there
    assert actions == [[], ["restored"], ["restored", "restored"]]
    assert [name for name in first if not first[name] == second[name] == third[name]] == []


WRITER = """
import django; django.setup()
from django.db import transaction
from explainer.models import Note
one, two = Note.objects.order_by("pk")[:2]
print("ready", flush=True)
for number in range(100_000):
    with transaction.atomic():
        Note.objects.filter(pk=one.pk).update(summary=f"State {number}")
        Note.objects.filter(pk=two.pk).update(summary=f"State {number}")
"""


@pytest.mark.sqlite_pass_only
def test_it_is_one_state_while_others_write(tmp_path):
    templates.copy("loaded", tmp_path / "busy.sqlite3")
    database = f"sqlite:///{tmp_path / 'busy.sqlite3'}"
    env = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.killable"}
    env["BAKE_DIR"] = str(tmp_path / "baked")
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "ready\n"
        manage(database, "backup", str(tmp_path / "a.tar.gz"), media=tmp_path / "media")
        assert writer.poll() is None, "it went on writing"
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    notes = rows(tmp_path / "a.tar.gz")["data/explainer.note.jsonl"]
    states = {row["fields"]["summary"] for row in notes if row["fields"]["summary"].startswith("State")}
    assert len(states) == 1


def test_a_folder_that_can_t_be_written_is_said(tmp_path, pictures):
    with pytest.raises(CommandError, match="No backup was written"):
        call_command("backup", Path(tmp_path / "nowhere" / "backup.tar.gz"))
    assert Article.objects.count() == 0
