"""Many readers of one page at once, in one process: each asks again as soon as it has the answer."""

import asyncio
import re
import time

VERSION = re.compile(rb"Version (\d+)\.")
SECONDS = 60  # that an answer may take before it counts as failed


class Readers:
    """`failed` says what went wrong, `stalest` is how many seconds after a newer version was acknowledged an old one
    was still given to somebody who asked then. `published` gets the time of each version, in turn, by who publishes."""

    def __init__(self, addresses, path, count):
        self.addresses, self.path, self.count = addresses, path, count
        self.published, self.failed, self.answers, self.stalest = [], [], 0, 0.0

    def read(self, seconds):
        """Read for so long. To be called in a thread."""
        asyncio.run(self._all(time.monotonic() + seconds))

    async def _all(self, until):
        addresses = [self.addresses[number % len(self.addresses)] for number in range(self.count)]
        await asyncio.gather(*(self._one(*address, until) for address in addresses))

    async def _one(self, host, port, until):
        while time.monotonic() < until:
            asked = time.monotonic()
            try:
                status, body = await asyncio.wait_for(self._ask(host, port), SECONDS)
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                self.failed.append((port, repr(error)))
                await asyncio.sleep(0.1)
                continue
            self.answers += 1
            found = VERSION.search(body)
            if status != 200 or not found:
                self.failed.append((port, status, body[:80]))
            else:
                self._judge(int(found[1]), asked)

    async def _ask(self, host, port):
        reader, writer = await asyncio.open_connection(host, port)
        try:
            writer.write(f"GET {self.path} HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            body = await reader.readexactly(int(length[1])) if length else await reader.read()
            return int(head.split()[1]), body
        finally:
            writer.close()

    def _judge(self, version, asked):
        if version < len(self.published):  # the next one was published, in another thread
            self.stalest = max(self.stalest, asked - self.published[version])
