"""Baking at size: what readers notice of it, and how fast a backlog is worked off."""

import os
import subprocess
import time
from pathlib import Path

from reading_steadily import Reads, name_of, read
from running import ROOT, Site, get, table

RATE = 200  # reads a second
PAGES = """
import json
from itertools import islice
from explainer.publication.addresses import all_addresses
print(json.dumps(list(islice(all_addresses(), {count}))))
"""
CHANGE = """
from explainer.models import Article
from explainer.publication.outbox import mark_everything
for article in Article.objects.all():
    Article.objects.filter(pk=article.pk).update(title=article.title + " (changed)")
print(mark_everything())
"""
MARK = """
from itertools import islice
from explainer.models import StalePage
from explainer.publication.addresses import all_addresses
StalePage.objects.all().delete()
paths, count = all_addresses(), 0
while batch := list(islice(paths, min(5000, {count} - count))):
    count += StalePage.objects.mark(batch)
print(count)
"""


def read_during_bake(folder: Path, seconds: float) -> None:
    """Read articles while every page is baked with other words in it: each body must be the old one or the new one."""
    site = Site(folder)
    site.set_up(articles=60, notes=150)
    site.manage("bake", "--all")
    paths = [path for path in site.ask(PAGES.format(count=400)) if path.startswith("/articles/")][:100]
    with site.serve() as server:
        known = {path: {name_of(get(server.url + path)[2])} for path in paths}
        read(server.url, paths, RATE, 1)
        quiet = read(server.url, paths, RATE, seconds)
        waiting = site.ask(CHANGE)
        bake = subprocess.Popen(site.command("bake"), cwd=ROOT, env=os.environ | site.env, stdout=subprocess.DEVNULL)
        busy = read(server.url, paths, RATE, 0, until=lambda: bake.poll() is not None)
        for path in paths:
            known[path].add(name_of(get(server.url + path)[2]))
    torn = [path for path in paths if busy.bodies.get(path, set()) - known[path]]
    changed = sum(len(versions) == 2 for versions in known.values())
    print(
        f"\nReading {len(paths)} pages at {RATE} a second while {waiting} pages are baked ({changed} of them changed):"
    )
    rows = [_row("quiet", quiet, 0), _row("during the bake", busy, len(torn))]
    table(["", "reads", "a second", "p50 ms", "p99 ms", "failed", "torn"], rows)
    ratio = busy.percentile(0.99) / max(quiet.percentile(0.99), 0.001)
    goals = [
        ("failed or torn reads", len(busy.failures) + len(torn), 0, not busy.failures and not torn),
        ("p99, baking / quiet", f"{ratio:.2f}", "at most 2", ratio <= 2),
    ]
    table(["goal", "measured", "goal", "met"], [(*goal[:3], "yes" if goal[3] else "**no**") for goal in goals])
    for failure in busy.failures[:5]:
        print("  ", failure)


def _row(name: str, reads: Reads, torn: int) -> tuple[object, ...]:
    return (
        name, f"{len(reads.milliseconds):,}", f"{reads.rate:.0f}", f"{reads.percentile(0.5):.1f}",
        f"{reads.percentile(0.99):.1f}", len(reads.failures), torn,
    )  # fmt: skip


def backlog(folder: Path, sizes: list[int], jobs: int) -> None:
    """Let `manage.py bake` work off backlogs of these sizes: pages a second of processor, and memory."""
    site = Site(folder)
    articles = max(60, max(sizes) // 20)  # about 21 addresses an article, 2 a note or claim
    site.set_up(articles=articles, notes=articles)
    rows = []
    for size in sizes:
        marked = site.ask(MARK.format(count=size))
        begun = time.monotonic()
        command = site.command("bake", "--jobs", str(jobs))
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | site.env, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"manage.py bake ended with {process.returncode}.")
        took, processor = time.monotonic() - begun, used.ru_utime + used.ru_stime
        left = site.ask("from explainer.models import StalePage\nprint(StalePage.objects.count())")
        rate = marked / processor
        rows.append((
            f"{marked:,}", f"{took:.1f}", f"{processor:.1f}", f"{marked / took:.0f}", f"{rate:.0f}",
            "yes" if rate >= 200 and not left else "**no**", f"{used.ru_maxrss / 1024:.0f}", left,
        ))  # fmt: skip
        print(f"{marked} pages: {took:.1f} s", flush=True)
    columns = ["pages", "seconds", "processor seconds", "pages a second", "a second of a core", "at least 200"]
    table([*columns, "peak MB of a process", "left"], rows)
