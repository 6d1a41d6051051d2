"""A newsroom of its own on the disk, and a real server in front of it: what an operator starts, on free ports."""

import fcntl
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings

from tests import templates
from tests.settings import FILES

OPTIONS = [
    "--interface", "wsgi", "--no-ws", "--http", "1", "--blocking-threads", "4", "--backpressure", "64",
    "--respawn-interval", "5", "--workers-kill-timeout", "10",
]  # fmt: skip


_held = []


def free_port():
    """A port that is free, and is still free when a server begins to listen there some seconds later.

    The system gives it to nobody by itself (it is below those of net.ipv4.ip_local_port_range), and the tests' other
    processes pass it over.
    """
    FILES.mkdir(exist_ok=True)
    for port in random.SystemRandom().sample(range(20_000, 32_000), 200):
        held = (FILES / f"port-{port}").open("w")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            held.close()
        else:
            _held.append(held)  # until this process ends
            return port
    raise AssertionError("no port is free")


class Newsroom:
    """A site with its own database and folder, run by commands and servers of its own."""

    def __init__(self, folder, **environment):
        self.folder, self.environment = Path(folder), environment
        self.baked = self.folder / "baked"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.killable", "BAKE_DIR": str(self.baked),
            "DATABASE_URL": f"sqlite:///{self.folder / 'news.sqlite3'}", "STATIC_ROOT": str(settings.STATIC_ROOT),
            **environment,
        }  # fmt: skip

    def manage(self, *args, code=None):
        """Run a command of the site, or some Python in its shell; returns what it wrote."""
        command = ["shell", "--no-imports", "-c", code] if code else args
        return subprocess.run(
            [sys.executable, "manage.py", *command], env=self.env, check=True, capture_output=True, text=True
        ).stdout

    def use_template(self, name):
        """Have the tables ("migrated"), and the demonstration newsroom ("loaded") or the small one ("small") too."""
        url = self.env["DATABASE_URL"]
        if url.startswith("sqlite"):
            templates.copy(name, url.removeprefix("sqlite:///"))
        else:
            templates.make(name, url)

    def load(self):
        """The small newsroom, baked."""
        if self.env["DATABASE_URL"].startswith("sqlite"):
            templates.copy_baked("small", self.folder, **self.environment)
        else:
            self.use_template("small")
            self.manage("bake", "--all")
        return self

    @contextmanager
    def serve(self, workers=2):
        """A granian that answers at `self.address`; yields its process."""
        command = [sys.executable, "-m", "granian", *OPTIONS, "--workers", str(workers), "--port", str(self.port)]
        log = (self.folder / "server.log").open("w")
        numbers = Path(tempfile.mkdtemp(dir=self.folder))
        process = subprocess.Popen(
            [*command, "explainer.wsgi:application"],
            env=self.env | {"PROMETHEUS_MULTIPROC_DIR": str(numbers)},
            stdout=log,
            stderr=log,
            start_new_session=True,  # so that a test can kill it with all its workers
        )
        try:
            wait_for(self.address + "/healthz", process)
            yield process
        finally:
            end(process)
            log.close()


@contextmanager
def started(command, **options):
    """A process that is over with the block, killed if need be. Ctrl-C (SIGINT) ends it, even where the tests
    themselves ignore that, as they do in a background job."""
    ctrl_c_ends_it = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, preexec_fn=ctrl_c_ends_it, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def end(process, seconds=30):
    """Ask a process to stop, and kill it if it doesn't in time."""
    process.terminate()
    try:
        process.wait(seconds)
    finally:
        process.kill()


def wait_for(address, process, seconds=180):
    """Until something answers there. Raises AssertionError if the process ends or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"ended with {process.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


_opener = urllib.request.build_opener(NoRedirect)


def get(address, method="GET", **headers):
    """Status, headers by their small-letter names, and body of one request on a connection of its own."""
    request = urllib.request.Request(address, method=method, headers=headers)
    try:
        with _opener.open(request, timeout=60) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()
