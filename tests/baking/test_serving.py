"""Baked pages are answered before Django is entered."""

import gzip
import shutil
import tracemalloc

import brotli
import pytest

from explainer.baking import serving
from explainer.baking.files import BakeFolder
from explainer.baking.rendering import RenderedPage
from explainer.baking.serving import BakedFirst

BODY = b"<p>Prague</p>" * 100


def django(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"live"]


@pytest.fixture
def app(tmp_path):
    page = RenderedPage("/notes/mi6/", BODY, "text/html; charset=utf-8", (("Cache-Control", "public, max-age=60"),))
    BakeFolder(tmp_path).write([page, RenderedPage("/old/", b"", "", (), location="/new/")])
    return BakedFirst(django, tmp_path)


def ask(app, path="/notes/mi6/", method="GET", query="", **headers):
    got = {}

    def start_response(status, fields):
        got.update(status=status, headers=dict(fields))

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    body = b"".join(app(environ, start_response))
    return got["status"], got["headers"], body


def test_it_answers_from_the_file_with_the_headers_the_view_gave(app):
    status, headers, body = ask(app)
    assert (status, body) == ("200 OK", BODY)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["Content-Length"] == str(len(BODY))
    assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accept", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_it_sends_the_stored_encoding_that_the_client_takes(app, accept, encoding, decode):
    _, headers, body = ask(app, accept_encoding=accept)
    assert headers.get("Content-Encoding") == encoding
    assert decode(body) == BODY


def test_head_is_get_without_the_body(app):
    _, get, _ = ask(app)
    status, head, body = ask(app, method="HEAD")
    assert (status, head, body) == ("200 OK", get, b"")


def test_it_answers_304_to_its_own_tag_and_to_no_other(app):
    _, headers, _ = ask(app, accept_encoding="br")
    status, again, body = ask(app, accept_encoding="br", if_none_match=f'"x", W/{headers["ETag"]}')
    assert (status, body) == ("304 Not Modified", b"")
    assert again["ETag"] == headers["ETag"]
    assert ask(app, accept_encoding="gzip", if_none_match=headers["ETag"])[0] == "200 OK"


@pytest.mark.parametrize(
    ("path", "method", "query"),
    [
        ("/notes/mi6/", "POST", ""),
        ("/notes/mi6/", "GET", "a=1"),
        ("/nowhere/", "GET", ""),
        ("/..\\etc\\passwd", "GET", ""),
    ],
)
def test_everything_else_goes_to_django(app, path, method, query):
    assert ask(app, path, method, query)[2] == b"live"


def test_a_query_that_no_page_reads_makes_no_live_page(tmp_path, app):
    app = BakedFirst(django, tmp_path, reads_query=lambda path, query: path.startswith("/search/"))
    BakeFolder(tmp_path).write([RenderedPage("/search/", b"form", "text/html", ())])
    assert ask(app, query="utm_source=mail&page=1")[2] == BODY
    assert ask(app, "/search/", query="q=x")[2] == b"live"
    assert ask(app, "/search/")[2] == b"form"


def test_json_is_a_page_and_headers_are_none(app, tmp_path):
    BakeFolder(tmp_path).write([RenderedPage("/oembed/notes/mi6.json", b'{"version":"1.0"}', "application/json", ())])
    status, headers, body = ask(app, "/oembed/notes/mi6.json")
    assert (status, headers["Content-Type"], body) == ("200 OK", "application/json", b'{"version":"1.0"}')
    for path in ("/oembed/notes/mi6.json.json", "/oembed/notes/mi6", "/notes/mi6/index.html.json"):
        assert ask(app, path)[2] == b"live"


def test_it_redirects_where_the_view_did(app):
    status, headers, body = ask(app, "/old/")
    assert (status, headers["Location"], body) == ("301 Moved Permanently", "/new/", b"")


def test_it_sees_a_new_bake_and_a_removal_at_once(app, tmp_path):
    ask(app)
    BakeFolder(tmp_path).write([RenderedPage("/notes/mi6/", b"corrected", "text/html", ())])
    assert ask(app)[2] == b"corrected"
    shutil.rmtree(tmp_path / "notes")
    assert ask(app)[2] == b"live"


def test_its_memory_is_bounded(app, tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CACHED_BYTES", 20_000)
    for number in range(20):
        BakeFolder(tmp_path).write([RenderedPage(f"/n/{number}/", BODY, "text/html", ())])
        assert ask(app, f"/n/{number}/")[2] == BODY
    assert app._size <= 20_000
    assert app._size == sum(page.size for page in app._pages.values()) > 0


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("//notes/mi6/", "/notes/mi6/"),
        ("/" * 3000 + "notes/mi6/", "/notes/mi6/"),
        ("/notes//mi6/", "/notes/mi6/"),
        ("/notes/mi6//", "/notes/mi6/"),
        ("/./notes/mi6/", "/notes/mi6/"),
        ("/notes/./mi6/.", "/notes/mi6/"),
        ("/notes/x/../mi6/", "/notes/mi6/"),
        ("/../../notes/mi6/", "/notes/mi6/"),
        ("//", "/"),
        ("/..", "/"),
        ("//evil.example/", "/evil.example/"),
        ("//evil.example/..", "/"),
        ("/.//evil.example", "/evil.example"),
        ("//\\evil.example", "/%5Cevil.example"),
        ("//ž/".encode().decode("latin-1"), "/%C5%BE/"),
        ("//a%0d%0aSet-Cookie:x", "/a%250d%250aSet-Cookie:x"),
        ("//a\r\nSet-Cookie:x", "/a%0D%0ASet-Cookie:x"),
    ],
)
def test_another_spelling_leads_to_the_one_address_of_this_site(app, path, meant):
    status, headers, body = ask(app, path)
    assert (status, headers["Location"], body) == ("301 Moved Permanently", meant, b"")
    assert ask(app, path, query="page=2")[1]["Location"] == f"{meant}?page=2"
    assert ask(app, path, method="POST")[2] == b"live"
    assert not app._pages


@pytest.mark.parametrize("path", ["/notes/mi6/.htaccess", "/.well-known/security.txt", "/notes/...", "/a..b/"])
def test_a_name_that_begins_with_a_dot_is_a_name(app, path):
    assert ask(app, path)[2] == b"live"


@pytest.mark.parametrize("kind", ["redirects", "gone", "headers", "pages"])
def test_all_that_it_remembers_of_a_page_counts(tmp_path, monkeypatch, kind):
    """Under any load that a reader can make: many addresses, of which each is one more in memory."""
    limit = 1_000_000
    monkeypatch.setattr(serving, "MOST_CACHED_BYTES", limit)
    long = (("Cache-Control", "x" * 2000),) if kind == "headers" else ()
    paths = [f"/notes/{number}/" for number in range(700)]
    made = {
        "redirects": lambda path: RenderedPage(path, b"", "", (), location="/new/"),
        "gone": lambda path: RenderedPage(path, b"gone" * 20, "text/plain", (), status=410),
        "headers": lambda path: RenderedPage(path, b"", "text/plain", long, location="/new/"),
        "pages": lambda path: RenderedPage(path, b"small", "text/plain", ()),
    }[kind]
    BakeFolder(tmp_path).write([made(path) for path in paths])
    app = BakedFirst(django, tmp_path)
    tracemalloc.start()
    try:
        for path in paths:
            for accept in ("br", "gzip", ""):
                ask(app, path, accept_encoding=accept)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(app._pages) < len(paths)
    assert used <= 1.1 * limit
    assert app._size <= limit


def test_a_page_larger_than_the_limit_is_answered_and_not_kept(app, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CACHED_BYTES", 100)
    assert ask(app)[2] == BODY
    assert (app._pages, app._size) == ({}, 0)


def test_it_remembers_no_header_of_any_length(app):
    for number in range(1000):
        ask(app, accept_encoding=f"x{number}" * 2000)
    assert sum(map(len, app._accepts)) == 0
