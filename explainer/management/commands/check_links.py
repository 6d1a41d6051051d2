"""`manage.py check_links`: asks whether the addresses of sources still lead somewhere."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from explainer.actions.link_checks import check_links, due


class Command(BaseCommand):
    help = (
        "Ask for the addresses of sources, and keep what they answered. Polite: one page of a host at a time. "
        "Dead links stand on the desk's first page. Meant to run once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, default=7, metavar="DAYS", help="Leave out what is fresher.")
        parser.add_argument("--limit", type=int, default=500, help="At most so many in one run.")

    def handle(self, *args: Any, older_than: int, limit: int, **options: Any) -> None:
        checked = dead = 0
        for check in check_links(sources=due(older_than=timedelta(days=older_than))[:limit]):
            checked += 1
            if check.is_dead:
                dead += 1
                self.stdout.write(f"dead: {check.source.slug} {check.address} {check.answer}")
                if check.source.archived_url:
                    self.stdout.write(f"      stored copy: {check.source.archived_url}")
        self.stdout.write(f"{checked} checked, {dead} dead.")
