"""What the clock changes: articles published for a later time go out when it comes, and old news leaves the news."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from explainer.models import Article
from explainer.models.article import NEWS_FOR

from .change import shown
from .outbox import Stale, mark
from .pages import NEWS


def go_out() -> int:
    """Mark the pages of articles whose time has come since they were saved. Returns how many articles went out.

    Called several times a second. It also marks the news sitemap when an article on it has become two days old, since
    that file says nothing of time and would otherwise stay as it is until the next publication.
    """
    leave_the_news()
    waiting = Article.objects.published().filter(is_out=False)
    if not waiting.exists():  # no lock for nothing
        return 0
    with transaction.atomic():
        due = list(waiting.select_for_update()[:100])
        for article in due:
            mark(Stale() | shown(article))
        Article.objects.filter(pk__in=[article.pk for article in due]).update(is_out=True)
    return len(due)


def leave_the_news() -> int:
    """Mark the news sitemap if articles on it have become too old for it. Returns how many."""
    aged = Article.objects.filter(is_old_news=False, published_at__lte=timezone.now() - NEWS_FOR)
    if not aged.exists():
        return 0
    with transaction.atomic():
        mark(Stale([reverse("news_sitemap")], [NEWS]))
        return aged.update(is_old_news=True)
