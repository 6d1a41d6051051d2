"""Articles that were published for a later time go out when it comes."""

from django.db import transaction

from explainer.models import Article
from explainer.public_urls import showing

from .publishing import mark


def go_out() -> int:
    """Mark the pages of articles whose time has come since they were saved. Returns how many articles went out."""
    waiting = Article.objects.published().filter(is_out=False)
    if not waiting.exists():  # asked several times a second: no lock for nothing
        return 0
    with transaction.atomic():
        due = list(waiting.select_for_update()[:100])
        for article in due:
            mark(showing(article))
        Article.objects.filter(pk__in=[article.pk for article in due]).update(is_out=True)
    return len(due)
