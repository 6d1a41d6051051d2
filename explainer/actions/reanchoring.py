"""Finds the words of cards again where an article's text was changed past the usual save."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from explainer.models import Annotation, Article
from explainer.publication.change import change


@dataclass
class ReanchoringReport:
    """What re-anchoring did to one article: counts before and after, and what came loose."""

    article: Article
    cards: int
    attached: int
    found_again: list[Annotation]
    loosened: list[Annotation]


def reanchor(*, articles: Iterable[Article], dry_run: bool = False) -> Iterable[ReanchoringReport]:
    """Find every card's words again in its article's present text, article by article; yields a report for each.

    For what bypassed the usual save: an import, a restored database, new rules. Each article is one transaction, so an
    interruption leaves whole articles done. With `dry_run` nothing is written.
    """
    for article in articles:
        with transaction.atomic() if dry_run else change(article):
            yield _reanchor(article)
            if dry_run:
                transaction.set_rollback(True)


def _reanchor(article: Article) -> ReanchoringReport:
    before = {annotation.pk: annotation.anchor for annotation in article.annotations.all()}
    article.derive()
    article.annotations.check_places(article.text)
    after = list(article.annotations.select_related("note", "claim"))
    attached = [annotation for annotation in after if annotation.is_attached]
    return ReanchoringReport(
        article=article,
        cards=len(after),
        attached=len(attached),
        found_again=[annotation for annotation in attached if before[annotation.pk] != annotation.anchor],
        loosened=[a for a in after if not a.is_attached and before[a.pk] == Annotation.Anchor.ATTACHED],
    )
