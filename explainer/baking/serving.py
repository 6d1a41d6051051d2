"""Answers public requests from baked files before Django is entered.

A page that everybody wants at once costs a look at a file's date and a look-up in memory. Whatever is not baked goes to
Django. Neither the database nor a session is touched, so reading goes on when they are gone.
"""

import json
import os
import posixpath
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .file_names import file_name

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MOST_CACHED_BYTES = 64 * 1024 * 1024  # bytes of pages kept by one process: bodies, headers and what holds them
OF_A_PAGE, OF_A_FORM = 2_000, 1_000  # bytes that Python takes beside what is counted, by tracemalloc, rounded up
MOST_ACCEPT_HEADERS, LONGEST_ACCEPT_HEADER = 500, 200  # different Accept-Encoding headers remembered, characters of one
IN_A_PATH = (
    "/:@!$&'()*+,;=~"  # what may stand in one as it is, beside letters, digits and "-._" (RFC 3986, section 3.3)
)
# Best first: encoding, the ending of its file, what marks its ETag (a strong one differs by encoding, RFC 9110 8.8.3).
ENCODINGS = (("br", ".br", "-br"), ("gzip", ".gz", "-gz"), ("", "", ""))
FORMS = {encoding: (ending, mark) for encoding, ending, mark in ENCODINGS}
NOT_ON_304 = {"Content-Type", "Content-Encoding", "Content-Length"}
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class FileAnswer:
    """A baked file in memory, with all that is sent of it: made once, sent often, changed never."""

    etag: str
    status: str
    headers: Headers
    headers_304: Headers
    body: list[bytes]


@dataclass
class CachedPage:
    """A page in memory: its headers' file, which state of it this is, and its forms by their encoding."""

    head_file: str
    stamp: tuple[int, int]
    head: dict[str, Any]
    forms: dict[str, FileAnswer] = field(default_factory=dict)
    size: int = 0
    dropped: bool = False


class BakedFirst:
    """A WSGI application around another: baked pages from `folder`, everything else from `inner`.

    `on_answer` is told of each request that a file answered, with the status it got. `reads_query` says of a path
    and a query whether the page depends on it; by default all do.
    """

    def __init__(
        self,
        inner: Application,
        folder: str | Path,
        on_answer: Callable[[Environ, str], None] | None = None,
        reads_query: Callable[[str, str], bool] = lambda path, query: True,
    ) -> None:
        self.inner = inner
        self.reads_query = reads_query
        self.on_answer = on_answer
        self.folder = str(folder)
        self._pages: OrderedDict[str, CachedPage] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._accepts: dict[str, tuple[str, ...]] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if method != "GET" and method != "HEAD":
            return self.inner(environ, start_response)
        if "//" in path or "/." in path:
            proper = proper_spelling(path)
            if proper != path:
                return _redirect(environ, start_response, proper)
        query = environ.get("QUERY_STRING")
        if query and self.reads_query(path, query):
            return self.inner(environ, start_response)
        found = self._find(environ)
        if not found:
            return self.inner(environ, start_response)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and found.etag and _matches(asked, found.etag):
            status, headers, body = "304 Not Modified", found.headers_304, []
        else:
            status, headers, body = found.status, found.headers, [] if method == "HEAD" else found.body
        if self.on_answer:
            self.on_answer(environ, status)
        start_response(status, headers)
        return body

    def _find(self, environ: Environ) -> FileAnswer | None:
        """The best form of the page. One look at the disk: a page's headers are renamed last and name its content."""
        page = self._page(environ["PATH_INFO"])
        if page is None:
            return None
        for encoding in self._encodings(environ.get("HTTP_ACCEPT_ENCODING", "")):
            found = page.forms.get(encoding) or self._add_form(page, encoding)
            if found:
                return found
        return None  # taken away or replaced in this very moment: Django answers

    def _page(self, path: str) -> CachedPage | None:
        page = self._pages.get(path)
        try:
            name = page.head_file if page else f"{self.folder}/{file_name(path.encode('latin-1').decode())}.json"
            state = os.stat(name)
            stamp = (state.st_mtime_ns, state.st_ino)
            if page and page.stamp == stamp:
                return page
            head = Path(name).read_bytes()
            size = OF_A_PAGE + len(path) + len(name) + 2 * len(head)  # its headers stand in its forms once more
            page = CachedPage(name, stamp, json.loads(head), size=size)
        except (OSError, ValueError):
            page = None
        self._replace(path, page)
        return page

    def _replace(self, path: str, page: CachedPage | None) -> None:
        with self._lock:
            old = self._pages.pop(path, None)
            if old:
                self._drop(old)
            if page:
                self._pages[path] = page
                self._size += page.size
                self._keep_to_the_limit()

    def _add_form(self, page: CachedPage, encoding: str) -> FileAnswer | None:
        try:
            found = _read(page, encoding)
        except (OSError, KeyError):
            return None
        with self._lock:
            if encoding in page.forms or page.dropped:
                return found  # another thread was first, or the page is not kept any more
            page.forms[encoding] = found
            size = OF_A_FORM + len(found.body[0])
            page.size += size
            self._size += size
            self._keep_to_the_limit()
        return found

    def _keep_to_the_limit(self) -> None:
        while self._size > MOST_CACHED_BYTES and self._pages:
            self._drop(self._pages.popitem(last=False)[1])

    def _drop(self, page: CachedPage) -> None:
        page.dropped = True
        self._size -= page.size

    def _encodings(self, header: str) -> tuple[str, ...]:
        """What to try for an Accept-Encoding header, best first. Browsers send few different ones."""
        found = self._accepts.get(header)
        if found is None:
            accepted = _accepted(header)
            found = tuple(encoding for encoding, _, _ in ENCODINGS if not encoding or encoding in accepted)
            if len(self._accepts) < MOST_ACCEPT_HEADERS and len(header) <= LONGEST_ACCEPT_HEADER:
                self._accepts[header] = found
        return found


def proper_spelling(path: str) -> str:
    """The one address that is meant by a path with doubled slashes or dots for folders (RFC 3986, section 5.2.4)."""
    proper = "/" + posixpath.normpath(path).lstrip("/")
    return proper + "/" if proper != "/" and path.endswith(("/", "/.", "/..")) else proper


def _redirect(environ: Environ, start_response: StartResponse, path: str) -> Iterable[bytes]:
    """To another spelling on this site: it begins with one slash, so that no browser takes its beginning for a host."""
    location = quote((environ.get("SCRIPT_NAME", "") + path).encode("latin-1"), safe=IN_A_PATH)
    if environ.get("QUERY_STRING"):
        location += f"?{environ['QUERY_STRING']}"
    start_response("301 Moved Permanently", [("Location", location), ("Content-Length", "0")])
    return []


def _read(page: CachedPage, encoding: str) -> FileAnswer:
    """One form of a page from its file. Raises OSError if there is no such file."""
    head, name = page.head, page.head_file.removesuffix(".json")
    if head.get("status") == 410:
        body = head["body"].encode()
        headers = [*head["headers"].items(), ("Content-Type", head["type"]), ("Content-Length", str(len(body)))]
        return FileAnswer("", "410 Gone", headers, [], [body])
    if head["location"]:
        headers = [*head["headers"].items(), ("Location", head["location"]), ("Content-Length", "0")]
        return FileAnswer("", "301 Moved Permanently", headers, [], [b""])
    ending, mark = FORMS[encoding]
    body = Path(name + ending).read_bytes()
    etag = f'"{head["etag"]}{mark}"'
    headers = [*head["headers"].items(), ("Content-Type", head["type"]), ("Vary", "Accept-Encoding"), ("ETag", etag)]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    return FileAnswer(etag, "200 OK", headers, [header for header in headers if header[0] not in NOT_ON_304], [body])


def _accepted(header: str) -> set[str]:
    """The encodings that a client takes: those it names without `q=0` (RFC 9110, section 12.5.3)."""
    accepted = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(name.strip())
    return accepted


def _matches(header: str, etag: str) -> bool:
    """If-None-Match compares weakly (RFC 9110, section 13.1.2)."""
    return header == etag or header.strip() == "*" or etag in {t.strip().removeprefix("W/") for t in header.split(",")}
