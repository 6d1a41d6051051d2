"""Works through the pages that are no longer right.

Several workers may run. On PostgreSQL each locks the rows it works on and passes over those of others. SQLite can't
lock rows, so there the pages are divided into slices, and a worker holds the lock on a slice's file while it works on
it. Both locks end with their process, however it ends, so whatever was left undone is done by the next run. No two
workers ever have the same page: the one with the older state could write last.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain, repeat
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import QuerySet

from explainer.batch_memo import batch
from explainer.models import StalePage

from .background import BackgroundWorker
from .files import BakeFolder
from .object_storage import Objects
from .purging import purge_beside
from .rendering import Rendered, render

logger = logging.getLogger(__name__)
# Pages. The first batch, of those that most readers open (models/outbox.py), is small so that they are out sooner; a
# save waits for as many, so that its editor sees the result.
FIRST, BATCH = 25, 100


def place() -> BakeFolder | Objects:
    """Where baked pages go: the folder that the site is served from, or a bucket (settings BAKE_DIR, BAKE_STORAGE)."""
    storage = storages["baked"]
    return storage if isinstance(storage, BakeFolder) else Objects(storage)


def work(*, batch: int = BATCH) -> Iterator[int]:
    """Bake what is due until nothing is. Yields the number of pages after each batch, failed ones included."""
    sizes = chain([min(FIRST, batch)] * 2, repeat(batch))  # twice: they may stand in two slices
    if connection.features.has_select_for_update:
        while done := _bake_batch(StalePage.objects.due().select_for_update(skip_locked=True)[: next(sizes)]):
            yield done
        return
    wait = False
    while slices := StalePage.objects.due().slices():
        busy = 0
        for number in slices:
            with _slice(number, wait=wait) as mine:
                done = _bake_batch(StalePage.objects.due().in_slice(number)[: next(sizes)]) if mine else 0
            busy += not mine
            if done:
                yield done
        wait = busy == len(slices)  # others have all that is left: take over from whoever dies


def _bake_batch(due: QuerySet[StalePage]) -> int:
    with transaction.atomic() if connection.features.has_select_for_update else nullcontext():
        rows = list(due)
        pages: dict[StalePage, Rendered] = {}
        with batch():  # the marks were read first, so an edit from now on marks its pages anew
            for row in rows:
                try:
                    with transaction.atomic() if connection.in_atomic_block else nullcontext():
                        pages[row] = render(row.path)
                except Exception as error:
                    logger.exception("could not bake %s", row.path)
                    row.postpone(f"{type(error).__name__}: {error}")
        try:
            place().write(pages.values())
        except OSError as error:
            logger.exception("could not write baked pages")
            for row in pages:
                row.postpone(f"{type(error).__name__}: {error}")
        else:
            StalePage.objects.settle(pages)
            (_own_folder() / ".baked").touch()  # says when, to whoever watches
    return len(rows)


def _own_folder() -> Path:
    folder = Path(settings.BAKE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _slice(number: int, *, wait: bool) -> Iterator[bool]:
    """Hold a slice of the work. Says whether it is ours: without `wait`, somebody else may have it."""
    with (_own_folder() / f".{number}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def bake_soon() -> None:
    """Bake what is due: a small set now, a large one, or one for a bucket, in a thread beside the request.

    Failures are only logged. What fails is tried again in the thread, after its pause.
    """
    if isinstance(place(), Objects) or StalePage.objects.due()[: FIRST + 1].count() > FIRST:
        baker.start()
        return
    try:
        _work_and_purge()
        if StalePage.objects.failing().exists():
            baker.start()
    except Exception:
        logger.exception("baking stopped; the next run goes on")
        baker.start()


def _work_and_purge() -> None:
    for _ in work():
        pass
    purge_beside()


baker = BackgroundWorker("baker", _work_and_purge, StalePage)
