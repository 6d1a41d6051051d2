"""`manage.py backup FILE`: everything that can't be made anew, in one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from explainer.actions.auditing import Action, audit
from explainer.actions.backup import backup


class Command(BaseCommand):
    help = "Write records, people, history and pictures to one archive, while the site is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="such as /srv/backup/explainer.tar.gz; replaced if it is there")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = backup(file)
        except (OSError, DatabaseError) as error:
            raise CommandError(f"No backup was written, and an older {file} is as it was. {error}") from error
        audit(Action.BACKUP, by=None, detail=file.name)
        self.stdout.write(f"Wrote {done['rows']} rows and {done['pictures']} pictures to {file}.")
