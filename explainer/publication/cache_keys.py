"""Names what an answer shows, so that a shared cache can drop it when that changes.

A key stands for a record (`note-7`), for a kind of list (`articles`), for what tells where a note or a claim is used
(`uses-note-7`), or for everything (`site`). A view gives the records that it loaded, the declaration of its page says
which keys they make, and whoever changes a record purges `dependencies.keys_showing(record)`. The header is Fastly's
and Varnish's `Surrogate-Key` or Cloudflare's `Cache-Tag`.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from explainer.batch_memo import memoized
from explainer.models import PUBLIC_RECORDS, Annotation, Article, Claim, Note, PublicRecord

from . import pages
from .pages import PageKind, Shows

EVERYTHING = "site"
THEMES = "themes"
Response = TypeVar("Response", bound=HttpResponse)


def key(record: Model) -> str:
    """The key of one record, such as `article-3`."""
    return f"{record._meta.model_name}-{record.pk}"


def list_key(type_name: str) -> str:
    """The key of the lists, feeds and maps of the site that records of this type stand in, such as `notes`."""
    return PUBLIC_RECORDS[type_name].folder


def uses(item: PublicRecord) -> str:
    """The key of what tells which articles use this note or claim."""
    return f"uses-{key(item)}"


def shows(
    response: Response,
    name: str,
    record: Model | None = None,
    *,
    cards: Iterable[PublicRecord] = (),
    related: Iterable[PublicRecord] = (),
    keys: Iterable[str] = (),
) -> Response:
    """Say in the header of `response` what it shows: it is the page of that URL name.

    Takes its record, the notes and claims on its `cards`, `related` articles, and more keys that this answer has.
    """
    page = pages.named(name)
    if not page:
        raise LookupError(f"no page is declared as “{name}” (explainer/publication/pages.py)")
    return carry_keys(response, *_keys(page, record, list(cards), related), *keys)


def carry_keys(response: Response, *shown: Model | str) -> Response:
    """Put keys, of records or ready ones, into the header, and let shared caches keep the answer as configured.

    Only an answer that says what it shows may be kept long: it alone can be purged.
    """
    patch_cache_control(response, s_maxage=settings.SHARED_CACHE_SECONDS)
    header = settings.SURROGATE_HEADER
    if header:
        keys = {item if isinstance(item, str) else key(item) for item in shown}
        separator = "," if header == "Cache-Tag" else " "
        response[header] = separator.join([*sorted(keys), EVERYTHING])
    return response


def _keys(
    page: PageKind, record: Model | None, cards: list[PublicRecord], related: Iterable[PublicRecord]
) -> Iterator[str]:
    told = page.shows | page.purged_with
    yield from page.keys
    yield from map(list_key, page.lists)
    if record:
        yield key(record)
        yield from [uses(record)] if Shows.USES in told and isinstance(record, PublicRecord) else []
    if told & {Shows.CARDS, Shows.CARD}:
        yield from map(key, cards)
    if Shows.RELATED in told:  # another article with the same note makes another list
        yield from (*map(key, related), *map(uses, cards))


def of_cards(article: Article) -> Iterator[Note | Claim]:
    """The published notes and claims that an article's cards show. One query."""
    shown: list[Annotation] = memoized(("shown", article.pk), lambda: list(article.annotations.shown()))
    return (annotation.item for annotation in shown)
