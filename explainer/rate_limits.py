"""How often one address may ask for what costs: pages made live, searches, previews, signing in.

Baked files are answered before this and never counted. Counts are rows of a small SQLite file that all processes of a
machine share; it is no part of the newsroom's database, which may be busy or gone. Behind several machines, the proxy
in front limits too (deploy/nginx.conf).
"""

import ipaddress
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from explainer.text.networks import is_in

logger = logging.getLogger(__name__)
WINDOW = 60  # seconds for which hits are counted together


class LimitRule(NamedTuple):
    """What is counted together, the beginning of its addresses, and whether only forms that are sent count."""

    name: str
    prefix: str
    only_posts: bool = False
    only_queries: bool = False


# The first that fits counts. What fits none is a public page that has no file: it is made live.
RULES = (
    LimitRule("free", "/static/"),
    LimitRule("free", "/healthz"),
    LimitRule("free", "/metrics"),
    LimitRule("sign_in", f"{settings.DESK}login/", only_posts=True),
    LimitRule("sign_in", f"{settings.DESK}password_reset/", only_posts=True),
    LimitRule("sign_in", f"{settings.DESK}invitation/", only_posts=True),
    LimitRule("sign_in", f"{settings.DESK}auth/user/invite/", only_posts=True),
    LimitRule("sign_in", f"{settings.DESK}second-factor/", only_posts=True),
    LimitRule("desk", settings.DESK),
    LimitRule("search", "/search/", only_queries=True),
    LimitRule("oembed", "/oembed"),
    LimitRule("preview", "/preview/"),
)


ONE_MORE = """INSERT INTO hits VALUES (?, ?, 1)
    ON CONFLICT (name, slot) DO UPDATE SET times = times + 1 RETURNING times"""


class Counter:
    """Counts hits in a file. Whatever is wrong with the file, nothing is refused."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._local = threading.local()
        self._tidied = 0.0

    def hit(self, key: str) -> int:
        """Count one more for this key in the present minute. Returns how many there are, 0 if that can't be known."""
        slot = int(time.time()) // WINDOW
        try:
            connection = self._connection()
            self._tidy(connection, slot)
            row = connection.execute(ONE_MORE, (key, slot)).fetchone()
        except sqlite3.Error as error:
            logger.warning("could not count requests in %s: %s", self.file, error)
            self._local.connection = None
            return 0
        return int(row[0])

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.file, timeout=0.5, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # counts of a minute may be lost with the machine
            connection.execute(
                "CREATE TABLE IF NOT EXISTS hits (name TEXT, slot INTEGER, times INTEGER, PRIMARY KEY (name, slot))"
            )
            with suppress(OSError):
                self.file.chmod(0o600)
            self._local.connection = connection
        return connection

    def _tidy(self, connection: sqlite3.Connection, slot: int) -> None:
        """Once a minute in each process, forget the minutes before."""
        if self._tidied != slot:
            self._tidied = slot
            connection.execute("DELETE FROM hits WHERE slot < ?", (slot,))


class RateLimits:
    """A middleware: 429 with Retry-After (RFC 6585, section 4) beyond settings.RATE_LIMITS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.counter = Counter(settings.RATE_LIMITS_FILE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = counted_as(request)
        most = settings.RATE_LIMITS.get(name)
        address = address_of(request) if most else ""
        if most and address and self.counter.hit(f"{name} {address}") > most:
            return _refusal(request)
        return self.get_response(request)


def counted_as(request: HttpRequest) -> str:
    """The name of the limit that this request counts for."""
    for rule in RULES:
        if request.path_info.startswith(rule.prefix):
            if (rule.only_posts and request.method != "POST") or (rule.only_queries and not request.GET):
                continue
            return rule.name
    return "live"


def address_of(request: HttpRequest) -> str:
    """Who asks: an IPv4 address or an IPv6 network of 64 bits. Empty for this machine itself, and if it isn't known.

    Behind a proxy of settings.TRUSTED_PROXIES it is the last address of X-Forwarded-For that isn't a proxy's; what
    stands before it, anybody may have written.
    """
    given = [request.META.get("REMOTE_ADDR", "")]
    given = [*request.META.get("HTTP_X_FORWARDED_FOR", "").split(","), *given]
    for text in reversed([_without_port(each.strip()) for each in given]):
        if is_in(text, settings.TRUSTED_PROXIES):
            continue
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return ""
        if isinstance(address, ipaddress.IPv6Address):
            if address.ipv4_mapped:
                return str(address.ipv4_mapped)
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address)
    return ""


def _without_port(text: str) -> str:
    """The address alone: some proxies forward `198.51.100.1:4711` and `[2001:db8::1]:4711`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _refusal(request: HttpRequest) -> HttpResponse:
    seconds = WINDOW - int(time.time()) % WINDOW
    message = _("Too many requests came from your address. Try again in %(seconds)d seconds.") % {"seconds": seconds}
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    if request.path_info.startswith("/oembed"):
        return JsonResponse({"error": message}, status=429, headers=headers)
    return HttpResponse(message, status=429, headers=headers, content_type="text/plain; charset=utf-8")
