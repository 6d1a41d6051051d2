"""Every public address once, as the declared kinds of pages and the records in the database have it.

Baking and sitemaps read this. An address is a path from the site's root.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from math import ceil

from django.conf import settings
from django.db.models import Count, F, Max, QuerySet
from django.urls import reverse

from explainer.models import PUBLIC_RECORDS, Annotation, Article, Claimant, FormerSlug, PublicRecord, Revision
from explainer.models.verdict import scale

from . import pages
from .cited import cited_in_public
from .news import days_of
from .pages import Gone, PageKind, Shows
from .pictures import all_addresses_of_pictures

# A page of a sitemap has the records with keys in one such step, so at most as many addresses. Far fewer than engines
# would take: each correction makes a page of it anew.
SITEMAP_STEP = 250


def all_addresses() -> Iterator[str]:
    """Every public address of the site as it stands, lists first. Constant memory."""
    yield from (reverse(page.name) for page in pages.PAGES if is_whole(page) and is_baked(page))
    yield from (path for path, _ in sitemap_pages())
    for page in pages.PAGES:
        if page.per_page and is_baked(page):
            yield from list_pages(page)
    yield from (reverse("source", args=[pk]) for pk in cited_in_public().order_by("pk").values_list("pk", flat=True))
    for model in PUBLIC_RECORDS.values():
        for records in _by_hundreds(model.objects.published()):
            yield from addresses_of(*records)
    yield from dict.fromkeys(all_addresses_of_pictures())


def live_addresses() -> Iterator[str]:
    """Addresses that are files only in a site of plain files."""
    for page in pages.PAGES:
        if page.is_live:
            yield from list_pages(page) if page.per_page else [reverse(page.name)]


def is_live(path: str) -> bool:
    """True for an address that is a file only in a site of plain files."""
    found = pages.found_at(path)
    return bool(found and found[0].is_live)


def is_whole(page: PageKind) -> bool:
    """True for a page that stands at one address, whatever is on the site."""
    return not page.of and not page.per_page


def is_baked(page: PageKind) -> bool:
    return settings.STATIC_COPY or not page.is_live


def says_taken_down(path: str) -> bool:
    """True if a file at this address says of its record that it was taken down, should it be. Not so for cards."""
    found = pages.found_at(path)
    return bool(found and found[0].gone is Gone.FILE)


def taken_down_addresses() -> Iterator[str]:
    """The addresses that say of a record that it was taken down, under each slug it had."""
    for type_name, model in PUBLIC_RECORDS.items():
        telling = [page for page in pages.pages_of(type_name) if page.gone is Gone.FILE]
        for records in _by_hundreds(model.objects.taken_down()):
            for slugs in slugs_of(type_name, {record.pk: record.slug for record in records}).values():
                yield from _under(slugs, telling)


def framed_addresses() -> Iterator[str]:
    """Every page that other sites may frame: who may is in their headers."""
    return (path for path in all_addresses() if pages.is_framed(path))


def _by_hundreds(records: QuerySet) -> Iterator[list[PublicRecord]]:
    """They may be more than fit into memory, and each by itself would be some queries."""
    rows = records.order_by("pk").iterator(chunk_size=100)
    while batch := list(islice(rows, 100)):
        yield batch


def addresses_of(*records: PublicRecord) -> Iterator[str]:
    """The addresses that are these records' own, cards included, under each slug they had.

    One query for each kind of record, and four more for articles.
    """
    by_type: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for record in records:
        by_type[record.type_name][record.pk] = record.slug
    for type_name, slugs in by_type.items():
        kinds, days, cards = list(pages.pages_of(type_name)), {}, defaultdict(list)
        if type_name == Article.type_name:
            days = days_of(slugs)
            for pk, article in Annotation.objects.shown().filter(article__in=slugs).values_list("pk", "article"):
                cards[article].append(pk)
        for pk, every in slugs_of(type_name, slugs).items():
            yield from _under(every, kinds, cards[pk], days.get(pk, ()))


def _under(
    slugs: Iterable[str], kinds: list[PageKind], cards: Iterable[int] = (), days: Iterable[date] = ()
) -> Iterator[str]:
    """The addresses of these kinds of pages; `cards` and `days` complete those of pages of one card or one day."""
    for slug in slugs:
        for page in kinds:
            if Shows.CARD in page.shows:
                yield from (reverse(page.name, args=[slug, pk]) for pk in cards)
            elif Shows.DAY in page.shows:
                yield from (reverse(page.name, args=[slug, day]) for day in days)
            else:
                yield reverse(page.name, args=[slug])


def addresses_showing(
    type_name: str, slugs: Iterable[str], *shows: Shows, cards: Iterable[int] = (), days: Iterable[date] = ()
) -> Iterator[str]:
    """The addresses of a record's pages that show any of `shows`; of one card or one day those alone."""
    return _under(slugs, list(pages.pages_of(type_name, *shows)), cards, days)


def slugs_of(type_name: str, slugs: dict[int, str]) -> dict[int, list[str]]:
    """For many records, by key, each with its slug: all slugs they had. One query."""
    found = defaultdict(list, {pk: [slug] for pk, slug in slugs.items()})
    former = FormerSlug.objects.filter(folder=PUBLIC_RECORDS[type_name].folder, record__in=slugs)
    for pk, slug in former.values_list("record", "slug"):
        found[pk].append(slug)
    return found


def page_address(base: str, number: int) -> str:
    """The path of page `number` (from 1) of the list whose first page is at the path `base`."""
    return base if number == 1 else f"{base}page/{number}/"


def parts(page: PageKind) -> list[str]:
    """The values by which a list is parted; one empty value for a list that isn't."""
    if not page.parted_by:
        return [""]
    model = PUBLIC_RECORDS[page.lists[0]]
    if page.parted_by == "verdict":
        return [each.value for each in scale()]
    field = model._meta.get_field(page.parted_by.partition("__")[0])
    choices = getattr(field, "choices", None)
    if choices:
        return [str(value) for value, _ in choices]
    found = model.objects.published().exclude(**{page.parted_by: None}).order_by(page.parted_by)
    return [str(value) for value in found.values_list(page.parted_by, flat=True).distinct()]


def list_base(page: PageKind, part: str = "") -> str:
    """The address of a list's first page."""
    return reverse(page.name, args=[part] if part else [])


def list_pages_of(page: PageKind, part: str) -> Iterator[str]:
    """All pages of one part of a list."""
    return _pages_for(page, part, listed(page, part).count())


def list_pages(page: PageKind) -> Iterator[str]:
    """All pages, as they are now, of a list, in each of its parts. One query, two for some parts."""
    if not page.per_page:
        yield list_base(page)
        return
    if page.parted_by:
        counts = _counts(page)
        for part in parts(page):
            yield from _pages_for(page, part, counts.get(part, 0))
        return
    if Shows.CORRECTIONS in page.shows:
        count = Revision.objects.corrections().count()
    elif Shows.SOURCES in page.shows:
        count = cited_in_public().count()
    elif Shows.CLAIMANTS in page.shows:
        count = Claimant.objects.heard().count()
    elif Shows.CLAIMED_IN in page.shows:
        count = Article.objects.with_claims().count()
    else:
        count = listed(page).count()
    yield from _pages_for(page, "", count)


def _counts(page: PageKind) -> dict[str, int]:
    """How many records each part of a list has."""
    found = listed(page).order_by().values(page.parted_by).annotate(number=Count("pk"))
    return {str(row[page.parted_by]): row["number"] for row in found}


def _pages_for(page: PageKind, part: str, count: int) -> Iterator[str]:
    base = list_base(page, part)
    return (page_address(base, number) for number in range(1, max(1, ceil(count / page.per_page)) + 1))


def listed(page: PageKind, part: str = "") -> QuerySet:
    """The records on a list, or on one part of it."""
    published = PUBLIC_RECORDS[page.lists[0]].objects.published()
    return published.filter(**{page.parted_by: part}) if part else published


def for_engines() -> dict[str, QuerySet]:
    """What a search engine should have of single records, by the section of the sitemap that has it."""
    return {
        page.section: records_with(page, PUBLIC_RECORDS[page.of].objects.published().with_lastmod())
        for page in pages.PAGES
        if page.section
    }


def records_with(page: PageKind, records: QuerySet) -> QuerySet:
    """Those of the records whose page of this kind has anything on it: an article may have no dates."""
    return getattr(records, page.section_of)() if page.section_of else records


def section_page(section: str) -> PageKind:
    """The kind of page that a section of the sitemap has."""
    return next(page for page in pages.PAGES if page.section == section)


def list_addresses() -> list[str]:
    """The first page of every list. Search engines find the others, and all that is on them, from there."""
    return [list_base(page, part) for page in pages.PAGES if page.in_sitemap for part in parts(page)]


def sitemap_page(section: str, pk: int) -> str:
    """The page of the sitemap that has a record. It stays the same, whatever comes and goes around it."""
    return reverse("sitemap_page", args=[section, pk // SITEMAP_STEP + 1])


def sitemap_pages() -> Iterator[tuple[str, datetime | None]]:
    """Each page of the sitemap that has anything on it, and when the newest of that was changed (none for lists)."""
    yield reverse("sitemap_page", args=["lists", 1]), None
    for section, records in for_engines().items():
        steps = records.order_by().annotate(step=F("pk") / SITEMAP_STEP).values("step")
        for step in steps.annotate(newest=Max("lastmod")).order_by("step"):
            yield sitemap_page(section, step["step"] * SITEMAP_STEP), step["newest"]
