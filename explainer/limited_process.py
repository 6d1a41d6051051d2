"""Work on what somebody sent, in a process of its own that gets so much time and memory and no more.

Readers of other people's files, of pictures and of Markdown are large, and a file made for it can hold one of them for
minutes or take gigabytes. Here it costs its sender a sentence: a helper process, started with the first job and
single-threaded, forks one child for each job; the child limits itself (setrlimit(2)), works, answers and ends. A fork
takes some milliseconds; the helper takes a second to start and some 100 MB, shared with its children.

Only a server does so (`enable`): a command that fails harms nobody but whoever called it, so there a job is a call.
"""

import contextlib
import os
import pickle
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

PID = struct.Struct("!i")
PATIENCE = (
    5  # seconds by the clock, beside three times the processor's: for a busy machine and a helper that has to start
)
MB = 1024 * 1024


class StoppedError(Exception):
    """A job took more time or memory than it may, or its process died."""


class Helper:
    """Starts the processes. One for each process that asks, made anew after a fork and when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._owner = 0

    def fork(self) -> socket.socket:
        """A connection to a new child that waits for its job."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            for _attempt in range(2):
                control = self._control if self._owner == os.getpid() else None
                try:
                    socket.send_fds(control or self._start(), [b"x"], [theirs.fileno()])
                    return ours
                except OSError:  # the helper is gone
                    self._control = None
        ours.close()
        raise StoppedError("The helper process can't be started.")

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-m", "explainer.limited_process", str(number)]
            subprocess.Popen(command, pass_fds=[number], stdin=subprocess.DEVNULL)  # noqa: S603  our own
        self._control, self._owner = ours, os.getpid()
        return ours


_helper = Helper()
_enabled = False


def enable() -> None:
    """From now on jobs of this process have a process of their own."""
    global _enabled
    _enabled = True


def is_enabled() -> bool:
    return _enabled


def run(job: str, *args: Any, seconds: int, megabytes: int) -> Any:
    """What the function `job` ("package.module:name") returns for these arguments; all of them are pickled.

    `seconds` of a processor, and three times as long and PATIENCE by the clock; `megabytes` beyond what the helper has.
    Raises what the function raises, and StoppedError if it took more or its process died.
    """
    if not _enabled:
        return _function(job)(*args)
    patience = 3 * seconds + PATIENCE
    deadline = time.monotonic() + patience
    with _helper.fork() as connection:
        connection.settimeout(patience)
        with contextlib.suppress(OSError):  # it died, or is too slow to take it: so it has no answer either
            connection.sendall(pickle.dumps((job, args, seconds, megabytes)))
            connection.shutdown(socket.SHUT_WR)
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        answer = _received(connection, deadline)
    if not answer:
        raise StoppedError("It took too much time or memory.")
    has_failed, result = pickle.loads(answer)  # noqa: S301  from our own child
    if has_failed:
        raise result
    return result


def _function(job: str) -> Callable[..., Any]:
    module, _, name = job.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _received(connection: socket.socket, deadline: float) -> bytes:
    """The child's answer; nothing if it died or was too slow, and then it is dead."""
    found = bytearray()
    try:
        while piece := connection.recv(MB):
            found += piece
            connection.settimeout(max(0.01, deadline - time.monotonic()))
    except OSError:
        if len(found) >= PID.size:
            with contextlib.suppress(ProcessLookupError):
                os.kill(PID.unpack(found[: PID.size])[0], signal.SIGKILL)
        return b""
    return bytes(found[PID.size :])


def _serve(control: socket.socket) -> None:
    """The helper: fork for each connection that is sent, until nobody can send one any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children leave no zombies (waitpid(2), "NOTES")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for the server
    while True:
        _message, numbers, _flags, _address = socket.recv_fds(control, 1, 1)
        if not numbers:
            return
        if os.fork() == 0:
            control.close()
            with socket.socket(fileno=numbers[0]) as connection:
                _work(connection)
            os._exit(0)
        os.close(numbers[0])


def _work(connection: socket.socket) -> None:
    """The child: one job."""
    connection.sendall(PID.pack(os.getpid()))
    sent = bytearray()
    while piece := connection.recv(MB):
        sent += piece
    job, args, seconds, megabytes = pickle.loads(sent)  # noqa: S301  from our own parent
    _limit(seconds, megabytes)
    try:
        answer = pickle.dumps((False, _function(job)(*args)))
    except MemoryError:
        return
    except Exception as error:
        answer = _as_answer(error)
    connection.sendall(answer)


def _as_answer(error: Exception) -> bytes:
    try:
        answer = pickle.dumps((True, error))
        pickle.loads(answer)  # noqa: S301  some can be written and not read
    except Exception:
        return pickle.dumps((True, RuntimeError(f"{type(error).__name__}: {error}")))
    return answer


def _limit(seconds: int, megabytes: int) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        has = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + megabytes * MB, has + megabytes * MB))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    import django

    django.setup()
    for name in ("explainer.extracting.kinds", "explainer.rendering", "explainer.pictures"):
        import_module(name)
    _serve(socket.socket(fileno=int(sys.argv[1])))
