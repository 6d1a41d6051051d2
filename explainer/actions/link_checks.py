"""Checks whether the addresses of sources still lead somewhere, as a careful guest.

Several hosts are asked at a time, each for one page at a time; with HEAD first, and GET where HEAD isn't liked.
"""

import hashlib
import http.client
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from explainer import limited_process
from explainer.extracting import extract
from explainer.extracting.result import NotExtractedError
from explainer.models import LinkCheck, Source
from explainer.outbound_http import (
    WEB_PORTS,
    Address,
    PrivateAddressError,
    RefusedError,
    Response,
    TooManyRedirectsError,
    fetch,
    is_public,
)
from explainer.publication.change import change
from explainer.rendering import plain_text
from explainer.text.addresses import same_page

AT_ONCE = 8  # hosts
PAUSE = 1.0  # seconds between two pages of one host
MOST_BYTES = 2_000_000  # of a page whose text is read
READING_SECONDS = 20  # of a processor, for reading it
TIMEOUT = 20.0  # seconds for HEAD or GET, redirects included
TRY_GET = {400, 403, 404, 405, 406, 409, 410, 429, 500, 501, 503}  # servers that know HEAD badly answer it so
GONE = {404, 410, 451}


@dataclass(frozen=True)
class Answer:
    """An HTTP status, or 0 and what went wrong. `is_dead`: a reader who follows the link finds nothing.

    `moved_to` is another page that it leads to, and `digest` the SHA-256 of a page's readable text; both may be empty.
    A server that refuses robots, asks for a login, or is broken for the moment is not taken for dead.
    """

    status: int
    problem: str = ""
    is_dead: bool = False
    moved_to: str = ""
    digest: str = ""


def ask(
    address: str,
    *,
    seconds: float = TIMEOUT,
    allowed: Callable[[Address], bool] = is_public,
    ports: Container[int] = WEB_PORTS,
) -> Answer:
    """What a web address answers. Never raises. `allowed` and `ports` are for tests, as in `fetch`."""

    def asked(address: str, method: str, most: int = 0) -> Response:
        agent = f"ExplainerLinkCheck/1.0 (+{settings.SITE_URL})"
        return fetch(
            address, agent=agent, method=method, seconds=seconds, most_bytes=most, allowed=allowed, ports=ports
        )

    try:
        response = asked(address, "HEAD")
        if response.status in TRY_GET:
            response = asked(response.address, "GET")
        if response.status != 200:
            return Answer(response.status, is_dead=response.status in GONE)
        moved_to = "" if same_page(address, response.address) else response.address
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _problem(error)
    is_page = "Content-Type" in response.headers and response.headers.get_content_type() == "text/html"
    digest = _digest(partial(asked, response.address, "GET", MOST_BYTES)) if is_page else ""
    return Answer(200, moved_to=moved_to, digest=digest)


def _digest(get: Callable[[], Response]) -> str:
    """The digest of a page's text, or nothing if it can't be had or read: the page has answered all the same.

    It is read in a process of its own, since somebody else's page may be made to take for ever.
    """
    job = "explainer.actions.link_checks:digest_of"
    try:
        response = get()
        page = response.body if response.status == 200 else b""
        digest: str = limited_process.run(job, page, seconds=READING_SECONDS, megabytes=1_000)
    except (OSError, http.client.HTTPException, ValueError, NotExtractedError, limited_process.StoppedError):
        return ""
    return digest


def digest_of(page: bytes) -> str:
    """SHA-256 of what a reader reads of a page: not of its menus, its advertisements or how it is laid out.

    Raises NotExtractedError if there is nothing to read.
    """
    words = " ".join(plain_text(extract(page, "page.html").body).split())
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def _problem(error: Exception) -> Answer:
    """What is kept of an address that gave no answer: a key of `models.link.PROBLEMS`, or the library's own words."""
    if isinstance(error, PrivateAddressError):
        return Answer(0, "private")
    if isinstance(error, RefusedError):
        return Answer(0, "no-page")
    if isinstance(error, TooManyRedirectsError):
        return Answer(error.status, "circles", is_dead=True)
    if isinstance(error, socket.gaierror):
        return Answer(0, "no-host", is_dead=True)
    for_now = isinstance(error, (TimeoutError, ssl.SSLError))
    return Answer(0, f"{type(error).__name__}: {error}"[:200], is_dead=not for_now)


def due(*, older_than: timedelta) -> "QuerySet[Source]":
    """Sources with an address that was not checked since then; those longest ago, or never, first."""
    before = timezone.now() - older_than
    waiting = Source.objects.exclude(url="").filter(Q(link_check=None) | Q(link_check__checked_at__lt=before))
    return waiting.order_by("link_check__checked_at", "pk")


def check_links(
    *, sources: Iterable[Source], pause: float = PAUSE, question: Callable[[str], Answer] = ask
) -> Iterator[LinkCheck]:
    """Ask for each source's address and store the answer. Yields each as it comes in.

    `pause` is in seconds, between two pages of one host; `question` asks for an address.
    """
    hosts: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[urlsplit(source.url).netloc.lower()].append(source)

    def visit(host: str) -> list[tuple[Source, Answer]]:
        answers = []
        for number, source in enumerate(hosts[host]):
            if number:
                time.sleep(pause)
            answers.append((source, question(source.url)))
        return answers

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for future in as_completed([pool.submit(visit, host) for host in hosts]):
            for source, answer in future.result():
                yield _store(source, answer)


def _store(source: Source, answer: Answer) -> LinkCheck:
    before = LinkCheck.objects.filter(source=source, address=source.url).first()
    changed = before is not None and before.digest and answer.digest and before.digest != answer.digest
    values = {
        "moved_to": answer.moved_to[:1000],
        "digest": answer.digest or (before.digest if before else ""),
        "changed_on": timezone.localdate().isoformat() if changed else before.changed_on if before else "",
        "address": source.url, "checked_at": timezone.now(), "status": answer.status,
        "problem": answer.problem, "is_dead": answer.is_dead,
    }  # fmt: skip
    if source.is_gone != answer.is_dead:  # readers are told, so what shows the source is made anew
        with change(source):
            source.is_gone = answer.is_dead
            source.save(update_fields=["is_gone"])
    return LinkCheck.objects.update_or_create(source=source, defaults=values)[0]
