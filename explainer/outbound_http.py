"""The only way to an address that somebody typed: a page of the public web, or nothing.

An editor's browser asks, but the server fetches: without a guard, somebody could read through it what only it can reach
(server-side request forgery, OWASP). A host is looked up once, every address that it has must be public, and the
connection goes to the very address that was checked, so that a name whose answer changes gains nothing. Redirects are
followed by hand, each checked like the first. One deadline holds for all of it, one limit for the bytes.

Of libraries, Microsoft's AntiSSRF was read: it checks addresses, but neither ports nor the time that all of it takes,
and `requests` would come with it. advocate, which others recommend, has had no release since 2020.
"""

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, urljoin, urlsplit

MOST_REDIRECTS = 5
WEB_PORTS = (80, 443)
REDIRECTS = {301, 302, 303, 307, 308}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Of IPv6 only 2000::/3 is given out to the public (IANA, IPv6 address space): that leaves out loopback, link-local,
# site-local, unique local and multicast addresses, and IPv4 inside IPv6 as mapped, compatible or NAT64 addresses.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
# What Python's is_global lets pass, in some of its versions at least.
SPECIAL = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's own services answer there, from within
        "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24",  # IANA, RFC 6890
        "2001::/23",  # IETF assignments, Teredo (2001::/32) among them, which has IPv4 inside
        "2002::/16",  # 6to4: IPv4 inside IPv6
        "2001:db8::/32", "3fff::/20",  # for documentation
        "2620:4f:8000::/48",  # AS112
    )
]  # fmt: skip


class RefusedError(OSError):
    """The address leads where this server must not ask. The message says where, for the log."""


class PrivateAddressError(RefusedError):
    """Its host has an address that is not on the public internet."""


class TooManyRedirectsError(OSError):
    """It leads on and on. `status` is that of the last redirect."""

    def __init__(self, status: int) -> None:
        super().__init__("too many redirects")
        self.status = status


@dataclass(frozen=True)
class Response:
    """What a web page answered in the end: its own address, status, headers, and the beginning of its body."""

    address: str
    status: int
    headers: Message
    body: bytes


def is_public(address: Address) -> bool:
    """True for an address that anybody on the internet can reach (IANA's special-purpose registries)."""
    if not address.is_global or address.is_multicast or any(address in network for network in SPECIAL):
        return False
    return address.version == 4 or address in GIVEN_OUT


def fetch(
    address: str,
    *,
    agent: str,
    seconds: float,
    most_bytes: int,
    method: str = "GET",
    allowed: Callable[[Address], bool] = is_public,
    ports: Container[int] = WEB_PORTS,
) -> Response:
    """Ask for an address, and for those that it redirects to. The body ends after `most_bytes`.

    `agent` says who asks, `seconds` are for everything together. `allowed` and `ports` are for tests, whose servers
    are on this machine.

    Raises RefusedError, socket.gaierror for an unknown host, TimeoutError, TooManyRedirectsError and other OSErrors,
    ValueError for what is no address, and http.client.HTTPException for what is no answer.
    """
    deadline = time.monotonic() + seconds
    headers = {"User-Agent": agent, "Accept": "text/html, */*;q=0.5", "Accept-Encoding": "identity"}
    status = 0
    for _ in range(MOST_REDIRECTS + 1):
        parts = urlsplit(address)
        with _in_time(deadline), _connection(parts, deadline, allowed, ports) as connection:
            connection.request(method, _target(parts), headers=headers)
            answer = connection.getresponse()
            status, location = answer.status, answer.headers.get("Location")
            if status not in REDIRECTS or not location:
                return Response(address, status, answer.headers, _body(answer, most_bytes, deadline))
        address = urljoin(address, location)
    raise TooManyRedirectsError(status)


@contextmanager
def _in_time(deadline: float) -> Iterator[None]:
    """Whatever goes wrong after the deadline is that the time is over: the connection was cut then."""
    try:
        yield
    except (OSError, ValueError, http.client.HTTPException) as error:
        if time.monotonic() >= deadline:
            raise TimeoutError("took too long") from error
        raise


@contextmanager
def _connection(
    parts: SplitResult, deadline: float, allowed: Callable[[Address], bool], ports: Container[int]
) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address of the host. At the deadline it is cut, whatever it waits for."""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise RefusedError("not an address of the web")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in ports:
        raise RefusedError(f"port {port} is not the web's")
    sock = _connect(_checked_addresses(parts.hostname, port, deadline, allowed), port, deadline)
    kind: type[http.client.HTTPConnection] = http.client.HTTPConnection
    if parts.scheme == "https":
        kind = http.client.HTTPSConnection
        context = ssl.create_default_context()
        sock = context.wrap_socket(sock, server_hostname=parts.hostname, do_handshake_on_connect=False)
    connection = kind(parts.hostname, port)  # the name, for the Host header
    connection.sock, connection.auto_open = sock, 0  # it never looks the name up by itself
    alarm = threading.Timer(_left(deadline), _hang_up, [sock])  # a server may send a byte at a time
    alarm.start()
    try:
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        yield connection
    finally:
        alarm.cancel()
        connection.close()
        sock.close()


def _checked_addresses(host: str, port: int, deadline: float, allowed: Callable[[Address], bool]) -> list[str]:
    """All addresses of a host. Raises PrivateAddressError unless every one of them is allowed."""
    found = _look_up(host, port, _left(deadline))
    for each in found:
        if not allowed(ipaddress.ip_address(each.partition("%")[0])):  # fe80::1%eth0
            raise PrivateAddressError(f"{host} is not on the public internet")
    return found


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """What the system's resolver says, which knows no deadline: who is slower is left behind in a thread."""
    answers: queue.SimpleQueue[list[str] | OSError | ValueError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, ValueError) as error:  # UnicodeError for a name that can't be one
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError("took too long") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _connect(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first address that takes one: a machine without IPv6 can't reach those of IPv6."""
    failure: OSError = socket.gaierror(socket.EAI_NONAME, "no addresses")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left(deadline))
        except OSError as error:
            failure = error
    raise failure


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("took too long")
    return left


def _target(parts: SplitResult) -> str:
    """What stands in the request's first line: path and query, in ASCII."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return "".join(c if " " < c < "\x7f" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)


def _body(answer: http.client.HTTPResponse, most: int, deadline: float) -> bytes:
    """The beginning of the body. Raises TimeoutError if it comes too slowly."""
    chunks, size = [], 0
    while size < most and (chunk := answer.read1(min(16_384, most - size))):
        chunks.append(chunk)
        size += len(chunk)
    _left(deadline)  # a connection that was cut looks like the end of a body
    return b"".join(chunks)
