"""The site's icon for whoever asks for `/favicon.ico` without having read a page: older browsers, feed readers, Ghost.

Pages name the drawing by its hashed address. Here it is as pixels, since some take nothing else under this address.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explainer.publication.cache_keys import shows

from .articles import fresh_for_a_minute

FILE = Path(settings.BASE_DIR) / "static" / "icons" / "icon.ico"  # 16, 32 and 48 pixels, the same drawing as icon.svg


@require_safe
@fresh_for_a_minute
def favicon(request: HttpRequest) -> HttpResponse:
    return shows(HttpResponse(_pixels(), content_type="image/vnd.microsoft.icon"), "favicon")


@cache
def _pixels() -> bytes:
    return FILE.read_bytes()
