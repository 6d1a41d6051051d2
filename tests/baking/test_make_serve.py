"""`make serve` as whatever keeps services running starts it, restarts it and stops it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.baking.running import Newsroom, get, wait_for
from tests.baking.test_granian import workers_of

pytestmark = pytest.mark.sqlite_pass_only  # its server asks no database


@pytest.fixture
def site(tmp_path):
    return Newsroom(tmp_path)


@contextmanager
def served(site):
    """Yields the file that names the server's process."""
    file = settings.BASE_DIR / f"var/server-{site.port}.pid"
    with start(site) as make:
        try:
            wait_for(site.address + "/healthz", make)
            yield file
        finally:
            make.terminate()
            make.wait(30)
            file.unlink(missing_ok=True)


def start(site):
    options = [f"PORT={site.port}", f"BIN={Path(sys.executable).parent}", "WORKERS=1"]
    command = ["make", "-o", ".venv/.run", "serve", *options]
    env = site.env | {"SITE_URL": site.address}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_stopping_it_leaves_no_server_behind(site):
    with served(site) as file:
        pid = int(file.read_text())
        workers = workers_of(pid)
    assert workers
    assert not [each for each in (pid, *workers) if Path(f"/proc/{each}").exists()]
    with pytest.raises(OSError, match="refused"):
        get(site.address + "/healthz")


def test_the_process_that_it_names_takes_the_signal_to_replace_workers(site):
    with served(site) as file:
        pid = int(file.read_text())
        before = workers_of(pid)
        os.kill(pid, signal.SIGHUP)
        deadline = time.monotonic() + 60
        while before & workers_of(pid) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert workers_of(pid)
        assert not before & workers_of(pid)


def test_a_second_one_on_the_port_is_refused(site):
    with served(site) as file:
        pid = file.read_text().strip()
        with start(site) as second:
            try:
                said = second.communicate(timeout=30)[0].decode()
            finally:
                second.terminate()  # if it wasn't refused
        assert second.returncode
        assert f"Port {site.port} is served already. kill -HUP {pid} replaces its workers" in said
        assert file.read_text().strip() == pid
        assert get(site.address + "/healthz")[0] == 200
