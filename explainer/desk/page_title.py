"""Looks at a public web page for its title, by the guarded way out of this server (outbound_http.py)."""

import http.client
from collections.abc import Callable, Container
from dataclasses import dataclass
from html.parser import HTMLParser

from explainer.outbound_http import WEB_PORTS, Address, fetch, is_public
from explainer.text.addresses import clean_address

TIMEOUT = 4.0  # seconds for everything, redirects included
MOST_BYTES = 400_000  # a page's head is at its beginning
AGENT = "Mozilla/5.0 (compatible; Explainer; looks up titles of sources for editors)"


class UnreachableError(Exception):
    """The page could not be looked at. The message says why, for the log."""


@dataclass
class PageHead:
    """What a page says of itself; empty where it says nothing."""

    title: str = ""
    publisher: str = ""
    published_on: str = ""


def look_at(url: str, allowed: Callable[[Address], bool] = is_public, ports: Container[int] = WEB_PORTS) -> PageHead:
    """The head of the page at `url`. Raises UnreachableError if it can't or may not be had within four seconds.

    `allowed` and `ports` are for tests, as in `fetch`.
    """
    try:
        answer = fetch(
            clean_address(url), agent=AGENT, seconds=TIMEOUT, most_bytes=MOST_BYTES, allowed=allowed, ports=ports
        )
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise UnreachableError(f"{url}: {error}") from error
    kind = answer.headers.get("Content-Type", "")
    if answer.status != 200 or "html" not in kind:
        raise UnreachableError(f"{url}: answered {answer.status} {kind}")
    return read_head(answer.body)


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
