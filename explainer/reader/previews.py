"""What isn't published, as readers will see it, for whoever has a signed link: article, cards, note, claim.

The pages are the public ones with a line above them. Draft notes and claims are shown too. No cache keeps them, no
search engine lists them, and no address that they lead to learns of the link.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from explainer.actions.preview_links import OldLinkError, Preview, WrongLinkError, read_link
from explainer.models import Article, Claim, Note, PublicRecord
from explainer.models.overview import cards_of_notes, places_of, timeline_of
from explainer.models.picture import pictures_named

from .claims import claim_context
from .layout import cards_of, compose
from .library import note_context
from .pictures import picture, private

View = Callable[..., HttpResponse]


def _private(view: View) -> View:
    """Open the link for the view, or say what is wrong with it; and keep the answer out of caches and lists."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, _opened(request, token), **kwargs)
        except OldLinkError:
            response = render(request, "reader/preview_gone.html", {"old": True}, status=410)
        except (WrongLinkError, Http404):
            response = render(request, "reader/preview_gone.html", {"old": False}, status=404)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return require_safe(wrapped)


def _opened(request: HttpRequest, token: str) -> Preview:
    """What the link opens for this reader. One that the desk made for an editor's own eyes is nothing to others."""
    link = read_link(token)
    if link.reader and request.user.pk != link.reader:
        raise WrongLinkError
    return link


@_private
def preview(request: HttpRequest, link: Preview) -> HttpResponse:
    record = link.record
    if isinstance(record, Note):
        return _page(request, link, "reader/note.html", note_context(record))
    if isinstance(record, Claim):
        return _page(request, link, "reader/claim.html", claim_context(record))
    article = _as_published(link)
    return _page(request, link, "reader/article.html", {"article": article, "page": compose(article, drafts=True)})


@_private
def preview_full(request: HttpRequest, link: Preview) -> HttpResponse:
    article = _as_published(link)
    page = compose(article, complete=True, drafts=True)
    return _page(request, link, "reader/full.html", {"article": article, "page": page})


@_private
def preview_sources(request: HttpRequest, link: Preview) -> HttpResponse:
    page = compose(_as_published(link), drafts=True)
    return render(request, "parts/_sources_list.html", {"sources": page.placed_sources})


@_private
def preview_timeline(request: HttpRequest, link: Preview) -> HttpResponse:
    article = _as_published(link)
    events, cards = timeline_of(article, drafts=True), cards_of_notes(article, drafts=True)
    context = {"article": article, "events": events, "cards": cards, "timeline_path": ""}
    return _page(request, link, "reader/timeline.html", context)


@_private
def preview_map(request: HttpRequest, link: Preview) -> HttpResponse:
    article = _as_published(link)
    places = places_of(article, drafts=True)
    return _page(request, link, "reader/map.html", {"article": article, "places": places, "map_path": ""})


@_private
def preview_picture(request: HttpRequest, link: Preview, path: str) -> HttpResponse:
    """A picture of the record, or of what stands on its cards."""
    records: list[PublicRecord] = [link.record]
    if isinstance(link.record, Article):
        records += [card.item for card in link.record.annotations.to_come()]
    names = {name for record in records for name in pictures_named(record)}
    if path not in names:
        raise Http404
    return private(picture(path, records))


@_private
def preview_card(request: HttpRequest, link: Preview, id: int) -> HttpResponse:
    return _card(request, link, id, "reader/card.html")


@_private
def preview_fragment(request: HttpRequest, link: Preview, id: int) -> HttpResponse:
    return _card(request, link, id, "")


def _card(request: HttpRequest, link: Preview, id: int, template: str) -> HttpResponse:
    article = _as_published(link)
    card = next((card for card in cards_of(article, drafts=True) if card.id == id), None)
    if not card:
        raise Http404
    return _page(request, link, template, {"article": article, "card": card})


def _as_published(link: Preview) -> Article:
    """The article as it will be: with a day of publication. What leads to other sites' embeds of it is left out."""
    article = link.record
    if not isinstance(article, Article):
        raise Http404
    article.published_at = article.published_at or timezone.now()
    article.embedding = Article.Embedding.NONE
    return article


def _page(request: HttpRequest, link: Preview, template: str, context: dict[str, Any]) -> HttpResponse:
    """The public page with a line above it, or a fragment without; the article's addresses lead to its preview."""
    article = context.get("article")
    more = {"of": template, "link": link, "preview": True, "title": str(link.record)}
    with translation.override(article.language if article else translation.get_language()):
        name = "reader/preview.html" if template else "parts/_card_full.html"
        response = render(request, name, {**context, **more})
    here = reverse("preview", args=[link.token])
    own = [(f'src="{settings.MEDIA_URL}', f'src="{here}media/')]
    own += [(f'"{reverse("article", args=[article.slug])}', f'"{here}')] if article else []
    for public, private_address in own:
        response.content = response.content.replace(public.encode(), private_address.encode())
    return response
