"""Counts how often each site shows our pages in a frame, at the price of one addition in memory.

Counts are kept in the process and written every half minute by a thread of their own, so no page waits for the
database and none fails with it. A process that is killed loses what it has not written; answers from caches are not
counted. What is kept is a day, an origin and a number: no address of a page, no cookie, nothing of a reader.
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
        from .counted import add  # only now: pages are served, and counted, before Django's models are there (wsgi.py)

        add(counted)
    except Exception:
        logger.exception("%d embed counts could not be written", sum(counted.values()))


def _start_timer() -> None:
    global _timer
    if _timer is None:
        _timer = threading.Timer(settings.EMBED_COUNT_SECONDS, _flush_in_thread)
        _timer.daemon = True
        _timer.start()


def _flush_in_thread() -> None:
    from django.db import connection

    flush()
    connection.close()


@atexit.register
def _flush_at_the_end() -> None:
    if _waiting:
        flush()
