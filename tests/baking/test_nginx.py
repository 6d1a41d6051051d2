"""A real nginx answers as the application does, header by header, and goes on when the application is gone."""

import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.baking.running import Newsroom, free_port, get, wait_for

pytestmark = [
    pytest.mark.sqlite_pass_only,
    pytest.mark.skipif(
        not (shutil.which("nginx") and shutil.which("openssl")),
        reason="nginx or openssl is not installed (Debian: apt-get install nginx openssl)",
    ),
]
CONFIG = Path(settings.BASE_DIR) / "deploy/nginx.conf"
MODULES = sorted(Path("/usr/lib/nginx/modules").glob("*brotli_static*.so"))
ARTICLE = "/articles/mi6-invites-russians/"
OWN = {"date", "server", "connection", "keep-alive", "transfer-encoding", "x-request-id"}  # each server's own


def certificate(folder):
    """A certificate that vouches for 127.0.0.1 itself. Returns its path and its key's."""
    paths = folder / "fullchain.pem", folder / "privkey.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    names = ["-subj", "/CN=explainer.example.org", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *names, "-out", paths[0], "-keyout", paths[1]], check=True, capture_output=True)
    return paths


@contextmanager
def nginx_before(site, folder, *, tls=False, other=()):
    """The shipped configuration with its paths and ports replaced, and what is in `other`, and TLS only with `tls`;
    yields its address, and with `tls` the plain one too, that leads to it."""
    port, plain = free_port(), free_port()
    config = CONFIG.read_text()
    kept, keys = certificate(folder)
    for old, new in {
        "/etc/letsencrypt/live/explainer.example.org/fullchain.pem": str(kept),
        "/etc/letsencrypt/live/explainer.example.org/privkey.pem": str(keys),
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443 ssl http2": f"listen 127.0.0.1:{port} ssl http2" if tls else f"listen 127.0.0.1:{port}",
        "/srv/explainer/baked": str(site.baked),
        "/srv/explainer/static": str(settings.STATIC_ROOT),
        "/srv/explainer": str(folder),
        "server 127.0.0.1:8000": f"server 127.0.0.1:{site.port}",
        **dict(other),
    }.items():
        assert old in config
        config = config.replace(old, new)
    (folder / "headers.conf").write_text(site.manage("nginx_headers"))
    if not MODULES:
        config = config.replace("brotli_static on;", "")
    load = "".join(f"load_module {module};\n" for module in MODULES)
    (folder / "nginx.conf").write_text(
        f"{load}daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        "events { worker_connections 4096; }\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; default_type text/html;\n{config}\n}}\n"
    )
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    try:
        wait_for(f"http://127.0.0.1:{plain}/.well-known/acme-challenge/nothing", process)
        yield (f"https://127.0.0.1:{port}", f"http://127.0.0.1:{plain}") if tls else f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def nginx(tmp_path_factory, newsroom):
    with nginx_before(newsroom, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def fragment_of(site):
    html = get(site.address + ARTICLE)[2].decode()
    return re.search(r'/articles/[^"]*/cards/\d+/fragment/', html)[0]


PAGES = [ARTICLE, "fragment", "/embed/notes/mi6/", "/feed.xml", "/notes/wagner-mutiny/", "/nowhere/", "/healthz",
         "/embed/notes/mi6/?theme=dark", "/claims/?a=1", "/sitemap.xml", "/robots.txt",
         "/search/index.json"]  # fmt: skip


def told(headers):
    """What a server says that is not its own, without the second at which a page that is live expires: its own."""
    return {name: value if name != "expires" else "" for name, value in headers.items() if name not in OWN}


def assert_alike(site, address, page):
    page = fragment_of(site) if page == "fragment" else page
    for accept in ("br", "gzip", "identity"):
        ours, again, theirs = (
            get(base + page, **{"Accept-Encoding": accept}) for base in (site.address, address, address)
        )
        for status, headers, body in (again, theirs):  # fetched, and where it is kept, from nginx's own cache
            assert (status, body) == (ours[0], ours[2])
            assert told(headers) == told(ours[1])


@pytest.mark.parametrize("page", PAGES)
def test_the_headers_are_the_application_s(nginx, newsroom, page):
    assert_alike(newsroom, nginx, page)


def test_they_are_with_surrogate_keys_too_and_nothing_is_kept_then(tmp_path, keyed):
    with nginx_before(keyed, tmp_path) as address:
        for page in PAGES:
            assert_alike(keyed, address, page)
        assert "surrogate-key" in get(address + ARTICLE)[1]
        assert not [path for path in (tmp_path / "nginx-cache").rglob("*") if path.is_file()]


def test_it_answers_304_and_head(nginx):
    _, headers, body = get(nginx + "/")
    assert get(nginx + "/", **{"If-None-Match": headers["etag"]})[0] == 304
    status, head, nothing = get(nginx + "/", method="HEAD")
    assert (status, nothing, head["content-length"]) == (200, b"", str(len(body)))


def test_a_page_is_asked_for_once_a_second(nginx, newsroom):
    file = newsroom.baked / "claims/index.html"
    head = file.with_name("index.html.json")
    before, described = file.read_bytes(), head.read_bytes()
    try:
        get(nginx + "/claims/", **{"Accept-Encoding": "identity"})
        file.write_bytes(b"new")
        head.write_bytes(described.replace(b'"etag": "', b'"etag": "new'))
        assert get(nginx + "/claims/", **{"Accept-Encoding": "identity"})[2] == before
        time.sleep(2.2)  # nginx counts whole seconds
        assert get(nginx + "/claims/", **{"Accept-Encoding": "identity"})[2] == b"new"
    finally:
        file.write_bytes(before)
        head.write_bytes(described)


def test_files_beside_a_page_are_hidden_and_so_are_metrics(nginx):
    for hidden in ("index.html.json", "notes/index.html.br", ".lock", "notes/index.html", "metrics"):
        assert get(f"{nginx}/{hidden}")[0] == 404, hidden


def test_static_files_come_from_the_disk_for_a_year(nginx):
    name = next(Path(settings.STATIC_ROOT).glob("js/reader/cards.*.js")).name
    status, headers, _ = get(f"{nginx}/static/js/reader/{name}")
    assert status == 200
    assert re.search(r"max-age=31536000, immutable", headers["cache-control"])


def test_reading_goes_on_from_the_files_when_the_application_is_gone(tmp_path, newsroom):
    gone = Newsroom(newsroom.folder)  # the same files, and a port at which nobody answers
    with nginx_before(gone, tmp_path) as address:
        for page in (ARTICLE, "/", "/notes/mi6/"):
            status, headers, body = get(address + page)
            ours = get(newsroom.address + page)
            assert (status, body) == (200, ours[2])
            for name in ("cache-control", "content-security-policy", "x-content-type-options", "referrer-policy"):
                assert headers[name] == ours[1][name], name
        assert get(address + "/notes/mi6/?utm_source=letter")[:3:2] == get(address + "/notes/mi6/")[:3:2]
        assert get(address + "/notes/mi6/?utm_source=letter", method="HEAD")[0] == 200
        assert get(address + "/search/")[0] == 200
        assert get(address + "/search/?q=mi6")[0] == 502
        assert get(address + "/notes/mi6/", method="POST")[0] == 502
        assert get(address + "/index.html.json")[0] == 502
        assert get(address + "/admin/")[0] == 502


def test_it_speaks_tls_and_leads_plain_http_there(tmp_path, newsroom):
    with nginx_before(newsroom, tmp_path, tls=True) as (address, plain):
        context = ssl.create_default_context(cafile=tmp_path / "fullchain.pem")
        with urllib.request.urlopen(address + ARTICLE, context=context, timeout=30) as answer:
            assert answer.read() == get(newsroom.address + ARTICLE, **{"Accept-Encoding": "identity"})[2]
        status, headers, _ = get(plain + ARTICLE + "?a=1")
        assert (status, headers["location"]) == (301, f"https://127.0.0.1{ARTICLE}?a=1")
        old = [
            "openssl",
            "s_client",
            "-connect",
            address.removeprefix("https://"),
            "-tls1_1",
            "-cipher",
            "ALL:@SECLEVEL=0",
        ]
        refused = subprocess.run(old, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
        assert "alert protocol version" in refused.stderr


def test_it_limits_what_costs_by_address_and_nothing_else(tmp_path, newsroom):
    gone = Newsroom(newsroom.folder)  # nobody answers there, so that 502 is what nginx let through, and at once
    with nginx_before(gone, tmp_path) as address:
        answers = [get(f"{address}/search/?q=mi6&n={n}")[0] for n in range(300)]
        assert {get(f"{address}/notes/mi6/?n={n}")[0] for n in range(100)} == {200}
    assert answers[:60] == [502] * 60
    assert answers.count(429) == 300 - answers.count(502) > 0


def test_readers_behind_one_address_are_never_too_many(tmp_path, newsroom):
    slow, many = Newsroom(newsroom.folder), 150
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.1", slow.port), backlog=many))
        server.settimeout(20)
        address = stack.enter_context(nginx_before(slow, tmp_path)).removeprefix("http://").split(":")
        for number in range(many):
            reader = stack.enter_context(socket.create_connection(address))
            reader.sendall(f"GET /articles/number-{number}/ HTTP/1.0\r\nHost: testserver\r\n\r\n".encode())
        for _ in range(many):  # each came to the application, which has not answered one
            stack.enter_context(server.accept()[0])


def test_the_configuration_is_right(nginx, tmp_path, newsroom):
    with nginx_before(newsroom, tmp_path):
        check = subprocess.run(["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True)
    assert "test is successful" in check.stderr, sys.stderr
