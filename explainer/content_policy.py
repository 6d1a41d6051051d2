"""The Content-Security-Policy of every answer: settings.py has it, views add to it, the desk's has a part less."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Text becomes HTML in a reader's page in one place, the policy of js/reader/fetching.js (W3C Trusted Types, section 4).
TRUSTED_TYPES = ("require-trusted-types-for", "trusted-types")
PREVIEWED = [SELF, "data:"]  # a picture that is chosen and not uploaded yet (static/js/desk/preview.js)


class ContentPolicy(CSPMiddleware):
    """Takes Trusted Types out of the desk's policy, since Django's admin writes HTML by script, and lets it preview."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(settings.DESK):
            parts.replace = {**(parts.replace or {}), **dict.fromkeys(TRUSTED_TYPES), "img-src": PREVIEWED}
        return parts
