"""Shares work among processes of this machine.

They are forked, so that each begins with the templates and settings that are loaded already. A database connection
can't be shared, so none is open while forking. A worker whose parent is gone stops after its batch.
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from django.db import connections

T = TypeVar("T")
Task = Callable[[int], Iterator[T]]
COLLECT_AFTER = 50_000  # objects; with 700, as usual, a quarter of a page's time is spent looking for garbage


def collect_rarely() -> None:
    """Look for garbage rarely from now on, and never among what is loaded already: it stays until the process ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def share(jobs: int, task: Task[T]) -> Iterator[T]:
    """What `task(0)` to `task(jobs - 1)` yield, in any order, each in a process of its own (one job: in this one).

    Raises RuntimeError after everybody has finished, if a process ended before its work did.
    """
    if jobs == 1:
        yield from task(0)
        return
    connections.close_all()
    workers = [_start(task, number) for number in range(jobs)]
    try:
        yield from _answers({reader for _, reader in workers})
    finally:  # after Ctrl-C they stop by themselves: it reaches every process of the terminal
        for process, _ in workers:
            process.join(5)
    failed = [process.exitcode for process, _ in workers if process.exitcode]
    if failed:
        raise RuntimeError(f"{len(failed)} of {jobs} workers stopped early (exit codes {failed}). Run it again.")


def _start(task: Task[T], number: int) -> tuple[BaseProcess, Connection]:
    """A worker and its pipe. Each has one of its own, so that a worker that is killed blocks nobody."""
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(task, number, writer, os.getpid()), daemon=True)
    process.start()
    writer.close()
    return process, reader


def _answers(readers: set[Connection]) -> Iterator[T]:
    """What comes out of the pipes, until all of them have ended."""
    while readers:
        for reader in [reader for reader in wait(readers) if isinstance(reader, Connection)]:
            try:
                yield reader.recv()
            except EOFError:
                readers.discard(reader)


def _run(task: Task[T], number: int, answers: Connection, parent: int) -> None:
    try:
        for answer in task(number):
            answers.send(answer)
            if os.getppid() != parent:
                return
    except (KeyboardInterrupt, BrokenPipeError):
        os._exit(0)
