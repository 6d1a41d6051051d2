"""Articles and the cards attached to them."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from explainer.editor.cards import article_cards
from explainer.models import Annotation, Article

from .public import CitationInline, PublicAdmin


class AnnotationInline(admin.TabularInline):
    model = Annotation
    extra = 0
    autocomplete_fields = ["note", "claim"]
    fields = ["exact", "prefix", "note", "claim", "anchor"]
    readonly_fields = ["anchor"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 40})}}


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
