"""What was redacted is in no row, page, feed or search any more; readers are told that, when and why."""

import gzip
import json
import tarfile
import time

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection

from explainer import search
from explainer.actions import workflow
from explainer.actions.backup import backup
from explainer.actions.desk_log import as_message, words_of
from explainer.actions.redacting import redact
from explainer.actions.revising import restore, revise
from explainer.actions.working_copies import begin
from explainer.models import FormerSlug, Redaction, Revision, StalePage, State
from explainer.publication.addresses import all_addresses, taken_down_addresses
from explainer.publication.change import change
from explainer.text.removal import letters
from tests.factories import annotate, cite, make_article, make_note, make_source, make_user

pytestmark = pytest.mark.django_db
NAME = "Zyxwv Qrstu"
ACCENTED = "Žýxwv Qrštu"  # the same letters, which JSON may write as numbers
BODY = f"Witnesses spoke.\n\nThe girl, **Zyxwv** Qrstu, was eleven. MI6 knew {NAME}’s father."


def everything():
    """All rows of any table that say the name."""
    found = []
    for model in set(apps.get_models()) - {StalePage}:  # the files of an old address are to go
        found += [f"{model.__name__} {json.dumps(row, default=str)}" for row in model._base_manager.values()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM explainer_search")
        found += [str(row) for row in cursor.fetchall()]
    return [text for text in found if letters(NAME) in letters(text)]


def story(admin):
    article = make_article(BODY, slug="story", standfirst=f"What {NAME} saw.")
    note = make_note(title="MI6")
    annotate(article, f"{NAME}’s father", note)
    annotate(article, "MI6", note)
    cite(article, make_source(), words=f"{NAME} is named")
    with change(article):
        article.save()
        revise(article, by=admin)
    copy = begin(record=article, by=admin)
    copy.body += f"\n\n{NAME} again."
    copy.save()
    kind = ContentType.objects.get_for_model(article)
    row = {"user": admin, "content_type": kind, "object_id": article.pk, "object_repr": NAME, "action_flag": CHANGE}
    for message in (NAME, json.dumps([{"added": {"name": "event", "object": f"Was {ACCENTED} saw"}}]),
                    as_message("%(who)s put “%(card)s” on “%(words)s”.", who="Ann", card=NAME, words="x")):  # fmt: skip
        LogEntry.objects.create(**row, change_message=message)
    FormerSlug.objects.create(folder="articles", slug="zyxwv-qrstu", record=article.pk)
    return article


@pytest.fixture
def admin():
    return make_user("Administrators")


@pytest.mark.thorough
def test_words_go_from_everywhere_and_readers_are_told_why(admin, client):
    article = story(admin)
    assert everything()
    revision = Revision.objects.of(article).first()
    redact(revision=revision, ground="court", line="A judge ordered it.", words=NAME, by=admin)
    assert everything() == []
    said = [words_of(entry) for entry in LogEntry.objects.order_by("pk")]
    assert said == ["[…]", "Added event “Was […] saw”.", "Ann put “[…]” on “x”."]
    article.refresh_from_db()
    assert article.body == "Witnesses spoke.\n\nThe girl, **[…], was eleven. MI6 knew […]’s father."
    page = client.get("/articles/story/changes/").content.decode()
    assert "because of a court order" in page
    assert "A judge ordered it." in page
    for address in [*all_addresses(), *taken_down_addresses(), "/search/?q=zyxwv"]:
        text = client.get(address).content.decode(errors="replace")
        assert "Zyxwv" not in text, address
    assert client.get("/articles/zyxwv-qrstu/").status_code == 404
    assert search.find("witnesses").count == 1
    assert Redaction.objects.get().by == admin


def words_in(archive):
    """All that a backup holds, unpacked."""
    with tarfile.open(archive) as tar:
        files = [tar.extractfile(member).read() for member in tar if member.isfile()]
    return b"".join(gzip.decompress(file) if file[:2] == b"\x1f\x8b" else file for file in files).decode()


def test_a_backup_made_after_it_has_none_of_the_words(admin, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    article = story(admin)
    for name in ("before", "after"):
        if name == "after":
            revision = Revision.objects.of(article).first()
            redact(revision=revision, ground="court", line="", words=NAME, by=admin)
            StalePage.objects.all().delete()  # as baking does: the file of an old address is to go
        backup(tmp_path / name)
    assert letters(NAME) in letters(words_in(tmp_path / "before"))
    assert letters(NAME) not in letters(words_in(tmp_path / "after"))
    assert "Witnesses" in words_in(tmp_path / "after")


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_what_the_operator_does_on_postgresql_takes_them_out_of_its_files(admin):
    article = story(admin)
    redact(revision=Revision.objects.of(article).first(), ground="court", line="", words=NAME, by=admin)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        assert list(in_files(cursor))
        for _ in range(30):  # what a transaction somewhere in the database still sees stays, autovacuum's own too
            cursor.execute("VACUUM FULL")
            cursor.execute("CHECKPOINT")
            if not (left := list(in_files(cursor))):
                break
            print(left)
            time.sleep(1)
        assert left == []


def in_files(cursor):
    """The tables and indexes whose files have the name in them, as PostgreSQL itself reads them."""
    cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'i', 't', 'm') AND oid >= 16384")
    for (name,) in cursor.fetchall():
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [name])
        (content,) = cursor.fetchone()
        if b"Zyxwv" in bytes(content or b""):
            yield name


def test_a_revision_loses_all_that_it_alone_said(admin, client):
    note = make_note(slug="mi6", summary=f"{NAME} worked there. It is in London.")
    with change(note):
        revise(note, by=admin)
    old = Revision.objects.of(note).get()
    with change(note):
        note.summary = "It is in London."
        note.save()
        revise(note, by=admin, change="clarification", line="Less.")
    redact(revision=old, ground="privacy", line="", words="", by=admin)
    old.refresh_from_db()
    assert (old.snapshot, everything()) == ({}, [])
    page = client.get("/notes/mi6/changes/").content.decode()
    assert "These words were removed." in page
    assert "a person’s privacy" in page
    assert "It is in London." not in page, "the difference would tell what was there"
    with pytest.raises(ValidationError):
        restore(revision=old, by=admin)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"words": "It"}, "too short"),
        ({"words": "\n".join(f"word {n} of many" for n in range(21))}, "at most 20"),
        ({"words": ""}, "Write down the words"),
        ({"ground": "because"}, "Choose the ground"),
        ({"line": f"About {NAME}."}, "says the words"),
    ],
)
def test_it_asks_again(admin, given, message):
    note = make_note(summary=f"{NAME} worked there.")
    revision = revise(note, by=admin)
    with pytest.raises(ValidationError, match=message):
        redact(revision=revision, by=admin, **{"ground": "law", "line": "", "words": NAME, **given})
    assert not Redaction.objects.exists()


def test_words_of_before_a_take_down_don_t_come_back(admin, client):
    note = make_note(slug="mi6", summary=f"{NAME} worked there.")
    with change(note):
        revise(note, by=admin)
        note.summary = "Zyxwv worked there."
        note.save()
        revise(note, by=admin, change="correction", line="Zyxwv was misspelled.")
    workflow.take_down(record=note, by=admin, line="It named somebody.")
    with change(note):
        note.summary = "Somebody worked there."
        note.save()
        revise(note, by=admin)
    workflow.publish(record=note, by=admin)
    for path in ("/notes/mi6/changes/", "/notes/mi6/", "/corrections/", "/corrections/feed.xml", "/"):
        assert "Zyxwv" not in client.get(path).content.decode(), path
    page = client.get("/notes/mi6/changes/").content.decode()
    assert "It was taken down, and is public again since then." in page
    assert "Correction" in page, "that there was one is no secret"
    assert State(note.state) == State.PUBLISHED


def test_an_administrator_is_shown_where_they_stand_first(admin, client):
    article, other = story(admin), make_note(summary=f"{NAME} again.")
    address = f"/admin/explainer/article/{article.pk}/revisions/{Revision.objects.of(article).first().pk}/redact/"
    client.force_login(make_user("Editors"))
    assert client.get(address).status_code == 403
    client.force_login(admin)
    assert client.get(address).status_code == 200
    form = {"words": NAME, "ground": "court", "line": ""}
    page = client.post(address, form).content.decode()
    assert "In what readers see now" in page
    assert "In the changes that aren’t published yet" in page
    assert f"/admin/explainer/note/{other.pk}/change/" in page
    assert not Redaction.objects.exists()
    assert client.post(address, {**form, "ground": ""}).status_code == 200
    assert client.post(address, {**form, "ground": "", "confirmed": "yes"}).status_code == 422
    assert client.post(address, {**form, "confirmed": "yes"}).status_code == 302
    assert Redaction.objects.count() == 1
