"""What the desk answers is kept by nobody: it shows drafts, names and what one person may do. The audit log learns
meanwhile from which address it is asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from explainer.actions import auditing


class Uncached:
    """A middleware. Django's own views of the admin say so already; ours, redirects and errors don't."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(settings.DESK):
            return self.get_response(request)
        asked_from = auditing.address.set(auditing.client_address(request))
        try:
            response = self.get_response(request)
        finally:
            auditing.address.reset(asked_from)
        add_never_cache_headers(response)
        return response
