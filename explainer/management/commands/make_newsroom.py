"""`manage.py make_newsroom --articles N --notes N`: a newsroom of made-up text of any size."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.actions.generating import NotEmptyError, make_newsroom


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
        claims = articles // 2 if claims is None else claims
        begun = time.monotonic()
        try:
            made = make_newsroom(
                articles=articles,
                notes=notes,
                claims=claims,
                seed=options["seed"],
                add=options["add"],
                progress=self._progress,
            )
        except NotEmptyError as error:
            raise CommandError(
                "This database holds a newsroom already, and nothing was made. Give --add to add made-up records "
                "to it, or name another database in DATABASE_URL."
            ) from error
        took = time.monotonic() - begun
        self.stdout.write(f"Made {', '.join(f'{count:,} {name}' for name, count in made.items())} in {took:.0f} s.")
        self.stdout.write("Nothing is baked yet: manage.py bake --all.")

    def _progress(self, name: str, done: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{name}: {done:,}   ", ending="")
