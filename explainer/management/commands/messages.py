"""`manage.py messages`: brings the catalogues of translations up to what the code says. docs/translating.md"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.catalogues import FOLDER, files


class Command(BaseCommand):
    help = "Write the files of translations anew (locale/), and say what is not translated yet. For developers."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail if a file is not as it should be."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        old, untranslated = [], 0
        for path, content, missing in files():
            untranslated += len(missing)
            if missing:
                self.stdout.write(f"{path.relative_to(FOLDER.parent)}: {len(missing)} not translated")
                self.stdout.writelines(f"  {text}" for text in missing)
            if not path.exists() or path.read_bytes() != content:
                old.append(str(path.relative_to(FOLDER.parent)))
                if not check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
        if check and old:
            raise CommandError(f"Not as the code says: {', '.join(old)}. Run: make messages")
        if check and untranslated:
            raise CommandError("Write what is missing into these files, then run: make messages")
