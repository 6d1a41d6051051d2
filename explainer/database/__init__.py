"""PostgreSQL as Django knows it, but no thread of the server waits long for one that has stopped answering.

A database that is gone refuses, and costs nothing. One that hangs (stopped, swapped out, behind a network that swallows
packets) takes connections and never answers: each live request would hold its thread, and baked files wait for a free
one. So, in a server (`limit_waits`):

- a statement that takes longer than `STATEMENT_SECONDS`, waiting for another's lock included, is ended by the database
  itself, which says so: it is busy and doesn't hang, and only who sent it gets a 503;
- one that isn't answered within `ANSWER_SECONDS`, not even so, fails, and its connection is closed;
- two threads connect at a time, and a third waits `QUEUE_SECONDS` for its turn;
- after a failure to connect, or such a statement, others fail at once (`circuit`), but one every `REST_SECONDS` tries.

Commands wait as long as it takes: a migration of a large table is right to.
"""

import threading
import time
from typing import Any

import psycopg

STATEMENT_SECONDS = 4.5
ANSWER_SECONDS = 5.0
REST_SECONDS = 2.0
QUEUE_SECONDS = 0.5  # connecting takes some milliseconds: who waits longer waits for one that hangs


class Circuit:
    """Whether it is worth asking the database: open after a failure, until one attempt has succeeded.

    The pattern is Michael Nygard's circuit breaker ("Release It!", 2007).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed = False
        self._next_try = 0.0

    def check(self) -> None:
        """Raises psycopg.OperationalError while the database has failed and it is not this caller's turn to try."""
        with self._lock:
            now = time.monotonic()
            if self._failed and now < self._next_try:
                raise psycopg.OperationalError("the database did not answer a moment ago; it is asked again soon")
            self._next_try = now + ANSWER_SECONDS + REST_SECONDS  # this one tries; the others go on failing

    def failed(self) -> None:
        with self._lock:
            self._failed = True
            self._next_try = time.monotonic() + REST_SECONDS

    def answered(self) -> None:
        self._failed = False


circuit = Circuit()
_connecting = threading.BoundedSemaphore(2)  # of a server's four threads: the others go on with files
_is_limited = False


def limit_waits() -> None:
    """From now on no thread of this process waits long. Called by the server (explainer/wsgi.py)."""
    global _is_limited
    _is_limited = True


def end_long_statements(connection: psycopg.Connection[Any]) -> None:
    """Let the database end what takes too long over this connection, where waits are limited."""
    if _is_limited:
        connection.execute(f"SET statement_timeout = {STATEMENT_SECONDS * 1000:.0f}")


class Connection(psycopg.Connection[Any]):
    """A connection each of whose waits for the server has an end, where waits are limited."""

    @classmethod
    def connect(cls, *args: Any, **options: Any) -> "Connection":
        """As psycopg's. Raises psycopg.OperationalError at once while the circuit is open, and where two are connecting
        already and neither gets on."""
        if not _is_limited:
            return super().connect(*args, **options)
        circuit.check()
        if not _connecting.acquire(timeout=QUEUE_SECONDS):
            raise psycopg.OperationalError("the database is slow to take connections")
        try:
            connection = super().connect(*args, **options)
        except psycopg.OperationalError:
            circuit.failed()
            raise
        finally:
            _connecting.release()
        circuit.answered()
        return connection

    def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
        """Wait as psycopg does, at most ANSWER_SECONDS. Raises Unanswered, and closes the connection, after that."""
        if not _is_limited or options.get("timeout") is not None:
            return super().wait(gen, *args, **options)
        try:
            return super().wait(gen, *args, **{**options, "timeout": ANSWER_SECONDS})
        except psycopg.errors._WaitTimeout:  # psycopg has no public name for it (3.3)
            circuit.failed()
            self.pgconn.finish()
            raise Unanswered(f"the database did not answer for {ANSWER_SECONDS:.0f} seconds") from None


class Unanswered(psycopg.OperationalError):
    """The database took a statement and said nothing for ANSWER_SECONDS."""
