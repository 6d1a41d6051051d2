"""`manage.py bake`: writes the public pages as files."""

import os
import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.models import QuerySet
from django.utils import timezone

from explainer.actions.auditing import Action, audit
from explainer.baking.comparing import differences
from explainer.baking.exporting import ExportError, export
from explainer.baking.purging import purge_due, purge_in_background
from explainer.baking.queue import bake_due, baked_storage, pack
from explainer.baking.watching import run_until_stopped
from explainer.baking.workers import collect_rarely
from explainer.models import Purge, StalePage
from explainer.publication.outbox import mark_everything
from explainer.publication.schedule import go_out

PACKING = 2  # seconds, after each round of --watch, for compressing at full strength
LISTED = 20  # failing pages
OVERDUE = 60  # seconds after which it is plain that nobody is at work
NO_DATABASE = (
    "The database doesn't answer as it should. What waits to be baked is kept in it: run this again when it does, "
    "and after `manage.py migrate` if tables or columns are missing."
)
NO_FILES = "Baked files can't be written or read. Nothing is lost: run this again when they can."
NOBODY_WORKS = "Some have been due for more than a minute. Nobody seems to work: start `manage.py bake --watch`."


class Command(BaseCommand):
    help = "Bake the pages that are no longer right; with --all every page, with --watch from now on."

    def run_from_argv(self, argv: list[str]) -> None:
        os.nice(max(0, settings.BAKE_NICENESS - os.nice(0)))  # it adds up, and --out starts a process of its own
        collect_rarely()  # once: what is garbage when it is called stays
        super().run_from_argv(argv)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Bake every public page.")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="Share the work among N processes.")
        parser.add_argument("--out", metavar="DIR", help="Write a site of plain files there, for any static host.")
        parser.add_argument("--base-path", default="", metavar="/PATH/", help="With --out: where its root will be.")
        parser.add_argument("--compressed", action="store_true", help="With --out: .gz and .br files beside the pages.")
        parser.add_argument("--watch", action="store_true", help="Go on until stopped: a worker. Several may run.")
        parser.add_argument(
            "--check", action="store_true", help="Say what differs from a bake of everything; no write."
        )
        parser.add_argument("--status", action="store_true", help="Say what waits and what fails; no write.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._do(**options)
        except (OperationalError, InterfaceError, ProgrammingError) as error:
            raise CommandError(f"{NO_DATABASE}\n{error}") from error
        except BrokenPipeError:  # `| head` has seen enough (docs.python.org/3/library/signal.html, "Note on SIGPIPE")
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            raise CommandError(f"{NO_FILES}\n{error}") from error

    def _do(self, **options: Any) -> None:
        if (options["base_path"] or options["compressed"]) and not options["out"]:
            raise CommandError("--base-path and --compressed say how --out is written. Give --out DIR too.")
        if options["out"]:
            return self._export(**options)
        if options["status"]:
            return self._status()
        if not getattr(staticfiles_storage, "hashed_files", True):
            raise CommandError(
                "Static files are not there yet, and pages name them: run `manage.py collectstatic` first."
            )
        if options["check"]:
            return self._check()
        if options["all"]:
            self.stdout.write(f"{mark_everything()} pages to bake.")
        try:
            if options["watch"]:
                run_until_stopped(lambda: self._bake_and_purge(options["jobs"]))
            self._bake(options["jobs"])
            purge_due()
            pack()
        except KeyboardInterrupt:
            self.stdout.write("Stopped. What is left is baked by the next run.")
            return None
        except RuntimeError as error:
            raise CommandError(str(error)) from error
        return self._fail_if_anything_failed()

    def _fail_if_anything_failed(self) -> None:
        pages, purges = StalePage.objects.failing().count(), Purge.objects.failing().count()
        if pages or purges:
            failed = [f"{pages} pages fail"] * bool(pages) + [f"{purges} purges fail"] * bool(purges)
            later = "They are tried again by `manage.py bake --watch`, the server or the next bake"
            raise CommandError(f"{' and '.join(failed)}. {later}; `manage.py bake --status` says why.")

    def _bake_and_purge(self, jobs: int) -> None:
        self._bake(jobs)
        purge_in_background()
        pack(seconds=PACKING)

    def _bake(self, jobs: int) -> None:
        go_out()
        done, start = 0, time.monotonic()
        for count in bake_due(jobs=jobs):
            done += count
            if sys.stderr.isatty():
                rate = done / max(0.001, time.monotonic() - start)
                left = StalePage.objects.count()
                self.stderr.write(f"\r{done} pages, {left} to go, {rate:.0f} a second   ", ending="\r")
        if done:
            verb = "Tried" if StalePage.objects.failing().exists() else "Baked"
            self.stdout.write(f"{verb} {done} pages in {time.monotonic() - start:.0f} seconds.")

    def _export(self, *, out: str, base_path: str, jobs: int, compressed: bool, **options: Any) -> None:
        """Write the site in a process of its own, whose settings are those of a site of plain files."""
        parts = base_path.strip("/").split("/") if base_path.strip("/") else []
        if not all(re.fullmatch(r"[A-Za-z0-9._~-]+", part) for part in parts):
            raise CommandError(
                f"--base-path is “{base_path}”. Give the path alone, such as /repo/; SITE_URL has the host."
            )
        if not settings.STATIC_COPY:
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "bake", f"--out={Path(out).absolute()}"]
            command += [f"--jobs={jobs}", *(["--compressed"] if compressed else [])]
            code = subprocess.call(command, env=os.environ | {"STATIC_COPY": "1", "BASE_PATH": base_path})  # noqa: S603  our own
            sys.exit(code) if code else None
            return
        start, written = time.monotonic(), None
        try:
            for written in export(Path(out), jobs=max(1, jobs), compressed=compressed):
                if sys.stderr.isatty():
                    self.stderr.write(f"\r{written.count} pages   ", ending="\r")
        except (ExportError, RuntimeError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {out} is as it was.") from None
        for failure in written.failed if written else []:
            self.stderr.write(failure)
        if written and written.failed:
            raise CommandError(f"{len(written.failed)} pages or files failed, so {out} is as it was.")
        audit(Action.EXPORT, by=None, detail=Path(out).name)
        self.stdout.write(f"Wrote {written.count if written else 0} pages in {time.monotonic() - start:.0f} seconds.")

    def _status(self) -> None:
        now = timezone.now()
        oldest = StalePage.objects.order_by("since").first()
        age = f", the oldest for {(now - oldest.since).total_seconds():.0f} seconds" if oldest else ""
        self.stdout.write(f"{StalePage.objects.count()} pages wait{age}.")
        self._list("", StalePage.objects.failing())
        if settings.PURGER:
            self.stdout.write(f"{Purge.objects.count()} purges wait.")
        self._list("Purge of ", Purge.objects.failing())
        before = now - timedelta(seconds=OVERDUE)
        if StalePage.objects.filter(due__lt=before).exists() or Purge.objects.ready().filter(due__lt=before).exists():
            self.stdout.write(NOBODY_WORKS)

    def _list(self, what: str, failing: QuerySet[StalePage] | QuerySet[Purge]) -> None:
        for row in failing[:LISTED]:
            due = row.due.isoformat(timespec="seconds")
            self.stdout.write(f"{what}{row}: failed {row.attempts} times, next try {due}: {row.error}")
        if (more := failing.count() - LISTED) > 0:
            self.stdout.write(f"… and {more} more that fail.")

    def _check(self) -> None:
        found = list(differences(baked_storage()))
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} pages differ. `manage.py bake --all` makes them right.")
        self.stdout.write("Every page is as it should be.")
