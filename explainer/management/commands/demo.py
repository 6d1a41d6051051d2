"""`manage.py demo`: sets up the demonstration newsroom, says what to open, and serves it.

Run again it keeps what was edited: the newsroom is only loaded into an empty database.
"""

import os
import secrets
import socket
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from explainer.models import Article

PASSWORD_FILE = settings.VAR_DIR / "demo-password"
ROLES = {"contributor": "Contributors", "editor": "Editors", "administrator": "Administrators"}
QUIETLY = ["--no-ws", "--blocking-threads", "4", "--backpressure", "64", "--log-level", "warning"]


class Command(BaseCommand):
    help = "Set up the demonstration newsroom if it isn't there yet, and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--no-serve", action="store_true", help="Only set it up.")

    def handle(self, *args: Any, host: str, port: str, no_serve: bool, **options: Any) -> None:
        if not no_serve and _answers(host, port):  # two servers could share the port: each page from either
            raise CommandError(
                f"Port {port} is served already. Stop that server, or choose another: PORT=8001 make demo"
            )
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        if not Article.objects.exists():
            call_command("load_newsroom", stdout=self.stdout)
        call_command("bake", all=True, stdout=self.stdout)
        self._welcome(self._password())
        os.environ["DEMO"] = "1"
        os.environ.setdefault("LOG_FORMAT", "text")
        os.environ.setdefault("LOG_LEVEL", "WARNING")  # what to open stands above and should stay in sight
        if not no_serve:
            self.stdout.flush()
            server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port, *QUIETLY]
            os.execv(sys.executable, [*server, "explainer.wsgi:application"])  # noqa: S606  the server takes over

    def _password(self) -> str:
        """Make the demonstration's accounts with one password, unless they are there; returns the password.

        `admin` may do everything; the others have a role each.
        """
        users = get_user_model().objects
        if not users.filter(username__in=["admin", "editor"]).exists():
            PASSWORD_FILE.write_text(secrets.token_urlsafe(9))
            PASSWORD_FILE.chmod(0o600)
            users.create_superuser("admin", "", PASSWORD_FILE.read_text())
        password = PASSWORD_FILE.read_text() if PASSWORD_FILE.exists() else ""
        for name, role in ROLES.items():
            if password and not users.filter(username=name).exists():
                user = users.create_user(name, password=password, is_staff=True)
                user.groups.add(*Group.objects.filter(name=role))
        return password or "(the one you gave)"

    def _welcome(self, password: str) -> None:
        self.stdout.write(f"\nThe demonstration newsroom is at {settings.SITE_URL}/\n")
        for article in Article.objects.published().order_by("pk"):
            self.stdout.write(f"  {settings.SITE_URL}{article.get_absolute_url()}  {article.title}")
        self.stdout.write(f"The newsroom's desk: {settings.SITE_URL}/admin/   sign in as editor / {password}")
        self.stdout.write("  with the same password: contributor, administrator, and admin, who may do everything")
        elsewhere = settings.SITE_URL.replace("//127.0.0.1", "//localhost")  # another origin, as in life
        self.stdout.write(f"A made-up news site that embeds it: {elsewhere}/demo-host/")
        self.stdout.write("Stop with Ctrl-C; what you edit is kept.\n")


def _answers(host: str, port: str) -> bool:
    """True if something listens there."""
    try:
        socket.create_connection((host, int(port)), timeout=2).close()
    except OSError:
        return False
    return True
