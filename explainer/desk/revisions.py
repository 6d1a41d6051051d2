"""The history of a record in the desk: every revision, any two compared, one put back, what readers were told."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from explainer.actions import permissions, revising, working_copies
from explainer.models import Record, Revision
from explainer.models.readable import differences, differences_around
from explainer.text.numbers import whole_number

from .history import events_of, load_events
from .meanings import of_changes

PER_PAGE = 50


@require_safe
def revisions(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    record = permissions.get_allowed(request.user, model, pk, permissions.may_view)
    page = Paginator(events_of(record), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_context(request, record), "title": _("History of “%s”") % record, "page": page,
        "events": load_events(record, page.object_list),
    }  # fmt: skip
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
    kind, then = record.type_name, other.snapshot if other else {}
    context = {
        **_context(request, record), "title": _("Revision of “%s”") % record, "revision": this, "other": other,
        "parts": differences(kind, then, this.snapshot, all_parts=True) + differences_around(kind, then, this.snapshot),
        "rows": rows.exclude(pk=this.pk).defer("snapshot")[:PER_PAGE], "problem": problem, "typed": request.POST,
        "is_newest": this.pk == rows.values_list("pk", flat=True).first(),
        "may_restore": _may_restore(request, record), "copy": working_copies.working_copy(record),
        "may_tell": permissions.may_publish(request.user, record) and revising.may_be_told(this),
        "changes": Revision.Change.choices, "meanings": of_changes(),
        "may_redact": permissions.may_redact(request.user),
    }  # fmt: skip
    return render(request, "desk/record/revision.html", context, status=422 if problem else 200)


def _decide(request: HttpRequest, record: Record, this: Revision) -> HttpResponse:
    """Carry out a choice. Raises PermissionDenied, and ValidationError with what to do about it."""
    told = {name: request.POST.get(name, "") for name in ("change", "line", "was_wrong", "is_right")}
    kind = record.type_name
    if request.POST.get("choice") == "restore":
        return _restore(request, record, this)
    if not permissions.may_publish(request.user, record):
        raise PermissionDenied
    revising.tell(revision=this, **told)
    messages.success(request, _("Noted. Readers see it so."))
    return redirect(f"admin:explainer_{kind}_revision", record.pk, this.pk)


def _may_restore(request: HttpRequest, record: Record) -> bool:
    """Of what readers can see, into its working copy; of anything else, at once."""
    if not record.is_public:
        return permissions.may_change(request.user, record)
    copy = working_copies.working_copy(record)
    return permissions.may_change(request.user, copy) if copy else permissions.may_propose(request.user, record)


def _restore(request: HttpRequest, record: Record, this: Revision) -> HttpResponse:
    """Put a revision's words back: into the working copy of what is public, for somebody to compare and publish."""
    if not _may_restore(request, record):
        raise PermissionDenied
    kind = record.type_name
    if not record.is_public:
        made = revising.restore(revision=this, by=request.user)
        messages.success(request, _("These words are back.") if made else _("These are its words already."))
        return redirect(f"admin:explainer_{kind}_change", record.pk)
    if working_copies.working_copy(record) and not request.POST.get("replace"):
        raise ValidationError(_("There are unpublished changes. Say that these words are to take their place."))
    copy = working_copies.restore_into_copy(revision=this, by=request.user)
    if working_copies.end_if_same(copy=copy) and copy.pk is None:
        messages.success(request, _("These are its words already."))
        return redirect(f"admin:explainer_{kind}_change", record.pk)
    messages.success(request, _("These words are in the working copy. Readers see them once you publish the changes."))
    return redirect(f"admin:explainer_{kind}_changes_to_publish", record.pk)


def _context(request: HttpRequest, record: Record) -> dict[str, Any]:
    names = {
        name: f"admin:explainer_{record.type_name}_{name}" for name in ("change", "revisions", "revision", "redact")
    }
    return {**admin.site.each_context(request), "record": record, "opts": record._meta, "names": names}
