"""Looking at a page for its title, and never at an address of our own network."""

import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from explainer.desk import page_title
from explainer.desk.page_title import PageHead, UnreachableError, look_at, read_head

PAGE = b"""<title>The &amp; title</title><meta property="og:title" content="A  headline"><meta property=og:site_name
content="The Daily"><meta property="article:published_time" content="2023-07-20T07:00:00Z"><p>...</p>"""


@contextmanager
def server(answer, host="127.0.0.1"):
    """A page on loopback: `answer(path)` gives status, headers and body. Yields its address and the paths asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer((host, 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://{host}:{running.server_port}", asked
    running.shutdown()
    running.server_close()


def html(path):
    return 200, {"Content-Type": "text/html"}, PAGE


HERE = {"allowed": lambda ip: True, "ports": range(65536)}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_it_asks_nothing_of_this_machine_however_it_is_written(host):
    with server(html) as (address, asked):
        with pytest.raises(UnreachableError):
            look_at(address.replace("127.0.0.1", host), ports=range(65536))
        assert asked == []


def test_it_checks_where_a_redirect_leads():
    with (
        server(html, "127.0.0.2") as (inner, asked),
        server(lambda path: (302, {"Location": inner}, b"")) as (outer, _),
    ):
        with pytest.raises(UnreachableError, match="not on the public internet"):
            look_at(outer, allowed=lambda ip: str(ip) == "127.0.0.1", ports=range(65536))
        assert asked == []


def test_it_reads_what_a_page_says_of_itself():
    with server(html) as (address, asked):
        found = look_at(f"{address}/a?id=1#top", **HERE)
    assert found == PageHead("A headline", "The Daily", "2023-07-20")
    assert asked == ["/a?id=1"]


def test_it_follows_a_redirect_and_not_for_ever():
    def answer(path):
        return html(path) if path == "/b" else (301, {"Location": "/b" if path == "/a" else path}, b"")

    with server(answer) as (address, _):
        assert look_at(f"{address}/a", **HERE).title == "A headline"
        with pytest.raises(UnreachableError, match="too many"):
            look_at(f"{address}/loop", **HERE)


@pytest.mark.parametrize("answer", [(404, {}, b""), (200, {"Content-Type": "application/pdf"}, PAGE), (302, {}, b"")])
def test_it_says_that_it_can_not_read_it(answer):
    with server(lambda path: answer) as (address, _), pytest.raises(UnreachableError):
        look_at(address, **HERE)


def test_it_does_not_wait(monkeypatch):
    monkeypatch.setattr(page_title, "TIMEOUT", 0.3)
    never = threading.Event()

    def slow(path):
        never.wait(2)
        return html(path)

    with server(slow) as (address, _), pytest.raises(UnreachableError, match=r"timed out|too long|closed"):
        look_at(address, **HERE)
    never.set()


def test_it_reads_only_the_beginning():
    with server(lambda path: (200, {"Content-Type": "text/html"}, PAGE + b" " * 5_000_000)) as (address, _):
        assert look_at(address, **HERE).title == "A headline"


@pytest.mark.parametrize(
    ("page", "title"),
    [(b"", ""), (b"<title>\n A\n B</title><title>C</title>", "A B"), (b"<title>\xff</title>", "\ufffd")],
)
def test_it_takes_any_page(page, title):
    assert read_head(page).title == title
