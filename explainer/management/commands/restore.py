"""`manage.py restore FILE`: what `manage.py backup` wrote, into a database that has its tables and no newsroom."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from explainer.actions.auditing import Action, audit
from explainer.actions.backup import BackupError, restore
from explainer.database.statistics import refresh_statistics


class Command(BaseCommand):
    help = "Put an archive of `manage.py backup` into this database and folder of pictures, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose the newsroom that is there")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            done = restore(file, replace=replace)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was restored. {error} Are the tables there? manage.py migrate") from error
        refresh_statistics()
        audit(Action.RESTORED, by=None, detail=file.name)
        self.stdout.write(f"Restored {done['rows']} rows and {done['pictures']} pictures.")
        self.stdout.write("Now bake the pages: manage.py bake")
