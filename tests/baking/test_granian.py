"""The real server: its workers are replaced, its database stops, and nobody who reads notices."""

import itertools
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.baking.running import Newsroom, free_port, get
from tests.baking.test_nginx import nginx_before

pytestmark = pytest.mark.sqlite_pass_only  # its newsroom has a database of its own

ARTICLE = "/articles/mi6-invites-russians/"
PAGES = ["/", ARTICLE, "/notes/", "/notes/mi6/", "/embed/articles/mi6-invites-russians/"]
KIND = "application/x-www-form-urlencoded"
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def readers(address, pages, threads=3):
    """Read the pages in a loop, each request on a connection of its own. Yields the list of what went wrong.

    `#` in a page becomes a number, and numbered queries get past every cache.
    """
    failed, stop, numbers = [], threading.Event(), itertools.count()

    def read():
        while not stop.is_set():
            for page in pages:
                try:
                    status, _, body = get(address + page.replace("#", str(next(numbers))))
                    if status != 200 or len(body) < 500:
                        failed.append((page, status))
                except OSError as error:
                    failed.append((page, repr(error)))

    crowd = [threading.Thread(target=read) for _ in range(threads)]
    for thread in crowd:
        thread.start()
    try:
        yield failed
    finally:
        stop.set()
        for thread in crowd:
            thread.join(30)


def workers_of(pid):
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed (Debian: apt-get install nginx)")
def test_its_workers_are_replaced_without_a_failed_request(tmp_path, newsroom):
    other = Newsroom(newsroom.folder)
    with other.serve() as server, nginx_before(other, tmp_path) as address:
        before = workers_of(server.pid)
        with readers(address, [*PAGES, *(f"{page}?n=#" for page in PAGES)]) as failed:
            server.send_signal(signal.SIGHUP)
            deadline = time.monotonic() + 90
            while before & workers_of(server.pid) and time.monotonic() < deadline:
                time.sleep(0.2)
            time.sleep(1)
        assert not before & workers_of(server.pid)
        assert failed == []


SAVE = """
from explainer.publication.change import change
from explainer.models import Note
note = Note.objects.get(slug="mi6")
with change(note):
    note.summary = "Saved again."
    note.save()
"""


class Postgres:
    """A cluster of its own on a free port, run by the user postgres."""

    def __init__(self, folder):
        self.bin, self.data, self.port = POSTGRES[-1].parent, Path(folder) / "data", free_port()
        shutil.chown(folder, "postgres")
        self._run("initdb", "-A", "trust", "-U", "postgres", "-D", self.data)
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def _run(self, name, *args):
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", self.bin / name, *args]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        self._run("pg_ctl", "-w", "-D", self.data, "-l", self.data / "log", "-o", options, "start")

    def stop(self):
        self._run("pg_ctl", "-w", "-m", "immediate", "-D", self.data, "stop")


@pytest.fixture
def postgres():
    folder = Path(tempfile.mkdtemp())
    server = Postgres(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.mark.skipif(not POSTGRES, reason="PostgreSQL is not installed (Debian: apt-get install postgresql)")
def test_reading_goes_on_while_the_database_is_stopped(tmp_path, postgres):
    newsroom = Newsroom(tmp_path, DATABASE_URL=postgres.url).load()
    with newsroom.serve():
        html = get(newsroom.address + ARTICLE)[2].decode()
        pages = [*PAGES, re.search(r'/articles/[^"]*/cards/\d+/fragment/', html)[0]]
        assert get(newsroom.address + "/healthz/ready")[0] == 200
        postgres.stop()
        with readers(newsroom.address, pages) as failed:
            time.sleep(3)
            assert get(newsroom.address + "/healthz/ready")[0] == 503
        assert failed == []
        postgres.start()
        newsroom.manage(code=SAVE)
        newsroom.manage("bake")
        assert b"Saved again." in get(newsroom.address + "/notes/mi6/")[2]
        assert get(newsroom.address + "/admin/login/")[0] == 200
        assert get(newsroom.address + "/healthz/ready")[0] == 200


COOKIE = f"Cookie: csrftoken={'a' * 32}"
FORM = b"csrfmiddlewaretoken=%b&language=de" % (b"a" * 32)
ASKED = {
    "a method that nothing has": (405, "OPTIONS /admin/", [], b""),
    "a method in small letters": (405, "post /admin/login/", [], b""),
    "another encoding": (415, "POST /admin/login/", ["Content-Type: a/b; charset=zip", "Content-Length: 3"], b"a=b"),
    "an encoding that is encoded": (415, "GET /search/?q=a", ["Content-Type: a/b; charset*=x''%ff"], b""),
    "a long cookie": (431, "GET /search/?q=a", ["Cookie: a=" + "\\" * 30_000], b""),
    "a megabyte of marks": (431, "GET /", [f"If-None-Match: {'a' * 1_000_000}"], b""),
    "thousands of marks": (200, "GET /", ["If-None-Match: " + '"a",' * 50_000], b""),
    "thousands of encodings": (200, "GET /", ["Accept-Encoding: " + "a," * 50_000], b""),
    "two lengths": (400, "POST /admin/login/", ["Content-Length: 3", "Content-Length: 4"], b"a=bc"),
    "a line break in an address": (404, "GET /a%0aforged", [], b""),
    "a form that is cut off": (403, "POST /admin/language/", ["Content-Length: 99", COOKIE], FORM),
}  # fmt: skip


def answered(port, line, headers, body):
    """All that comes back. The form ends before its length is reached, as where a connection breaks."""
    kind = [] if any(header.startswith("Content-Type") for header in headers) else [f"Content-Type: {KIND}"]
    head = "\r\n".join([f"{line} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *kind, *headers, "\r\n"])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        with suppress(OSError):  # refused while it is sent
            connection.sendall(head.encode() + body)
            if body == FORM:
                connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            return b"".join(iter(lambda: connection.recv(65_536), b""))
    return b""


def test_what_no_browser_sends_is_refused_in_good_time_and_breaks_nothing(newsroom):
    other = Newsroom(newsroom.folder)
    with other.serve(workers=1):
        for name, (status, *sent) in ASKED.items():
            assert answered(other.port, *sent)[9:12].decode() in {str(status), "" if status == 403 else None}, name
    log = (other.folder / "server.log").read_text()
    assert "Traceback" not in log
