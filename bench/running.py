"""Starts what the benchmarks measure, each with a database and folders of its own, and ends it by its process id."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
WORKERS = 2
# As `make serve` starts it.
GRANIAN = [
    "--interface", "wsgi", "--host", "127.0.0.1", "--workers", str(WORKERS), "--no-ws", "--blocking-threads", "4",
    "--backpressure", "64", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning",
]  # fmt: skip
ENCODINGS = {"Accept-Encoding": "br, gzip"}  # as browsers ask; what has no compressed form answers without


def end_cleanly() -> None:
    """Let a bench that is told to end (SIGTERM) end its servers too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))


def need(command: str, package: str) -> str:
    """The path of a command. Ends the bench with a sentence that says how to get it."""
    found = shutil.which(command) or shutil.which(command, path="/usr/sbin:/sbin")
    if not found:
        raise SystemExit(f"{command} is not installed (Debian: apt-get install {package}).")
    return found


def speed() -> None:
    """Print how fast this machine runs Python at this moment: figures of another day are compared through it."""
    begun, count = time.perf_counter(), 0
    while time.perf_counter() - begun < 1:
        count += sum(1 for _ in range(10_000))
    print(f"This machine now counts {count / 1e6:.0f} million in a second of Python.", flush=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one answer; errors of the server are answers too."""
    request = urllib.request.Request(url, headers=dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


@dataclass
class Server:
    """A running server: its process, its address, and the seconds from its start to its first right answer."""

    process: subprocess.Popen[bytes]
    url: str
    seconds: float

    def memory(self) -> float:
        """Megabytes (PSS: shared pages are shared out) of the process and all below it."""
        return sum(_pss(pid) for pid in _family(self.process.pid)) / 1024

    def stop(self) -> None:
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
            return
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(command: Sequence[str], url: str, *, path: str = "/", **options: Any) -> Iterator[Server]:
    """Start a server, wait for the first 200 at `path`, and end it afterwards."""
    with tempfile.TemporaryFile() as log:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, **options)
        try:
            _wait(process, url + path, begun + 60, log)
            yield Server(process, url, time.monotonic() - begun)
        finally:
            Server(process, url, 0).stop()


def _wait(process: subprocess.Popen[bytes], address: str, deadline: float, log: IO[bytes]) -> None:
    """Until the server answers 200 there. Ends the bench, with what the server wrote, if it ends or takes too long."""
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError):
            if get(address)[0] == 200:
                return
        time.sleep(0.01)
    log.seek(0)
    raise SystemExit(f"No answer at {address}: {process.args}\n{log.read()[-2000:].decode(errors='replace')}")


def granian(application: str, *, python: str = sys.executable, path: str = "/", **options: Any) -> Any:
    """A WSGI application on granian with two workers and the options of `make serve`."""
    port = free_port()
    env = options.pop("env", {})
    url = env.get("SITE_URL") or f"http://127.0.0.1:{port}"
    port = int(url.rpartition(":")[2])
    command = [python, "-m", "granian", *GRANIAN, "--port", str(port), application]
    return serving(command, url, path=path, env=os.environ | env, **options)


@dataclass
class Site:
    """An Explainer of its own: database, baked files and pictures in `folder`."""

    folder: Path
    database: str = ""
    url: str = field(default_factory=lambda: f"http://127.0.0.1:{free_port()}")

    @property
    def env(self) -> dict[str, str]:
        return {
            "SECRET_KEY": "a-site-that-lives-for-a-measurement",
            "ENV_FILE": "",
            "DEBUG": "0",
            "SITE_URL": self.url,
            "DATABASE_URL": self.database or f"sqlite:///{self.folder / 'bench.sqlite3'}",
            "BAKE_DIR": str(self.folder / "baked"),
            "MEDIA_ROOT": str(self.folder / "media"),
            "DJANGO_SETTINGS_MODULE": "explainer.settings",
        }

    def command(self, *args: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *args]

    def manage(self, *args: str) -> str:
        """Run a command of manage.py; returns what it printed. Ends the bench if it fails."""
        run = subprocess.run(
            self.command(*args), cwd=ROOT, env=os.environ | self.env, capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise SystemExit(f"manage.py {' '.join(args)[:80]} failed:\n{run.stderr[-2000:]}")
        return run.stdout

    def ask(self, code: str) -> Any:
        """Run Python inside the site; `code` must print JSON as its last line."""
        return json.loads(self.manage("shell", "--verbosity", "0", "--command", code).strip().splitlines()[-1])

    def set_up(self, *, articles: int = 0, notes: int = 0) -> None:
        """Make the database, with a made-up newsroom of that size or with the demonstration, and an editor."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.prepare()
        if articles:
            self.manage("make_newsroom", "--articles", str(articles), "--notes", str(notes))
        else:
            self.manage("load_newsroom")
        self.ask(
            "from django.contrib.auth import get_user_model\n"
            "get_user_model().objects.create_superuser('bench', '', 'bench')\nprint('true')"
        )

    def set_up_once(self, *, articles: int, notes: int) -> None:
        """The same for a folder that may hold the newsroom already: then it is only brought up to date."""
        made = self.folder / ".made"
        if made.exists():
            self.prepare()
        else:
            print(f"Making {articles:,} articles and {notes:,} notes ...", flush=True)
            self.set_up(articles=articles, notes=notes)
            made.touch()

    def prepare(self) -> None:
        """Bring the database and the static files up to date with the code."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--verbosity", "0", "--noinput")

    def serve(self, path: str = "/healthz", **env: str) -> Any:
        """The site on granian; it counts as started when it answers `path` with 200."""
        return granian("explainer.wsgi:application", env=self.env | env, cwd=ROOT, path=path)


def _family(pid: int) -> list[int]:
    """The process and all that it started."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def _pss(pid: int) -> int:
    """Kilobytes. A process that ends meanwhile counts nothing."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    print("\n| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print(flush=True)
