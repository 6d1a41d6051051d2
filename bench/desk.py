"""How long an editor waits for each screen of the desk, and how many queries it makes, in a large newsroom.

    make bench-desk       (or: .venv/bin/python bench/desk.py --articles 5000 --notes 10000 --rounds 5)

Makes a newsroom (about a minute), then asks every address of the admin once to warm up and `--rounds` times to measure,
in one process, without a network: two to four minutes in all. `--folder` keeps the newsroom for the next run. Every
address that the admin knows is asked: lists, each filter's first choice, searches, forms, histories, look-ups.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from running import ROOT, Site, end_cleanly, speed, table

GOAL = 300  # milliseconds
NOT_SCREENS = {"logout", "view_on_site", "app_list"}
SEARCHED = "strike"
STEP = "take_down"  # of what is published, as the middle record of each kind is


def screens() -> Iterator[tuple[str, str]]:
    """Name and address of everything that can be looked at in the admin."""
    from django.contrib import admin
    from django.urls import reverse

    for name, pattern in _names(admin.site.urls[0]):
        if name in NOT_SCREENS or "<path:url>" in pattern:
            continue
        if name == "autocomplete":
            yield from _lookups()
            continue
        if not any(mark in pattern for mark in ("<", "(?P")):
            yield name, reverse(f"admin:{name}")
            continue
        model = next((model for model in admin.site._registry if name.startswith(_prefix(model))), None)
        middle = _middle(model) if model else None
        if middle is not None:
            more = [STEP] if "slug:name" in pattern else [_revision(model, middle)] if "int:number" in pattern else []
            yield name, reverse(f"admin:{name}", args=[middle, *more])
    for model, its_admin in admin.site._registry.items():
        yield from _lists(model, its_admin)


def _names(patterns: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _names(pattern.url_patterns, route)
        elif pattern.name:
            yield pattern.name, route


def _prefix(model: Any) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_"


def _middle(model: Any) -> Any:
    """The key of a record in the middle: an article of middling age with cards, a note that is used."""
    count = model._default_manager.count()
    return model._default_manager.order_by("pk").values_list("pk", flat=True)[count // 2] if count else None


def _revision(model: Any, pk: int) -> int:
    """A revision of a record: each has one."""
    from explainer.models import Revision

    return Revision.objects.filter(**{model._meta.model_name: pk}).values_list("pk", flat=True)[0]


def _lists(model: Any, its_admin: Any) -> Iterator[tuple[str, str]]:
    """A list's last page, its search, and its first filter of each kind."""
    from django.urls import reverse

    base = reverse(f"admin:{_prefix(model)}changelist")
    pages = model._default_manager.count() // its_admin.list_per_page
    if pages > 1:
        yield f"{_prefix(model)}changelist, last page", f"{base}?p={pages}"
    if its_admin.search_fields:
        yield f"{_prefix(model)}changelist, search", f"{base}?q={SEARCHED}"
    for choice in its_admin.list_filter:
        if isinstance(choice, str) and "__" not in choice and (field := model._meta.get_field(choice)).choices:
            yield f"{_prefix(model)}changelist, {choice}", f"{base}?{choice}__exact={field.choices[0][0]}"


def _lookups() -> Iterator[tuple[str, str]]:
    from django.contrib import admin
    from django.urls import reverse

    owners = [(model, its_admin) for model, its_admin in admin.site._registry.items()]
    owners += [(inline.model, inline) for _, its_admin in owners for inline in its_admin.inlines]
    fields = {(model, name) for model, its_admin in owners for name in its_admin.autocomplete_fields}
    for model, name in sorted(fields, key=str):
        query = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={name}"
        label = f"look-up of {model._meta.model_name}.{name}"
        yield label, f"{reverse('admin:autocomplete')}?{query}&term="
        yield f"{label}, searched", f"{reverse('admin:autocomplete')}?{query}&term={SEARCHED}"


def measure(rounds: int) -> Iterator[dict[str, Any]]:
    """Ask each screen: milliseconds (median of the rounds), queries, and the slowest statement."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="bench"))
    for name, path in screens():
        with CaptureQueriesContext(connection) as queries:
            status = client.get(path).status_code
            asked = list(queries)  # the next request empties the log
        times, processor = [], []
        for _ in range(rounds):
            begun, worked = time.perf_counter(), time.process_time()
            client.get(path)
            processor.append((time.process_time() - worked) * 1000)
            times.append((time.perf_counter() - begun) * 1000)
        slowest = max(asked, key=lambda query: float(query["time"]), default={"time": 0, "sql": ""})
        yield {
            "name": name, "path": path, "status": status, "ms": statistics.median(times),
            "processor": statistics.median(processor), "queries": len(asked),
            "slowest": f"{float(slowest['time']) * 1000:.0f} ms: {slowest['sql'][:600]}",
        }  # fmt: skip


def inside(rounds: int) -> None:
    """What runs with the site's own environment: prints a line of JSON for each screen."""
    import django

    django.setup()
    for row in measure(rounds):
        print(json.dumps(row), flush=True)


def report(rows: list[dict[str, Any]], *, slow_sql: bool) -> None:
    rows.sort(key=lambda row: -row["ms"])
    cells = [
        (
            row["name"],
            f"`{row['path'][:70]}`",
            f"{row['ms']:.0f}",
            f"{row['processor']:.0f}",
            row["queries"],
            row["status"],
        )
        for row in rows
    ]
    table(["screen", "address", "ms, median", "of processor", "queries", "status"], cells)
    over = [row for row in rows if row["ms"] > GOAL]
    print(f"{len(rows)} screens, the slowest {rows[0]['ms']:.0f} ms; {len(over)} over {GOAL} ms.")
    broken = [row["path"] for row in rows if row["status"] not in {200, 302}]
    if broken:
        print("Not shown:", ", ".join(broken))
    for row in over if slow_sql else []:
        print(f"  {row['path']}: {row['slowest']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--notes", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="Keep the newsroom there, and use it if it is there.")
    parser.add_argument("--slow-sql", action="store_true", help="Print the slowest statement of what is over the goal.")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    end_cleanly()
    if options.inside:
        return inside(options.rounds)
    speed()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(options.folder or Path(folder))
        site.set_up_once(articles=options.articles, notes=options.notes)
        command = [sys.executable, __file__, "--inside", "--rounds", str(options.rounds)]
        env = os.environ | site.env | {"PYTHONPATH": str(ROOT)}
        run = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
        print(f"\nThe desk with {options.articles:,} articles and {options.notes:,} notes on SQLite:")
        report([json.loads(line) for line in run.stdout.splitlines()], slow_sql=options.slow_sql)


if __name__ == "__main__":
    main()
