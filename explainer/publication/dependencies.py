"""From a record to what shows it, as the pages are declared: addresses to bake again, and keys that caches drop.

What it says is as narrow as what the pages really show: a corrected note makes stale the pages that show it and no
others. The tests compare it with a bake of everything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.urls import reverse

from explainer.models import Annotation, Article, Citation, Claim, Claimant, Note, PublicRecord, Revision, Source
from explainer.models.translation import versions

from . import pages
from .addresses import (
    addresses_of,
    addresses_showing,
    list_base,
    list_pages,
    list_pages_of,
    listed,
    page_address,
    sitemap_page,
    slugs_of,
)  # fmt: skip
from .cache_keys import key, list_key, of_cards, uses
from .cited import cited_by
from .highlights import highlights, is_in_figure_of_lead
from .lists import annotations_of, claimed_in, part_of, sorted_lists, sorting
from .news import days_of
from .pages import PageKind, Shows


class ShowingRule(NamedTuple):
    """What shows a record of one model, as it is in the database now."""

    paths: Callable[[Any], Iterable[str]]
    keys: Callable[[Any], Iterable[str]]


def paths_showing(record: Model) -> set[str]:
    """The addresses that show anything of this record."""
    return set(_rule(record).paths(record))


def keys_showing(record: Model) -> set[str]:
    """The keys to purge when this record appears, changes or goes. Asked before and after the change."""
    return set(_rule(record).keys(record))


def _rule(record: Model) -> ShowingRule:
    if type(record) not in RULES:
        raise TypeError(f"no page shows a {type(record).__name__} by itself")
    return RULES[type(record)]


def _listing(record: PublicRecord) -> Iterator[str]:
    """The pages of lists that have the record, for readers and for machines."""
    for page in pages.lists_of(record.type_name):
        if Shows.CORRECTIONS in page.shows:
            yield from list_pages(page) if _is_corrected(record) else ()
        elif Shows.CLAIMANTS in page.shows:
            yield from _pages_of_claimant(page, record)
        elif Shows.CLAIMED_IN in page.shows:
            for article in claimed_in(record) if isinstance(record, Article | Claim) else ():
                yield from _numbered(page, Article.objects.with_claims(), "title", article.title)
        elif Shows.UPDATES in page.shows:
            yield from list_pages(page) if _is_told(record) else ()
        elif not page.per_page:
            yield reverse(page.name)
    for page, public in sorted_lists(record):
        yield from _pages_with(page, public)
    if isinstance(record, Article | Claim):  # how many claims there are of each sort, and in which articles
        yield from (list_base(page) for page in pages.PAGES if Shows.COUNTS in page.shows)
    if _is_highlighted(record):
        yield from _with_highlights()
    yield from (sitemap_page(page.section, record.pk) for page in pages.pages_of(record.type_name) if page.section)


def _is_highlighted(record: PublicRecord) -> bool:
    """True if the first page names the record beside its articles, or may do so."""
    return record in highlights(record.type_name) or _is_corrected(record) or is_in_figure_of_lead(record)


def _its_sources(record: PublicRecord) -> Iterator[str]:
    """The pages of the sources that a record relies on: they name it once it is public."""
    yield from (reverse("source", args=[pk]) for pk in cited_by(record) if record.is_public)


def _is_corrected(record: PublicRecord) -> bool:
    own: QuerySet[Revision] = Revision.objects.of(record)
    return own.filter(change=Revision.Change.CORRECTION).exists()


def _is_told(record: PublicRecord) -> bool:
    own: QuerySet[Revision] = Revision.objects.of(record)
    return own.filter(change__in=Revision.TOLD).exists()


def _pages_with(page: PageKind, record: PublicRecord) -> Iterator[str]:
    """The page of a list on which a record stands, by those before it and those of the same title or date, itself
    among them; several pages if these go over an edge."""
    part = part_of(page, record)
    field, value = sorting(page, record)
    yield from _numbered(page, listed(page, part), field, value, part)


def _numbered(page: PageKind, records: QuerySet[Any], field: str, value: Any, part: str = "") -> Iterator[str]:
    first = records.filter(**{f"{field}__{'gt' if page.sorted_by[:1] == '-' else 'lt'}": value}).count()
    last = first + records.filter(**{field: value}).count() - 1
    for number in range(first // page.per_page + 1, last // page.per_page + 2):
        yield page_address(list_base(page, part), number)


def _pages_of_claimant(page: PageKind, record: PublicRecord) -> Iterator[str]:
    if isinstance(record, Claim) and record.is_public and record.said_by:
        yield from _numbered(page, Claimant.objects.heard(), "name", record.said_by.name)


def _with_highlights() -> Iterator[str]:
    """The pages that show the highlights, each the first of its list."""
    return (list_base(page) for page in pages.PAGES if Shows.HIGHLIGHTS in page.shows)


def _versions_shown(article: Article) -> list[Note | Claim]:
    """The notes and claims on an article's cards, and all other versions of them, which tell of the article too."""
    return versions(of_cards(article))


def _article_paths(article: Article) -> Iterator[str]:
    yield from _listing(article)
    yield from _with_highlights()  # how often background is used follows from articles
    yield from _its_sources(article)
    yield from addresses_of(article)
    items: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for item in _versions_shown(article):
        items[item.type_name][item.pk] = item.slug
    for type_name, slugs in items.items():
        for every in slugs_of(type_name, slugs).values():
            yield from addresses_showing(type_name, every, Shows.USES)
    notes = article.annotations.exclude(note=None).values("note")
    related = Article.objects.published().filter(pk__in=Annotation.objects.filter(note__in=notes).values("article"))
    yield from addresses_showing("article", related.order_by().values_list("slug", flat=True), Shows.RELATED)


def _article_keys(article: Article) -> Iterator[str]:
    yield from (key(article), list_key("article"), *(f"source-{pk}" for pk in cited_by(article)))
    yield from map(uses, _versions_shown(article))


def _item_paths(item: Note | Claim) -> Iterator[str]:
    yield from _listing(item)
    yield from _its_sources(item)
    yield from _item_texts(item)
    yield from _of_note(item) if isinstance(item, Note) else ()


def _of_note(note: Note) -> Iterator[str]:
    """The pages of what was said by the person or body that a note is on: they lead to it."""
    lists = [page for page in pages.PAGES if page.parted_by == "said_by__slug"]
    for claimant in note.claimants.all():
        if claimant.claims.published().exists():
            yield from (path for page in lists for path in list_pages_of(page, claimant.slug))


def _item_texts(*items: Note | Claim) -> Iterator[str]:
    """The pages with anything of notes or claims but their mere titles: their own, and those of articles and cards.

    As many queries as for one, however many these are.
    """
    yield from addresses_of(*_of_families(*items))
    found = list(annotations_of(*items).values_list("pk", "article", "article__slug"))
    slugs = slugs_of("article", {article: slug for _, article, slug in found})
    days = days_of(slugs)
    for card, article, _ in found:
        shown = days.get(article, ())
        yield from addresses_showing("article", slugs[article], Shows.CARDS, Shows.CARD, cards=[card], days=shown)


def _of_families(*items: Note | Claim) -> list[Note | Claim]:
    """They and their other versions that are public: their pages tell of each other. One query for each kind."""
    others = {each.record_key: each for each in versions(items)}
    return [*items, *(each for key, each in others.items() if key not in {item.record_key for item in items})]


def _item_keys(item: Note | Claim) -> Iterator[str]:
    """What is not published yet is shown nowhere, so the articles it will stand in are named instead of it."""
    yield from (*map(key, _of_families(item)), list_key(item.type_name), *(f"source-{pk}" for pk in cited_by(item)))
    if not item.is_public:
        yield from (key(annotation.article) for annotation in annotations_of(item).select_related("article"))


def _source_paths(source: Source) -> Iterator[str]:
    yield reverse("source", args=[source.pk])
    resting = _resting_on(source)
    slugs = {each.pk: [each.slug] for each in resting if isinstance(each, Article)}
    days = days_of(slugs)
    for pk, own in slugs.items():
        yield from addresses_showing("article", own, Shows.CARDS, days=days.get(pk, ()))
    yield from _item_texts(*(each for each in resting if isinstance(each, Note | Claim)))


def _resting_on(source: Source) -> list[Article | Note | Claim]:
    """What cites the source, public or not, and the notes whose timelines name it. Two queries."""
    citations = Citation.objects.filter(source=source).select_related("note", "claim", "article")
    found = {each.record_key: each.record for each in citations}
    found |= {note.record_key: note for note in Note.objects.filter(events__source=source).distinct()}
    return list(found.values())


def _source_keys(source: Source) -> Iterator[str]:
    yield from map(key, [source, *_resting_on(source)])


def _annotation_keys(annotation: Annotation) -> Iterator[str]:
    yield from _article_keys(annotation.article)
    yield uses(annotation.item)


def _claimant_paths(claimant: Claimant) -> Iterator[str]:
    """Its pages, the lists that name it, and what its claims stand on: they lead to it."""
    yield from heard_on(claimant)
    yield from _item_texts(*claimant.claims.published())


def heard_on(claimant: Claimant) -> Iterator[str]:
    """A claimant's own pages, and the lists that name it."""
    for page in pages.PAGES:
        if page.parted_by == "said_by__slug" and claimant.claims.published().exists():
            yield from list_pages_of(page, claimant.slug)
        if Shows.CLAIMANTS in page.shows:
            yield from list_pages(page)
        if Shows.COUNTS in page.shows:
            yield list_base(page)


def _claimant_keys(claimant: Claimant) -> Iterator[str]:
    yield from (key(claimant), list_key("claim"), *map(key, claimant.claims.published()))


RULES: dict[type[Model], ShowingRule] = {
    Article: ShowingRule(_article_paths, _article_keys),
    Note: ShowingRule(_item_paths, _item_keys),
    Claim: ShowingRule(_item_paths, _item_keys),
    Claimant: ShowingRule(_claimant_paths, _claimant_keys),
    Source: ShowingRule(_source_paths, _source_keys),
    Annotation: ShowingRule(lambda annotation: _article_paths(annotation.article), _annotation_keys),
}
