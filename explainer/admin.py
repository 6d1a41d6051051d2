"""The newsroom in Django admin: every record can be found, filtered, written and corrected here."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .actions import publishing
from .editor.cards import article_cards
from .models import (
    Annotation,
    Article,
    Citation,
    Claim,
    EmbedCount,
    EmbeddingSite,
    Event,
    Note,
    Source,
    Theme,
    allowed_origins,
)
from .public_urls import embed_pages

admin.site.site_header = admin.site.site_title = _("Newsroom")
admin.site.index_title = _("Articles and their background")


class AliasesField(forms.CharField):
    """A list of names, one to a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class NoteForm(ModelForm):
    aliases = AliasesField(required=False, help_text=_("Other names for it in articles, one to a line."))


class CitationInline(admin.TabularInline):
    model = Citation
    extra = 0
    autocomplete_fields = ["source"]
    fields = ["source", "words", "position"]


class EventInline(admin.TabularInline):
    model = Event
    extra = 0
    autocomplete_fields = ["source"]


class AnnotationInline(admin.TabularInline):
    model = Annotation
    extra = 0
    autocomplete_fields = ["note", "claim"]
    fields = ["exact", "prefix", "note", "claim", "anchor"]
    readonly_fields = ["anchor"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 40})}}


class PublicAdmin(admin.ModelAdmin):
    """Admin of records that pages show: what a change makes stale is marked in the change's own transaction."""

    def save_model(self, request, obj, form, change):
        form.shown_before = publishing.shown(obj) if change else set()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        publishing.mark(form.shown_before | publishing.shown(form.instance))

    def delete_model(self, request, obj):
        with publishing.change(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with publishing.change(*queryset):
            super().delete_queryset(request, queryset)


class LibraryAdmin(PublicAdmin):
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "modified"
    save_on_top = True
    autocomplete_fields = ["owner"]


@admin.register(Note)
class NoteAdmin(LibraryAdmin):
    form = NoteForm
    list_display = ["title", "kind", "state", "as_of", "review_by", "modified"]
    list_filter = ["state", "kind", "as_of", "review_by"]
    search_fields = ["title", "slug", "summary", "aliases"]
    inlines = [EventInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "state", "summary", "body", "aliases"]}),
        (_("Place"), {"fields": ["place_name", ("latitude", "longitude")]}),
        (_("Freshness"), {"fields": [("as_of", "review_by"), "owner"]}),
    ]


@admin.register(Claim)
class ClaimAdmin(LibraryAdmin):
    list_display = ["title", "claimant", "verdict", "kind", "state", "as_of", "review_by"]
    list_filter = ["state", "verdict", "kind", "as_of", "review_by"]
    search_fields = ["title", "slug", "summary", "claimant", "quote"]
    inlines = [CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "state", "summary"]}),
        (_("What was said"), {"fields": ["claimant", "claimant_role", "quote", ("said_on", "venue"), "kind"]}),
        (_("How it stands"), {"fields": ["verdict", "reasoning", "would_change"]}),
        (_("Freshness"), {"fields": [("as_of", "review_by"), "owner"]}),
    ]


@admin.register(Source)
class SourceAdmin(PublicAdmin):
    list_display = ["title", "publisher", "published_on", "slug"]
    list_filter = ["publisher"]
    search_fields = ["title", "slug", "publisher", "url"]
    prepopulated_fields = {"slug": ["title"]}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Article)
class ArticleAdmin(PublicAdmin):
    list_display = ["title", "section", "state", "published_at", "cards"]
    list_filter = ["state", "section", "language", "published_at"]
    search_fields = ["title", "slug", "standfirst", "byline", "text"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "published_at"
    save_on_top = True
    ordering = ["-published_at", "-pk"]
    inlines = [AnnotationInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "section", "standfirst", "byline", "body", "language"]}),
        (_("Publication"), {"fields": ["state", ("published_at", "updated_at"), "embedding"]}),
        (_("Lead picture"), {"fields": ["picture", "picture_alt", "picture_caption", "picture_credit"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"body", "standfirst", "title"}:
            field.widget.attrs |= {"body": {"rows": 28, "cols": 90}, "standfirst": {"rows": 3}, "title": {"size": 70}}[
                db_field.name
            ]
        return field

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).annotate(card_count=models.Count("annotations"))

    @admin.display(description=_("cards"), ordering="card_count")
    def cards(self, article):
        return article.card_count

    def get_urls(self):
        cards = self.admin_site.admin_view(article_cards)
        return [path("<int:pk>/cards/", cards, name="explainer_article_cards"), *super().get_urls()]

    def save_related(self, request, form, formsets, change):
        """Tell the editor at once what came loose by this save."""
        super().save_related(request, form, formsets, change)
        loosened = form.instance.loosened
        if loosened:
            link = reverse("admin:explainer_article_cards", args=[form.instance.pk])
            text = format_html(
                '{} <a href="{}">{}</a>', loose_message(loosened), link, _("Decide what happens to them")
            )
            messages.warning(request, text)


def loose_message(loosened):
    """ "2 cards came loose, 1 is a guess." """
    guesses = sum(annotation.anchor == Annotation.Anchor.GUESS for annotation in loosened)
    loose = ngettext("%(n)d card came loose", "%(n)d cards came loose", len(loosened)) % {"n": len(loosened)}
    if not guesses:
        return f"{loose}."
    return loose + ngettext(", %(n)d is a guess.", ", %(n)d are guesses.", guesses) % {"n": guesses}


@admin.register(Annotation)
class AnnotationAdmin(PublicAdmin):
    list_display = ["item", "words", "article", "anchor"]
    list_filter = ["anchor", "article"]
    list_select_related = ["note", "claim", "article"]
    search_fields = ["exact", "note__title", "claim__title", "article__title"]
    autocomplete_fields = ["article", "note", "claim"]
    readonly_fields = ["suffix", "start", "anchor"]

    @admin.display(description=_("words"))
    def words(self, annotation):
        return format_html("“{}”", annotation.exact[:80])


class EmbeddingSiteForm(ModelForm):
    origins = AliasesField(
        help_text=_(
            "Scheme and host, one to a line: https://news.example.org, https://*.example.org for its subdomains."
        )
    )


@admin.register(EmbeddingSite)
class EmbeddingSiteAdmin(admin.ModelAdmin):
    form = EmbeddingSiteForm
    list_display = ["name", "where", "theme", "only_listed", "is_active"]
    list_filter = ["is_active", "only_listed", "theme"]
    list_select_related = ["theme"]
    search_fields = ["name", "origins"]
    readonly_fields = ["how"]
    fieldsets = [
        (None, {"fields": ["name", "origins", ("theme", "how")]}),
        (_("What it may embed"), {"fields": [("articles", "notes", "claims", "timelines")]}),
        (_("The list"), {"fields": ["is_active", "only_listed"]}),
    ]

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        publishing.mark(embed_pages())

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        publishing.mark(embed_pages())

    @admin.display(description=_("origins"))
    def where(self, site):
        return ", ".join(site.origins)

    @admin.display(description=_("how its editors get the look"))
    def how(self, site):
        if not site.theme:
            return _("Choose a theme, and save.")
        return format_html(_("By pasting addresses that end in <b>?theme={}</b>"), site.theme.slug)

    def save_model(self, request, obj, form, change):
        """Say at once what the list now does: whether it closes embedding to everybody else."""
        super().save_model(request, obj, form, change)
        publishing.mark(embed_pages())
        origins = allowed_origins("article")
        if origins is None:
            messages.info(
                request, _("Every site may embed. To limit it to this list, tick “only listed sites may embed”.")
            )
        else:
            listed = ", ".join(origins) or _("nobody")
            messages.warning(request, _("Articles may now be embedded only by: %s") % listed)


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "font", "when_dark"]
    list_select_related = ["when_dark"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "logo", "font", "corner"]}),
        (_("Colours"), {"fields": ["paper", "ink", "muted", "note", "claim", "when_dark"]}),
    ]


@admin.register(EmbedCount)
class EmbedCountAdmin(admin.ModelAdmin):
    list_display = ["day", "origin", "views"]
    list_filter = ["day"]
    search_fields = ["origin"]
    date_hierarchy = "day"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
