"""Counts how often each site shows our pages in a frame, at the price of one addition in memory.

Counts are kept in the process and written every half minute by a thread of their own, so no page waits for the
database and none fails with it. A process that is killed loses what it has not written; answers from caches are not
counted. What is stored is a day, an origin and a number: no address of a page, no cookie, nothing of a reader.

Pages are served, and counted, before Django's models are there (wsgi.py): what writes imports them when it is called.
"""

import atexit
import logging
import re
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction

MOST_ORIGINS = 500  # a day; those that come later are counted together, so that invented Referers can't fill the table
OTHERS = "others"
FRAMES = {"", "iframe", "frame", "embed", "object"}  # Sec-Fetch-Dest of a frame; empty from browsers that don't send it
_waiting: Counter[tuple[date, str]] = Counter()
_lock = threading.Lock()
_timer: threading.Timer | None = None
logger = logging.getLogger(__name__)


def declines(headers: Mapping[str, str], query: Mapping[str, str]) -> bool:
    """True if the reader or the host asks not to be counted: `DNT: 1`, `Sec-GPC: 1` or `?dnt=1`."""
    return "1" in {headers.get("DNT"), headers.get("Sec-GPC"), query.get("dnt")}


def count(*, referer: str, destination: str = "", declined: bool = False) -> None:
    """Count one page shown in a frame, by the origin of `referer`. Never raises, never waits for the database.

    `destination` is the request's Sec-Fetch-Dest. Our own pages' previews and visits outside a frame don't count.
    """
    if declined or not settings.EMBED_COUNT_SECONDS or destination not in FRAMES:
        return
    origin = origin_of(referer)
    if origin == settings.SITE_URL or (not origin and not destination):
        return
    with _lock:
        key = (datetime.now(UTC).date(), origin)
        _waiting[key if key in _waiting or len(_waiting) < MOST_ORIGINS else (key[0], OTHERS)] += 1
        _start_timer()


def origin_of(address: str) -> str:
    """Scheme, host and port of a web address, or nothing if it has none that is plausible."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[a-z0-9.\-\[\]:]{1,200}", host):
        return ""
    return f"{parts.scheme}://{host}{port}"


def flush() -> None:
    """Write what has been counted. What can't be written is logged and dropped."""
    global _timer
    with _lock:
        counted, _timer = dict(_waiting), None
        _waiting.clear()
    try:
        add(counted)
    except Exception:
        logger.exception("%d embed counts could not be written", sum(counted.values()))


@transaction.atomic
def add(counted: Mapping[tuple[date, str], int]) -> None:
    """Add views, by day and origin, to what is stored. Days that have too many origins add to `others`."""
    for (day, origin), views in counted.items():
        _add(day, origin, views)


def _add(day: date, origin: str, views: int) -> None:
    from django.db.models import F

    from explainer.models import EmbedCount

    if EmbedCount.objects.filter(day=day, origin=origin).update(views=F("views") + views):
        return
    if origin != OTHERS and EmbedCount.objects.filter(day=day).count() >= MOST_ORIGINS:
        return _add(day, OTHERS, views)
    with transaction.atomic():
        # Another process may write the same row in this very moment: then it is there afterwards, and is added to.
        EmbedCount.objects.bulk_create([EmbedCount(day=day, origin=origin)], ignore_conflicts=True)
    EmbedCount.objects.filter(day=day, origin=origin).update(views=F("views") + views)


def _start_timer() -> None:
    global _timer
    if _timer is None:
        _timer = threading.Timer(settings.EMBED_COUNT_SECONDS, _flush_in_thread)
        _timer.daemon = True
        _timer.start()


def _flush_in_thread() -> None:
    flush()
    connection.close()


@atexit.register
def _flush_at_the_end() -> None:
    if _waiting:
        flush()
