"""What nginx does with requests that no browser sends: one answer to each, and nothing forged is passed on."""

import re
import select
import shutil
import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest

from tests.baking.running import Newsroom
from tests.baking.test_nginx import nginx_before

pytestmark = [
    pytest.mark.sqlite_pass_only,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed (Debian: apt-get install nginx)"),
]
NEXT = b"GET /smuggled/ HTTP/1.1\r\nHost: a\r\n\r\n"
END = b"0\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nok"
REFUSED = {
    "two lengths": (400, "POST / HTTP/1.1", ["Content-Length: 4", "Content-Length: 5"], b"abcd" + NEXT),
    "length and chunks": (400, "POST / HTTP/1.1", ["Content-Length: 5", "Transfer-Encoding: chunked"], END + NEXT),
    "chunks twice": (400, "POST / HTTP/1.1", ["Transfer-Encoding: chunked", "Transfer-Encoding: a"], END + NEXT),
    "a space before the colon": (400, "POST / HTTP/1.1", ["Transfer-Encoding : chunked"], END + NEXT),
    "another encoding": (501, "POST / HTTP/1.1", ["Transfer-Encoding: xchunked"], END + NEXT),
    "a wrong chunk": (400, "POST / HTTP/1.1", ["Transfer-Encoding: chunked"], b"zz\r\nabc\r\n0\r\n\r\n"),
    "a length below nothing": (400, "POST / HTTP/1.1", ["Content-Length: -1"], NEXT),
    "a body too large": (413, "POST / HTTP/1.1", [f"Content-Length: {13 * 1024 * 1024}"], b"a"),
    "headers too large": (400, "GET / HTTP/1.1", [f"X-A: {'a' * 40_000}"], b""),
    "too many headers": (400, "GET / HTTP/1.1", [f"X-{number}: a" for number in range(2_000)], b""),
    "an address too long": (414, f"GET /{'a' * 40_000} HTTP/1.1", [], b""),
    "a folded header": (400, "GET / HTTP/1.1", ["X-A: b\r\n c"], b""),
    "a null in the path": (400, "GET /a\0b HTTP/1.1", [], b""),
    "an encoded null": (400, "GET /a%00.png HTTP/1.1", [], b""),
    "a null in a header": (400, "GET / HTTP/1.1", ["X-A: a\0b"], b""),
    "out of the folder": (400, "GET /static/..%2f..%2fetc/passwd HTTP/1.1", [], b""),
    "out of the pictures": (400, "GET /media/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", [], b""),
    "to another host's port": (400, "CONNECT 127.0.0.1:22 HTTP/1.1", [], b""),
    "a trace": (405, "TRACE / HTTP/1.1", [], b""),
    "HTTP/2 without TLS": (505, "GET / HTTP/2.0", [], b""),
    "metrics under another spelling": (404, "GET /x/..//%6detrics HTTP/1.1", [], b""),
}


@contextmanager
def listening(port):
    """An application that says yes to everything. Yields what it is sent, each request as it comes."""
    sent = []

    def serve():
        while True:
            try:
                near, _ = server.accept()
            except OSError:
                return
            with near:
                got = b""
                while b"\r\n\r\n" not in got and (more := near.recv(65536)):
                    got += more
                sent.append(got.decode("latin-1"))
                near.sendall(ANSWER)

    with socket.create_server(("127.0.0.1", port)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield sent
        server.shutdown(socket.SHUT_RDWR)


def begin(address, line, headers=(), body=b"", source="127.0.0.1"):
    """A connection that has sent these very bytes."""
    name, port = address.removeprefix("http://").split(":")
    connection = socket.create_connection((name, int(port)), timeout=30, source_address=(source, 0))
    connection.sendall("\r\n".join([line, "Host: news.example", *headers, "", ""]).encode("latin-1") + body)
    return connection


def ask(address, line, headers=(), body=b"", source="127.0.0.1"):
    """What is answered to these very bytes."""
    with begin(address, line, headers, body, source) as connection:
        got = b""
        while not is_whole(got) and (more := connection.recv(65536)):
            got += more
    return got.decode("latin-1")


def is_whole(answer):
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(end and length) and len(body) >= int(length[1])


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    site = Newsroom(tmp_path_factory.mktemp("attacked"))  # an empty one: what is asked for here has no file
    site.use_template("migrated")
    with listening(site.port) as sent, nginx_before(site, site.folder) as address:
        yield address, sent


@pytest.mark.parametrize("what", REFUSED)
def test_it_refuses_once_and_passes_nothing_on(attacked, what):
    address, sent = attacked
    sent.clear()
    status, line, headers, body = REFUSED[what]
    answer = ask(address, line, headers, body)
    assert re.findall(r"HTTP/1\.1 (\d+)", answer) == [str(status)]
    assert sent == []
    assert answer.count("X-Content-Type-Options: nosniff") == 1
    assert answer.count("frame-ancestors 'none'") == 1


def test_what_is_forged_is_not_passed_on(attacked):
    address, sent = attacked
    forged = ["X-Forwarded-For: 9.9.9.9", "X_Forwarded_For: 9.9.9.9", "X-Forwarded-Proto: https", "X-Request-ID: mine",
              "Connection: close, X-Forwarded-For", "Upgrade: h2c", "Accept-Encoding: br, gzip"]  # fmt: skip
    answer = ask(address, "GET http://named.example/live/?n=1 HTTP/1.1", forged)
    assert answer.count("X-Content-Type-Options") == 1
    request = sent[-1]
    line, *headers = request.rstrip().split("\r\n")
    passed = dict(header.lower().split(": ", 1) for header in headers)
    assert line == "GET /live/?n=1 HTTP/1.1"
    assert len(passed.pop("x-request-id")) == 32
    assert passed == {
        "host": "named.example", "accept-encoding": "br", "x-forwarded-for": "9.9.9.9, 127.0.0.1",
        "x-forwarded-proto": "http",
    }  # fmt: skip


SLOW = 300
QUICK = {"rate=10r/s": "rate=100000r/s", "burst=60": "burst=1000", "client_body_timeout 15s": "client_body_timeout 2s"}
BEGUN = [("POST /admin/login/ HTTP/1.1", ["Content-Length: 100000"], b"a"),
         ("POST /articles/a/ HTTP/1.1", ["Content-Length: 100000"], b"a"),
         ("GET /articles/a/ HTTP/1.1", ["Content-Length: 100000"], b"a"),
         ("GET / HTTP/1.1", ["Transfer-Encoding: chunked"], b"1\r\na\r\n")]  # fmt: skip


def waiting(connections):
    """Those that have neither got an answer nor been closed."""
    return [each for each in connections if not select.select([each], [], [], 0)[0]]


def test_slow_bodies_stop_nobody(tmp_path):
    """A hundred of one address may wait, wherever they go, and only while they send on; none comes to the application,
    and whoever reads is answered meanwhile, at that address or another."""
    site = Newsroom(tmp_path)
    site.use_template("migrated")
    with ExitStack() as stack:
        sent = stack.enter_context(listening(site.port))
        address = stack.enter_context(nginx_before(site, tmp_path, other=QUICK))
        sent.clear()
        slow = [stack.enter_context(begin(address, *BEGUN[number % len(BEGUN)])) for number in range(SLOW)]
        reading = [ask(address, f"GET /read/{number} HTTP/1.1", source=source)
                   for number in range(10) for source in ("127.0.0.1", "127.0.0.2")]  # fmt: skip
        left = waiting(slow)
        refused = [each.recv(65536)[:12] for each in slow if each not in left]
        assert (len(left), refused) == (100, [b"HTTP/1.1 429"] * (SLOW - 100))
        for _ in range(8):  # half of them go on
            for each in left[::2]:
                each.sendall(b"1\r\na\r\n")
            time.sleep(0.5)
        assert waiting(left) == left[::2]
    assert {answer.split("\r\n")[0] for answer in reading} == {"HTTP/1.1 200 OK"}
    assert {request.split()[1][:6] for request in sent} == {"/read/"}


@contextmanager
def stopping(port, answers):
    """An application whose worker stops: it reads requests and closes the connection, and answers each so many times
    only after that. Yields the lines it was sent."""
    lines = []

    def serve():
        while True:
            try:
                near, _ = server.accept()
            except OSError:
                return
            with near:
                line = near.recv(65536).split(b"\r\n")[0]
                lines.append(line)
                if lines.count(line) > 1 and answers:
                    near.sendall(ANSWER)

    with socket.create_server(("127.0.0.1", port)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield lines
        server.shutdown(socket.SHUT_RDWR)


def test_a_request_whose_worker_stops_is_sent_again(tmp_path):
    site = Newsroom(tmp_path)
    site.use_template("migrated")
    with stopping(site.port, answers=True) as lines, nginx_before(site, tmp_path) as address:
        lines.clear()
        for number in range(3):
            assert ask(address, f"GET /{number}/ HTTP/1.1").startswith("HTTP/1.1 200")
        assert [lines.count(f"GET /{number}/ HTTP/1.1".encode()) for number in range(3)] == [2, 2, 2]
        assert ask(address, "POST /admin/ HTTP/1.1", ["Content-Length: 1"], b"a").startswith("HTTP/1.1 502")
    assert lines.count(b"POST /admin/ HTTP/1.1") == 1  # it may have been done


def test_a_page_comes_from_its_file_if_no_worker_answers(tmp_path):
    site = Newsroom(tmp_path)
    site.use_template("migrated")
    (site.baked / "notes").mkdir(parents=True)
    (site.baked / "notes/index.html").write_text("From its file.")
    with stopping(site.port, answers=False), nginx_before(site, tmp_path) as address:
        assert "From its file." in ask(address, "GET /notes/ HTTP/1.1")
