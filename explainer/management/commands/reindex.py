"""`manage.py reindex`: makes the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from explainer.search import reindex


class Command(BaseCommand):
    help = "Make the search index anew. Needed only after changes that went past the desk, straight to the database."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reindex()} articles, notes and claims can be found.")
