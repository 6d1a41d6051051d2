"""The form of a public record works on its working copy: what is saved there readers don't see.

The form keeps the public record's address. Opening it makes nothing; the first save makes the copy. Rows (dates,
sources) of a working copy are written anew with every save, so that a form which was opened before the copy was made,
or which saves itself while somebody types, needs no keys of rows.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from explainer.actions import permissions, working_copies
from explainer.models import Article, Citation, Claim, Note

from .form_rows import with_new_rows
from .record_admin import RecordAdmin

OnePublicRecord = TypeVar("OnePublicRecord", bound=Article | Note | Claim)
AUTOSAVE = "_autosave"  # sent by static/js/desk/autosave.js


class WorkingCopyAdmin(RecordAdmin[OnePublicRecord]):
    """Reads and writes the working copy in place of a record that readers can see."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> OnePublicRecord | None:
        record: OnePublicRecord | None = super().get_object(request, object_id, from_field)
        match = request.resolver_match
        if record is None or match is None or match.url_name != f"{self.opts.app_label}_{self.opts.model_name}_change":
            return record
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
        if record.is_working_copy:
            Citation.objects.of(record).delete()
            if isinstance(record, Note):
                record.events.all().delete()
        super().save_related(request, form, formsets, change)

    def after_save(self, request: HttpRequest, record: OnePublicRecord, form: forms.ModelForm[OnePublicRecord]) -> None:
        super().after_save(request, record, form)
        if record.is_working_copy and not working_copies.end_if_same(copy=record):
            working_copies.edited(copy=record, by=request.user)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        if AUTOSAVE in request.POST:
            return None
        return super().log_change(request, working_copies.original(obj), message)

    def response_change(self, request: HttpRequest, obj: OnePublicRecord) -> HttpResponse:
        if AUTOSAVE in request.POST:
            at = date_format(timezone.localtime(obj.modified), "TIME_FORMAT")
            return JsonResponse({"version": obj.modified.isoformat(), "at": at})
        return super().response_change(request, working_copies.original(obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: OnePublicRecord | None = None,
    ) -> HttpResponse:  # fmt: skip
        if AUTOSAVE in request.POST:
            form = context["adminform"].form
            errors = [" ".join(map(str, each)) for each in context["errors"]]
            return JsonResponse(
                {"problems": errors, "conflict": bool(form.conflict)}, status=409 if form.conflict else 422
            )
        if obj is not None and (obj.is_working_copy or obj.is_public):
            context["autosave"] = reverse(f"admin:explainer_{self.opts.model_name}_change", args=[obj.original_pk])
        if obj is not None and obj.is_working_copy:
            context["original"] = working_copies.original(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
