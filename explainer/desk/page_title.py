"""Looks at a public web page for its title. Never at an address of our own network, whatever name leads there.

An editor's browser asks, but the server fetches: without a guard, somebody could read through it what only it can reach
(server-side request forgery, OWASP). Every address that a name leads to must be public, the connection is made to that
very address (a second look-up could answer otherwise), and every redirect is checked again.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from explainer.text.addresses import clean_address

TIMEOUT = 4.0  # seconds for everything, redirects included
MOST = 400_000  # bytes that are read; a page's head is at its beginning
REDIRECTS = 3
TRANSLATED = ipaddress.ip_network("64:ff9b::/32")  # IPv4 inside IPv6 (RFC 6052, RFC 8215), private ones too
AGENT = "Mozilla/5.0 (compatible; Explainer; looks up titles of sources for editors)"


class UnreachableError(Exception):
    """The page could not be looked at. The message says why, for the log."""


@dataclass
class PageHead:
    """What a page says of itself; empty where it says nothing."""

    title: str = ""
    publisher: str = ""
    published_on: str = ""


def is_public(address: str, port: int) -> bool:
    """True for an address of the public internet (IANA's registries, RFC 6890) and a usual web port."""
    ip = ipaddress.ip_address(address)
    if ip in TRANSLATED:
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None:
        return is_public(str(mapped), port)
    return ip.is_global and not ip.is_multicast and port in {80, 443}


def look_at(url: str, allowed: Callable[[str, int], bool] = is_public) -> PageHead:
    """The head of the page at `url`. Raises UnreachableError if it can't or may not be had within four seconds."""
    deadline = time.monotonic() + TIMEOUT
    try:
        for _ in range(REDIRECTS + 1):
            url = clean_address(url)
            found = _get(url, deadline, allowed)
            if not isinstance(found, str):
                return read_head(found)
            url = urljoin(url, found)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise UnreachableError(f"{url}: {error}") from error
    raise UnreachableError(f"{url}: too many redirects")


def _get(url: str, deadline: float, allowed: Callable[[str, int], bool]) -> bytes | str:
    """The beginning of an HTML page, or the address that it redirects to."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port)
    connection.sock = sock = _connect(host, port, parts.scheme == "https", deadline, allowed)
    alarm = threading.Timer(_left(deadline), _hang_up, [sock])  # a server may send a byte at a time
    alarm.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": AGENT, "Accept": "text/html", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        if answer.status in {301, 302, 303, 307, 308}:
            return answer.headers.get("Location") or ""
        if answer.status != 200 or "html" not in answer.headers.get("Content-Type", ""):
            raise OSError(f"answered {answer.status} {answer.headers.get('Content-Type', '')}")
        return _read(answer)
    finally:
        alarm.cancel()
        connection.close()


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        sock.shutdown(socket.SHUT_RDWR)


def _connect(host: str, port: int, secure: bool, deadline: float, allowed: Callable[[str, int], bool]) -> socket.socket:
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(allowed(address, port) for address in found):
        raise OSError(f"{host} is not on the public internet")
    plain = socket.create_connection((sorted(found)[0], port), timeout=_left(deadline))
    if not secure:
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _read(answer: http.client.HTTPResponse) -> bytes:
    parts, length = [], 0
    while length < MOST and (part := answer.read1(16_384)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("took too long")
    return left


class _Head(HTMLParser):
    """Collects `<title>` and the metadata of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        if tag == "meta":
            given = dict(attrs)
            self.meta.setdefault(given.get("property") or given.get("name") or "", given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def read_head(page: bytes) -> PageHead:
    """Title, publisher and day of publication (ISO 8601) from a page's HTML, each cut to what a source can hold."""
    head = _Head()
    head.feed(page.decode("utf-8", "replace"))
    day = head.meta.get("article:published_time", "")[:10]
    return PageHead(
        title=" ".join((head.meta.get("og:title") or head.title).split())[:300],
        publisher=" ".join(head.meta.get("og:site_name", "").split())[:200],
        published_on=day if len(day) == 10 and day[4] == day[7] == "-" else "",
    )
