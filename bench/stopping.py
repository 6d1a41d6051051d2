"""Readers go on reading while the database is down."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reading_steadily import read
from running import Site, free_port, table

RATE = 500  # reads a second


@contextmanager
def postgres(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A throwaway PostgreSQL: its address for DATABASE_URL, and the command that stops it at once."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(shutil.which("initdb") or "/").parent]
    if not (binaries[-1] / "initdb").exists():
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql).")
    folder.mkdir(parents=True)
    as_user: dict[str, str] = {}
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_user = {"user": "postgres"}
    data, port = folder / "data", free_port()
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **as_user}
    subprocess.run([binaries[-1] / "initdb", "-D", data, "-A", "trust", "-U", "postgres"], check=True, **quiet)
    control = [str(binaries[-1] / "pg_ctl"), "-D", str(data)]
    listen = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    subprocess.run([*control, "-w", "-l", str(folder / "log"), "-o", listen, "start"], check=True, **quiet)
    stop = [*control, "-m", "immediate", "stop"]
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres", stop
    finally:
        subprocess.run(stop, check=False, stderr=subprocess.DEVNULL, **quiet)


def read_without_database(folder: Path, seconds: float) -> None:
    """Read at a steady rate; the database is stopped after a third of the time and stays so."""
    with postgres(folder / "postgres") as (address, stop):
        site = Site(folder / "site", database=address)
        site.set_up()
        site.manage("bake", "--all")
        paths = site.ask(
            "import json\nfrom explainer.publication.addresses import all_addresses\n"
            "print(json.dumps(list(all_addresses())))"
        )
        with site.serve() as server:
            options = {"user": "postgres"} if os.getuid() == 0 else {}
            timer = threading.Timer(
                seconds / 3, subprocess.run, [stop], {"stdout": subprocess.DEVNULL, "cwd": folder, **options}
            )
            timer.start()
            reads = read(server.url, paths, RATE, seconds)
            timer.join()
    print(f"\n{seconds:.0f} s of reading {len(paths)} pages; PostgreSQL is stopped after a third of it:")
    row = (
        f"{len(reads.milliseconds):,}", f"{reads.rate:.0f} (wanted {RATE})", f"{reads.percentile(0.5):.1f}",
        f"{reads.percentile(0.99):.1f}", len(reads.failures), "**no**" if reads.failures else "yes",
    )  # fmt: skip
    table(["reads", "a second", "p50 ms", "p99 ms", "failed", "none failed"], [row])
    for failure in reads.failures[:5]:
        print("  ", failure)
