"""What the first page shows beside articles. The page and what makes it stale ask here, so they can't differ."""

from typing import Any

from django.db.models import Count, F

from explainer.models import Annotation, Article, Claim, Note, PublicRecord, Revision

MOST = {"claim": 5, "note": 8}
MOST_CORRECTIONS = 3


def highlights(type_name: str) -> list[Any]:
    """The claims that were checked last, or the notes that most articles use; none of other records."""
    if type_name == "claim":
        newest = Claim.objects.published().order_by(F("as_of").desc(nulls_last=True), "-pk")
        return list(newest[: MOST["claim"]])
    return _most_used(MOST["note"]) if type_name == "note" else []


def _most_used(most: int) -> list[Note]:
    """The published notes that most published articles show; of notes alike in that the older ones, by their titles.

    Two queries. The first counts by indexes alone: to group and sort the notes themselves took 19 ms with 200 of them.
    """
    public = Article.objects.published().order_by().values("pk")
    shown = Annotation.objects.filter(article__in=public).exclude(note=None).order_by().values_list("note")
    counted = shown.annotate(uses=Count("article", distinct=True)).order_by("-uses", "note")
    looked_at = 4 * most
    while True:
        uses = dict(counted[:looked_at])
        found = sorted(Note.objects.published().filter(pk__in=uses), key=lambda note: (-uses[note.pk], note.pk))
        if len(found) >= most or len(uses) < looked_at:
            for note in found:
                setattr(note, "uses", uses[note.pk])  # noqa: B010  an annotation, as a QuerySet's would be
            return sorted(found[:most], key=lambda note: (-uses[note.pk], note.title))
        looked_at *= 4  # so many of them are drafts


def is_in_figure_of_lead(record: PublicRecord) -> bool:
    """True for a note that the figure of the first page's lead may be drawn from. One query, none for other records."""
    if not isinstance(record, Note):
        return False
    lead = Article.objects.published()[:1]
    return Article.objects.showing(record).filter(pk__in=lead.values("pk")).exclude(glance="").exists()


def latest_corrections() -> list[Revision]:
    """The last corrections of what is public, with their records. One query."""
    return list(Revision.objects.corrections().defer("snapshot")[:MOST_CORRECTIONS])
