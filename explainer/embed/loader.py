"""The loader and the custom element, at addresses that never change, because they stand in other people's pages."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from .answering import for_everyone

FOLDER = Path(settings.BASE_DIR) / "static" / "js" / "embed"
FILES = {"embed.js": ("embed.js",), "embed-element.js": ("embed.js", "element.js")}


@require_safe
@conditional_page
@for_everyone
@cache_control(public=True, max_age=300, stale_while_revalidate=86400)
def script(request: HttpRequest, name: str) -> HttpResponse:
    """A script for hosts' pages: five minutes in caches, then asked for again by its ETag."""
    text = _text.__wrapped__(name) if settings.DEBUG else _text(name)
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@cache
def _text(name: str) -> str:
    return "\n".join((FOLDER / file).read_text(encoding="utf-8") for file in FILES[name])
