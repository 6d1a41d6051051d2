"""A page that leads on to another address, where nobody answers with a redirect."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from .rendering import RenderedPage


def redirect_page(path: str, address: str, *, is_out: bool = False) -> RenderedPage:
    """The page at `path` that leads to `address`, a path from the site's root or a whole address.

    `is_out`: it leads to another site, which isn't told where the reader was. `location` is the whole address.
    """
    absolute = address if urlsplit(address).scheme else settings.SITE_URL + address
    context = {"address": absolute, "is_out": is_out, "language": settings.LANGUAGE_CODE}
    body = render_to_string("export/redirect.html", context).encode()
    return RenderedPage(path, body, "text/html; charset=utf-8", (), location=absolute)
