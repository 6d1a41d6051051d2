"""Tells an editor's browser that a form has been saved, so that it drops the copy it kept (static/js/desk/drafts.js).

The browser can't know by itself: a click on "Save" may end in an expired sign-in, a server error or no connection.
Only where a record was really saved, the form's own token comes back in a cookie.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "desk_saved"
REMEMBERED = 12  # forms; a browser that hasn't looked at its copies for longer offers one that was saved
WEEK = 7 * 24 * 3600  # seconds


def tell_saved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Add the token of the form that was saved to the browser's cookie."""
    token = request.POST.get("_draft", "")
    if re.fullmatch(r"[0-9a-f-]{8,40}", token):
        known = [each for each in request.COOKIES.get(COOKIE, "").split(".") if each and each != token]
        response.set_cookie(
            COOKIE,
            ".".join([*known[1 - REMEMBERED :], token]),
            max_age=WEEK,
            path=reverse("admin:index"),
            secure=bool(settings.SESSION_COOKIE_SECURE),
            samesite="Lax",
        )
    return response
