"""On how many pages readers meet a source, a claimant or the scale of verdicts: what a save of one changes at once."""

from django.db.models import Model, Q, QuerySet

from explainer.models import Annotation, Article, Claim, Claimant, Note, ScaleVerdict, Source

from .cited import cited_in_public, resting_on
from .dependencies import heard_on


def pages_showing(record: Model) -> int:
    """How many pages that people open show the record, as it is in the database; those for frames and feeds aside.

    0 if readers see nothing of it. A scale of one's own stands whole on its page, and with every published claim.
    Raises TypeError for a record of another kind.
    """
    if isinstance(record, Source):
        return _of_source(record)
    if isinstance(record, Claimant):
        return _of_claimant(record) if record.pk else 0
    if isinstance(record, ScaleVerdict):
        claims = Claim.objects.published()
        return 1 + claims.count() + _articles(Q(claim__in=claims)).count()
    raise TypeError(f"a save of a {type(record).__name__} doesn't go out at once")


def _of_source(source: Source) -> int:
    if not cited_in_public().filter(pk=source.pk).exists():
        return 0
    resting = [record for record, _point in resting_on(source)]
    own = {record.pk for record in resting if isinstance(record, Article)}
    cards = Q(note__in=[each for each in resting if isinstance(each, Note)])
    cards |= Q(claim__in=[each for each in resting if isinstance(each, Claim)])
    return 1 + len(resting) + _articles(cards).exclude(pk__in=own).count()


def _of_claimant(claimant: Claimant) -> int:
    said = claimant.claims.published()
    return len(set(heard_on(claimant))) + said.count() + _articles(Q(claim__in=said)).count() if said.exists() else 0


def _articles(cards: Q) -> QuerySet[Article]:
    """The public articles that have one of these cards."""
    return Article.objects.published().filter(pk__in=Annotation.objects.filter(cards).values("article"))
