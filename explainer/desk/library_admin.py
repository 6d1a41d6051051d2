"""Notes, claims and sources."""

from django.contrib import admin
from django.db import models
from django.urls import path
from django.utils.translation import gettext_lazy as _

from explainer.desk.sources import find, source_from_address
from explainer.models import Claim, Event, Note, Source

from .record_admin import CitationInline, LabelledInline, LinesField, PublicAdmin
from .version_check import TrackedForm
from .workflow_admin import WorkflowAdmin
from .writing_admin import WritingAdmin


class NoteForm(TrackedForm):
    aliases = LinesField(required=False, help_text=_("Other names for it in articles, one to a line."))


class EventInline(LabelledInline):
    model = Event
    extra = 0
    autocomplete_fields = ["source"]


class LibraryAdmin(WritingAdmin, WorkflowAdmin):
    change_form_template = None  # each its own, which extend that of all records with a history
    prepopulated_fields = {"slug": ["title"]}
    save_on_top = True
    autocomplete_fields = ["owner"]


@admin.register(Note)
class NoteAdmin(LibraryAdmin):
    form = NoteForm
    list_display = ["title", "kind", "state", "as_of", "review_by", "modified"]
    list_filter = ["state", "kind", "as_of", "review_by", "modified"]
    search_fields = ["title", "slug", "summary", "aliases"]
    inlines = [EventInline, CitationInline]
    not_in_list = ["body", "summary", "aliases"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "summary", "body", "aliases"]}),
        (_("Picture"), {"fields": ["picture", "picture_alt", "picture_caption", "picture_credit"]}),
        (_("Place"), {"fields": ["place_name", ("latitude", "longitude")]}),
        (_("Freshness"), {"fields": [("as_of", "review_by"), "owner"]}),
    ]


@admin.register(Claim)
class ClaimAdmin(LibraryAdmin):
    list_display = ["title", "claimant", "verdict", "kind", "state", "as_of", "review_by"]
    list_filter = ["state", "verdict", "kind", "as_of", "review_by", "modified"]
    search_fields = ["title", "slug", "summary", "claimant", "quote"]
    inlines = [CitationInline]
    not_in_list = ["summary", "quote", "reasoning", "would_change"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary"]}),
        (_("What was said"), {"fields": ["claimant", "claimant_role", "quote", ("said_on", "venue"), "kind"]}),
        (_("How it stands"), {"fields": ["verdict", "reasoning", "would_change"]}),
        (_("Freshness"), {"fields": [("as_of", "review_by"), "owner"]}),
    ]


@admin.register(Source)
class SourceAdmin(PublicAdmin):
    list_display = ["title", "publisher", "published_on", "slug"]
    list_filter = ["link_check__is_dead", "publisher"]
    search_fields = ["title", "slug", "publisher", "url"]
    prepopulated_fields = {"slug": ["title"]}

    def get_urls(self):
        view = self.admin_site.admin_view(source_from_address)
        return [path("from-address/", view, name="explainer_source_from_address"), *super().get_urls()]

    def get_search_results(self, request, queryset, search_term):
        """A whole address finds the source that has it, however it was copied."""
        if "://" in search_term:
            try:
                known = find(search_term)
                return queryset.filter(pk=known.pk if known else None), False
            except ValueError:
                pass
        return super().get_search_results(request, queryset, search_term)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)
