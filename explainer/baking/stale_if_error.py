"""While the database is down, a live request for a page that is a file gets the file.

A query leads past the baked files, since some pages read it (a frame's theme, a search). Most queries change nothing,
such as a newsletter's campaign code, and a frame in its usual colours is better than none.
"""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from .file_names import file_name

ONE_MINUTE = "public, max-age=60"  # not for as long as the page itself: it may be another than was asked for


class StaleIfError:
    """Middleware for views that fail because the database doesn't answer. Where there is no file, they fail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_reading = request.method in {"GET", "HEAD"} and not request.META.get("explainer.baking")
        if not (is_reading and isinstance(exception, (OperationalError, InterfaceError))):
            return None
        try:
            return _baked_response(request.path_info)
        except (OSError, ValueError):
            return None


def _baked_response(path: str) -> HttpResponse:
    """The baked page. Raises OSError or ValueError if there is none."""
    file = Path(settings.BAKE_DIR) / file_name(path)
    head = json.loads(file.with_name(file.name + ".json").read_bytes())
    body = head["body"] if "body" in head else b"" if head["location"] else file.read_bytes()
    response = HttpResponse(body, content_type=head["type"], status=_status(head))
    for name, value in head["headers"].items():
        response[name] = value
    if head["location"]:
        response["Location"] = head["location"]
    response["Cache-Control"] = ONE_MINUTE
    return response


def _status(head: dict[str, object]) -> int:
    return 410 if head.get("status") == 410 else 301 if head["location"] else 200
