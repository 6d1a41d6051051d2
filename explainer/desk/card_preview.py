"""What readers would see if a form were saved now: the same templates and styles as theirs, from unsaved values.

Three views: the card in its article, the card with what htmx brings, and the embed.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from explainer.actions.permissions import may_add
from explainer.actions.working_copies import to_edit
from explainer.embed import contents
from explainer.models import Annotation, Article, Citation, Claim, Note
from explainer.reader.layout import ReaderCard, number_sources
from explainer.rendering import trust
from explainer.styles import embed_css

from .unsaved_form import UnsavedRecord, read_unsaved


def preview(request: HttpRequest, model_admin: ModelAdmin[Any], pk: int | None = None) -> HttpResponse:
    """The three views as JSON; with `?as=open`, one page for a tab of its own. Nothing is saved."""
    stored = to_edit(request.user, model_admin.model, pk) if pk else None
    if request.method != "POST" or not (stored or may_add(request.user, model_admin.model)):
        raise PermissionDenied
    unsaved = read_unsaved(model_admin, request, stored)
    card = show_card(unsaved)
    if request.GET.get("as") == "open":
        return HttpResponse(_page(request, card, full=True))
    views = {
        "article": _page(request, card, full=False),
        "open": _page(request, card, full=True),
        "embed": _embed(request, unsaved),
    }
    return JsonResponse({"views": views, "problems": unsaved.problems})


def show_card(unsaved: UnsavedRecord[Note | Claim]) -> ReaderCard:
    """The unsaved record's card in the newest article that has it, numbered as there; or in no article at all."""
    item = unsaved.item
    newest = F("article__published_at").desc(nulls_last=True)
    shown = Annotation.objects.on_articles().filter(**{item.type_name: item.original_pk or 0})
    used = shown.select_related("article").order_by(newest, "start", "pk").first()
    if used is None:
        article = Article(slug="preview")
        cards = [ReaderCard(Annotation(pk=0, article=article, exact=item.title, **_owner(item)), 1)]
    else:
        article = used.article
        cards = _cards(article, item)
    citations = Citation.objects.by_record(*([article, *(card.item for card in cards)] if article.pk else []))
    mine = next(card for card in cards if card.id == (used.pk if used else 0))
    citations[item.record_key] = unsaved.citations
    mine.events = unsaved.events
    number_sources(article, cards, citations)
    return mine


def _owner(item: Note | Claim) -> dict[str, Note | Claim]:
    return {item.type_name: item}


def _cards(article: Article, item: Note | Claim) -> list[ReaderCard]:
    """The article's cards as if the item were published."""
    annotations = []
    for annotation in article.annotations.select_related("note", "claim").order_by("start", "id"):
        annotation.article = article
        if annotation.record_key == (item.type_name, item.original_pk):
            setattr(annotation, annotation.kind, item)
            annotations.append(annotation)
        elif annotation.item.is_public:
            annotations.append(annotation)
    return [ReaderCard(annotation, number) for number, annotation in enumerate(annotations, start=1)]


def _page(request: HttpRequest, card: ReaderCard, *, full: bool) -> str:
    """A page with the reader's styles and the card, open."""
    article = card.annotation.article
    with translation.override(article.language):
        html = render_to_string("parts/_card.html", {"card": card.face, "slug": article.slug})
        more = render_to_string("parts/_card_full.html", {"article": article, "card": card}) if full else ""
        context = {"article": article, "card": card, "html": opened(html, more)}
        return render_to_string("desk/preview.html", context, request)


def opened(card: str, more: str = "") -> SafeString:
    """A card's HTML as a reader has it after opening it; `more` is what htmx puts where the link to the rest was."""
    card = card.replace('<details class="card"', f'<details class="card" open{" data-full" * bool(more)}', 1)
    if more:
        before, link, after = card.partition('<div class="more">')
        card = f"{before}{link}{more}</div></div></details>" if link else before + after
    return trust(card)


def _embed(request: HttpRequest, unsaved: UnsavedRecord[Note | Claim]) -> str:
    card = contents.EmbedCard(unsaved.item, citations=unsaved.citations, events=unsaved.events)
    embed = contents.of_card(card)
    context = {"embed": embed, "frame_styles": trust(embed_css()), "scheme": "", "theme": None, "theme_styles": ""}
    with translation.override(embed.language):
        return render_to_string("embed/frame.html", context, request)
