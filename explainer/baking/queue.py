"""Works through the pages that are no longer right.

Several bakers may run: servers, `manage.py bake`, `bake --watch`. No two of them ever have the same page, since the one
with the older state could write last. On PostgreSQL each process takes a lock for every page that it works on, and
passes over those of others: an advisory lock, not the row's own, for which whoever marks the page anew would wait, and
with them all who wait for the record that they save. SQLite has none, so there one baker at a time coordinates, and
holds the lock of one file meanwhile; the processes that it has forked hold it with it. Both locks end with their
processes, however these end, so whatever was left undone is done by the next run.
"""

import fcntl
import logging
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction

from explainer.batch_memo import batch
from explainer.models import StalePage

from . import packing
from .background import BackgroundWorker
from .files import BakeFolder, waiting_pages
from .object_storage import ObjectStorage
from .purging import purge_in_background
from .rendering import RenderedPage, render
from .workers import in_processes

logger = logging.getLogger(__name__)
# Pages. The first batch, of those that most readers open (models/outbox.py), is small so that they are out sooner; a
# save waits for as many, so that its editor sees the result.
FIRST, BATCH = 40, 100
LOCKS = 0x6261_6B65 << 32  # "bake", in the upper half of the locks' numbers: no other program's here begin so
BATCH_SECONDS = 1.0  # a bake gives way to readers and editors, and takes many times its time where they are many
FEW = 200  # pages: for fewer it takes longer to start a process than to bake them
ROUND = 1000  # pages a process, after which several look anew at what was marked meanwhile


def baked_storage() -> BakeFolder | ObjectStorage:
    """Where baked pages go: the folder that the site is served from, or a bucket (settings BAKE_DIR, BAKE_STORAGE)."""
    storage = storages["baked"]
    return storage if isinstance(storage, BakeFolder) else ObjectStorage(storage)


def bake_due(*, jobs: int = 1, batch_size: int = BATCH, seconds: float = BATCH_SECONDS) -> Iterator[int]:
    """Bake what is due until nothing is, by up to `jobs` processes. What was marked last comes first.

    After `seconds` a batch is written as far as it is made: readers wait for the whole of it. Yields the number of
    pages after each batch, failed ones included. Raises RuntimeError if a process died.
    """
    size, passed = min(FIRST, batch_size), 0  # pages at the head of the queue that other processes have
    while True:
        with _only_coordinator():
            # one round: what is marked meanwhile doesn't wait for all that is left
            processes = 1 if jobs <= 1 else min(jobs, StalePage.objects.due()[: FEW * jobs].count() // FEW + 1)
            most = size if processes == 1 else ROUND * processes
            waiting = list(StalePage.objects.due().values_list("pk", flat=True)[passed : passed + most])
            if not waiting:
                return
            done = 0
            for count in in_processes(
                processes, partial(_bake_batch, seconds=seconds), _batches(waiting, size, batch_size)
            ):
                done += count
                if count:
                    yield count
        size, passed = batch_size, 0 if done else passed + len(waiting)


def _batches(waiting: list[int], first: int, size: int) -> Iterator[list[int]]:
    """Neighbours stay together: they show the same records, and share their queries."""
    yield waiting[:first]
    for start in range(first, len(waiting), size):
        yield waiting[start : start + size]


def _bake_batch(keys: list[int], seconds: float) -> int:
    """Bake those of these rows that are still due and nobody else's, for about so long. Returns how many are done."""
    with transaction.atomic() if _has_locks() else nullcontext():
        rows = list(StalePage.objects.due().filter(pk__in=_locked(keys) if _has_locks() else keys))
        pages: dict[StalePage, RenderedPage] = {}
        failed, until = 0, time.monotonic() + seconds
        with batch():  # the marks were read first, so an edit from now on marks its pages anew
            for row in rows:
                try:
                    with transaction.atomic() if connection.in_atomic_block else nullcontext():
                        pages[row] = render(row.path)
                except Exception as error:
                    logger.exception("could not bake %s", row.path)
                    row.postpone(f"{type(error).__name__}: {error}")
                    failed += 1
                if time.monotonic() > until:
                    break
        return failed + _write(pages)


def _has_locks() -> bool:
    """Whether the database locks pages one by one, for several bakers at once."""
    return connection.vendor == "postgresql"


def _locked(keys: list[int]) -> list[int]:
    """Lock these pages until the transaction ends. Returns those that nobody else has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM unnest(%s) AS key WHERE pg_try_advisory_xact_lock(%s + key)", [keys, LOCKS])
        return [key for (key,) in cursor.fetchall()]


def _write(pages: dict[StalePage, RenderedPage]) -> int:
    """Put rendered pages where readers get them, and take their marks away. Returns how many are done with."""
    try:
        baked_storage().write(pages.values())
    except OSError as error:
        logger.exception("could not write baked pages")
        for row in pages:
            row.postpone(f"{type(error).__name__}: {error}")
        return len(pages)
    settled = StalePage.objects.settle(pages)
    (_bake_folder() / ".baked").touch()  # says when, to whoever watches
    return settled


def _bake_folder() -> Path:
    folder = Path(settings.BAKE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _only_coordinator() -> Iterator[None]:
    """Wait until nobody else bakes where rows can't be locked. Processes forked meanwhile hold the lock too."""
    if _has_locks():
        yield
        return
    with (_bake_folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def bake_soon() -> None:
    """Bake what is due: a small set now, a large one, or one for a bucket, in a background thread.

    Failures are only logged. What fails, and what others have or mark meanwhile, is left to the thread.
    """
    if isinstance(baked_storage(), ObjectStorage) or StalePage.objects.due()[: FIRST + 1].count() > FIRST:
        baker.start()
        return
    try:
        for _ in bake_due(seconds=math.inf):
            break
        _purge_and_pack()
        if StalePage.objects.exists():
            baker.start()
    except Exception:
        logger.exception("baking stopped; the next run goes on")
        baker.start()


def _work_and_purge() -> None:
    for _ in bake_due():
        pass
    _purge_and_pack()


def _purge_and_pack() -> None:
    purge_in_background()
    pack_in_background()


def pack(*, seconds: float | None = None) -> int:
    """Compress at full strength what waits for it, for about so long at most. Returns the number of pages."""
    storage = baked_storage()
    return packing.pack(storage.folder, seconds=seconds) if isinstance(storage, BakeFolder) else 0


def pack_in_background() -> None:
    """The same in a thread. Where one is at it already, it goes on until nothing waits, and this one ends at once."""
    storage = baked_storage()
    if isinstance(storage, BakeFolder) and waiting_pages(storage.folder):
        threading.Thread(target=packing.pack, args=[storage.folder], name="packer", daemon=True).start()


baker = BackgroundWorker("baker", _work_and_purge, StalePage)
