"""A real nginx answers baked pages as the application does, and asks it for the rest."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from explainer.actions import publishing
from explainer.baking.queue import work
from explainer.baking.serving import BakedFirst
from tests.factories import make_article

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed (Debian: apt-get install nginx)"),
]
CONFIG = Path(settings.BASE_DIR) / "deploy/nginx.conf"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def nginx(tmp_path, folder, live_server):
    """The shipped configuration with its paths and ports replaced, and nothing else."""
    port = free_port()
    config = CONFIG.read_text()
    for old, new in {
        "/srv/explainer/baked": str(folder),
        "/srv/explainer/static": str(settings.STATIC_ROOT),
        "/srv/explainer/media": str(settings.MEDIA_ROOT),
        "/srv/explainer": str(tmp_path),
        "server 127.0.0.1:8000": f"server {live_server.thread.host}:{live_server.thread.port}",
        "listen 80": f"listen 127.0.0.1:{port}",
    }.items():
        assert old in config
        config = config.replace(old, new)
    with (tmp_path / "headers.conf").open("w") as headers:
        call_command("nginx_headers", stdout=headers)
    modules = sorted(Path("/usr/lib/nginx/modules").glob("*brotli_static*.so"))
    load = "".join(f"load_module {module};\n" for module in modules)
    if not modules:
        config = config.replace("brotli_static on;", "")
    (tmp_path / "nginx.conf").write_text(
        f"{load}daemon off; user root; worker_processes 1; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; default_type text/html;\n{config}\n}}\n"
    )
    process = subprocess.Popen(["nginx", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)])
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address + "/healthz")
            break
        except OSError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


def get(address, method="GET", **headers):
    request = urllib.request.Request(address, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def by_the_app(folder, path, encoding):
    got = {}
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": encoding}
    body = b"".join(BakedFirst(None, folder)(environ, lambda status, headers: got.update(dict(headers))))
    return got, body


def test_it_serves_the_same_page_with_the_same_headers(nginx, folder):
    article = make_article("The chief spoke in Prague.")
    publishing.mark_everything()
    list(work())
    (folder / "articles" / article.slug / "index.html").write_bytes(b"<p>from the file</p>")
    brotli = ["br"] if list(Path("/usr/lib/nginx/modules").glob("*brotli_static*.so")) else []
    for encoding in [*brotli, "gzip", "identity"]:
        _, theirs, body = get(nginx + "/notes/", **{"Accept-Encoding": encoding})
        ours, expected = by_the_app(folder, "/notes/", encoding)
        assert body == expected
        for name in ("Content-Type", "Cache-Control", "Content-Security-Policy", "Referrer-Policy", "X-Frame-Options",
                     "X-Content-Type-Options", "Cross-Origin-Opener-Policy", "Vary", "Content-Encoding"):  # fmt: skip
            assert theirs.get(name) == ours.get(name), name
    assert get(nginx + article.get_absolute_url())[2] == b"<p>from the file</p>"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
        ("/sitemap-articles-1.xml", "application/xml"),
        ("/news-sitemap.xml", "application/xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/search/index.json", "application/json"),
    ],
)
def test_it_serves_files_that_are_no_pages_with_their_types(nginx, folder, path, kind):
    make_article("The chief spoke in Prague.")
    publishing.mark_everything()
    list(work())
    status, theirs, body = get(nginx + path)
    ours, expected = by_the_app(folder, path, "identity")
    assert (status, body, theirs["Content-Type"]) == (200, expected, kind)
    for name in ("Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Vary"):
        assert theirs[name] == ours[name], name
    (folder / path.strip("/")).write_bytes(b"from the file")
    assert get(nginx + path)[2] == b"from the file"


def test_it_answers_304_and_head(nginx):
    publishing.mark_everything()
    list(work())
    _, headers, body = get(nginx + "/")
    assert get(nginx + "/", **{"If-None-Match": headers["ETag"]})[0] == 304
    status, head, nothing = get(nginx + "/", method="HEAD")
    assert (status, nothing, head["Content-Length"]) == (200, b"", str(len(body)))


def test_a_redirect_is_answered_by_the_application(nginx, folder):
    article = make_article("The chief spoke in Prague.")
    old = article.get_absolute_url()
    with publishing.change(article):
        article.slug = "renamed"
        article.save()
    list(work())
    assert (folder / old.strip("/") / "index.html.json").exists()
    assert urllib.request.urlopen(nginx + old).url == f"{nginx}/articles/renamed/"


def test_what_is_not_baked_goes_to_the_application(nginx, folder):
    publishing.mark_everything()
    list(work())
    (folder / "notes/index.html").write_bytes(b"file")
    assert get(nginx + "/notes/?a=1")[2] != b"file"
    assert get(nginx + "/admin/login/")[0] == 200
    assert get(nginx + "/nowhere/")[0] == 404
    for hidden in ("index.html.json", "notes/index.html.br", ".lock", "notes/index.html"):
        status, _, body = get(f"{nginx}/{hidden}")
        assert (status, body == b"file") == (404, False), hidden


def test_static_files_come_from_the_disk_for_a_year(nginx):
    name = next(Path(settings.STATIC_ROOT).glob("js/cards.*.js")).name
    status, headers, _ = get(f"{nginx}/static/js/{name}")
    assert status == 200
    assert re.search(r"max-age=31536000, immutable", headers["Cache-Control"])


def test_the_configuration_is_right(nginx, tmp_path):
    check = subprocess.run(["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True)
    assert "test is successful" in check.stderr, sys.stderr
