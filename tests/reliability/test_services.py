"""What readers and editors meet while Redis is gone, or the database answers slowly. That it is gone or hangs:
tests/baking/test_without_database.py, tests/test_database.py."""

import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from django.db import connection

from explainer import database
from explainer.actions.redacting import redact
from explainer.actions.revising import revise
from explainer.baking.queue import bake_due
from explainer.models import Note, Revision, StalePage
from explainer.publication.change import change
from tests.desk.test_admin import form_of
from tests.factories import make_note, make_user

PAGE = "/notes/prague/"


@pytest.mark.django_db(transaction=True)
def test_without_redis_pages_saves_and_baking_go_on_and_a_redaction_is_finished(settings, tmp_path, client, caplog):
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/1"}
    settings.CACHES, settings.BAKE_DIR = {"default": redis}, tmp_path / "baked"
    note, admin = make_note(slug="prague", summary="Zyxwv was there."), make_user("Administrators")
    client.force_login(admin)
    with change(note):
        note.save()
        revise(note, by=admin)
    assert client.get(PAGE).status_code == 200
    desk = f"/admin/explainer/note/{note.pk}/change/"
    fields = form_of(client.get(desk)) | {"title": "Prague then", "_continue": "1"}
    assert client.post(desk, fields).status_code == 302
    redact(revision=Revision.objects.get(), ground="privacy", line="", words="Zyxwv", by=admin)
    assert "the cache could not be emptied" in caplog.text
    list(bake_due())
    assert not StalePage.objects.exists()
    assert "Zyxwv" not in (settings.BAKE_DIR / "notes/prague/index.html").read_text()


@contextmanager
def slow_way_to(host, port, seconds):
    """A port of this machine that leads there; each piece of an answer is held up for so long. Counts them."""
    counted = []

    def carry(one, other, held_up):
        with suppress(OSError):
            while piece := one.recv(65536):
                if held_up:
                    counted.append(len(piece))
                    time.sleep(seconds)
                other.sendall(piece)
            other.shutdown(socket.SHUT_WR)

    def serve():
        with suppress(OSError):
            while True:
                near, _ = server.accept()
                far = socket.create_connection((host, port))
                threading.Thread(target=carry, args=[near, far, False], daemon=True).start()
                threading.Thread(target=carry, args=[far, near, True], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], counted
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_a_slow_database_makes_live_pages_and_saves_slow_and_nothing_else(client, monkeypatch):
    """Each answer of the database is late; nothing is asked for more often, fails or is saved twice. All answers to one
    request may take longer than a single one may."""
    note, desk = make_note(slug="prague"), "/admin/explainer/note/{}/change/"
    client.force_login(make_user("Editors"))
    connection.close()
    monkeypatch.setattr(database, "_is_limited", True)  # as in a server
    monkeypatch.setattr(database, "circuit", database.Circuit())
    monkeypatch.setattr(database, "ANSWER_SECONDS", 1.0)
    given = connection.settings_dict
    with slow_way_to(given["HOST"] or "127.0.0.1", int(given["PORT"] or 5432), 0.03) as (port, late):
        monkeypatch.setitem(given, "HOST", "127.0.0.1")
        monkeypatch.setitem(given, "PORT", port)
        assert client.get(PAGE).status_code == 200
        assert 0 < len(late) < 40
        form = form_of(client.get(desk.format(note.pk))) | {"summary": "Said late.", "_continue": "1"}
        assert client.post(desk.format(note.pk), form).status_code == 302
        assert list(Note._base_manager.filter(summary="Said late.").values_list("copy_of", flat=True)) == [note.pk]
        assert len(late) * 0.03 > database.ANSWER_SECONDS
        connection.close()
    connection.close()
