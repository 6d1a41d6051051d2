"""What is new in an article since a day, as pages: for readers without scripts, and to pass on.

Only the newest days on which something changed have a page, so that their number has a limit. Any other day leads to
the first of them from it on, which says the same.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from explainer.batch_memo import memoized
from explainer.models import Article, Revision
from explainer.publication.cache_keys import of_cards, shows
from explainer.publication.news import News, days_with, nearest, news_of, revisions_of

from .articles import fresh_for_a_minute, published_article
from .layout import ReaderCard, cards_of


@dataclass
class NewThing:
    """A card that is new or was updated, or the article's own text (no card), with what readers were told of it."""

    card: ReaderCard | None
    updates: list[Revision] = field(default_factory=list)
    added: datetime | None = None  # when the card came, if it is new itself


@require_safe
@fresh_for_a_minute
def since_days(request: HttpRequest, slug: str) -> HttpResponse:
    """The days on which something became new, each with what was."""
    article = published_article(slug)
    with translation.override(article.language):
        context = {"article": article, "days": _days(article), "things": []}
        response = render(request, "reader/since.html", context)
    return shows(response, "since_days", article, cards=of_cards(article))


@require_safe
@fresh_for_a_minute
def since(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    article = published_article(slug)
    days = _days(article)
    with_page = nearest([each for each, _ in days], day)
    if with_page != day:
        return redirect(reverse("since", args=[slug, with_page]) if with_page else reverse("since_days", args=[slug]))
    with translation.override(article.language):
        things = _things(article, [news for news in _news(article) if news.day >= day])
        context = {"article": article, "days": days, "day": day, "things": things}
        response = render(request, "reader/since.html", context)
    return shows(response, "since", article, cards=of_cards(article))


def _news(article: Article) -> list[News]:
    return memoized(("news", article.pk), lambda: news_of([article.pk]).get(article.pk, []))


def _days(article: Article) -> list[tuple[date, int]]:
    """The days that have a page, newest first, each with the number of things that are new since."""
    news = _news(article)
    return [(day, len({each.card for each in news if each.day >= day})) for day in days_with(news)]


def _things(article: Article, news: list[News]) -> list[NewThing]:
    """What is new, in the order of the article: its text first, then its cards."""
    revisions = revisions_of(news)
    cards = {card.id: card for card in cards_of(article)}
    things: dict[int | None, NewThing] = {}
    for each in news:
        thing = things.setdefault(each.card, NewThing(cards[each.card] if each.card else None))
        if each.revision is None:
            thing.added = each.at
        else:
            thing.updates.append(revisions[each.revision])
    return sorted(things.values(), key=lambda thing: thing.card.number if thing.card else 0)
