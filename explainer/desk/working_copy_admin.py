"""The form of a public record works on its working copy: what is saved there readers don't see.

Drafts, and the working copies of what is public, save themselves while somebody types; what can't be saved yet is kept
(`kept_forms.py`). A save of its own makes no revision of a draft, unless the words before were somebody else's.
The form keeps the public record's address. Opening it makes nothing; the first save makes the copy. Rows (dates,
sources) of a working copy are written anew with every save, so that a form which was opened before the copy was made,
or which saves itself while somebody types, needs no keys of rows.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from explainer.actions import permissions, working_copies
from explainer.models import Article, Citation, Claim, Note, State

from . import kept_forms
from .form_rows import with_new_rows
from .record_admin import RecordAdmin, conflicts


def _saves_itself(record: Article | Note | Claim) -> bool:
    """True for what readers neither see nor are about to see."""
    return not record.is_working_copy and record.state in {State.DRAFT, State.REVIEW}


def _is_add(request: HttpRequest) -> bool:
    return bool(request.resolver_match and str(request.resolver_match.url_name).endswith("_add"))


OnePublicRecord = TypeVar("OnePublicRecord", bound=Article | Note | Claim)
AUTOSAVE = "_autosave"  # sent by static/js/desk/autosave.js


class WorkingCopyAdmin(RecordAdmin[OnePublicRecord]):
    """Reads and writes the working copy in place of a record that readers can see."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> OnePublicRecord | None:
        record: OnePublicRecord | None = super().get_object(request, object_id, from_field)
        match = request.resolver_match
        if record is None or match is None or match.url_name != f"{self.opts.app_label}_{self.opts.model_name}_change":
            return record
        if _saves_itself(record) and request.method == "POST":
            request.POST = with_new_rows(request.POST)  # type: ignore[assignment]
        copy = working_copies.working_copy(record)
        if copy is None and request.method == "POST" and permissions.may_propose(request.user, record):
            copy = working_copies.begin(record=record, by=request.user)
        if copy is None:
            return record
        if request.method == "POST":
            request.POST = with_new_rows(request.POST)  # type: ignore[assignment]
        return copy

    def has_change_permission(self, request: HttpRequest, obj: OnePublicRecord | None = None) -> bool:
        """Whoever may not change what is public may still propose a change of it."""
        if super().has_change_permission(request, obj):
            return True
        return obj is not None and permissions.may_propose(request.user, obj) and not self._copied(obj)

    def has_delete_permission(self, request: HttpRequest, obj: OnePublicRecord | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_working_copy)

    def _copied(self, record: OnePublicRecord) -> bool:
        return working_copies.working_copy(record) is not None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        record: OnePublicRecord = form.instance
        excerpts: dict[int, str] = {}
        if record.pk and (record.is_working_copy or _saves_itself(record)):
            excerpts = dict(Citation.objects.of(record).exclude(excerpt="").values_list("source", "excerpt"))
            for rows in formsets:
                if not rows.is_kept:
                    rows.model.objects.filter(**{rows.fk.name: record}).delete()
        super().save_related(request, form, formsets, change)
        for source, excerpt in excerpts.items():  # no field of the form has them
            Citation.objects.of(record).filter(source=source).update(excerpt=excerpt)
        seen = form.version_now() | {rows.prefix: rows.version_now() for rows in formsets}
        request.seen_version = json.dumps(seen)  # type: ignore[attr-defined]  # for the answer to what saves itself

    def after_save(self, request: HttpRequest, record: OnePublicRecord, form: forms.ModelForm[OnePublicRecord]) -> None:
        super().after_save(request, record, form)
        kept_forms.forget(request, record.type_name, record.original_pk, *([None] if _is_add(request) else []))
        if not record.is_working_copy or not working_copies.end_if_same(copy=record):
            working_copies.edited(copy=record, by=request.user)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        if AUTOSAVE in request.POST:
            return None
        return super().log_change(request, working_copies.original(obj), message)

    def response_add(
        self, request: HttpRequest, obj: OnePublicRecord, post_url_continue: str | None = None
    ) -> HttpResponse:
        if AUTOSAVE in request.POST:
            return self._saved_by_itself(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def _saved_by_itself(self, request: HttpRequest, record: OnePublicRecord) -> HttpResponse:
        at = date_format(timezone.localtime(record.modified), "TIME_FORMAT")
        address = reverse(f"admin:explainer_{self.opts.model_name}_change", args=[record.original_pk])
        version: str = request.seen_version  # type: ignore[attr-defined]  # as `save_related` leaves it
        return JsonResponse({"version": version, "at": at, "address": address})

    def response_change(self, request: HttpRequest, obj: OnePublicRecord) -> HttpResponse:
        if AUTOSAVE in request.POST:
            return self._saved_by_itself(request, obj)
        return super().response_change(request, working_copies.original(obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: OnePublicRecord | None = None,
    ) -> HttpResponse:  # fmt: skip
        if AUTOSAVE in request.POST:
            form = context["adminform"].form
            errors = [" ".join(map(str, each)) for each in context["errors"]]
            is_kept = kept_forms.keep(request, self.model.type_name, obj.original_pk if obj else None)
            is_stale = bool(conflicts(form, [rows.formset for rows in context["inline_admin_formsets"]]))
            said = {"problems": errors, "conflict": form.refused_by_itself() if is_stale else "", "kept": is_kept}
            return JsonResponse(said, status=409 if is_stale else 422)
        context["errors"] = []  # the bar names them, where they stay in sight
        if obj is None:
            context["autosave"] = reverse(f"admin:explainer_{self.opts.model_name}_add")
        elif obj.is_working_copy or obj.is_public or _saves_itself(obj):
            context["autosave"] = reverse(f"admin:explainer_{self.opts.model_name}_change", args=[obj.original_pk])
        if request.method == "GET":
            context["kept_form"] = kept_forms.kept(request, self.model.type_name, obj.original_pk if obj else None)
        if obj is not None and obj.is_working_copy:
            context["original"] = working_copies.original(obj)
            if not self.has_change_permission(request, obj):
                obj.slug = obj.wanted_slug  # shown to whoever may only read it, and saved by nothing
        return super().render_change_form(request, context, add, change, form_url, obj)
