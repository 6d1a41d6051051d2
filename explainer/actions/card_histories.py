"""A card that comes or goes with its note or claim is kept in the history of each public article that has it.

However many articles that are: what they said last is read by the hundred, and of each that changes the one page that
shows its whole history is made anew. All else of it that shows the card is marked with the note or the claim.
"""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from explainer.models import Article, Claim, Note, Revision
from explainer.models.snapshots import take_snapshots
from explainer.publication.change import change, mark_histories

from .permissions import Person
from .revising import guess_class, is_same, next_revision, revise, standings

AT_ONCE = 100  # articles whose words are in memory together


def articles_with(item: Note | Claim) -> list[int]:
    """The keys of the public articles with a card of this very note or claim. One query."""
    showing = Article.objects.published().filter(**{f"annotations__{item.type_name}": item})
    return sorted(set(showing.order_by().values_list("pk", flat=True)))


@transaction.atomic
def keep_cards(*, articles: Sequence[int], by: Person) -> None:
    """Write a revision of each of these articles that shows other cards than its last one says.

    Eight queries for each hundred articles; one whose words were changed unnoticed, in a shell, takes the usual way.
    """
    revised: list[Article] = []
    for start in range(0, len(articles), AT_ONCE):
        made, others = _next(articles[start : start + AT_ONCE], by)
        own = Revision.objects.filter(article__in=[revision.article for revision in made])
        own.filter(public_from__gt=timezone.now()).update(public_from=None)  # readers will never see them
        Revision.objects.bulk_create(made)
        revised += [revision.article for revision in made if revision.article]
        for article in others:
            with change(article):
                revise(article, by=by)
    mark_histories(revised)


def _next(keys: Sequence[int], by: Person) -> tuple[list[Revision], list[Article]]:
    """The next revisions of articles that say nothing else than before to readers, and the articles that do."""
    now = timezone.now()
    articles = Article.objects.only("slug", "published_at").in_bulk(keys)
    stands, snapshots = standings(Article, articles), take_snapshots(Article, articles)
    made, others = [], []
    for article, last, shown in _last_revisions(articles):
        snapshot, standing = snapshots[article.pk], stands[article.pk]
        if last and is_same(last, standing, snapshot, now):
            continue
        if shown and guess_class("article", shown.snapshot, snapshot):
            others.append(article)
        else:
            made.append(next_revision(article, standing, snapshot, last, now, by))
    return made, others


def _last_revisions(articles: dict[int, Article]) -> Iterator[tuple[Article, Revision | None, Revision | None]]:
    """Each article with its last revision and the one that readers saw last. Two queries."""
    own = Revision.objects.filter(article=OuterRef("pk"))
    seen = own.public().exclude(snapshot={}).order_by("-public_from", "-pk")
    rows = Article.objects.filter(pk__in=articles).order_by("pk").values_list(
        "pk", Subquery(own.order_by("-made", "-pk").values("pk")[:1]), Subquery(seen.values("pk")[:1])
    )  # fmt: skip
    found = list(rows)
    revisions = Revision.objects.in_bulk({key for _pk, *keys in found for key in keys if key})
    for pk, last, shown in found:
        yield articles[pk], revisions.get(last), revisions.get(shown)
