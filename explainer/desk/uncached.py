"""What the desk answers is kept by nobody: it shows drafts, names and what one person may do."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers


class Uncached:
    """A middleware. Django's own views of the admin say so already; ours, redirects and errors don't."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(settings.DESK):
            add_never_cache_headers(response)
        return response
