"""The history of a record in the desk: every revision, any two compared, one put back, what readers were told."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from explainer.actions import permissions, revising
from explainer.models import Record, Revision
from explainer.models.readable import differences
from explainer.text.numbers import whole_number

PER_PAGE = 50


@require_safe
def revisions(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    record = permissions.get_allowed(request.user, model, pk, permissions.may_view)
    rows = Revision.objects.of(record).select_related("by").defer("snapshot")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {**_context(request, record), "title": _("History of “%s”") % record, "page": page}
    return render(request, "desk/record/revisions.html", context)


@require_http_methods(["GET", "POST"])
def revision(request: HttpRequest, pk: int, number: int, model: type[Record]) -> HttpResponse:
    """One revision beside another: the one before it, or that of `?with=`. POST puts it back, or tells readers."""
    record = permissions.get_allowed(request.user, model, pk, permissions.may_view)
    rows = Revision.objects.of(record).select_related("by")
    this = get_object_or_404(rows, pk=number)
    problem = ""
    if request.method == "POST":
        try:
            return _decide(request, record, this)
        except ValidationError as error:
            problem = " ".join(error.messages)
    given = whole_number(request.GET.get("with", ""))
    other = rows.filter(pk=given).first() if given is not None else rows.filter(pk__lt=this.pk).first()
    kind = record.type_name
    context = {
        **_context(request, record), "title": _("Revision of “%s”") % record, "revision": this, "other": other,
        "parts": differences(kind, other.snapshot if other else {}, this.snapshot, all_parts=True),
        "rows": rows.exclude(pk=this.pk).defer("snapshot")[:PER_PAGE], "problem": problem, "typed": request.POST,
        "is_newest": this.pk == rows.values_list("pk", flat=True).first(),
        "may_change": permissions.may_change(request.user, record),
        "may_tell": permissions.may_publish(request.user, record) and revising.may_be_told(this),
        "was_public": revising.last_public(record) is not None, "changes": Revision.Change.choices,
    }  # fmt: skip
    return render(request, "desk/record/revision.html", context, status=422 if problem else 200)


def _decide(request: HttpRequest, record: Record, this: Revision) -> HttpResponse:
    """Carry out a choice. Raises PermissionDenied, and ValidationError with what to do about it."""
    change, line = request.POST.get("change", ""), request.POST.get("line", "")
    kind = record.type_name
    if request.POST.get("choice") == "restore":
        if not permissions.may_change(request.user, record):
            raise PermissionDenied
        made = revising.restore(revision=this, by=request.user, change=change, line=line)
        messages.success(request, _("These words are back.") if made else _("These are its words already."))
        return redirect(f"admin:explainer_{kind}_change", record.pk)
    if not permissions.may_publish(request.user, record):
        raise PermissionDenied
    revising.tell(revision=this, change=change, line=line)
    messages.success(request, _("Noted. Readers see it so."))
    return redirect(f"admin:explainer_{kind}_revision", record.pk, this.pk)


def _context(request: HttpRequest, record: Record) -> dict[str, Any]:
    names = {name: f"admin:explainer_{record.type_name}_{name}" for name in ("change", "revisions", "revision")}
    return {**admin.site.each_context(request), "record": record, "opts": record._meta, "names": names}
