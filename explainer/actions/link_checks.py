"""Looks whether the addresses of sources still lead somewhere: hosts beside each other, one page of each at a time."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.utils import timezone

from explainer.models import LinkCheck, Source
from explainer.outbound_http import Answer, ask

AT_ONCE = 8  # hosts
PAUSE = 1.0  # seconds between two pages of one host


def due(*, older_than: timedelta) -> "QuerySet[Source]":
    """Sources with an address that was not looked at since then; those longest ago, or never, first."""
    before = timezone.now() - older_than
    waiting = Source.objects.exclude(url="").filter(Q(link_check=None) | Q(link_check__checked_at__lt=before))
    return waiting.order_by("link_check__checked_at", "pk")


def check_links(
    *, sources: Iterable[Source], pause: float = PAUSE, question: Callable[[str], Answer] = ask
) -> Iterator[LinkCheck]:
    """Ask for each source's address and keep the answer. Yields what was found as it comes in.

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
                yield _keep(source, answer)


def _keep(source: Source, answer: Answer) -> LinkCheck:
    values = {
        "address": source.url, "checked_at": timezone.now(), "status": answer.status,
        "problem": answer.problem, "is_dead": answer.is_dead,
    }  # fmt: skip
    return LinkCheck.objects.update_or_create(source=source, defaults=values)[0]
