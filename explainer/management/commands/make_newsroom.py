"""`manage.py make_newsroom --articles N --notes N`: a newsroom of made-up text of any size.

The generator stands in `bench/newsroom/`, beside the project: whoever only runs a newsroom needs none.
"""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.database.statistics import refresh_statistics

NO_GENERATOR = (
    "The generator of made-up newsrooms is not in this copy: it is bench/newsroom/ of the source. "
    "For a newsroom to try things in, use load_newsroom."
)


class Command(BaseCommand):
    help = "Fill an empty database with made-up articles, notes and claims, the same for the same seed and day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, required=True, help="How many, with about eight cards each.")
        parser.add_argument("--notes", type=int, required=True, help="How many.")
        parser.add_argument("--claims", type=int, help="How many; otherwise one for two articles.")
        parser.add_argument("--seed", type=int, default=1, help="Another number makes another newsroom.")
        parser.add_argument("--add", action="store_true", help="Even if the database holds records already.")

    def handle(self, *args: Any, articles: int, notes: int, claims: int | None, **options: Any) -> None:
        if min(articles, notes, claims or 0) < 0:
            raise CommandError("Give numbers from 0 up.")
        begun = time.monotonic()
        claims = articles // 2 if claims is None else claims
        made = self._make(articles=articles, notes=notes, claims=claims, seed=options["seed"], add=options["add"])
        refresh_statistics()
        took = time.monotonic() - begun
        self.stdout.write(f"Made {', '.join(f'{count:,} {name}' for name, count in made.items())} in {took:.0f} s.")
        self.stdout.write("Nothing is baked yet: manage.py bake --all.")

    def _make(self, *, articles: int, notes: int, claims: int, seed: int, add: bool) -> dict[str, int]:
        """Make the records; returns how many of each kind. Raises CommandError where that can't be done, and why."""
        try:
            from bench.newsroom import NotEmptyError, make_newsroom
        except ModuleNotFoundError as error:
            if error.name not in ("bench", "bench.newsroom"):
                raise
            raise CommandError(NO_GENERATOR) from error
        try:
            return make_newsroom(
                articles=articles, notes=notes, claims=claims, seed=seed, add=add, progress=self._progress
            )
        except NotEmptyError as error:
            raise CommandError(
                "This database holds a newsroom already, and nothing was made. Give --add to add made-up records "
                "to it, or name another database in DATABASE_URL."
            ) from error

    def _progress(self, name: str, done: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{name}: {done:,}   ", ending="")
