"""`manage.py suggest SLUG`: prints the background that an article's words ask for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.actions.suggesting import suggest
from explainer.models import Article


class Command(BaseCommand):
    help = "Print the notes that an article names and doesn't show yet, best first. Nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The article's slug: the last part of its address.")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        article = Article.objects.filter(slug=slug).first()
        if article is None:
            raise CommandError(f"There is no article “{slug}”. Slugs are listed in the admin and end its address.")
        suggestions = suggest(article=article)
        for suggestion in suggestions:
            names = " or ".join(note.slug for note in suggestion.notes)
            self.stdout.write(f"{suggestion.rank:.2f}  {suggestion.words}  →  {names}")
            self.stdout.write(f"      {suggestion.before}{suggestion.words}{suggestion.after}")
        self.stdout.write(f"{len(suggestions)} suggested for “{article}”.")
