"""Shares work among processes of this machine, by the standard library's pool.

They are forked, so that each begins with the templates and settings that are loaded already. A database connection
can't be shared, so none is open while forking.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from typing import TypeVar

from django.db import connections

Item = TypeVar("Item")
Result = TypeVar("Result")
COLLECT_AFTER = 50_000  # objects; with 700, as usual, a quarter of a page's time is spent looking for garbage


def collect_rarely() -> None:
    """Look for garbage rarely from now on, and never among what is loaded already: it stays until the process ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def in_processes(jobs: int, task: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """What `task` returns for each item, as it is done, by `jobs` processes that begin with the first items.

    One job: in this process and in order. Otherwise `task` must be a function of a module (or a `partial` of one), and
    items, results and errors are pickled. Raises what a task raises, and BrokenProcessPool, which is a RuntimeError,
    if a process died; items that have not begun are left then.
    """
    if jobs == 1:
        yield from map(task, items)
        return
    connections.close_all()
    with ProcessPoolExecutor(jobs, get_context("fork"), initializer=_start_worker) as pool:
        try:
            for future in as_completed([pool.submit(task, item) for item in items]):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool's workers would wait for ever for the next item of a parent that was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
