"""What an address of the desk says to whoever may not see it or do what they asked for."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The desk's page with the reason, or a sentence where none was given. Elsewhere, Django's own answer."""
    if not (request.path_info.startswith(settings.DESK) and hasattr(request, "user")):
        return permission_denied(request, exception)
    why = str(exception) or _("You may not do this. Ask somebody who looks after the newsroom's accounts.")
    context = {**admin.site.each_context(request), "title": _("Not allowed"), "why": why}
    return render(request, "desk/forbidden.html", context, status=403)
