"""No address that somebody types leads into our own network, holds us up, or fills our memory."""

import ipaddress
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from explainer.outbound_http import PrivateAddressError, RefusedError, TooManyRedirectsError, fetch, is_public

ALL_PORTS = range(65536)
LIMITS = {"agent": "test", "seconds": 3, "most_bytes": 1000}
HERE = {**LIMITS, "allowed": lambda ip: str(ip) == "127.0.0.1", "ports": ALL_PORTS}

PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001:80b::200e"]
NOT_PUBLIC = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",  # noqa: S104  nothing is bound
    "169.254.169.254", "168.63.129.16", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.8", "192.0.0.192",
    "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "192.88.99.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "3fff::1", "100::1",
    "::127.0.0.1", "::10.0.0.1", "::93.184.215.14", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::93.184.215.14", "64:ff9b:1::10.0.0.1",
    "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:5db8:d70e::1", "2001:0:7f00:1::1", "2001::1", "2001:10::1",
    "5f00::1", "4000::1", "e000::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_it_knows_a_public_address(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_it_knows_an_address_that_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost.", "LOCALHOST", "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001",
     "0x7f.1", "0177.0.0.1", "0177.1", "017700000001", "127.000.000.001", "0", "0.0.0.0", "[::]", "[::1]",  # noqa: S104
     "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1%25lo]", "[fe80::1%lo]",
     "user:password@127.0.0.1", "example.org@127.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "ⓛocalhost", "169.254.169.254",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]", "10.0.0.1"],
)  # fmt: skip
def test_it_refuses_every_spelling_of_our_own_network(host):
    with pytest.raises((PrivateAddressError, socket.gaierror, ValueError)):
        fetch(f"http://{host}/", **LIMITS)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:1", "data:text/html,x", "http://",
     "http:///x", "//example.org/", "http://1.1.1.1:22/", "http://1.1.1.1:8080/", "https://1.1.1.1:6379/"],
)  # fmt: skip
def test_it_refuses_what_is_not_the_web(address):
    with pytest.raises(RefusedError):
        fetch(address, **LIMITS)


@contextmanager
def server(serve, host="127.0.0.1"):
    """A server on this machine; `serve(connection, first line)` answers a request. Yields its address, and requests."""
    listening, asked = socket.create_server((host, 0)), []

    def run():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection):
        with connection:
            try:
                request = connection.recv(65536)
                asked.append(request)
                serve(connection, request.split(b"\r\n")[0].decode("latin-1"))
            except OSError:
                pass

    threading.Thread(target=run, daemon=True).start()
    yield f"http://{host}:{listening.getsockname()[1]}", asked
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def says(text):
    return lambda connection, line: connection.sendall(text.replace("\n", "\r\n").encode())


def leads_to(address):
    return says(f"HTTP/1.1 302 Found\nLocation: {address}\n\n")


OK = "HTTP/1.1 200 OK\nContent-Type: text/html\n\n"


def test_it_says_what_a_page_answers():
    with server(says(OK + "Hello")) as (address, asked):
        found = fetch(f"{address}/a b?é=1#top", **HERE)
    assert (found.status, found.body, found.headers["Content-Type"]) == (200, b"Hello", "text/html")
    assert found.address == f"{address}/a b?é=1#top"
    assert asked[0].split(b"\r\n")[:2] == [b"GET /a%20b?%C3%A9=1 HTTP/1.1", f"Host: {address[7:]}".encode()]


def test_a_redirect_is_followed_and_leads_into_no_private_network():
    with server(says(OK), "127.0.0.2") as (private, asked), server(leads_to(f"{private}/")) as (address, _):
        with pytest.raises(PrivateAddressError):
            fetch(address, **HERE)
        assert fetch(address, **{**HERE, "allowed": lambda ip: True}).address == f"{private}/"
    assert len(asked) == 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "http://127.0.0.1:0x/"])
def test_a_redirect_leads_to_nothing_but_the_web(location):
    with server(leads_to(location)) as (address, _), pytest.raises((RefusedError, ValueError)):
        fetch(address, **HERE)


def test_a_redirect_leads_to_the_web_s_ports_only():
    with server(says(OK)) as (inner, asked), server(leads_to(inner)) as (outer, _):
        ports = [int(outer.rpartition(":")[2])]
        with pytest.raises(RefusedError, match="port"):
            fetch(outer, **{**HERE, "ports": ports})
    assert asked == []


def test_redirects_come_to_an_end():
    with (
        server(says("HTTP/1.1 307 Again\nLocation: /\n\n")) as (address, asked),
        pytest.raises(TooManyRedirectsError) as error,
    ):
        fetch(address, **HERE)
    assert (error.value.status, len(asked)) == (307, 6)


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(monkeypatch):
    """DNS rebinding: public when it is checked, private when it is connected to. It is asked for once."""
    asked, connected = [], []

    def look_up(host, port, **options):
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14" if len(asked) == 1 else "127.0.0.1", port))
        ]

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        fetch("https://rebinding.example/", **LIMITS)
    assert (asked, connected) == (["rebinding.example"], [("93.184.215.14", 443)])


def test_a_name_that_also_leads_to_a_private_address_is_refused(monkeypatch):
    found = [(0, 0, 0, "", (each, 80)) for each in ("93.184.215.14", "fd00::1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)
    with pytest.raises(PrivateAddressError):
        fetch("http://both.example/", **LIMITS)


def drip(start):
    def serve(connection, line):
        connection.sendall(start.replace("\n", "\r\n").encode("latin-1"))
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(b"x")

    return serve


@pytest.mark.parametrize(
    "start",
    ["", "HTTP/1.1 200 OK\nA: ", OK, "HTTP/1.1 200 OK\nContent-Length: 1000\n\n",
     "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3e8\n"],
)  # fmt: skip
def test_a_byte_at_a_time_ends_at_the_deadline(start):
    begun = time.monotonic()
    with server(drip(start)) as (address, _), pytest.raises(TimeoutError):
        fetch(address, **{**HERE, "seconds": 0.4})
    assert time.monotonic() - begun < 1.5


def test_redirects_and_the_page_share_one_deadline():
    def serve(connection, line):
        time.sleep(0.3)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")

    begun = time.monotonic()
    with server(serve) as (address, _), pytest.raises(TimeoutError):
        fetch(address, **{**HERE, "seconds": 0.7})
    assert time.monotonic() - begun < 1.5


def test_a_handshake_that_does_not_end_ends_at_the_deadline():
    begun = time.monotonic()
    with server(drip("\x16\x03\x03\x3f\xff")) as (address, _), pytest.raises(TimeoutError):  # a record of 16,383 bytes
        fetch(address.replace("http:", "https:"), **{**HERE, "seconds": 0.5})
    assert time.monotonic() - begun < 1.5


def test_a_resolver_that_does_not_answer_is_left_at_the_deadline(monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: done.wait(10) and [])
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        fetch("http://slow.example/", **{**LIMITS, "seconds": 0.3})
    done.set()
    assert time.monotonic() - begun < 1.5


def test_it_reads_no_more_bytes_than_it_is_told():
    sent = []

    def serve(connection, line):
        connection.sendall(OK.replace("\n", "\r\n").encode())
        for _ in range(1000):
            connection.sendall(b"x" * 100_000)
            sent.append(100_000)

    with server(serve) as (address, _):
        assert fetch(address, **HERE).body == b"x" * 1000
    assert sum(sent) < 50_000_000


def test_the_first_address_that_takes_a_connection_is_used(monkeypatch):
    with server(says(OK + "Hello")) as (address, _):
        port = int(address.rpartition(":")[2])
        found = [(0, 0, 0, "", (each, port)) for each in ("127.0.0.3", "127.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)
        monkeypatch.setattr(socket, "create_connection", connect_to_numbers)
        assert fetch(f"http://two.example:{port}/", **{**HERE, "allowed": lambda ip: True}).body == b"Hello"


def connect_to_numbers(address, timeout):
    """As the standard library's, which would look the number up by the replaced resolver."""
    made = socket.socket()
    made.settimeout(timeout)
    made.connect(address)
    return made
