"""`manage.py load_newsroom [FOLDER]`: loads sources, notes, claims and articles from YAML."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.actions.newsroom_files import FixtureError, load_newsroom


class Command(BaseCommand):
    help = "Load a newsroom from a folder of YAML files. What is there already, by slug, is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder. Give one with sources.yaml, notes/, claims/ and articles/.")
        try:
            made = load_newsroom(folder=folder)
        except FixtureError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self.stdout.write("Loaded " + ", ".join(f"{count} {name}" for name, count in made.items()) + ".")
