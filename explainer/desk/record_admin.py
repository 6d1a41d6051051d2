"""The admin of records that pages show, and the one way in which its forms are saved.

Django's admin calls `save_model`, then `save_related`. Here the first does nothing and the second saves the record and
its rows inside one `publication.change`, as every other change of a public record is made. What a kind of record adds
to that stands in the two hooks, `before_save` and `after_save`. Whatever the desk has a form of is a VersionedAdmin.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib import admin, messages
from django.db import connection
from django.db.models import Field, Model, QuerySet, URLField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from explainer.actions.desk_log import words_of
from explainer.actions.permissions import may_change
from explainer.publication.change import change as publication_change

from .deleting import DeletingAdmin
from .local_drafts import tell_saved
from .versioned_form import VersionedForm, VersionedFormSet
from .versions import SEEN, FieldConflict

OneRecord = TypeVar("OneRecord", bound=Model)


class VersionedAdmin(DeletingAdmin):
    """Refuses a stale save, and shows what differs. Its forms are VersionedForms, its rows VersionedFormSets."""

    form = VersionedForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name != SEEN]  # the template puts it into the form

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form knows who sends it: one's own other tab is called that."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.sender = request.user  # the class is made for this request
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """One save of a record after the other, so that each is compared with what the one before it left."""
        if request.method == "POST" and connection.in_atomic_block and str(object_id).isdigit():
            self.model._base_manager.select_for_update().filter(pk=object_id).order_by().values_list("pk").first()
        return super().get_object(request, object_id, from_field)

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Day and time say in their names what they are of."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.SplitDateTimeField) and isinstance(field.widget, forms.MultiWidget):
            for widget, part in zip(field.widget.widgets, (_("day"), _("time")), strict=True):
                widget.attrs["aria-label"] = f"{field.label}, {part}"
        return field

    def message_user(
        self, request: HttpRequest, message: Any, level: int | str = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """After a save it is in the desk's words: Django says too where one is, and what one may do there."""
        saved, deleted = getattr(request, "just_saved", None), getattr(request, "just_deleted", None)
        if level == messages.SUCCESS and saved:
            message = self._saved_words(saved)
        elif level == messages.SUCCESS and deleted:
            message = _("“%s” is deleted.") % deleted
        super().message_user(request, message, level, *args, **kwargs)

    def _saved_words(self, saved: Model) -> str:
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[saved.pk])
        link = format_html('<a href="{}">{}</a>', address, saved)
        return format_html(_("“{record}” is saved."), record=link)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        request.just_saved = obj  # type: ignore[attr-defined]  # for `message_user`, which Django doesn't tell
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        request.just_saved = obj  # type: ignore[attr-defined]
        return super().response_change(request, obj)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        request.just_deleted = obj_display  # type: ignore[attr-defined]
        return super().response_delete(request, obj_display, obj_id)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """With the names of fields as the catalogues have them, so that each reader of the log has them in theirs."""
        message: Any = super().construct_change_message(request, form, formsets, add)
        tables = [each._meta for each in (self.model, *(each.model for each in formsets or ()))]
        with override(None):  # as Django makes the message
            named = [str(f.verbose_name) for table in tables for f in (*table.fields, *table.many_to_many)]
        known = {str(capfirst(name)): name for name in named}
        for changed in (part["changed"] for part in message if part.get("changed")):
            changed["fields"] = [known.get(name, name) for name in changed["fields"]]
        return message

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page, with our own sentences of the log in the reader's language."""
        response: Any = super().history_view(request, object_id, extra_context)
        for entry in getattr(response, "context_data", {}).get("action_list", []):
            entry.change_message = words_of(entry)
        return response  # type: ignore[no-any-return]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if getattr(formset, "is_kept", False):
            formset.leave()
        else:
            super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if said := form.told() if isinstance(form, VersionedForm) else "":
            messages.info(request, said)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> HttpResponse:  # fmt: skip
        form = context["adminform"].form
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        if isinstance(form, VersionedForm) and not form.is_bound and obj is not None:
            seen = json.loads(form.fields[SEEN].initial or "{}")
            form.fields[SEEN].initial = json.dumps(seen | {each.prefix: each.version() for each in formsets})
        if found := conflicts(form, formsets):
            for conflict in found:
                conflict.is_own = form.is_own_conflict  # rows don't know who sends them
            context |= {"conflicts": found, "refusal": form.refusal()}
        return super().render_change_form(request, context, add, change, form_url, obj)


def conflicts(form: Any, formsets: list[VersionedFormSet]) -> list[FieldConflict]:
    """What both have changed, in the form and in its rows."""
    return [conflict for each in (form, *formsets) for conflict in getattr(each, "conflicts", [])]


class RecordAdmin(VersionedAdmin, Generic[OneRecord]):
    """Admin of a record that pages show: articles, notes and claims, and the sources and annotations in them."""

    not_in_list: ClassVar[list[str]] = []  # long texts that a list neither shows nor should read, sort and drop
    list_per_page = 50
    empty_value_display = ""
    show_full_result_count = False  # "5 results (10,000 total)" would count the whole table beside the search

    def before_save(self, request: HttpRequest, record: OneRecord, *, is_new: bool) -> None:
        """A hook: called in the change, with the form's values in the record and the old ones in the database."""

    def after_save(self, request: HttpRequest, record: OneRecord, form: forms.ModelForm[OneRecord]) -> None:
        """A hook: called in the change, once the record and all its rows are in the database."""

    def save_model(self, request: HttpRequest, obj: OneRecord, form: Any, change: bool) -> None:
        """Nothing yet: `save_related`, which Django calls next, saves all of it in one change."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        record: OneRecord = form.instance
        with publication_change(record):
            self.before_save(request, record, is_new=not change)
            record.save()
            super().save_related(request, form, formsets, change)
            self.after_save(request, record, form)

    def delete_model(self, request: HttpRequest, obj: OneRecord) -> None:
        with publication_change(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[OneRecord]) -> None:
        with publication_change(*queryset):
            super().delete_queryset(request, queryset)

    def has_change_permission(self, request: HttpRequest, obj: OneRecord | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: OneRecord | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """An address typed without a scheme is one of https."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OneRecord]:
        rows = super().get_queryset(request)
        return rows.defer(*self.not_in_list) if self.is_list(request) else rows

    def is_list(self, request: HttpRequest) -> bool:
        """True if the request is for the list of the records."""
        match = request.resolver_match
        return match is not None and match.url_name == f"{self.opts.app_label}_{self.opts.model_name}_changelist"

    def response_add(self, request: HttpRequest, obj: OneRecord, post_url_continue: str | None = None) -> HttpResponse:
        return tell_saved(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: OneRecord) -> HttpResponse:
        return tell_saved(request, super().response_change(request, obj))


class LabelledFormSet(VersionedFormSet):
    """Rows whose boxes for deleting say their names."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")


class LabelledInline(admin.TabularInline):
    """A table of rows whose fields say their names to screen readers too, not only in the column's head."""

    formset = LabelledFormSet
    view_on_site = False
    extra = 0

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            for button in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, button, False)  # records are looked at on pages of their own
            field.widget.attrs.setdefault("aria-label", str(field.label))
        return field
