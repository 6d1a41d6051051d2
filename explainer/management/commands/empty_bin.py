"""`manage.py empty_bin`: deletes the drafts that were thrown away thirty days ago, and pictures that nothing names."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from explainer.actions.bin import KEPT, empty_bin
from explainer.publication.pictures import delete_unneeded


class Command(BaseCommand):
    help = (
        "Delete the drafts that have been in the bin for so long, and pictures a day old that no record names. "
        "The server does it by itself; run it where none is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, default=KEPT.days, metavar="DAYS", help="0: all that is there.")

    def handle(self, *args: Any, older_than: int, **options: Any) -> None:
        count = empty_bin(before=timezone.now() - timedelta(days=max(0, older_than)))
        pictures = delete_unneeded(before=timezone.now() - timedelta(days=1))
        self.stdout.write(f"{count} deleted, and {pictures} pictures.")
