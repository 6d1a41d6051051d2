"""What the admin pages of public records share: who may change which, marking their pages, sources edited in place."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _

from explainer import search
from explainer.actions import revising
from explainer.actions.permissions import may_change
from explainer.models import Article, Citation, Claim, Note
from explainer.publication.change import change, shown
from explainer.publication.outbox import mark

from .local_drafts import tell_saved

WITH_HISTORY = (Article, Note, Claim)


class LinesField(forms.CharField):
    """A list of names, one to a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class PublicAdmin(admin.ModelAdmin):
    """Admin of records that pages show: a change's own transaction keeps a revision and marks what it makes stale."""

    not_in_list: ClassVar[list[str]] = []  # long texts that a list neither shows nor should read, sort and drop
    list_per_page = 50
    show_full_result_count = False  # "5 results (10,000 total)" would count the whole table beside the search

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Day and time say in their names what they are of."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.SplitDateTimeField):
            for widget, part in zip(field.widget.widgets, (_("day"), _("time")), strict=True):
                widget.attrs["aria-label"] = f"{field.label}, {part}"
        return field

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.defer(*self.not_in_list) if is_list(request, self.opts) else rows

    def save_model(self, request, obj, form, change):
        form.shown_before = shown(obj) if change else shown()
        if change and isinstance(obj, WITH_HISTORY):
            revising.baseline(record=obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if isinstance(form.instance, WITH_HISTORY):
            said = {"change": form.cleaned_data.get("change_class"), "line": form.cleaned_data.get("change_line")}
            made = revising.revise(form.instance, by=request.user, **{name: text or "" for name, text in said.items()})
            self.told(request, made)
        search.index(form.instance)
        mark(form.shown_before | shown(form.instance))

    def response_add(self, request, obj, post_url_continue=None):
        return tell_saved(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return tell_saved(request, super().response_change(request, obj))

    def delete_model(self, request, obj):
        with change(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with change(*queryset):
            super().delete_queryset(request, queryset)


def is_list(request, options):
    """True if the request is for the list of the records of a model."""
    found = request.resolver_match
    return bool(found) and found.url_name == f"{options.app_label}_{options.model_name}_changelist"


class LabelledFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")


class LabelledInline(admin.TabularInline):
    """A table of rows whose fields say their names to screen readers too, not only in the column's head."""

    formset = LabelledFormSet
    view_on_site = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            for button in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, button, False)  # records are looked at on pages of their own
            field.widget.attrs.setdefault("aria-label", str(field.label))
        return field


class CitationInline(LabelledInline):
    model = Citation
    extra = 0
    autocomplete_fields = ["source"]
    fields = ["source", "words", "position"]
