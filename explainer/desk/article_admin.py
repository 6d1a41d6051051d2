"""Articles and the cards attached to them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from explainer.models import PUBLIC_RECORDS, Annotation, Article, Claim, Note

from . import annotate, bulk_actions
from .article_preview import article_preview
from .canvas import ON_CANVAS, canvas_attributes, canvas_pieces
from .cards_page import article_cards
from .coverage import coverage
from .importing import import_article
from .library_filters import LanguageFilter
from .list_columns import AssignedFilter, ChangesFilter, OwnerFilter
from .public_record_admin import CitationInline, PublicRecordAdmin
from .record_admin import RecordAdmin
from .support import quotations_of_article
from .text_pictures import text_picture
from .working_copy_admin import AUTOSAVE


@admin.register(Article)
class ArticleAdmin(PublicRecordAdmin[Article]):
    for_publishers = ("published_at", "updated_at", "embedding")
    list_display = ["title", "section", "standing", "published_at", "cards", "owner", "updated"]
    list_filter = ["state", ChangesFilter, AssignedFilter, "section", OwnerFilter, LanguageFilter, "published_at"]
    list_select_related = ("owner",)
    autocomplete_fields = ("owner",)
    actions = (*bulk_actions.actions_of("publish", "take_down", "owner", "section"), "move_to_bin")
    search_fields = ["title", "slug", "standfirst", "byline", "text"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    not_in_list = ["body", "text", "standfirst"]
    inlines = [CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "body"]}),
        (_("Byline and section"), {"fields": ["byline", "section", "language", "slug", "owner"]}),
        (_("Publication"), {"fields": [("published_at", "updated_at"), "published_elsewhere", "embedding"]}),
        (_("At a glance"), {"fields": ["glance", "glance_caption"]}),
        (_("Lead picture"), {"fields": ["picture", "picture_alt", "picture_caption", "picture_credit"]}),
    ]

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"body", "standfirst", "title"}:
            field.widget.attrs |= {"body": {"rows": 28, "cols": 90}, "standfirst": {"rows": 3}, "title": {"size": 70}}[
                db_field.name
            ]
        if db_field.name in ON_CANVAS:
            field.widget.attrs |= canvas_attributes()
        return field

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        """With the number of cards, counted for the rows that are shown: a join would group all articles first."""
        cards = Annotation.objects.filter(article=models.OuterRef("pk")).order_by().values("article")
        counted = models.Subquery(cards.annotate(n=models.Count("pk")).values("n"), models.IntegerField())
        return super().get_queryset(request).annotate(card_count=Coalesce(counted, 0))

    @admin.display(description=_("cards"), ordering="card_count")
    def cards(self, article: Any) -> SafeString:  # with the number that `get_queryset` adds
        return format_html('<span class="narrow">{} </span>{}', _("cards"), int(article.card_count))

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        desk = "<int:pk>/annotate/"
        return [
            path("preview/", own(partial(article_preview, model_admin=self)), name="explainer_article_preview"),
            path(
                "<int:pk>/preview/", own(partial(article_preview, model_admin=self)), name="explainer_article_preview"
            ),
            path("import/", own(import_article), name="explainer_article_import"),
            path("canvas/", own(canvas_pieces), name="explainer_canvas_pieces"),
            path("picture/", own(text_picture), name="explainer_text_picture"),
            path("<int:pk>/cards/", own(article_cards), name="explainer_article_cards"),
            path("<int:pk>/quotations/", own(quotations_of_article), name="explainer_article_quotations"),
            path(desk, own(annotate.annotate), name="explainer_article_annotate"),
            path(f"{desk}change/", annotate.change, name="explainer_article_annotate_change"),
            path(f"{desk}news/", annotate.news, name="explainer_article_annotate_news"),
            path(f"{desk}library/", annotate.library, name="explainer_article_annotate_library"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: Article | None = None,
    ) -> HttpResponse:  # fmt: skip
        more: dict[str, Any] = {"coverage": coverage(obj)} if obj else {}
        more["preview_address"] = reverse(self._address("preview"), args=[obj.original_pk] if obj else [])
        return super().render_change_form(request, {**context, **more}, add, change, form_url, obj)

    def after_save(self, request: HttpRequest, record: Article, form: forms.ModelForm[Article]) -> None:
        """Tell the editor at once what came loose by this save."""
        super().after_save(request, record, form)
        if record.loosened and AUTOSAVE not in request.POST:
            link = reverse("admin:explainer_article_cards", args=[record.original_pk])
            decide = _("Decide what happens to them")
            messages.warning(
                request, format_html('{} <a href="{}">{}</a>', loose_message(record.loosened), link, decide)
            )


def loose_message(loosened: list[Annotation]) -> str:
    """ "2 cards lost their words, 1 is a guess." """
    guesses = sum(annotation.anchor == Annotation.Anchor.GUESS for annotation in loosened)
    loose = ngettext("%(n)d card lost its words", "%(n)d cards lost their words", len(loosened)) % {"n": len(loosened)}
    if not guesses:
        return f"{loose}."
    return loose + ngettext(", %(n)d is a guess.", ", %(n)d are guesses.", guesses) % {"n": guesses}


@admin.register(Annotation)
class AnnotationAdmin(RecordAdmin[Annotation]):
    """All cards as a list. They are changed in one place, on the article's screens: nothing is public by itself."""

    list_display = ["card", "words", "in_article", "anchor"]
    list_filter = ["anchor"]  # one article's cards have a screen of their own; a choice of all articles is no filter
    not_in_list = ["passage"]
    ordering = ["-pk"]
    search_fields = ["exact", "note__title", "claim__title", "article__title"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        """Not by themselves: only with their article."""
        match = request.resolver_match
        is_own = match is not None and str(match.url_name).startswith("explainer_annotation_")
        return not is_own and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Annotation]:
        """A list reads the titles of its own rows beside it: joins would be made for all that the pages before hold."""
        wanted = [models.Prefetch(name, rows.only("title")) for name, rows in _titled().items()]
        rows = super().get_queryset(request).filter(article__copy_of=None, article__binned_at=None)
        return rows.prefetch_related(*wanted) if self.is_list(request) else rows

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Annotation], search_term: str
    ) -> tuple[models.QuerySet[Annotation], bool]:
        """Every word in the card's words or in a title. Titles are searched once each, not once for each card."""
        for word in search_term.split():
            found = models.Q(exact__icontains=word)
            for name, titled in _titled().items():
                found |= models.Q(**{f"{name}__in": titled.filter(title__icontains=word).order_by().values("pk")})
            queryset = queryset.filter(found)
        return queryset, False

    @admin.display(description=_("card"))
    def card(self, annotation: Annotation) -> Note | Claim:
        return annotation.item

    @admin.display(description=_("article"))
    def in_article(self, annotation: Annotation) -> Article:
        # The field itself would bring a join with it, whatever list_select_related says.
        return annotation.article

    @admin.display(description=_("words"))
    def words(self, annotation: Annotation) -> str:
        return gettext("“%s”") % annotation.exact[:80]


def _titled() -> dict[str, models.QuerySet[Any]]:
    """What an annotation may be found by: the articles, notes and claims, by the field that leads to them."""
    return {name: model._default_manager.all() for name, model in PUBLIC_RECORDS.items()}
