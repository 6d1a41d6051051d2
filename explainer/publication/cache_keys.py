"""Names what an answer shows, so that a shared cache can drop it when that changes.

A surrogate key stands for a record (`note-7`), for a kind of list (`articles`), for the places that tell where a note
or a claim is used (`uses-note-7`), or for everything (`site`). Views say what they show; whoever changes a record
purges `changed(record)`. The header is Fastly's and Varnish's `Surrogate-Key` or Cloudflare's `Cache-Tag`.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from explainer.batch_memo import memoized
from explainer.models import Annotation, Article, Citation, Claim, Note, Source

EVERYTHING = "site"
EMBEDS, THEMES, NEWS = "embeds", "themes", "news"
Response = TypeVar("Response", bound=HttpResponse)


def key(record: Model) -> str:
    """The key of one record, such as `article-3`."""
    return f"{record._meta.model_name}-{record.pk}"


def list_key(record: Model | type[Model]) -> str:
    """The key of the lists, feeds and maps of the site that records of this kind stand in, such as `notes`."""
    return f"{record._meta.model_name}s"


def uses(item: Note | Claim) -> str:
    """The key of places that tell which articles use this note or claim."""
    return f"uses-{key(item)}"


def shows(response: Response, *shown: Model | str) -> Response:
    """Put the keys of what `response` shows into its header, and let shared caches keep it as long as configured.

    Takes records and ready keys. Only an answer that says what it shows may be kept long: it alone can be purged.
    """
    patch_cache_control(response, s_maxage=settings.SHARED_CACHE_SECONDS)
    header = settings.SURROGATE_HEADER
    if header:
        keys = {item if isinstance(item, str) else key(item) for item in shown}
        separator = "," if header == "Cache-Tag" else " "
        response[header] = separator.join([*sorted(keys), EVERYTHING])
    return response


def of_cards(article: Article) -> Iterator[Note | Claim]:
    """The published notes and claims that an article's cards show. One query."""
    return iter(
        memoized(("shown", article.pk), lambda: [annotation.item for annotation in article.annotations.shown()])
    )


def changed(record: Model) -> set[str]:
    """The keys to purge when this record, as it is in the database now, appears, changes or goes.

    Asked before and after the change. What is not published yet is shown nowhere, so the articles it will stand in
    are named instead of it.
    """
    if isinstance(record, Article):
        return {key(record), list_key(record), *(uses(item) for item in of_cards(record))}
    if isinstance(record, Note | Claim):
        articles = () if record.is_public else _articles(record.annotations.select_related("article"))
        return {key(record), list_key(record), *articles}
    if isinstance(record, Annotation):
        return changed(record.article) | {uses(record.item)}
    if isinstance(record, Source):
        return {key(record), *_citing(record)}
    return {EVERYTHING}


def _articles(annotations: Iterable[Annotation]) -> Iterator[str]:
    return (key(annotation.article) for annotation in annotations)


def _citing(source: Source) -> Iterator[str]:
    for citation in Citation.objects.filter(source=source).select_related("note", "claim", "article"):
        owner = citation.note or citation.claim or citation.article
        if owner:
            yield key(owner)
    yield from (f"note-{pk}" for pk in source.events.values_list("note", flat=True))
