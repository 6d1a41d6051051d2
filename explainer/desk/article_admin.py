"""Articles and the cards attached to them."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from explainer.actions.permissions import may_publish
from explainer.desk import annotate
from explainer.desk.cards_page import article_cards
from explainer.desk.coverage import coverage
from explainer.desk.importing import import_article
from explainer.models import Annotation, Article, Claim, Note, State

from .card_form import CardForm, CardFormSet
from .record_admin import CitationInline, LabelledInline, PublicAdmin, is_list
from .workflow_admin import WorkflowAdmin


class AnnotationInline(LabelledInline):
    model = Annotation
    form = CardForm
    formset = CardFormSet
    extra = 0
    autocomplete_fields = ["note", "claim"]
    fields = ["exact", "prefix", "note", "claim", "anchor"]
    readonly_fields = ["anchor"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})}}


class LanguageFilter(admin.SimpleListFilter):
    """The languages that there are articles in."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        names = dict(Article._meta.get_field("language").flatchoices)
        found = Article.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(code, names.get(code, code)) for code in found]

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(WorkflowAdmin):
    change_form_template = None  # its own, which extends that of all records with a history
    for_publishers = ("published_at", "updated_at", "embedding")
    list_display = ["title", "section", "state", "published_at", "cards"]
    list_filter = ["state", "section", LanguageFilter, "published_at"]
    search_fields = ["title", "slug", "standfirst", "byline", "text"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "published_at"
    save_on_top = True
    ordering = ["-published_at", "-pk"]
    not_in_list = ["body", "text", "standfirst"]
    inlines = [AnnotationInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "section", "standfirst", "byline", "body", "language"]}),
        (_("Publication"), {"fields": [("published_at", "updated_at"), "embedding"]}),
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
        """With the number of cards, counted for the rows that are shown: a join would group all articles first."""
        cards = Annotation.objects.filter(article=models.OuterRef("pk")).order_by().values("article")
        counted = models.Subquery(cards.annotate(n=models.Count("pk")).values("n"), models.IntegerField())
        return super().get_queryset(request).annotate(card_count=Coalesce(counted, 0))

    @admin.display(description=_("cards"), ordering="card_count")
    def cards(self, article):
        return article.card_count

    def get_urls(self):
        own = self.admin_site.admin_view
        desk = "<int:pk>/annotate/"
        return [
            path("import/", own(import_article), name="explainer_article_import"),
            path("<int:pk>/cards/", own(article_cards), name="explainer_article_cards"),
            path(desk, own(annotate.annotate), name="explainer_article_annotate"),
            path(f"{desk}change/", annotate.change, name="explainer_article_annotate_change"),
            path(f"{desk}news/", annotate.news, name="explainer_article_annotate_news"),
            path(f"{desk}library/", annotate.library, name="explainer_article_annotate_library"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs):
        article = kwargs.get("obj")
        more = {"coverage": coverage(article)} if article else {}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

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
    form = CardForm
    list_display = ["item", "words", "in_article", "anchor"]
    list_filter = ["anchor"]  # one article's cards have a screen of their own; a choice of all articles is no filter
    not_in_list = ["passage"]
    ordering = ["-pk"]
    search_fields = ["exact", "note__title", "claim__title", "article__title"]
    autocomplete_fields = ["article", "note", "claim"]
    readonly_fields = ["suffix", "start", "anchor"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Cards go onto articles that the user may change, and no others."""
        if db_field.name == "article" and not may_publish(request.user, Article):
            kwargs["queryset"] = Article.objects.filter(state=State.DRAFT, made_by=request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        """A list reads the titles of its own rows beside it: joins would be made for all that the pages before hold."""
        titles = {"article": Article, "note": Note, "claim": Claim}
        wanted = [models.Prefetch(name, model.objects.only("title")) for name, model in titles.items()]
        rows = super().get_queryset(request)
        return rows.prefetch_related(*wanted) if is_list(request, self.opts) else rows

    def get_search_results(self, request, queryset, search_term):
        """Every word in the card's words or in a title. Titles are searched once each, not once for each card."""
        for word in search_term.split():
            found = models.Q(exact__icontains=word)
            for name, model in {"article": Article, "note": Note, "claim": Claim}.items():
                found |= models.Q(
                    **{f"{name}__in": model.objects.filter(title__icontains=word).order_by().values("pk")}
                )
            queryset = queryset.filter(found)
        return queryset, False

    @admin.display(description=_("article"))
    def in_article(self, annotation):  # the field itself would bring a join with it, whatever list_select_related says
        return annotation.article

    @admin.display(description=_("words"))
    def words(self, annotation):
        return format_html("“{}”", annotation.exact[:80])
