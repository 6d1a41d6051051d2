"""`manage.py nginx_headers`: prints the headers of public pages in nginx's words, for when it serves files itself."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from explainer.baking.rendering import render


class Command(BaseCommand):
    help = "Print add_header lines for deploy/nginx.conf. Run it at every deployment: the policy has the styles' hash."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, value in render("/").headers:
            if name != settings.SURROGATE_HEADER:  # each page has keys of its own: better none than another's
                quoted = value.replace("\\", "\\\\").replace('"', '\\"')
                self.stdout.write(f'add_header {name} "{quoted}" always;')
