"""Caches are told what to drop: after the pages are right, again until they have heard, and never in anybody's way."""

import contextlib
import io
import json
import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from explainer.baking import purging
from explainer.baking.purgers import Cloudflare, Fastly, PurgeError, Varnish
from explainer.baking.queue import bake_due
from explainer.models import Purge, StalePage
from explainer.publication.change import change
from explainer.publication.outbox import mark
from tests import templates
from tests.baking.running import started
from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db


class Cache(ThreadingHTTPServer):
    """A real server that writes down what arrives, and answers as it is told."""

    status, body = 200, b'{"success": true}'

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.arrived, self.may_answer = [], threading.Event(), threading.Event()
        self.may_answer.set()
        self.address = f"http://127.0.0.1:{self.server_port}/purge"


class Handler(BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.arrived.set()
        self.server.may_answer.wait(60)
        self.server.got.append((self.command, self.path, self.headers, body))
        self.send_response(self.server.status)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # whoever asked was killed
            self.wfile.write(self.server.body)

    do_POST = do_PURGE = answer

    def log_message(self, *args):
        pass


@pytest.fixture
def cache(settings):
    server = Cache()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PURGER, settings.PURGE_URL = "explainer.baking.purgers.Varnish", [server.address]
    yield server
    server.may_answer.set()
    server.shutdown()


def test_varnish_gets_the_keys_in_a_header(cache):
    Varnish([cache.address, cache.address + "2"]).purge(["note-7", "notes"])
    assert [(method, path, headers["xkey-purge"]) for method, path, headers, _ in cache.got] == [
        ("PURGE", "/purge", "note-7 notes"), ("PURGE", "/purge2", "note-7 notes"),
    ]  # fmt: skip


def test_fastly_gets_256_keys_at_once_with_the_token(cache):
    names = [f"note-{number}" for number in range(300)]
    Fastly([cache.address], "secret").purge(names)
    assert [method for method, *_ in cache.got] == ["POST", "POST"]
    assert {headers["Fastly-Key"] for _, _, headers, _ in cache.got} == {"secret"}
    assert [json.loads(body)["surrogate_keys"] for *_, body in cache.got] == [names[:256], names[256:]]


def test_a_cache_that_is_gone_is_named_and_the_others_are_told(cache):
    gone = "http://127.0.0.1:1/"
    with pytest.raises(PurgeError, match=f"^{gone}: .*refused"):
        Varnish([gone, cache.address]).purge(["note-7"])
    assert [headers["xkey-purge"] for _, _, headers, _ in cache.got] == ["note-7"]


def test_cloudflare_gets_tags_with_the_token_and_must_say_success(cache):
    Cloudflare([cache.address], "secret").purge(["note-7", "notes"])
    [(method, _, headers, body)] = cache.got
    assert (method, headers["Authorization"], json.loads(body)) == (
        "POST", "Bearer secret", {"tags": ["note-7", "notes"]},
    )  # fmt: skip
    cache.body = b'{"success": false, "errors": [{"message": "no such zone"}]}'
    with pytest.raises(PurgeError, match="no such zone"):
        Cloudflare([cache.address], "secret").purge(["note-7"])


@pytest.fixture
def corrected(cache):
    """A note that an article shows has been corrected; nothing is baked yet."""
    note = make_note()
    annotate(make_article("Tanks came."), "Tanks", note)
    StalePage.objects.all().delete()
    with change(note):
        note.summary = "Corrected."
        note.save()
    return note


def test_nothing_is_purged_before_the_pages_of_the_change_are_baked(corrected, cache):
    assert purging.purge_due() == 0
    list(bake_due(batch_size=1)) if StalePage.objects.count() == 1 else next(bake_due(batch_size=1))
    assert (purging.purge_due(), cache.got) == (0, [])
    list(bake_due())
    assert purging.purge_due() == 1
    assert [headers["xkey-purge"] for _, _, headers, _ in cache.got] == [f"note-{corrected.pk} notes"]
    assert Purge.objects.count() == 0


def test_a_cache_that_fails_is_told_again_with_growing_pauses(corrected, cache):
    list(bake_due())
    cache.status = 503
    purging.purge_due()
    purge = Purge.objects.get()
    first = purge.due - timezone.now()
    assert (purge.attempts, "503" in purge.error, timedelta(0) < first <= timedelta(seconds=2)) == (1, True, True)
    Purge.objects.update(due=timezone.now())
    purging.purge_due()
    assert Purge.objects.get().due - timezone.now() > first
    out = io.StringIO()
    call_command("bake", "--status", stdout=out)
    assert "1 purges wait." in out.getvalue()
    assert f"Purge of note-{corrected.pk} notes: failed 2 times" in out.getvalue()
    cache.status = 200
    Purge.objects.update(due=timezone.now())
    purging.purge_due()
    assert Purge.objects.count() == 0


def test_a_page_that_fails_holds_no_purge_up_and_has_it_repeated(corrected, cache):
    list(bake_due())
    purge = Purge.objects.get()
    broken = StalePage.objects.create(
        path="/broken/", version=purge.version, attempts=1, since=timezone.now(), due=timezone.now()
    )
    purging.purge_due()
    assert (len(cache.got), Purge.objects.get().attempts) == (1, 1)
    broken.delete()
    Purge.objects.update(due=timezone.now())
    purging.purge_due()
    assert (len(cache.got), Purge.objects.count()) == (2, 0)


def test_without_a_cache_nothing_is_written(settings):
    settings.PURGER = ""
    mark(["/notes/"])
    assert Purge.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_cache_that_does_not_answer_holds_up_no_baking(corrected, cache):
    cache.may_answer.clear()
    list(bake_due())
    purging.purge_in_background()
    assert cache.arrived.wait(10)
    mark(["/notes/"])
    list(bake_due())
    assert (StalePage.objects.count(), cache.got) == (0, [])
    cache.may_answer.set()
    deadline = time.monotonic() + 20
    while purging.purger.is_at_work and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (len(cache.got), Purge.objects.count()) == (2, 0)


@pytest.mark.sqlite_pass_only  # its newsroom has a database of its own
def test_a_purger_that_is_killed_loses_nothing(tmp_path, cache):
    """A worker of its own is killed with kill -9 while the cache takes its time; the next one tells it again."""
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'kill.sqlite3'}", "BAKE_DIR": str(tmp_path / "b"),
        "DJANGO_SETTINGS_MODULE": "tests.killable", "PURGER": "explainer.baking.purgers.Varnish",
        "PURGE_URL": cache.address, "STATIC_ROOT": str(settings.STATIC_ROOT),
    }  # fmt: skip

    def said(*args):
        command = [sys.executable, "manage.py", *args]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    templates.copy("migrated", tmp_path / "kill.sqlite3")
    cache.may_answer.clear()
    with started([sys.executable, "manage.py", "bake", "--all"], env=env, stdout=subprocess.DEVNULL) as worker:
        assert cache.arrived.wait(60)
        worker.kill()
    cache.may_answer.set()
    assert "0 pages wait.\n1 purges wait." in said("bake", "--status")
    said("bake")
    assert "0 purges wait" in said("bake", "--status")
    assert "site" in {headers["xkey-purge"] for _, _, headers, _ in cache.got}
