"""Asks for an address as a careful guest: HEAD first, GET where HEAD isn't liked, never inside our own network.

A source's address is typed by editors or imported, so it may name a machine that only this server can reach. Its host
is looked up once, every address that it has must be a public one, and the connection goes to exactly that address: a
name that changes in between gains nothing. Redirects are followed by hand, each checked like the first.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

MOST_REDIRECTS = 5
TRY_GET = {400, 403, 404, 405, 406, 409, 410, 429, 500, 501, 503}  # servers that know HEAD badly answer it so
GONE = {404, 410, 451}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Answer:
    """An HTTP status, or 0 and what went wrong. `is_dead`: a reader who follows the link finds nothing.

    A server that refuses robots, asks for a login, or is broken for the moment is not taken for dead.
    """

    status: int
    problem: str = ""
    is_dead: bool = False


class _NotAllowedError(Exception):
    """The address leads where it must not. The message says where."""


def is_public(address: Address) -> bool:
    """True for an address that anybody on the internet can reach (IANA's special-purpose registries)."""
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def ask(address: str, *, timeout: float = 10, allowed: Callable[[Address], bool] = is_public) -> Answer:
    """What a web address answers. Never raises. `timeout` is in seconds, for each connection and each answer."""
    try:
        for _redirect in range(MOST_REDIRECTS + 1):
            status, location = _status(address, "HEAD", timeout, allowed)
            if status in TRY_GET:
                status, location = _status(address, "GET", timeout, allowed)
            if status not in {301, 302, 303, 307, 308} or not location:
                return Answer(status, is_dead=status in GONE)
            address = urljoin(address, location)
        return Answer(status, _("It is redirected in circles."), is_dead=True)
    except _NotAllowedError as error:
        return Answer(0, str(error))
    except socket.gaierror:
        return Answer(0, _("Its host is not known."), is_dead=True)
    except (TimeoutError, ssl.SSLError) as error:
        return Answer(0, f"{type(error).__name__}: {error}"[:200])
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(0, f"{type(error).__name__}: {error}"[:200], is_dead=True)


def _status(address: str, method: str, timeout: float, allowed: Callable[[Address], bool]) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _NotAllowedError(_("It leads to no web page."))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    place = _place(parts.hostname, port, allowed)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, port, timeout=timeout)
    # The name stays for the Host header and the certificate; the socket goes to the address that was checked.
    connection._create_connection = lambda _address, *rest: socket.create_connection((place, port), timeout)  # type: ignore[attr-defined]
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        agent = f"ExplainerLinkCheck/1.0 (+{settings.SITE_URL})"
        connection.request(method, _ascii(path), headers={"User-Agent": agent, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        connection.close()


def _place(host: str, port: int, allowed: Callable[[Address], bool]) -> str:
    """The first address of the host. Raises _NotAllowedError unless all that it has are allowed."""
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(allowed(ipaddress.ip_address(str(place).partition("%")[0])) for place in found):
        raise _NotAllowedError(_("It leads into a private network, and is not asked for."))
    return str(found[0])


def _ascii(path: str) -> str:
    return "".join(c if " " < c < "\x7f" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)
