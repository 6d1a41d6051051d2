"""What a page, a save and a correction cost as the newsroom grows from 100 articles to 10,000.

    make bench-growth     (or: .venv/bin/python bench/growth.py [--sizes 100 1000 10000] [--rounds 9])

Makes a newsroom of each size (10,000 articles: about three minutes) with twice as many notes on SQLite and measures in
one process, without a network, medians of `--rounds`: five to six minutes in all, with 100 and 1,000 alone one.
`--postgres postgres://USER@HOST:PORT` measures on PostgreSQL, in databases named explainer_growth_SIZE. Beside the time
by the clock stand processor time, of a PostgreSQL on this machine too, and queries: those other work doesn't make more.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from running import ROOT, Site, end_cleanly, speed, table

NAMES = {
    "live": "an article's page, live",
    "baked": "the same, baked",
    "save": "saving an article with one word changed",
    "correction": "correcting a note that 8 articles show, baking included",
    "pages": "pages baked by that",
    "front": "the desk's front page",
    "cards": "the desk's cards of an article",
    "search": "a search",
}


@dataclass
class Cost:
    """Of one piece of work: milliseconds by the clock and of processors, the database's share included; queries."""

    clock: float
    processor: float
    queries: int


class Counter:
    """Counts the queries that pass it."""

    queries = 0

    def __call__(self, execute: Callable[..., Any], *query: Any) -> Any:
        self.queries += 1
        return execute(*query)


def timed(rounds: int, work: Callable[[int], Any], times: int = 1) -> Cost:
    """Medians of `work(round)`, after one to warm up. `times`: how often `work` does the same, if it is short."""
    from django.db import connection

    costs = []
    for number in range(rounds + 1):
        counter = Counter()
        with connection.execute_wrapper(counter):
            begun, used = time.perf_counter(), _processor()
            work(number)
            costs.append((time.perf_counter() - begun, _processor() - used, counter.queries))
    clock, processor, queries_made = (statistics.median(each) for each in zip(*costs[1:], strict=True))
    return Cost(clock * 1000 / times, processor * 1000 / times, round(queries_made))


def _processor() -> float:
    """Seconds of processor that this process has had, and the one of PostgreSQL that answers it."""
    from django.db import connection

    seconds = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        with suppress(OSError):  # on another machine
            used = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
            seconds += int(used) / 1e9
    return seconds


def inside(rounds: int) -> None:
    """What runs with the site's own environment: prints the figures as JSON."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.db.models import Count
    from django.test import Client

    from explainer.models import Article, Note

    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="bench"))
    articles = Article.objects.published()
    article = articles.annotate(n=Count("annotations")).filter(n=8)[articles.count() // 40]
    note = Note.objects.published().annotate(n=Count("annotations")).filter(n=8).first()
    figures = _pages(client, rounds, article) | _writes(rounds, article, note)
    print(json.dumps(figures, default=asdict))


def _pages(client: Any, rounds: int, article: Any) -> dict[str, Cost | None]:
    path = article.get_absolute_url()
    cards = f"/admin/explainer/article/{article.pk}/cards/"
    search = next((url for url in ("/search/?q=strike", "/api/v1/search/?q=strike") if _ok(client, url)), None)

    return {
        "live": timed(rounds, lambda number: client.get(path)),
        "baked": _baked(rounds, path),
        "front": timed(rounds, lambda number: client.get("/admin/")),
        "cards": timed(rounds, lambda number: client.get(cards)),
        "search": timed(rounds, lambda number: client.get(search)) if search else None,
    }


def _ok(client: Any, url: str) -> bool:
    return client.get(url).status_code == 200


def _baked(rounds: int, path: str) -> Cost:
    """The answer of the WSGI application in front of Django, a thousand at a time because it is short."""
    from django.conf import settings

    from explainer.baking.queue import bake_due
    from explainer.baking.serving import BakedFirst
    from explainer.publication.outbox import mark

    mark([path])
    list(bake_due())
    application = BakedFirst(None, settings.BAKE_DIR)  # without Django behind it: a page not baked would raise
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": "br"}

    def many(_: int) -> None:
        for _ in range(1000):
            application(environ, lambda status, headers: None)

    return timed(rounds, many, 1000)


def _writes(rounds: int, article: Any, note: Any) -> dict[str, Cost | int]:
    from explainer.baking.queue import bake_due
    from explainer.models import StalePage
    from explainer.publication.change import change

    body, pages = article.body, []

    def save(number: int) -> None:
        article.body = body.replace(" the ", f" the {number}th ", 1)
        article.save()

    def correct(number: int) -> None:
        with change(note):
            note.summary = f"Corrected {number} times."
            note.save()
        pages.append(StalePage.objects.count())
        for _ in bake_due():
            pass

    return {"save": timed(rounds, save), "correction": timed(rounds, correct), "pages": pages[-1]}


def shown(value: float | None) -> str:
    if value is None:
        return "not there yet"
    return f"{value:.3f}" if value < 1 else f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def report(sizes: list[int], columns: list[dict[str, Any]]) -> None:
    """Print a table by the clock, one of processor time with how many times as much the largest takes, and queries."""
    sized, first, last = [f"{size:,} articles" for size in sizes], columns[0], columns[-1]
    clock = [[_part(column[key], "clock") for column in columns] for key in NAMES]
    table(["milliseconds, median", *sized], [(name, *row) for name, row in zip(NAMES.values(), clock, strict=True)])
    rows = []
    for key, name in NAMES.items():
        if isinstance(first[key], dict):
            cells = [f"{_part(column[key], 'processor')}; {column[key]['queries']}" for column in columns]
            rows.append((name, *cells, f"{last[key]['processor'] / first[key]['processor']:.2f}"))
    table(["milliseconds of processor; queries", *sized, "largest / smallest"], rows)


def _part(cost: Any, name: str) -> str:
    return shown(cost[name] if isinstance(cost, dict) else cost)


def database_of(server: str, size: int, *, fresh: bool) -> str:
    """The address of this size's database there, made if there is none or with `fresh`; empty without a server."""
    if not server:
        return ""
    import psycopg

    name = f"explainer_growth_{size}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        if fresh:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def measured(size: int, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """What all of it costs in a newsroom of this size."""
    database = database_of(options.postgres, size, fresh=not options.folder)
    site = Site(folder / f"{size}{'-postgres' if database else ''}", database)
    site.set_up_once(articles=size, notes=2 * size)
    command = [sys.executable, __file__, "--inside", "--rounds", str(options.rounds)]
    env = os.environ | site.env | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000], help="Articles, at least 100.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="Keep the newsrooms there, and use those that are there.")
    parser.add_argument("--postgres", default="", help="The address of a PostgreSQL, without a database.")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    end_cleanly()
    if options.inside:
        return inside(options.rounds)
    speed()
    columns = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            columns.append(measured(size, options.folder or Path(folder), options))
    report(options.sizes, columns)


if __name__ == "__main__":
    main()
