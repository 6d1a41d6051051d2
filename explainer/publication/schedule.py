"""What the clock changes: articles published for a later time go out when it comes, with the background that was held
for them, old news leaves the news, and what should have been checked again says when it was checked last.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from explainer.models import Article, Claim, Note
from explainer.models.article_queries import NEWS_FOR

from .change import shown
from .outbox import Stale, mark
from .pages import NEWS

AT_ONCE = 100  # records of a kind that are marked in one transaction


def go_out() -> int:
    """Mark the pages of articles whose time has come since they were saved. Returns how many articles went out.

    Called several times a second. It also marks what else the day or the minute has changed: the news sitemap when an
    article on it has become two days old, notes and claims that were held, those to be checked again, those to judge.
    """
    leave_the_news()
    for model in (Note, Claim):
        _mark_due(model.objects.filter(held_until__lte=timezone.now()), comes=True, held_until=None)
    fall_due()
    waiting = Claim.objects.filter(day_has_come=False, judge_by__lte=timezone.localdate())
    _mark_due(waiting, comes=False, day_has_come=True)
    return _mark_due(Article.objects.published().filter(is_out=False), comes=True, is_out=True)


def fall_due() -> int:
    """Mark the pages of published notes and claims whose day of review has passed. Returns how many."""
    passed = {"is_overdue": False, "review_by__lt": timezone.localdate()}
    found = (model.objects.published().filter(**passed) for model in (Note, Claim))
    return sum(_mark_due(rows, comes=True, is_overdue=True) for rows in found)


def _mark_due(waiting: QuerySet[Any], *, comes: bool, **flags: Any) -> int:
    """Mark the pages of the first of these records, and note by `flags` that it was done. Returns how many.

    `comes`: lists have them anew, or in another place.
    """
    if not waiting.exists():  # no lock for nothing
        return 0
    with transaction.atomic():
        due = list(waiting.select_for_update()[:AT_ONCE])
        for record in due:
            mark(Stale() | shown(record) if comes else shown(record))
        waiting.model.objects.filter(pk__in=[record.pk for record in due]).update(**flags)
    return len(due)


def leave_the_news() -> int:
    """Mark the news sitemap if articles on it have become too old for it. Returns how many."""
    aged = Article.objects.filter(is_old_news=False, published_at__lte=timezone.now() - NEWS_FOR)
    if not aged.exists():
        return 0
    with transaction.atomic():
        mark(Stale([reverse("news_sitemap")], [NEWS]))
        return aged.update(is_old_news=True)
