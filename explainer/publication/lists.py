"""Where records stand in lists, in their parts and in the sitemap, and which pages those are."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet

from explainer.models import Annotation, Article, Claim, Claimant, Note, PublicRecord
from explainer.models.library_item import version_keys

from . import pages
from .addresses import list_pages, list_pages_of, sitemap_page
from .pages import PageKind, Shows
from .pictures import addresses_of_pictures


class Position(NamedTuple):
    """Where a record stands in a list: the list's name, the record's key, and by what it is parted and sorted."""

    name: str
    pk: int
    order: str


def positions(record: Model) -> Iterator[Position]:
    """Where in lists a record stands, and what puts it there: none for what isn't public or isn't listed."""
    for page, public in sorted_lists(record):
        yield Position(_list_name(page, public), public.pk, str(sorting(page, public)[1]))
    if isinstance(record, Claim) and record.said_by and Claimant.objects.heard().filter(pk=record.said_by.pk).exists():
        yield Position("claimants", record.said_by.pk, record.said_by.name)
    if isinstance(record, Article | Claim):
        yield from (Position("claim_articles", each.pk, each.title) for each in claimed_in(record))
    yield from _in_sitemap(record)
    yield from (Position(path, record.pk, "") for path in addresses_of_pictures(record))


def _in_sitemap(record: Model) -> Iterator[Position]:
    """What of a note decides whether articles have their timelines and maps in the sitemap.

    A translation without dates too: it may stand for another one that has some.
    """
    if not isinstance(record, Note) or not record.is_public:
        return
    has = {"with_dates": record.events.exists(), "with_places": record.latitude is not None}
    version = f"{record.language} {record.translation_of_id or ''}".strip()
    for page in pages.pages_of("article"):
        if page.section_of and (has[page.section_of] or record.translation_of_id):
            yield Position(f"sitemap {page.section}", record.pk, f"{version} {has[page.section_of]}")


def pages_of_lists(record: Model) -> Iterator[tuple[str, str]]:
    """All pages, as they are now, of the whole lists that have records of this type: each with its list's name."""
    type_name = getattr(record, "type_name", "")
    for page in pages.lists_of(type_name):
        if not page.parted_by and (page.sorted_by or page.shows & {Shows.CLAIMANTS, Shows.CLAIMED_IN}):
            yield from ((page.name, path) for path in list_pages(page))


def pages_of_parts(record: Model) -> Iterator[tuple[str, str]]:
    """All pages, as they are now, of the parts of lists that have this record: each with its part's name.

    Pages of the sitemap that name its articles among them: these come and go there with a note's dates and place.
    """
    if isinstance(record, Note):
        articles = list(annotations_of(record).order_by().values_list("article", flat=True).distinct())
        for page in pages.pages_of("article"):
            if page.section_of:
                yield from ((f"sitemap {page.section}", sitemap_page(page.section, pk)) for pk in articles)
    for page, public in sorted_lists(record):
        if page.parted_by:
            yield from ((_list_name(page, public), path) for path in list_pages_of(page, part_of(page, public)))


def _list_name(page: PageKind, record: PublicRecord) -> str:
    return f"{page.name} {part_of(page, record)}".strip()


def sorted_lists(record: Model) -> Iterator[tuple[PageKind, PublicRecord]]:
    if isinstance(record, PublicRecord) and record.is_public:
        for page in pages.lists_of(record.type_name):
            if page.sorted_by and (not page.parted_by or part_of(page, record)):
                yield page, record


def part_of(page: PageKind, record: PublicRecord) -> str:
    """The part of a list that has the record; empty if none has."""
    value: Any = record
    for name in page.parted_by.split("__") if page.parted_by else ():
        value = getattr(value, name, None)
    return "" if value in (None, record) else str(value)


def claimed_in(record: Article | Claim) -> QuerySet[Article]:
    """The public articles that stand in the list of those with claims, on account of this article or claim."""
    found = Article.objects.with_claims()
    return found.filter(pk=record.pk) if isinstance(record, Article) else found.filter(annotations__claim=record)


def sorting(page: PageKind, record: PublicRecord) -> tuple[str, Any]:
    field = page.sorted_by.removeprefix("-")
    return field, getattr(record, field)


def annotations_of(*items: Note | Claim) -> "QuerySet[Annotation]":
    """Those that show any of them, or another version of it: an article shows the one in its own language."""
    shows = Q()
    for model in (Note, Claim):
        if keys := [item.original_key for item in items if isinstance(item, model)]:
            shows |= Q(**{f"{model.type_name}__in": version_keys(model, keys)})
    return Annotation.objects.filter(shows) if items else Annotation.objects.none()
