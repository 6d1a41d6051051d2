"""Whoever changes a record marks the pages that show it, before and after, in the same transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import models, transaction

from explainer import search
from explainer.models import Annotation, Article, Claim, Note, PublicRecord
from explainer.models.picture import pictures_named

from .addresses import addresses_showing
from .cache_keys import key
from .dependencies import keys_showing, paths_showing
from .lists import pages_of_lists, pages_of_parts, positions
from .outbox import Stale, mark
from .pages import Shows
from .pictures import addresses_of_pictures, delete_unnamed


@contextmanager
def change(*records: models.Model, words: bool = True) -> Iterator[None]:
    """Around a change of these records, their deletion included: what showed them before or after is baked again.

    A record that isn't saved yet is shown nowhere before. All of it is one transaction. `words`: False where their own
    words stay as they are, and with them the index of the search.
    """
    with transaction.atomic(), search.following(*records if words else ()):
        stale = shown(*records)
        yield
        now = shown(*records)
        mark(stale | now)
        if unnamed := stale.pictures - now.pictures:
            transaction.on_commit(partial(delete_unnamed, unnamed), robust=True)


def shown(*records: models.Model) -> Stale:
    """Where the records, as they are in the database now, are shown. What readers never saw is shown nowhere: of it are
    known its pictures, and the keys of what will show it."""
    keyed = [record for record in records if record.pk]
    stored = [type(record)._default_manager.filter(pk=record.pk).first() for record in keyed]
    there = [record for record in stored if record]
    seen = [record for record in there if not _is_unseen(record)]
    one_of_each = {type(record): record for record in seen}.values()
    return Stale(
        {path for record in seen for path in paths_showing(record)},
        {
            each
            for record in there
            if record in seen or isinstance(record, Note | Claim)
            for each in keys_showing(record)
        },
        frozenset(position for record in seen for position in positions(record)),
        frozenset(page for record in one_of_each for page in pages_of_lists(record))
        | frozenset(page for record in seen for page in pages_of_parts(record))
        | _pictures(seen),
        frozenset(name for record in there for name in pictures_named(record)),
    )


def mark_histories(articles: Iterable[Article]) -> None:
    """Mark the pages with the whole history of these articles, where readers see nothing else new of them."""
    articles = list(articles)
    paths = addresses_showing("article", [article.slug for article in articles], Shows.HISTORY)
    mark(Stale(paths, {key(article) for article in articles}))


def _is_unseen(record: models.Model) -> bool:
    """True for a draft that was never public, and for a card on one: while editors work on it no page is made anew."""
    record = record.article if isinstance(record, Annotation) else record
    return isinstance(record, PublicRecord) and not record.is_public and record.taken_down_at is None


def _pictures(records: list[models.Model]) -> frozenset[tuple[str, str]]:
    """Each public picture stands on a list of its own: it is baked only when it comes or goes."""
    return frozenset((path, path) for record in records for path in addresses_of_pictures(record))
