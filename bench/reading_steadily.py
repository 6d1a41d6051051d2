"""Readers that come at a steady rate, whatever the server does, and check every byte that they get.

An answer's time counts from when its reader came, so a server that stalls is charged for all who wait. One process with
asyncio over kept connections: it keeps 500 a second with about a fifth of a processor, and says how many it kept.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CONNECTIONS = 16
LONGEST = 600  # seconds that are waited


@dataclass
class Reads:
    """What the readers saw: milliseconds of each read, failures in words, and the bodies' hashes for each path."""

    milliseconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    bodies: dict[str, set[str]] = field(default_factory=dict)
    seconds: float = 0

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / max(self.seconds, 0.001)

    def percentile(self, share: float) -> float:
        """Milliseconds within which that share of the reads was answered."""
        ranked = sorted(self.milliseconds) or [0.0]
        return ranked[min(len(ranked) - 1, int(len(ranked) * share))]


def name_of(body: bytes) -> str:
    """Length and hash of a body: which version of a page it is."""
    return f"{len(body)}:{hashlib.sha256(body).hexdigest()}"


def read(
    url: str, paths: Sequence[str], rate: float, seconds: float, until: Callable[[], bool] = lambda: True
) -> Reads:
    """Read the paths in turn at `rate` a second, for so many seconds and then on until `until()` is true."""
    return asyncio.run(_read(url, paths, rate, seconds, until))


async def _read(url: str, paths: Sequence[str], rate: float, seconds: float, until: Callable[[], bool]) -> Reads:
    reads, queue = Reads(), asyncio.Queue[tuple[float, str] | None]()
    address = urlsplit(url)
    readers = [
        asyncio.create_task(_reader(address.hostname or "", address.port or 80, queue, reads))
        for _ in range(CONNECTIONS)
    ]
    begun, number = time.perf_counter(), 0
    while (now := time.perf_counter() - begun) < seconds or not until():
        while number / rate <= now:
            queue.put_nowait((begun + number / rate, paths[number % len(paths)]))
            number += 1
        await asyncio.sleep(0.001)
        if now > seconds + LONGEST:
            reads.failures.append(f"what was waited for took more than {LONGEST} s")
            break
    for _ in readers:
        queue.put_nowait(None)
    await asyncio.gather(*readers)
    reads.seconds = time.perf_counter() - begun
    return reads


async def _reader(host: str, port: int, queue: asyncio.Queue, reads: Reads) -> None:
    connection = None
    while (job := await queue.get()) is not None:
        came, path = job
        try:
            connection = connection or await asyncio.open_connection(host, port)
            status, body, is_kept = await asyncio.wait_for(_ask(*connection, host, path), 20)
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            reads.failures.append(f"{path}: {type(error).__name__} {error}")
            connection = None
            continue
        reads.milliseconds.append((time.perf_counter() - came) * 1000)
        if status != 200:
            reads.failures.append(f"{path}: {status}")
        else:
            reads.bodies.setdefault(path, set()).add(name_of(body))
        if not is_kept:
            connection[1].close()
            connection = None
    if connection:
        connection[1].close()
        with suppress(OSError):
            await connection[1].wait_closed()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str):
    """One request; the body must have the announced length (IncompleteReadError, an EOFError, if it is cut short)."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0])
    body = await reader.readexactly(length)
    return int(head.split(" ", 2)[1]), body, "connection: close" not in head
