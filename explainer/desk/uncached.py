"""What the desk answers is kept by nobody: it shows drafts, names and what one person may do. Nor is an error of any
page: what is missing now may be published in a minute. The audit log learns meanwhile from where the desk is asked."""

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
            response = self.get_response(request)
            if response.status_code >= 400:  # one that may be kept says so: a page that was taken down
                response.headers.setdefault("Cache-Control", "no-store")
            return response
        asked_from = auditing.address.set(auditing.client_address(request))
        try:
            response = self.get_response(request)
        finally:
            auditing.address.reset(asked_from)
        add_never_cache_headers(response)
        return response
