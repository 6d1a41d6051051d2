"""From a record to what shows it, as the pages are declared: addresses to bake again, and keys that caches drop.

What it says is as narrow as what the pages really show: a corrected note makes stale the pages that show it and no
others. The tests compare it with a bake of everything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.urls import reverse

from explainer.models import Annotation, Article, Citation, Claim, Note, PublicRecord, Revision, Source

from . import pages
from .addresses import (
    addresses_of,
    addresses_showing,
    list_base,
    list_pages,
    listed,
    page_address,
    sitemap_page,
    slugs_of,
)  # fmt: skip
from .cache_keys import key, list_key, of_cards, uses
from .cited import cited_by
from .highlights import highlights
from .pages import Page, Shows


class Position(NamedTuple):
    """Where a record stands in a list: the list's name, the record's key, and by what it is parted and sorted."""

    name: str
    pk: int
    order: str


class Rule(NamedTuple):
    """What shows a record of one model, as it is in the database now."""

    paths: Callable[[Any], Iterable[str]]
    keys: Callable[[Any], Iterable[str]]


def paths_showing(record: Model) -> set[str]:
    """The addresses that show anything of this record."""
    return set(_rule(record).paths(record))


def keys_showing(record: Model) -> set[str]:
    """The keys to purge when this record appears, changes or goes. Asked before and after the change."""
    return set(_rule(record).keys(record))


def _rule(record: Model) -> Rule:
    if type(record) not in RULES:
        raise TypeError(f"no page shows a {type(record).__name__} by itself")
    return RULES[type(record)]


def positions(record: Model) -> Iterator[Position]:
    """Where in lists a record stands, and what puts it there: none for what isn't public or isn't listed."""
    for page, public in _sorted_lists(record):
        yield Position(page.name, public.pk, f"{_part(page, public)} {_sorting(page, public)[1]}")


def pages_of_lists(record: Model) -> Iterator[tuple[str, str]]:
    """All pages, as they are now, of the lists that have records of this type: each with its list's name."""
    type_name = getattr(record, "type_name", "")
    for page in pages.lists_of(type_name):
        if page.sorted_by:
            yield from ((page.name, path) for path in list_pages(page))


def _sorted_lists(record: Model) -> Iterator[tuple[Page, PublicRecord]]:
    if isinstance(record, PublicRecord) and record.is_public:
        yield from ((page, record) for page in pages.lists_of(record.type_name) if page.sorted_by)


def _part(page: Page, record: PublicRecord) -> str:
    return str(getattr(record, page.parted_by)) if page.parted_by else ""


def _sorting(page: Page, record: PublicRecord) -> tuple[str, Any]:
    field = page.sorted_by.removeprefix("-")
    return field, getattr(record, field)


def _listing(record: PublicRecord) -> Iterator[str]:
    """The pages of lists that have the record, for readers and for machines."""
    for page in pages.lists_of(record.type_name):
        if Shows.CORRECTIONS in page.shows:
            yield from list_pages(page) if _is_corrected(record) else ()
        elif not page.per_page:
            yield reverse(page.name)
    for page, public in _sorted_lists(record):
        yield from _pages_with(page, public)
    if _is_highlighted(record):
        yield from _with_highlights()
    yield from (sitemap_page(page.section, record.pk) for page in pages.pages_of(record.type_name) if page.section)


def _is_highlighted(record: PublicRecord) -> bool:
    """True if the first page names the record beside its articles, or may do so."""
    return record in highlights(record.type_name) or _is_corrected(record)


def _its_sources(record: PublicRecord) -> Iterator[str]:
    """The pages of the sources that a record relies on: they name it once it is public."""
    yield from (reverse("source", args=[pk]) for pk in cited_by(record) if record.is_public)


def _is_corrected(record: PublicRecord) -> bool:
    own: QuerySet[Revision] = Revision.objects.of(record)
    return own.filter(change=Revision.Change.CORRECTION).exists()


def _pages_with(page: Page, record: PublicRecord) -> Iterator[str]:
    """The page of a list on which a record stands, by those before it and those of the same title or date, itself
    among them; several pages if these go over an edge."""
    part = _part(page, record)
    records, (field, value) = listed(page, part), _sorting(page, record)
    before = records.filter(**{f"{field}__{'gt' if page.sorted_by[0] == '-' else 'lt'}": value})
    first = before.count()
    last = first + records.filter(**{field: value}).count() - 1
    for number in range(first // page.per_page + 1, last // page.per_page + 2):
        yield page_address(list_base(page, part), number)


def _with_highlights() -> Iterator[str]:
    """The pages that show the highlights, each the first of its list."""
    return (list_base(page) for page in pages.PAGES if Shows.HIGHLIGHTS in page.shows)


def _article_paths(article: Article) -> Iterator[str]:
    yield from _listing(article)
    yield from _with_highlights()  # how often background is used follows from articles
    yield from _its_sources(article)
    yield from addresses_of(article)
    items: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for item in of_cards(article):
        items[item.type_name][item.pk] = item.slug
    for type_name, slugs in items.items():
        for every in slugs_of(type_name, slugs).values():
            yield from addresses_showing(type_name, every, Shows.USES)
    notes = article.annotations.exclude(note=None).values("note")
    related = Article.objects.published().filter(pk__in=Annotation.objects.filter(note__in=notes).values("article"))
    yield from addresses_showing("article", related.order_by().values_list("slug", flat=True), Shows.RELATED)


def _article_keys(article: Article) -> Iterator[str]:
    yield from (key(article), list_key("article"), *(f"source-{pk}" for pk in cited_by(article)))
    yield from map(uses, of_cards(article))


def _item_paths(item: Note | Claim) -> Iterator[str]:
    yield from _listing(item)
    yield from _its_sources(item)
    yield from _item_texts(item)
    for page in pages.pages_of("article", Shows.CARDS):
        if page.section_of:  # its cards decide whether an article is there
            articles = item.annotations.order_by().values_list("article", flat=True).distinct()
            yield from (sitemap_page(page.section, pk) for pk in articles)


def _item_texts(item: Note | Claim) -> Iterator[str]:
    """The pages with anything of a note or claim but its mere title: its own, and those of articles and cards."""
    yield from addresses_of(item)
    found = list(item.annotations.values_list("pk", "article", "article__slug"))
    slugs = slugs_of("article", {article: slug for _, article, slug in found})
    for card, article, _ in found:
        yield from addresses_showing("article", slugs[article], Shows.CARDS, Shows.CARD, cards=[card])


def _item_keys(item: Note | Claim) -> Iterator[str]:
    """What is not published yet is shown nowhere, so the articles it will stand in are named instead of it."""
    yield from (key(item), list_key(item.type_name), *(f"source-{pk}" for pk in cited_by(item)))
    if not item.is_public:
        yield from (key(annotation.article) for annotation in item.annotations.select_related("article"))


def _source_paths(source: Source) -> Iterator[str]:
    yield reverse("source", args=[source.pk])
    for citation in Citation.objects.filter(source=source).select_related("note", "claim", "article"):
        if citation.article:
            yield from addresses_showing("article", [citation.article.slug], Shows.CARDS)
        elif item := citation.note or citation.claim:
            yield from _item_texts(item)
    for note in Note.objects.filter(events__source=source).distinct():  # their timelines name it
        yield from _item_texts(note)


def _source_keys(source: Source) -> Iterator[str]:
    yield key(source)
    for citation in Citation.objects.filter(source=source).select_related("note", "claim", "article"):
        if owner := citation.note or citation.claim or citation.article:
            yield key(owner)
    yield from map(key, Note.objects.filter(events__source=source).distinct())


def _annotation_keys(annotation: Annotation) -> Iterator[str]:
    yield from _article_keys(annotation.article)
    yield uses(annotation.item)


RULES: dict[type[Model], Rule] = {
    Article: Rule(_article_paths, _article_keys),
    Note: Rule(_item_paths, _item_keys),
    Claim: Rule(_item_paths, _item_keys),
    Source: Rule(_source_paths, _source_keys),
    Annotation: Rule(lambda annotation: _article_paths(annotation.article), _annotation_keys),
}
