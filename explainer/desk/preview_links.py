"""The desk's two ways to a preview: see it yourself, and make a link for somebody without an account."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from explainer.actions import permissions
from explainer.actions.preview_links import LIFETIMES, links_of, make_link, make_own_link, withdraw_links
from explainer.actions.working_copies import working_copy
from explainer.models import PUBLIC_RECORDS, Article, Claim, Note
from explainer.text.numbers import whole_number


@require_safe
@never_cache
def desk_preview(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Lead a signed-in editor to the preview that others get by a link; this one opens for that editor alone."""
    record = permissions.get_allowed(request.user, _model(kind), pk, permissions.may_view)
    shown = working_copy(record) or record
    return redirect("preview", make_own_link(record=shown, by=request.user).token)


@require_http_methods(["GET", "POST"])
@never_cache
def desk_share(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Make a link for some days, or withdraw one or all that were made."""
    record = permissions.get_allowed(request.user, _model(kind), pk, permissions.may_share)
    choice = request.POST.get("choice", "")
    if choice == "withdraw" or choice.removeprefix("withdraw-").isdecimal():
        number = whole_number(choice.removeprefix("withdraw-"))
        count = withdraw_links(record=record, by=request.user, pk=number)
        said = ngettext("%d link is withdrawn.", "%d links are withdrawn.", count) % count
        messages.success(request, said if count else _("That link doesn’t work any more."))
        return redirect("desk_share", kind, pk)
    link, address = None, ""
    if request.method == "POST":
        days = request.POST.get("days", "")
        try:
            if days not in map(str, LIFETIMES):
                raise ValidationError(_("Choose for how long the link should work."))
            shown = working_copy(record) or record
            link = make_link(record=shown, lifetime=timedelta(days=int(days)), by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("desk_share", kind, pk)
        address = settings.SITE_URL + reverse("preview", args=[link.token])
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Share a preview of “%s”") % record,
        "record": record,
        "kind": kind,
        "change_address": reverse(f"admin:explainer_{kind}_change", args=[pk]),
        "lifetimes": LIFETIMES,
        "link": link,
        "links": links_of(record=record),
        "address": address,
    }
    return render(request, "desk/share.html", context)


def _model(kind: str) -> type[Article] | type[Note] | type[Claim]:
    if kind not in PUBLIC_RECORDS:
        raise Http404
    return PUBLIC_RECORDS[kind]
