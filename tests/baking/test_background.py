"""The server tries again by itself what failed, without a worker beside it."""

import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from explainer.baking import purging, queue
from explainer.baking.background import BackgroundWorker
from explainer.models import Purge, StalePage, outbox
from explainer.publication.outbox import Stale, mark
from tests.baking.test_purging import cache  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not patiently(condition) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert patiently(condition)


def patiently(do, seconds=20):
    """What `do()` returns. SQLite in memory, shared by threads, refuses at once what meets a statement of another."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return do()
        except OperationalError as error:
            if "table is locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


@pytest.fixture
def pause_of(monkeypatch):
    """Sets the first pause after a failure, in seconds."""
    monkeypatch.setattr("explainer.baking.background.PAUSE_AFTER_CRASH", 0.1)  # its own statements are refused too
    return lambda seconds: monkeypatch.setattr(outbox, "FIRST_PAUSE", timedelta(seconds=seconds))


def test_a_cache_that_was_away_is_told_when_it_is_back(cache, pause_of):  # noqa: F811
    pause_of(0.1)
    cache.status = 503
    mark(["/robots.txt"])
    queue.bake_soon()
    wait_until(lambda: Purge.objects.failing().exists())
    assert purging.purger.is_at_work
    cache.status = 200
    wait_until(lambda: not Purge.objects.exists())
    wait_until(lambda: not purging.purger.is_at_work)


def test_a_new_change_does_not_wait_for_the_pause_of_an_old_one(cache, pause_of):  # noqa: F811
    pause_of(60)
    cache.status = 503
    mark(["/robots.txt"])
    queue.bake_soon()
    wait_until(lambda: Purge.objects.filter(attempts=1).exists())
    cache.status = 200
    patiently(lambda: mark(Stale(["/robots.txt"], ["note-7"])))
    queue.bake_soon()
    wait_until(lambda: any(headers["xkey-purge"] == "note-7" for _, _, headers, _ in cache.got))  # in no minute
    patiently(lambda: Purge.objects.update(due=timezone.now()))  # the old one's pause is over
    purging.purger.start()
    wait_until(lambda: not purging.purger.is_at_work)


def test_a_page_that_could_not_be_written_is_when_it_can(folder, pause_of):
    pause_of(1)
    folder.mkdir()
    (folder / "robots.txt.json").mkdir()
    mark(["/robots.txt"])
    queue.bake_soon()
    assert StalePage.objects.failing().exists()
    (folder / "robots.txt.json").rmdir()
    wait_until(lambda: (folder / "robots.txt").exists())
    wait_until(lambda: not queue.baker.is_at_work)
    assert StalePage.objects.count() == 0


def test_it_outlives_a_crash(monkeypatch):
    monkeypatch.setattr("explainer.baking.background.PAUSE_AFTER_CRASH", 0.1)
    outcomes = iter([RuntimeError("crash"), None])
    done = []

    def work():
        done.append(next(outcomes))
        if done[-1]:
            raise done[-1]

    beside = BackgroundWorker("tester", work, StalePage)
    beside.start()
    wait_until(lambda: not beside.is_at_work)
    assert done[-1] is None
