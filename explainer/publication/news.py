"""What is new in an article since a day: what readers were told of it and of its cards, and cards that came later.

Mere wording is no news. What an article showed when it was published isn't either, nor what its notes went through
before. A fixed number of queries, however many articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Min, Q
from django.utils import timezone

from explainer.models import Annotation, Article, Revision
from explainer.models.public_record import RecordKey

MOST_DAYS = 12  # the newest days of change of an article that have a page each
# What is put together in one go (an article loaded with its background) came at once, though one after the other.
TOGETHER = timedelta(minutes=10)


class News(NamedTuple):
    """One thing that is new: when readers could see it, the card (none: the article's text), and the revision that
    readers were told of (none: the card itself is new)."""

    at: datetime
    card: int | None
    revision: int | None

    @property
    def day(self) -> date:
        """In the site's time zone."""
        return timezone.localdate(self.at)


def news_of(articles: Iterable[int]) -> dict[int, list[News]]:
    """What is new in each of these published articles, by its key, newest first. Three queries."""
    now = timezone.now()
    seen = Q(revisions__public_from__lte=now)
    begun = Article.objects.published().filter(pk__in=list(articles)).annotate(made=Min("revisions__made", filter=seen))
    rows = begun.order_by().values_list("pk", "published_at", "made")
    published: dict[int, tuple[datetime, datetime | None]] = {pk: (out or now, made) for pk, out, made in rows}
    cards = list(_cards(published, now))
    told = _told(published, now)
    found: dict[int, list[News]] = {pk: [] for pk in published}
    for pk, (out, _made) in published.items():
        found[pk] += [News(at, None, revision) for at, revision in told[("article", pk)] if at > out]
    met: set[tuple[int, RecordKey]] = set()
    for card, article, item, came in cards:
        if (article, item) in met:
            continue  # its first card tells
        met.add((article, item))
        out, made = published[article]
        since = out
        if made and came > max(out, made + TOGETHER):
            found[article].append(News(came, card, None))
            since = came
        found[article] += [News(at, card, revision) for at, revision in told[item] if at > since]
    return {
        pk: sorted(news, key=lambda each: (each.at, each.revision or 0), reverse=True) for pk, news in found.items()
    }


def days_of(articles: Iterable[int]) -> dict[int, list[date]]:
    """The days on which something in each article became new and that have a page, newest first."""
    return {pk: days_with(news) for pk, news in news_of(articles).items()}


def days_with(news: Iterable[News]) -> list[date]:
    """The newest days of change, newest first, at most MOST_DAYS."""
    return list(dict.fromkeys(each.day for each in news))[:MOST_DAYS]


def nearest(days: list[date], day: date) -> date | None:
    """The day whose page has what is new since `day`: the first day of change from it on; None if nothing is.

    For a day before those that have a page: the oldest of them.
    """
    return min((each for each in days if each >= day), default=None)


def _cards(published: Iterable[int], now: datetime) -> Iterator[tuple[int, int, RecordKey, datetime]]:
    """The cards that readers see, in the order of their words: key, article, note or claim, and when it came."""
    first = {
        name: Min(f"{name}__revisions__public_from", filter=Q(**{f"{name}__revisions__public_from__lte": now}))
        for name in Annotation.owners
    }
    shown = Annotation.objects.shown().filter(article__in=list(published)).select_related(None)
    rows = shown.annotate(note_from=first["note"], claim_from=first["claim"]).values_list(
        "pk", "article", "note", "claim", "created", "note_from", "claim_from"
    )
    for card, article, note, claim, created, *public in rows:
        yield card, article, ("note", note) if note else ("claim", claim), max([created, *filter(None, public)])


def _told(published: Iterable[int], now: datetime) -> "defaultdict[RecordKey, list[tuple[datetime, int]]]":
    """What readers were told of these articles and of what their cards show: when, and by which revision."""
    of_cards = Annotation.objects.filter(article__in=list(published))
    wanted = (
        Q(article__in=list(published)) | Q(note__in=of_cards.values("note")) | Q(claim__in=of_cards.values("claim"))
    )
    found: defaultdict[RecordKey, list[tuple[datetime, int]]] = defaultdict(list)
    rows = Revision.objects.filter(wanted, change__in=Revision.TOLD, public_from__lte=now).order_by()
    for pk, at, *owners in rows.values_list("pk", "public_from", *Revision.owners):
        name, key = next((name, key) for name, key in zip(Revision.owners, owners, strict=True) if key)
        found[name, key].append((at, pk))
    return found


def revisions_of(news: Iterable[News]) -> dict[int, Revision]:
    """The revisions that the news tell of, by their keys, without their snapshots. One query."""
    found = Revision.objects.filter(pk__in=[each.revision for each in news if each.revision]).defer("snapshot")
    return {revision.pk: revision for revision in found}
