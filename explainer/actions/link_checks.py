"""Checks whether the addresses of sources still lead somewhere, as a careful guest.

Several hosts are asked at a time, each for one page at a time; with HEAD first, and GET where HEAD isn't liked.
"""

import http.client
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

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

AT_ONCE = 8  # hosts
PAUSE = 1.0  # seconds between two pages of one host
TIMEOUT = 20.0  # seconds for HEAD or GET, redirects included
TRY_GET = {400, 403, 404, 405, 406, 409, 410, 429, 500, 501, 503}  # servers that know HEAD badly answer it so
GONE = {404, 410, 451}


@dataclass(frozen=True)
class Answer:
    """An HTTP status, or 0 and what went wrong. `is_dead`: a reader who follows the link finds nothing.

    A server that refuses robots, asks for a login, or is broken for the moment is not taken for dead.
    """

    status: int
    problem: str = ""
    is_dead: bool = False


def ask(
    address: str,
    *,
    seconds: float = TIMEOUT,
    allowed: Callable[[Address], bool] = is_public,
    ports: Container[int] = WEB_PORTS,
) -> Answer:
    """What a web address answers. Never raises. `allowed` and `ports` are for tests, as in `fetch`."""

    def asked(address: str, method: str) -> Response:
        agent = f"ExplainerLinkCheck/1.0 (+{settings.SITE_URL})"
        return fetch(address, agent=agent, method=method, seconds=seconds, most_bytes=0, allowed=allowed, ports=ports)

    try:
        response = asked(address, "HEAD")
        if response.status in TRY_GET:
            response = asked(response.address, "GET")
        return Answer(response.status, is_dead=response.status in GONE)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _problem(error)


def _problem(error: Exception) -> Answer:
    """What an editor is told of an address that gave no answer."""
    if isinstance(error, PrivateAddressError):
        return Answer(0, _("It leads into a private network, and is not asked for."))
    if isinstance(error, RefusedError):
        return Answer(0, _("It leads to no web page."))
    if isinstance(error, TooManyRedirectsError):
        return Answer(error.status, _("It is redirected in circles."), is_dead=True)
    if isinstance(error, socket.gaierror):
        return Answer(0, _("Its host is not known."), is_dead=True)
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
    values = {
        "address": source.url, "checked_at": timezone.now(), "status": answer.status,
        "problem": answer.problem, "is_dead": answer.is_dead,
    }  # fmt: skip
    if source.is_gone != answer.is_dead:  # readers are told, so what shows the source is made anew
        with change(source):
            source.is_gone = answer.is_dead
            source.save(update_fields=["is_gone"])
    return LinkCheck.objects.update_or_create(source=source, defaults=values)[0]
