"""Articles that were written elsewhere come in: as drafts, each text once."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from explainer.models import Article, State
from explainer.publication.change import change
from explainer.text.sameness import fingerprint

from .revising import revise


class AlreadyHereError(ValidationError):
    """An article with the same words exists: `article`."""

    def __init__(self, article: Article) -> None:
        super().__init__(_("The same text is here already: “%(title)s”.") % {"title": article.title}, code="same")
        self.article = article


def already_here(*, text: str) -> Article | None:
    """The article that has the same words as this plain text, whatever the punctuation. One query."""
    same = fingerprint(text)
    return Article.objects.filter(fingerprint=same).order_by("pk").first() if same else None


@transaction.atomic
def receive(
    *, article: Article, by: User | None = None, published_on: date | None = None, again: bool = False
) -> Article:
    """Save an imported article as a draft of `by`, with an address made from its headline. Returns it.

    `published_on` is the day when it came out elsewhere; here it comes out when it is published. Raises
    AlreadyHereError if its text is here and `again` is not set, ValidationError if a field is wrong.
    """
    article.slug = Article.objects.free_slug(article.title, otherwise=f"imported-{timezone.localdate():%Y-%m-%d}")
    article.state = State.DRAFT
    article.made_by = by
    article.published_elsewhere = published_on
    article.full_clean()
    same = None if again else already_here(text=article.text)
    if same:
        raise AlreadyHereError(same)
    with change(article):
        article.save()
        revise(article, by=by)
    return article
