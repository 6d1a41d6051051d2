"""The bin, and the pages that ask before something is thrown away or removed for good."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from explainer.actions import bin, permissions
from explainer.models import PUBLIC_RECORDS, Article, Record, Revision
from explainer.text.numbers import whole_number

from . import asking_again

SHOWN = 200  # of each kind, those thrown away last


def reach(record: Record) -> list[str]:
    """What goes with a record, in the desk's words: "3 cards", "12 versions"."""
    cards = record.annotations.on_articles() if not isinstance(record, Article) else record.annotations.all()
    numbers = cards.count(), Revision.objects.of(record).count()
    said = [ngettext("%(n)d card", "%(n)d cards", numbers[0]) % {"n": numbers[0]}] if numbers[0] else []
    return said + ([ngettext("%(n)d version", "%(n)d versions", numbers[1]) % {"n": numbers[1]}] if numbers[1] else [])


@require_http_methods(["GET", "POST"])
def move_to_bin(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    """Ask, then throw a draft away."""
    record = permissions.get_allowed(request.user, model, pk, permissions.may_bin)
    if request.method == "POST":
        bin.put_into_bin(record=record, by=request.user)
        messages.success(request, _("“%s” is in the bin for thirty days.") % record)
        return redirect(f"admin:explainer_{record.type_name}_changelist")
    title = _("Move “%s” to the bin?") % record
    return _ask(request, record, {"title": title, "reach": reach(record), "asks": "bin"})


@require_http_methods(["GET", "POST"])
def remove_for_good(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    """Ask for the title, then purge what readers could see."""
    record = permissions.get_allowed(request.user, model, pk, permissions.may_purge)
    problem, title = "", str(record)
    if request.method == "POST":
        if page := asking_again.asked(request):
            return page
        try:
            bin.purge(record=record, by=request.user, typed=request.POST.get("typed", ""))
            messages.success(request, _("“%s” is removed for good.") % title)
            return redirect(f"admin:explainer_{record.type_name}_changelist")
        except ValidationError as error:
            problem = " ".join(error.messages)
    context = {
        "title": _("Remove “%s” for good?") % title, "reach": reach(record), "asks": "purge", "problem": problem,
        "slugs": [f"/{record.folder}/{slug}/" for slug in record.slugs()], "typed": request.POST.get("typed", ""),
    }  # fmt: skip
    return _ask(request, record, context, status=422 if problem else 200)


def _ask(request: HttpRequest, record: Record, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {**admin.site.each_context(request), "record": record, "opts": record._meta, **context}
    return render(request, "desk/record/leave.html", context, status=status)


@require_http_methods(["GET", "POST"])
def the_bin(request: HttpRequest) -> HttpResponse:
    """What this user may bring back or delete, with the days that are left."""
    if not any(permissions.may_write(request.user, model) for model in PUBLIC_RECORDS.values()):
        raise PermissionDenied
    if request.method == "POST":
        _decide(request)
        return redirect("desk_bin")
    records = [record for model in PUBLIC_RECORDS.values() for record in _own(request, model)[:SHOWN]]
    records.sort(key=lambda record: record.binned_at or timezone.now(), reverse=True)
    rows = [(record, _days_left(record), record._meta.verbose_name) for record in records]
    context = {**admin.site.each_context(request), "title": _("The bin"), "rows": rows}
    return render(request, "desk/bin.html", context)


def _own(request: HttpRequest, model: type[Record]) -> Any:
    if not permissions.may_write(request.user, model):
        return model._base_manager.none()
    rows = bin.in_bin(model).select_related("binned_by")
    return rows if permissions.may_publish(request.user, model) else rows.filter(made_by=request.user.pk)


def _days_left(record: Record) -> int:
    """Days begun count: on the day it is thrown away, all thirty."""
    left = (record.binned_at or timezone.now()) + bin.KEPT - timezone.now()
    return max(0, -(-left // timedelta(days=1)))


def _decide(request: HttpRequest) -> None:
    choice, _space, given = request.POST.get("choice", "").partition(" ")
    if choice == "empty":
        count = 0
        for model in PUBLIC_RECORDS.values():
            for record in _own(request, model):
                bin.delete_from_bin(record=record)
                count += 1
        messages.success(
            request, ngettext("%(n)d draft is deleted.", "%(n)d drafts are deleted.", count) % {"n": count}
        )
        return
    kind, _space, pk = given.partition(" ")
    number = whole_number(pk)
    if kind not in PUBLIC_RECORDS or number is None:
        raise Http404
    record = _own(request, PUBLIC_RECORDS[kind]).filter(pk=number).first()
    if record is None:
        messages.error(request, _("This is no longer in the bin."))
    elif choice == "restore":
        there = bin.restore_from_bin(record=record, by=request.user)
        messages.success(request, _("“%s” is back among the drafts.") % there)
    elif choice == "delete":
        bin.delete_from_bin(record=record)
        messages.success(request, _("“%s” is deleted.") % record)


def urls(model: type[Record], own: Any) -> list[URLPattern]:
    """The addresses of one kind of record. `own` wraps a view as the admin does."""
    name = f"explainer_{model._meta.model_name}"
    return [
        path("<int:pk>/bin/", own(partial(move_to_bin, model=model)), name=f"{name}_bin"),
        path("<int:pk>/purge/", own(partial(remove_for_good, model=model)), name=f"{name}_purge"),
    ]
