"""`manage.py reanchor [--all] [SLUG...] [--dry-run]`: finds the cards' words again in the articles' present text."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.actions.reanchoring import reanchor
from explainer.models import Article


class Command(BaseCommand):
    help = "Find the words of every card again in its article's present text, and report what came loose."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="Articles to look at.")
        parser.add_argument("--all", action="store_true", help="All articles.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *args: Any, slugs: list[str], dry_run: bool, **options: Any) -> None:
        if not slugs and not options["all"]:
            raise CommandError("Name articles by their slugs, or give --all.")
        articles = Article.objects.all() if options["all"] else Article.objects.filter(slug__in=slugs)
        missing = set(slugs) - set(articles.values_list("slug", flat=True))
        if missing:
            raise CommandError(f"There is no article {', '.join(sorted(missing))}.")
        total, cards, attached = articles.count(), 0, 0
        for number, report in enumerate(reanchor(articles=articles.order_by("pk").iterator(), dry_run=dry_run), 1):
            cards, attached = cards + report.cards, attached + report.attached
            for annotation in report.found_again:
                self.stdout.write(f"{report.article.slug}: found again: {annotation}")
            for annotation in report.loosened:
                self.stdout.write(f"{report.article.slug}: came loose ({annotation.anchor}): {annotation}")
            self._progress(number, total)
        done = "would be" if dry_run else "are"
        self.stdout.write(f"{total} articles, {cards} cards: {attached} {done} attached, {cards - attached} loose.")

    def _progress(self, number: int, total: int) -> None:
        if sys.stderr.isatty() and (number % 20 == 0 or number == total):
            self.stderr.write(f"\r{number} of {total} articles", ending="\n" if number == total else "")
