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

from .editor.cards import article_cards
from .models import Annotation, Article, Citation, Claim, Event, Note, Source

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


class LibraryAdmin(admin.ModelAdmin):
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
class SourceAdmin(admin.ModelAdmin):
    list_display = ["title", "publisher", "published_on", "slug"]
    list_filter = ["publisher"]
    search_fields = ["title", "slug", "publisher", "url"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "section", "state", "published_at", "cards"]
    list_filter = ["state", "section", "language", "published_at"]
    search_fields = ["title", "slug", "standfirst", "byline", "text"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "published_at"
    save_on_top = True
    inlines = [AnnotationInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "section", "standfirst", "byline", "body", "language"]}),
        (_("Publication"), {"fields": ["state", ("published_at", "updated_at")]}),
        (_("Lead picture"), {"fields": ["picture", "picture_alt", "picture_caption", "picture_credit"]}),
    ]

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
class AnnotationAdmin(admin.ModelAdmin):
    list_display = ["item", "words", "article", "anchor"]
    list_filter = ["anchor", "article"]
    list_select_related = ["note", "claim", "article"]
    search_fields = ["exact", "note__title", "claim__title", "article__title"]
    autocomplete_fields = ["article", "note", "claim"]
    readonly_fields = ["suffix", "start", "anchor"]

    @admin.display(description=_("words"))
    def words(self, annotation):
        return format_html("“{}”", annotation.exact[:80])
