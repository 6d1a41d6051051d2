"""The real server: its workers are replaced, its database stops, and nobody who reads notices."""

import itertools
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.baking.running import Newsroom, free_port, get
from tests.baking.test_nginx import nginx_before

pytestmark = pytest.mark.sqlite_pass_only  # its newsroom has a database of its own

ARTICLE = "/articles/mi6-invites-russians/"
PAGES = ["/", ARTICLE, "/notes/", "/notes/mi6/", "/embed/articles/mi6-invites-russians/"]
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
            thread.join()


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
from explainer.publication import change as publishing
from explainer.models import Note
note = Note.objects.get(slug="mi6")
with publishing.change(note):
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
