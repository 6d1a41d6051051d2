"""Every kind of public page, declared once. What is baked, purged, listed and framed follows from this list.

`addresses.py` makes the addresses of each kind, `dependencies.py` says which of them show a record, `cache_keys.py`
writes into an answer what its page shows. Nothing here imports models: the server's start reads it before they are
there. A new kind of page is its view, its template, its line in urls.py and its declaration (docs/developers.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import unquote

from django.urls import Resolver404, ResolverMatch, resolve

EMBEDS = "embeds"  # the cache key of pages in frames: who may frame them is in their headers
NEWS = "news"  # that of the news sitemap, which changes with the clock too
FRAMES = "/embed/"  # all pages in frames stand in this folder
READ_QUERIES = (FRAMES, "/search/")  # folders of pages that a query changes
RECORDS = ("article", "note", "claim")  # the types of public records, in the order of their pages


class Shows(Enum):
    """What a page shows beside the record whose slug is in its address, or instead of one."""

    CARDS = auto()  # of an article: the notes and claims on its cards, and sources
    CARD = auto()  # of an article: the note or claim on the card that its address names
    DAY = auto()  # of an article: what is new since the day that its address names
    HISTORY = auto()  # of an article: what each of its revisions changed, mere cards among them
    RELATED = auto()  # of an article: other articles with the same notes
    USES = auto()  # of a note or claim: the articles that use it
    CORRECTIONS = auto()  # of the whole site
    UPDATES = auto()  # of the whole site: corrections and all else that readers are told
    HIGHLIGHTS = auto()  # of the whole site: the newest checks, the background used most, the latest corrections
    SOURCES = auto()  # that something published relies on
    CLAIMANTS = auto()  # who said something that is published, with how much
    CLAIMED_IN = auto()  # the articles with claims, with how many
    COUNTS = auto()  # of the first page of a list: how many claims there are of each sort


class Gone(Enum):
    """What an address says when its record was taken down."""

    NOT_FOUND = auto()  # that there is nothing: frames and oEmbed answers
    LIVE = auto()  # that it was taken down, but no file says so
    FILE = auto()  # that it was taken down, in a file too


@dataclass(frozen=True)
class PageKind:
    """A kind of page. `name` is its name in urls.py, `of` the type of the record whose slug is in its address."""

    name: str
    of: str = ""
    shows: frozenset[Shows] = frozenset()
    gone: Gone = Gone.NOT_FOUND  # pages that tell so also lead from a former slug to the present one
    is_framed: bool = False  # other sites may show it in a frame
    embed: str = ""  # what an embed of this page shows: the kind of embed that its oEmbed answer gives
    section: str = ""  # of the sitemap, where a record's page stands in it
    section_of: str = ""  # the method of the records' QuerySet that picks those in the sitemap, if not all are
    is_first: bool = False  # baked before others: what most readers open
    lists: tuple[str, ...] = ()  # the types of records of which it is a list
    parted_by: str = ""  # what parts these records: the look-up of a field; one list for each of its values
    per_page: int = 0  # entries on a page, if the list has pages (`<int:number>`)
    in_sitemap: bool = False  # a list whose first page stands in the sitemap
    is_live: bool = False  # a file only in a site of plain files: any change would make it anew
    sorted_by: str = ""  # the field by which a list of records in pages is sorted, with a minus if the last is first
    keys: tuple[str, ...] = ()  # cache keys beside those of the records
    purged_with: frozenset[Shows] = frozenset()  # what it doesn't show, but is purged from caches with


def _page(name: str, of: str = "", *shows: Shows, **more: object) -> PageKind:
    return PageKind(name, of, frozenset(shows), **more)  # type: ignore[arg-type]


def _library(name: str, of: str, parted_by: str = "", *shows: Shows) -> PageKind:
    """A list of notes or claims."""
    return _page(name, "", *shows, lists=(of,), parted_by=parted_by, sorted_by="title", per_page=60, in_sitemap=True,
                 is_first=not parted_by)  # fmt: skip


def _item(of: str) -> list[PageKind]:
    """The pages of a note or claim."""
    return [
        _page(of, of, Shows.USES, gone=Gone.FILE, embed=of, section=f"{of}s", is_first=True),
        _page(f"{of}_changes", of, gone=Gone.FILE),
        _page(f"embed_{of}", of, is_framed=True, embed=of, keys=(EMBEDS,)),
        _page(f"oembed_{of}", of),
        _page(f"{of}_picture", of),
    ]


C, R = Shows.CARDS, Shows.RELATED
PAGES: tuple[PageKind, ...] = (
    # the whole site
    _page("robots", is_first=True),
    _page("favicon"),
    _page("sitemap", lists=RECORDS),
    _page("search", is_first=True),
    _page("claim_scale", is_first=True),
    _page("reading_checks"),
    _page("feed", lists=("article",), is_first=True),
    _page("news_sitemap", lists=("article",), is_first=True, keys=(NEWS,)),
    _page("search_index", lists=RECORDS, is_live=True),
    # lists
    _page("home", "", Shows.HIGHLIGHTS, lists=("article",), sorted_by="-published_at", per_page=20, in_sitemap=True,
          is_first=True),
    _library("notes", "note"),
    _library("notes_of_kind", "note", "kind"),
    _library("claims", "claim", "", Shows.COUNTS),
    _library("claims_of_verdict", "claim", "verdict"),
    _library("claims_of_kind", "claim", "kind"),
    _library("claims_of_year", "claim", "said_year"),
    _library("claimant", "claim", "said_by__slug"),
    _page("claimants", "", Shows.CLAIMANTS, lists=("claim",), per_page=100, in_sitemap=True),
    _page("claim_articles", "", Shows.CLAIMED_IN, lists=("article", "claim"), per_page=100, in_sitemap=True),
    _page("corrections", "", Shows.CORRECTIONS, lists=RECORDS, per_page=30, in_sitemap=True, is_first=True),
    _page("corrections_feed", "", Shows.CORRECTIONS, lists=RECORDS),
    _page("updates_feed", "", Shows.UPDATES, lists=RECORDS),
    # sources: a page each; the list changes with every citation, so it is answered live
    _page("sources", "", Shows.SOURCES, per_page=100, in_sitemap=True, is_live=True),
    _page("source", "source"),
    _page("media", "picture"),
    # an article
    _page("article", "article", C, R, gone=Gone.FILE, embed="article", section="articles", is_first=True),
    _page("full", "article", C, gone=Gone.FILE, embed="article", purged_with=frozenset({R})),
    _page("timeline", "article", C, gone=Gone.FILE, embed="timeline", section="timelines",
          section_of="with_dates"),
    _page("map", "article", C, gone=Gone.FILE, embed="map", section="maps", section_of="with_places"),
    _page("embed_article", "article", C, is_framed=True, embed="article", keys=(EMBEDS,)),
    _page("embed_timeline", "article", C, is_framed=True, embed="timeline", keys=(EMBEDS,)),
    _page("embed_map", "article", C, is_framed=True, embed="map", keys=(EMBEDS,)),
    _page("oembed_article", "article", C),
    _page("oembed_timeline", "article", C),
    _page("oembed_map", "article", C),
    _page("article_sources", "article", C),
    _page("article_picture", "article"),
    _page("article_claims", "article", C, gone=Gone.FILE),
    _page("changes", "article", Shows.HISTORY, gone=Gone.FILE, embed="article"),
    _page("since_days", "article", C, gone=Gone.LIVE),
    _page("since", "article", C, Shows.DAY, gone=Gone.LIVE),
    _page("card", "article", Shows.CARD, gone=Gone.LIVE, embed="article"),
    _page("fragment", "article", Shows.CARD, gone=Gone.LIVE),
    # a note, a claim
    *_item("note"),
    _page("note_feed", "note"),
    *_item("claim"),
)  # fmt: skip


def named(name: str | None) -> PageKind | None:
    """The kind of page with this URL name."""
    return next((page for page in PAGES if page.name == name), None) if name else None


def per_page(name: str) -> int:
    """How many entries a page of this list has."""
    page = named(name)
    return page.per_page if page else 0


def pages_of(type_name: str, *shows: Shows) -> Iterator[PageKind]:
    """The kinds of pages of one record; with `shows`, those that show any of that."""
    return (page for page in PAGES if page.of == type_name and (not shows or page.shows & {*shows}))


def lists_of(type_name: str) -> Iterator[PageKind]:
    """The lists, in pages or whole, that records of this type stand in."""
    return (page for page in PAGES if type_name in page.lists and not page.is_live)


def found_at(path: str) -> tuple[PageKind, ResolverMatch] | None:
    """The kind of page at this address, and what its address names."""
    try:
        match = resolve(unquote(path))
    except Resolver404:
        return None
    page = named(match.url_name)
    return (page, match) if page else None


def is_framed(path: str) -> bool:
    """True for an address in a frame, known by its folder, since URLs can only be resolved once Django is loaded."""
    return path.startswith(FRAMES)


def reads_query(path: str, query: str) -> bool:
    """True if the page at this address depends on this query. All others are the same with any, and so is their file.

    An article is read under many queries, those of campaigns among them; one alone leads elsewhere.
    """
    return path.startswith(READ_QUERIES) or ("since=" in query and path.startswith("/articles/"))


def baking_order(path: str) -> tuple[bool, tuple[str, str], str]:
    """Sorts the pages that most readers open first, so that a correction is there at once, and then by record.

    A record's other pages, embeds and oEmbed answers stand together: baked in one batch, they share their queries.
    """
    found = found_at(path)
    if not found:
        return True, ("", ""), path
    page, match = found
    return not _is_first(page, match), (page.of, match.kwargs.get("slug", "")), path


def is_opened_most(path: str) -> bool:
    """True for what most readers open: it is baked first, and compressed best."""
    found = found_at(path)
    return bool(found and _is_first(*found))


def _is_first(page: PageKind, match: ResolverMatch) -> bool:
    return page.is_first and "number" not in match.kwargs
