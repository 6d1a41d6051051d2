"""`manage.py import_article FILE...`: brings articles in from files, as drafts."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.actions.importing import AlreadyHereError, receive
from explainer.extracting import Extraction, NotExtractedError, extract
from explainer.models import Article
from explainer.text.counting import count_words

SHOWN = 80  # code points of each thing that was left out


class Command(BaseCommand):
    help = (
        "Import articles from plain text, Markdown, saved web pages or .docx, as drafts. What was found is printed. "
        "A text that is here already is not imported a second time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Only print what is found, with the whole text.")

    def handle(self, *args: Any, files: list[Path], dry_run: bool, **options: Any) -> None:
        wrong = sum(not self._bring(path, dry_run) for path in files)
        if wrong:
            raise CommandError(f"{wrong} of {len(files)} files were not imported.")

    def _bring(self, path: Path, dry_run: bool) -> bool:
        """Import one file, and say what became of it. False if that failed."""
        try:
            found = extract(path.read_bytes(), path.name)
            self._print(path, found, dry_run)
            if not dry_run:
                article = receive(article=_article(found, path), published_on=found.published_on)
                self.stdout.write(f"  saved as a draft: {article.slug}")
        except AlreadyHereError as error:
            self.stdout.write(f"  {error.messages[0]} ({error.article.slug})")
        except (OSError, NotExtractedError) as error:
            self.stderr.write(f"{path}: {error}")
            return False
        except ValidationError as error:
            self.stderr.write(f"{path}: {' '.join(error.messages)}")
            return False
        return True

    def _print(self, path: Path, found: Extraction, whole: bool) -> None:
        self.stdout.write(f"{path}: {found.title or 'no headline found'}")
        day = found.published_on or "no date"
        words = count_words(found.body)
        self.stdout.write(f"  {found.byline or 'no byline'} · {day} · {found.language or 'language?'} · {words} words")
        for warning in found.warnings:
            self.stdout.write(f"  {warning}")
        for item in found.left_out:
            text = " ".join(item.text.split())
            shown = text if whole or len(text) <= SHOWN else f"{text[:SHOWN]}…"
            self.stdout.write(f"  left out, {item.kind}: {shown}")
        if whole:
            self.stdout.write(f"\n{found.standfirst}\n\n{found.body}\n")


def _article(found: Extraction, path: Path) -> Article:
    """The record to save. A text without a headline is called what its file is called."""
    fields = {name: getattr(found, name) for name in ("standfirst", "byline", "body")}
    title = found.title or path.stem.replace("-", " ").replace("_", " ").capitalize()[:200]
    language = found.language or Article._meta.get_field("language").default
    return Article(title=title, language=language, **fields)
