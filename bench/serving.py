"""How fast and how surely pages are served: beside peers, during a bake, without the database, after a save.

    make bench-serving    (or: .venv/bin/python bench/serving.py [--only compare bake database save backlog])

    compare    requests a second beside plain nginx, WhiteNoise and Wagtail      6 minutes (63 runs of 5 s)
    bake       reads while everything is baked                                   1 to 2 minutes
    database   reads at 500 a second while PostgreSQL is stopped                 1.5 minutes
    save       from saving a note to its new bytes on 20 pages                   20 seconds
    backlog    5,000 waiting pages; --addresses 10000 30000 100000 for more      1 minute (100,000: 10 minutes)

Everything runs on this machine, on free ports, in a temporary folder, and is ended by its process id. Wants wrk, nginx
with libnginx-mod-http-brotli-static and PostgreSQL (Debian packages); Wagtail gets an environment under var/.
`--seconds 2 --rounds 1` is a quick look.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from baking import backlog, read_during_bake
from comparing import compare
from freshness import save_to_served
from running import end_cleanly, speed
from stopping import read_without_database

PARTS = ("compare", "bake", "database", "save", "backlog")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--seconds", type=float, default=5, help="Length of a run of wrk.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slug", default="mi6-invites-russians")
    parser.add_argument("--database-seconds", type=float, default=60)
    parser.add_argument("--addresses", type=int, nargs="+", default=[5000], help="Sizes of the backlog.")
    parser.add_argument("--jobs", type=int, default=1, help="Processes that share the backlog.")
    options = parser.parse_args()
    end_cleanly()
    speed()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)  # the throwaway PostgreSQL runs as another user when this runs as root
        if "compare" in options.only:
            compare(folder / "compare", options.slug, options.seconds, options.rounds)
        if "bake" in options.only:
            read_during_bake(folder / "bake", options.seconds)
        if "database" in options.only:
            read_without_database(folder / "database", options.database_seconds)
        if "save" in options.only:
            save_to_served(folder / "save")
        if "backlog" in options.only:
            backlog(folder / "backlog", options.addresses, options.jobs)


if __name__ == "__main__":
    main()
