"""Answers public requests from baked files before Django is entered.

A page that everybody wants at once costs a look at a file's date and a look-up in memory. Whatever is not baked goes to
Django. Neither the database nor a session is touched, so reading goes on when they are gone.
"""

import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .files import file_name

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

IN_MEMORY = 64 * 1024 * 1024  # bytes of bodies kept by one process
# Best first: encoding, the ending of its file, what marks its ETag (a strong one differs by encoding, RFC 9110 8.8.3).
ENCODINGS = (("br", ".br", "-br"), ("gzip", ".gz", "-gz"), ("", "", ""))


@dataclass(frozen=True)
class Kept:
    """A baked file in memory: which state of the file it is, its headers ready to send, its body."""

    stamp: tuple[int, int, int]
    etag: str
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class BakedFirst:
    """A WSGI application around another: baked pages from `folder`, everything else from `inner`."""

    def __init__(
        self, inner: Application, folder: str | Path, on_answer: Callable[[Environ], None] | None = None
    ) -> None:
        self.inner = inner
        self.on_answer = on_answer  # told of each request that a file answered
        self.folder = str(folder)
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"} and not environ.get("QUERY_STRING"):
            kept = self._find(environ)
            if kept:
                if self.on_answer:
                    self.on_answer(environ)
                return _answer(kept, environ, start_response)
        return self.inner(environ, start_response)

    def _find(self, environ: Environ) -> Kept | None:
        try:
            name = f"{self.folder}/{file_name(environ['PATH_INFO'].encode('latin-1').decode())}"
        except ValueError:
            return None
        accepted = _accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        for encoding, ending, mark in ENCODINGS:
            if not encoding or encoding in accepted:
                kept = self._load(name, encoding, ending, mark)
                if kept:
                    return kept
        return self._load(name, "", ".json", "")  # a redirect has nothing but its headers

    def _load(self, name: str, encoding: str, ending: str, mark: str) -> Kept | None:
        try:
            state = os.stat(name + ending)
            head_state = os.stat(name + ".json")
        except (OSError, ValueError):
            return None
        stamp = (state.st_mtime_ns, state.st_ino, head_state.st_mtime_ns)
        key = name + ending
        kept = self._kept.get(key)
        if kept is None or kept.stamp != stamp:
            try:
                kept = _read(name, encoding, ending, mark, stamp)
            except (OSError, ValueError, KeyError):
                return None  # taken away or replaced in this very moment: Django answers
            self._keep(key, kept)
        return kept

    def _keep(self, key: str, kept: Kept) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._size += len(kept.body) - (len(old.body) if old else 0)
            self._kept[key] = kept
            while self._size > IN_MEMORY and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped.body)


def _read(name: str, encoding: str, ending: str, mark: str, stamp: tuple[int, int, int]) -> Kept:
    head = json.loads(Path(name + ".json").read_bytes())
    if ending == ".json" and not head["location"]:
        raise ValueError("half of a page")
    if head["location"]:
        headers = [*head["headers"].items(), ("Location", head["location"])]
        return Kept(stamp, "", "301 Moved Permanently", headers, b"")
    body = Path(name + ending).read_bytes()
    headers = [*head["headers"].items(), ("Content-Type", head["type"]), ("Vary", "Accept-Encoding")]
    etag = f'"{head["etag"]}{mark}"'
    headers.append(("ETag", etag))
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return Kept(stamp, etag, "200 OK", headers, body)


def _accepted(header: str) -> set[str]:
    """The encodings that a client takes: those it names without `q=0` (RFC 9110, section 12.5.3)."""
    accepted = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(name.strip())
    return accepted


def _answer(kept: Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if kept.etag and _matches(environ.get("HTTP_IF_NONE_MATCH", ""), kept.etag):
        start_response(
            "304 Not Modified", [h for h in kept.headers if h[0] not in {"Content-Type", "Content-Encoding"}]
        )
        return []
    start_response(kept.status, [*kept.headers, ("Content-Length", str(len(kept.body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]


def _matches(header: str, etag: str) -> bool:
    """If-None-Match compares weakly (RFC 9110, section 13.1.2)."""
    return bool(header) and (
        header.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in header.split(",")}
    )
