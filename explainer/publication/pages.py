"""Every public address once, and which addresses show a given record.

Baking, sitemaps and purging read this. An address is a path from the site's root. `showing()` follows what the pages
really show, so that a corrected note makes stale the pages that show it and no others; the tests compare what it says
with a bake of everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Max, Model, QuerySet
from django.urls import resolve, reverse

from explainer.models import Annotation, Article, Citation, Claim, FormerSlug, Note, Revision, Source, Verdict

PER_PAGE = 20  # explainers on a page of the front page
ARTICLE_PAGES = ("article", "full", "timeline", "embed_article", "embed_timeline", "oembed_article", "oembed_timeline")
LIBRARY_PER_PAGE = 60  # notes or claims on a page of the library
CORRECTIONS_PER_PAGE = 30
# What says, in a file, that it was taken down. Cards of such an article say so too, but live.
GONE_PAGES: dict[type[Article] | type[Note] | type[Claim], tuple[str, ...]] = {
    Article: ("article", "full", "timeline", "changes"),
    Note: ("note", "note_changes"),
    Claim: ("claim", "claim_changes"),
}
NEWS_ADDRESSES = ("/news-sitemap.xml",)  # they change with the clock too: actions/scheduling.py
NEWEST = ("/feed.xml", *NEWS_ADDRESSES)  # what has the newest articles
SEARCHED = "/search/index.json"  # what browsers search where no server does: every public record
LIVE = (SEARCHED,)  # a file only in a site of plain files: any change would make it anew, and nobody else reads it
FIXED = ("/robots.txt", "/sitemap.xml", "/search/", *NEWEST)  # there, whatever is on the site
SITEMAP_STEP = 5_000  # a page of a sitemap has the records with keys in one such step, so at most as many addresses


class Place(NamedTuple):
    """Where a record stands in the lists of its kind: its key, and by what they are sorted and parted."""

    kind: type[Model]
    pk: int
    order: str


def page_address(base: str, number: int) -> str:
    """The path of page `number` (from 1) of the list whose first page is at the path `base`."""
    return base if number == 1 else f"{base}page/{number}/"


def all_addresses() -> Iterator[str]:
    """Every public address of the site as it stands, lists first. Constant memory."""
    yield from FIXED
    yield from LIVE if settings.STATIC_COPY else ()
    yield from (path for path, _ in sitemap_pages())
    yield from front_pages()
    yield from note_lists()
    yield from claim_lists()
    yield from correction_pages()
    for article in Article.objects.published().order_by("pk").iterator(chunk_size=200):
        yield from of_article(article)
    for model in (Note, Claim):
        for item in model.objects.published().order_by("pk").iterator(chunk_size=500):
            yield from of_item(item)


def taken_down_addresses() -> Iterator[str]:
    """The addresses that say of an article, a note or a claim that it was taken down, under each slug it had."""
    for model, names in GONE_PAGES.items():
        for record in model.objects.taken_down().order_by("pk").iterator(chunk_size=500):
            for slug in _slugs(record):
                yield from (reverse(name, args=[slug]) for name in names)


def says_taken_down(path: str) -> bool:
    """True if this address is one of those, should its record be taken down. Addresses of cards are not."""
    return any(resolve(path).url_name in names for names in GONE_PAGES.values())


def _pages(base: str, count: int, per_page: int) -> Iterator[str]:
    return (page_address(base, number) for number in range(1, max(1, ceil(count / per_page)) + 1))


def embed_pages() -> Iterator[str]:
    """Every page that other sites may frame: who may is in their headers."""
    return (path for path in all_addresses() if path.startswith("/embed/"))


def front_pages() -> Iterator[str]:
    return _pages(reverse("home"), Article.objects.published().count(), PER_PAGE)


def note_lists() -> Iterator[str]:
    published = Note.objects.published()
    yield from _pages(reverse("notes"), published.count(), LIBRARY_PER_PAGE)
    for kind in Note.Kind.values:
        yield from _pages(reverse("notes_of_kind", args=[kind]), published.filter(kind=kind).count(), LIBRARY_PER_PAGE)


def claim_lists() -> Iterator[str]:
    published = Claim.objects.published()
    yield from _pages(reverse("claims"), published.count(), LIBRARY_PER_PAGE)
    for verdict in Verdict.values:
        count = published.filter(verdict=verdict).count()
        yield from _pages(reverse("claims_of_verdict", args=[verdict]), count, LIBRARY_PER_PAGE)


def correction_pages() -> Iterator[str]:
    return _pages(reverse("corrections"), Revision.objects.corrections().count(), CORRECTIONS_PER_PAGE)


def for_engines() -> dict[str, QuerySet]:
    """What a search engine should have of single records, by the section of the sitemap that has it."""
    articles = Article.objects.published().with_lastmod()
    return {
        "articles": articles,
        "timelines": articles.with_dates(),
        "notes": Note.objects.published().with_lastmod(),
        "claims": Claim.objects.published().with_lastmod(),
    }


def list_addresses() -> list[str]:
    """The first page of every list. Search engines find the others, and all that is on them, from there."""
    kinds = [reverse("notes_of_kind", args=[kind]) for kind in Note.Kind.values]
    verdicts = [reverse("claims_of_verdict", args=[verdict]) for verdict in Verdict.values]
    return [reverse("home"), reverse("notes"), *kinds, reverse("claims"), *verdicts, reverse("corrections")]


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


def of_article(article: Article) -> Iterator[str]:
    """The addresses that are this article's own: its pages, its cards and their fragments, under each slug it had."""
    cards = list(article.annotations.shown().values_list("pk", flat=True))
    for slug in _slugs(article):
        for name in (*ARTICLE_PAGES, "changes"):
            yield reverse(name, args=[slug])
        for pk in cards:
            yield from _of_card(slug, pk)


def of_item(item: Note | Claim, slugs: Iterable[str] = ()) -> Iterator[str]:
    """The addresses that are a note's or a claim's own, under each slug it had (`slugs`, if they are known)."""
    name = item._meta.model_name or ""
    for slug in slugs or _slugs(item):
        yield reverse(name, args=[slug])
        yield reverse(f"{name}_changes", args=[slug])
        yield reverse(f"embed_{name}", args=[slug])
        yield reverse(f"oembed_{name}", args=[slug])


def _slugs(record: Article | Note | Claim) -> list[str]:
    former = FormerSlug.objects.filter(folder=f"{record._meta.model_name}s", record=record.pk)
    return [record.slug, *former.order_by("slug").values_list("slug", flat=True)]


def _of_card(slug: str, pk: int) -> tuple[str, str]:
    return reverse("card", args=[slug, pk]), reverse("fragment", args=[slug, pk])


def showing(record: Model) -> set[str]:
    """The addresses that show anything of this record as it is in the database now."""
    if isinstance(record, Article):
        return set(_showing_article(record))
    if isinstance(record, Note | Claim):
        listing = _listing(f"{record._meta.model_name}s", record)
        shown = _showing_item(record.annotations.all())
        return {*of_item(record), *_listed(record), *listing, *_correcting(record), *shown}
    if isinstance(record, Source):
        return set(_showing_source(record))
    if isinstance(record, Annotation):
        return set(_showing_article(record.article))
    raise TypeError(f"no page shows a {type(record).__name__} by itself")


def places(record: Model) -> Iterator[Place]:
    """Where in lists a record stands, and what puts it there: none for what isn't published or isn't listed."""
    if not isinstance(record, Article | Note | Claim) or not record.is_public:
        return
    if isinstance(record, Article):
        yield Place(Article, record.pk, str(record.published_at))
    else:
        part = record.kind if isinstance(record, Note) else record.verdict
        yield Place(type(record), record.pk, f"{part} {record.title}")


def lists_with(kind: type[Model]) -> Iterator[str]:
    """All pages, as they are now, of the lists that have records of this kind."""
    if kind is Article:
        yield from front_pages()
    elif kind is Note:
        yield from note_lists()
    elif kind is Claim:
        yield from claim_lists()


def _listed(record: Article | Note | Claim) -> Iterator[str]:
    """The page of each list on which the record stands now."""
    if not record.is_public:
        return
    if isinstance(record, Article):
        articles, at = Article.objects.published(), record.published_at
        newer, beside = articles.filter(published_at__gt=at), articles.filter(published_at=at)
        yield from _pages_with(reverse("home"), newer, beside, PER_PAGE)
        return
    published = Note.objects.published() if isinstance(record, Note) else Claim.objects.published()
    before, same = published.filter(title__lt=record.title), published.filter(title=record.title)
    yield from _pages_with(reverse(f"{record._meta.model_name}s"), before, same, LIBRARY_PER_PAGE)
    name, part = ("kind", record.kind) if isinstance(record, Note) else ("verdict", record.verdict)
    base = reverse(f"{record._meta.model_name}s_of_{name}", args=[part])
    yield from _pages_with(base, before.filter(**{name: part}), same.filter(**{name: part}), LIBRARY_PER_PAGE)


def _pages_with(base: str, before: QuerySet, same: QuerySet, per_page: int) -> Iterator[str]:
    """The page of a list on which a record stands, by those before it and those of the same title or date, itself
    among them; several pages if these go over an edge."""
    first = before.count()
    last = first + same.count() - 1
    for number in range(first // per_page + 1, last // per_page + 2):
        yield page_address(base, number)


def _listing(section: str, record: Model) -> Iterator[str]:
    """What lists the record for machines."""
    yield "/sitemap.xml"
    yield sitemap_page(section, record.pk)


def _correcting(record: Article | Note | Claim) -> Iterator[str]:
    """The list of corrections, if it has any of the record's."""
    if Revision.objects.of(record).filter(change=Revision.Change.CORRECTION).exists():
        yield from correction_pages()


def _showing_article(article: Article) -> Iterator[str]:
    yield from NEWEST
    yield from (*_listing("articles", article), *_listing("timelines", article))
    yield from _listed(article)
    yield from of_article(article)
    yield from _correcting(article)
    yield from _of_items(article.annotations.shown().select_related("note", "claim"))
    notes = article.annotations.exclude(note=None).values("note")
    related = Article.objects.published().filter(pk__in=Annotation.objects.filter(note__in=notes).values("article"))
    for slug in related.order_by().values_list("slug", flat=True):
        yield reverse("article", args=[slug])


def _of_items(annotations: Iterable[Annotation]) -> Iterator[str]:
    """The addresses of the notes and claims of these cards: two queries, however many."""
    items = [annotation.item for annotation in annotations]
    former = defaultdict(list)
    renamed = FormerSlug.objects.filter(folder__in=["notes", "claims"], record__in={item.pk for item in items})
    for folder, record, slug in renamed.values_list("folder", "record", "slug"):
        former[folder, record].append(slug)
    for item in items:
        yield from of_item(item, [item.slug, *former[f"{item._meta.model_name}s", item.pk]])


def _showing_item(annotations: Iterable[Annotation]) -> Iterator[str]:
    """An item's summary is in its articles' pages, its text in their full pages and in its own cards."""
    found = list(annotations.select_related("article"))  # type: ignore[attr-defined]
    former = defaultdict(list)
    renamed = FormerSlug.objects.filter(folder="articles", record__in={each.article_id for each in found})
    for record, slug in renamed.values_list("record", "slug"):
        former[record].append(slug)
    for annotation in found:
        yield from _listing("timelines", annotation.article)
        for slug in [annotation.article.slug, *former[annotation.article_id]]:
            for name in ARTICLE_PAGES:
                yield reverse(name, args=[slug])
            yield from _of_card(slug, annotation.pk)


def _showing_source(source: Source) -> Iterator[str]:
    citations = Citation.objects.filter(source=source).select_related("note", "claim", "article")
    for citation in citations:
        if citation.article:
            for name in ARTICLE_PAGES:
                yield reverse(name, args=[citation.article.slug])
        elif item := citation.note or citation.claim:
            yield from of_item(item)
            yield from _showing_item(item.annotations.all())
    for note in Note.objects.filter(events__source=source).distinct():  # their timelines name it
        yield from of_item(note)
        yield from _showing_item(note.annotations.all())
