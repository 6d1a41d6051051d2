"""Checks that `manage.py check` and every start run, beyond Django's own."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ValidationError

from explainer.models.embedding import validate_origin
from explainer.private_files import is_open


@register()
def site_url(**kwargs: Any) -> list[CheckMessage]:
    """SITE_URL must be a scheme and a host, since canonical links are made from it."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme in {"http", "https"} and parts.netloc and not (parts.path or parts.query or parts.fragment):
        return []
    return [
        Error(
            f"SITE_URL is “{settings.SITE_URL}”, which is not a scheme and a host.",
            hint="Set SITE_URL to the scheme and host that readers use, for example https://explainer.example.org",
            id="explainer.E001",
        )
    ]


@register()
def embed_origins(**kwargs: Any) -> list[CheckMessage]:
    """EMBED_ORIGINS must be origins: browsers would ignore a list that they can't read, and frame nothing."""
    errors: list[CheckMessage] = []
    for origin in settings.EMBED_ORIGINS:
        try:
            validate_origin(origin)
        except ValidationError as error:
            errors.append(Error(f"EMBED_ORIGINS: {error.messages[0]}", id="explainer.E002"))
    return errors


@register(Tags.security, deploy=True)
def private_database(**kwargs: Any) -> list[CheckMessage]:
    """SQLite's file holds drafts and sessions: nobody but the server's user should read it or its folder."""
    database = settings.DATABASES["default"]
    file = Path(str(database["NAME"]))
    if not database["ENGINE"].endswith("sqlite3") or not file.exists():
        return []
    return [
        Warning(f"{path} can be read by others.", hint=f"chmod {mode} {path}", id="explainer.W001")
        for path, mode in ((file.parent, 700), (file, 600))
        if is_open(path)
    ]
