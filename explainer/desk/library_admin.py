"""Notes, claims and sources."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from explainer.actions.translating import changed_since, follow_original
from explainer.actions.working_copies import original
from explainer.models import Claim, Event, Note, Source
from explainer.styles import csp_hash, embed_css

from .archiving import archive_offer, explain_archive
from .bulk_actions import actions_of
from .canvas import ON_CANVAS, canvas_attributes
from .card_preview import preview
from .claims_admin import ClaimantInput
from .deleting import resting_on_source
from .duplicates import find_known, known_names
from .length_guide import LENGTHS, CountedTextarea
from .library_filters import (
    BehindFilter,
    DueFilter,
    LanguageFilter,
    SentencesFilter,
    ValuesFilter,
    VerdictFilter,
)  # fmt: skip
from .link_found import explain_check, is_changed, is_moved
from .list_columns import AssignedFilter, ChangesFilter, OwnerFilter, with_uses
from .public_at_once import PublicAtOnceAdmin, keep_name
from .public_record_admin import CitationInline, PublicRecordAdmin
from .public_record_form import LinesField, PublicRecordForm
from .record_admin import LabelledInline, RecordAdmin
from .sources import find_source, source_from_address
from .support import sentence_support
from .usage import usage
from .working_copy_admin import AUTOSAVE

TRANSLATION: Any = (_("Language"), {"fields": ["language", "translation_of", "up_to_date"]})
LibraryItem = TypeVar("LibraryItem", bound=Note | Claim)


class LibraryForm(PublicRecordForm):
    up_to_date = forms.BooleanField(
        required=False,
        label=_("This translation is up to date"),
        help_text=_("Tick it when it says what the original says now: readers see of which day it is."),
    )


class NoteForm(LibraryForm):
    aliases = LinesField(
        label=_("Aliases"), required=False, help_text=_("Other names for it in articles, one to a line.")
    )


class EventInline(LabelledInline):
    model = Event
    autocomplete_fields = ["source"]


class LibraryAdmin(PublicRecordAdmin[LibraryItem]):
    """What notes and claims have alike: a preview, a guide to lengths, a warning of duplicates, where it is used."""

    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["owner", "translation_of"]
    actions = (*actions_of("publish", "take_down", "owner", "review_by"), "move_to_bin")
    list_select_related = ("owner",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[LibraryItem]:
        rows = super().get_queryset(request)
        return with_uses(rows) if self.is_list(request) else rows

    def after_save(self, request: HttpRequest, record: LibraryItem, form: forms.ModelForm[LibraryItem]) -> None:
        follow_original(item=record, is_up_to_date=bool(form.cleaned_data.get("up_to_date")))
        super().after_save(request, record, form)
        if {"title", "aliases"} & set(form.changed_data) and AUTOSAVE not in request.POST:
            for known in find_known(self.model, [record.title, *getattr(record, "aliases", [])], record.original_pk):
                if not known.is_near:
                    messages.warning(request, _("It is saved. But this has the same title or alias: %s") % known.item)

    def get_fieldsets(self, request: HttpRequest, obj: LibraryItem | None = None) -> Any:
        """Without “publish with the article” once it is public."""
        fieldsets = super().get_fieldsets(request, obj)
        is_public = obj is not None and (obj.is_working_copy or obj.is_public)
        if not self.has_change_permission(request, obj):  # who only reads the form has nothing to tick
            fieldsets = [
                (name, {**of, "fields": [f for f in of["fields"] if f != "up_to_date"]}) for name, of in fieldsets
            ]
        return [each for each in fieldsets if not (is_public and "with_article" in each[1]["fields"])]

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in LENGTHS:
            attributes = canvas_attributes() if db_field.name in ON_CANVAS else {}
            kwargs["widget"] = CountedTextarea(db_field.name, attributes)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: LibraryItem | None = None,
    ) -> HttpResponse:  # fmt: skip
        for view in ("preview", "names"):
            context[f"{view}_address"] = reverse(self._address(view), args=[obj.original_pk] if obj else [])
        if obj is not None:
            context["usage"] = usage(original(obj))
            context["translation"] = {"of": obj.translation_of, "changed": changed_since(obj)}
        response = super().render_change_form(request, context, add, change, form_url, obj)
        # The preview's frame inherits this page's policy, so the embed's style sheet is allowed here too.
        response._csp_update = {"style-src": [csp_hash(embed_css())]}  # type: ignore[attr-defined]  # as django-csp's decorators do
        return response

    def get_urls(self) -> list[URLPattern]:
        base = f"explainer_{self.opts.model_name}"
        view = self.admin_site.admin_view(partial(preview, model_admin=self))
        names = self.admin_site.admin_view(partial(known_names, model=self.model))
        return [
            path("preview/", view, name=f"{base}_preview"),
            path("<int:pk>/preview/", view, name=f"{base}_preview"),
            path(
                "<int:pk>/sentences/",
                self.admin_site.admin_view(partial(sentence_support, model=self.model)),
                name=f"{base}_support",
            ),
            path("names/", names, name=f"{base}_names"),
            path("<int:pk>/names/", names, name=f"{base}_names"),
            *super().get_urls(),
        ]


@admin.register(Note)
class NoteAdmin(LibraryAdmin[Note]):
    form = NoteForm
    list_display = ["title", "kind", "standing", "used_in", "owner", "checked", "review_by", "updated"]
    list_filter = [
        "state", ChangesFilter, AssignedFilter, "kind", SentencesFilter, BehindFilter, OwnerFilter,
        "as_of", "review_by", "modified",
    ]  # fmt: skip
    search_fields = ["title", "slug", "summary", "aliases"]
    inlines = [EventInline, CitationInline]
    not_in_list = ["body", "summary", "aliases"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "summary", "body"]}),
        (_("Names and address"), {"fields": ["aliases", "slug", "same_as"]}),
        TRANSLATION,
        (_("Picture"), {"fields": ["picture", "picture_alt", "picture_caption", "picture_credit"]}),
        (_("Place"), {"fields": ["place_name", ("latitude", "longitude"), "place_kind"]}),
        (_("Freshness"), {"fields": [("as_of", "review_by"), "owner"]}),
        (_("Publication"), {"fields": ["with_article"]}),
    ]


@admin.register(Claim)
class ClaimAdmin(LibraryAdmin[Claim]):
    form = LibraryForm
    list_display = ["title", "claimant", "judged", "standing", "used_in", "owner", "checked", "review_by", "updated"]
    list_filter = [
        "state", ChangesFilter, AssignedFilter, VerdictFilter, DueFilter, SentencesFilter, BehindFilter, "kind",
        OwnerFilter, "as_of", "review_by", "modified",
    ]  # fmt: skip
    search_fields = ["title", "slug", "summary", "claimant", "quote"]
    inlines = [CitationInline]
    not_in_list = ["summary", "quote", "reasoning", "would_change"]

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """Who only reads the form reads the verdict’s word, and not the value that is stored."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        (name, first), *others = fieldsets
        fields = [("kind", "judged") if each == ("kind", "verdict") else each for each in first["fields"]]
        return [(name, {**first, "fields": fields}), *others]

    @admin.display(description=_("verdict"), ordering="verdict")
    def judged(self, claim: Claim) -> str:
        """In the scale's word, as readers see it."""
        return claim.verdict_on_scale.label

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "claimant":
            kwargs["widget"] = ClaimantInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    fieldsets = [
        (None, {"fields": ["title", "claimant", "quote", ("kind", "verdict"), "summary", "reasoning"]}),
        (_("When and where"), {"fields": ["said_on", "venue", "claimant_role"]}),
        (_("What would change it"), {"fields": ["would_change", "judge_by"]}),
        (_("Address"), {"fields": ["slug"]}),
        TRANSLATION,
        (_("Freshness"), {"fields": [("as_of", "review_by"), "owner"]}),
        (_("Publication"), {"fields": ["with_article"]}),
    ]


@admin.register(Source)
class SourceAdmin(PublicAtOnceAdmin, RecordAdmin[Source]):
    list_display = ["title", "publisher", "kind", "published_on", "online", "slug"]
    list_select_related = ["link_check"]
    list_filter = ["link_check__is_dead", "kind", LanguageFilter, ("publisher", ValuesFilter)]
    search_fields = ["title", "slug", "publisher", "url"]
    prepopulated_fields = {"slug": ["title"]}

    def rests_on(self, record: Source) -> list[str]:
        return resting_on_source(record)

    def before_save(self, request: HttpRequest, record: Source, *, is_new: bool) -> None:
        keep_name(request, record, "title")

    @admin.display(description=_("link"))
    def online(self, source: Source) -> str:
        """What the last check found where something is to be done about it, and the copy or where to get one."""
        check = getattr(source, "link_check", None)
        if check is None or not (check.is_dead or is_moved(source, check) or is_changed(source, check)):
            return ""
        found = _("dead") if check.is_dead else _("moved") if is_moved(source, check) else _("changed")
        name, address = archive_offer(source, is_dead=check.is_dead) or ("", "")
        return format_html('{} <a href="{}" rel="noopener">{}</a>', found, address, name) if name else str(found)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: Source | None = None,
    ) -> HttpResponse:  # fmt: skip
        explain_archive(context["adminform"].form)
        explain_check(context["adminform"].form)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(source_from_address)
        return [path("from-address/", view, name="explainer_source_from_address"), *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Source], search_term: str
    ) -> tuple[models.QuerySet[Source], bool]:
        """A whole address finds the source that has it, however it was copied."""
        if "://" in search_term:
            try:
                known = find_source(search_term)
                return (queryset.filter(pk=known.pk) if known else queryset.none()), False
            except ValueError:
                pass
        return super().get_search_results(request, queryset, search_term)
