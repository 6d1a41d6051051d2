"""Sources that readers can meet: something that is published relies on them."""

from collections.abc import Iterator

from django.db.models import Q

from explainer.models import Article, Citation, Claim, Note, PublicRecord, Source
from explainer.models.source import SourceQuerySet


def cited_in_public() -> SourceQuerySet:
    """The sources that a published article, note or claim cites, or a date of a published note."""
    notes, claims = Note.objects.published(), Claim.objects.published()
    cited = Q(citations__note__in=notes) | Q(citations__claim__in=claims)
    cited |= Q(citations__article__in=Article.objects.published()) | Q(events__note__in=notes)
    return Source.objects.filter(cited).distinct()


def cited_by(record: PublicRecord) -> Iterator[int]:
    """The keys of the sources that a record cites, and a note's dates name."""
    yield from Citation.objects.of(record).order_by().values_list("source", flat=True).distinct()
    if isinstance(record, Note):
        yield from record.events.exclude(source=None).order_by().values_list("source", flat=True).distinct()


def resting_on(source: Source) -> list[tuple[PublicRecord, str]]:
    """What is published and relies on the source, by its title, each with the point that the source is for."""
    found: dict[tuple[str, int], tuple[PublicRecord, str]] = {}
    for citation in source.citations.select_related("note", "claim", "article"):
        record = citation.note or citation.claim or citation.article
        if record is not None and record.is_public:
            found.setdefault((record.type_name, record.pk), (record, citation.words))
    for note in Note.objects.published().filter(events__source=source).distinct():
        found.setdefault((note.type_name, note.pk), (note, ""))
    return sorted(found.values(), key=lambda each: (each[0].type_name, each[0].title, each[0].pk))
