"""The reader's pages of an article: front page, article, its cards, everything open."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from explainer.batch_memo import memoized
from explainer.models import Article
from explainer.models.overview import cards_of_notes, places_of, timeline_of
from explainer.publication.cache_keys import list_key, of_cards, shows
from explainer.publication.highlights import highlights, latest_corrections
from explainer.publication.pages import RECORDS, per_page

from .layout import card_of, compose
from .listing import list_page
from .updates import corrections, other_updates, versions

# A minute in any cache, then up to an hour of the old page while the new one is fetched: corrections are out at once
# where a cache can be purged, and within a minute everywhere else.
fresh_for_a_minute = cache_control(public=True, max_age=60, stale_while_revalidate=3600)


@require_safe
@fresh_for_a_minute
def home(request: HttpRequest, number: int = 1) -> HttpResponse:
    page = list_page(Article.objects.published().listed(), reverse("home"), number, per_page("home"))
    context: dict[str, Any] = {"page": page}
    if number > 1:
        return shows(render(request, "reader/home.html", context), "home")
    context |= {"checks": highlights("claim"), "background": highlights("note"), "corrections": latest_corrections()}
    beside = [list_key(type_name) for type_name in RECORDS]
    return shows(render(request, "reader/home.html", context), "home", keys=beside)


@require_safe
@fresh_for_a_minute
def article(request: HttpRequest, slug: str) -> HttpResponse:
    if "since" in request.GET:  # an address of files has no query: this one leads to the file
        return redirect(since_address(slug, request.GET["since"]))
    return _article_page(request, slug, "reader/article.html", complete=False)


@require_safe
@fresh_for_a_minute
def full(request: HttpRequest, slug: str) -> HttpResponse:
    return _article_page(request, slug, "reader/full.html", complete=True)


@require_safe
@fresh_for_a_minute
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    article = published_article(slug)
    context = {
        "article": article,
        "events": timeline_of(article),
        "cards": cards_of_notes(article),
        "timeline_path": reverse("timeline", args=[slug]),
    }
    response = _in_language(request, "reader/timeline.html", article, context)
    return shows(response, "timeline", article, cards=of_cards(article))


@require_safe
@fresh_for_a_minute
def map(request: HttpRequest, slug: str) -> HttpResponse:
    article = published_article(slug)
    context = {"article": article, "places": places_of(article), "map_path": reverse("map", args=[slug])}
    response = _in_language(request, "reader/map.html", article, context)
    return shows(response, "map", article, cards=of_cards(article))


@require_safe
@fresh_for_a_minute
def article_sources(request: HttpRequest, slug: str) -> HttpResponse:
    """The article's numbered sources alone: what its page fetches when a reader wants them."""
    article = published_article(slug)
    page = compose(article)
    response = _in_language(request, "parts/_sources_list.html", article, {"sources": page.placed_sources})
    return shows(response, "article_sources", article, cards=[card.item for card in page.cards])


def _article_page(request: HttpRequest, slug: str, template: str, *, complete: bool) -> HttpResponse:
    article = published_article(slug)
    related = Article.objects.published().sharing_notes_with(article).listed()[:4]
    page = compose(article, complete=complete)
    items = [card.item for card in page.cards]
    context = {"article": article, "page": page, "related": related}
    context |= {"corrections": corrections(page), "updates": other_updates(page), "versions": versions(page)}
    response = _in_language(request, template, article, context)
    return shows(response, "full" if complete else "article", article, cards=items, related=related)


@require_safe
@fresh_for_a_minute
def card(request: HttpRequest, slug: str, id: int) -> HttpResponse:
    return _card_page(request, slug, id, "reader/card.html")


@require_safe
@fresh_for_a_minute
def fragment(request: HttpRequest, slug: str, id: int) -> HttpResponse:
    return _card_page(request, slug, id, "parts/_card_full.html")


def _card_page(request: HttpRequest, slug: str, id: int, template: str) -> HttpResponse:
    article = published_article(slug)
    card = card_of(article, id)
    if not card:
        raise Http404("This article has no such card.")
    response = _in_language(request, template, article, {"article": article, "card": card})
    return shows(response, "card", article, cards=[card.item])


def since_address(slug: str, day: str) -> str:
    """The page of what is new in an article since a day ("2026-11-20"), or the list of such days if it is none."""
    try:
        return reverse("since", args=[slug, date.fromisoformat(day)])
    except ValueError:
        return reverse("since_days", args=[slug])


def published_article(slug: str) -> Article:
    return memoized(("article", slug), lambda: get_object_or_404(Article.objects.published(), slug=slug))


def _in_language(request: HttpRequest, template: str, article: Article, context: dict[str, Any]) -> HttpResponse:
    """Render in the article's own language: its dates, and the interface's words where they are translated."""
    with translation.override(article.language):
        return render(request, template, context)
