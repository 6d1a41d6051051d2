"""Asks for the password again before what can't be taken back: roles, take-downs, purges, removed words.

A desk left open on somebody's table, or a stolen session, is not enough for these. What was typed goes along in the
page that asks, so nothing of it is lost.
"""

import time
from typing import cast

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from explainer.actions.auditing import PROVEN_AT

FIELD = "_password"


def _is_theirs(request: HttpRequest, password: str) -> bool:
    """Whether it is the password of whoever asks. django-axes keeps what a failing form says, for administrators to
    read: it sees none of this one, which has the wrong password in it, and words that may be there to be removed."""
    user, sent = cast(User, request.user), request.POST
    request.POST = QueryDict()
    try:
        return authenticate(request, username=user.get_username(), password=password) == user
    finally:
        request.POST = sent


def asked(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, or nothing if the password was given in the last minutes or comes with this form.

    Call it first for a POST. Wrong ones count as failures to sign in (django-axes): after ten, 429.
    """
    if 0 <= time.time() - request.session.get(PROVEN_AT, 0) < settings.ASK_AGAIN_MINUTES * 60:  # clocks go back too
        return None
    problem = ""
    if FIELD in request.POST:
        if _is_theirs(request, request.POST[FIELD]):
            request.session[PROVEN_AT] = time.time()
            return None
        problem = _("That is not your password.")
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        **admin.site.each_context(request), "title": _("Your password, once more"), "problem": problem, "field": FIELD,
        "kept": [(name, value) for name, value in kept if name not in {FIELD, "csrfmiddlewaretoken"}],
        "minutes": settings.ASK_AGAIN_MINUTES,
    }  # fmt: skip
    return render(request, "desk/asking_again.html", context, status=422 if problem else 200)
