"""What the admin pages of public records share: marking the pages that show a record, and sources edited in place."""

from django import forms
from django.contrib import admin

from explainer.actions import publishing, revising
from explainer.models import Article, Citation, Claim, Note

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

    def save_model(self, request, obj, form, change):
        form.shown_before = publishing.shown(obj) if change else set()
        if change and isinstance(obj, WITH_HISTORY):
            revising.baseline(record=obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if isinstance(form.instance, WITH_HISTORY):
            revising.revise(form.instance, by=request.user)
        publishing.mark(form.shown_before | publishing.shown(form.instance))

    def delete_model(self, request, obj):
        with publishing.change(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with publishing.change(*queryset):
            super().delete_queryset(request, queryset)


class CitationInline(admin.TabularInline):
    model = Citation
    extra = 0
    autocomplete_fields = ["source"]
    fields = ["source", "words", "position"]
