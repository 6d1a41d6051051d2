"""Checks that `manage.py check` and every start run, beyond Django's own."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError

from explainer.models.embedding import validate_origin


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
