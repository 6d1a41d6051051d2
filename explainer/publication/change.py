"""Whoever changes a record marks the pages that show it, before and after, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import models, transaction

from explainer import search
from explainer.models.picture import pictures_named

from .dependencies import keys_showing, paths_showing
from .lists import pages_of_lists, pages_of_parts, positions
from .outbox import Stale, mark
from .pictures import addresses_of_pictures, delete_unnamed


@contextmanager
def change(*records: models.Model) -> Iterator[None]:
    """Around a change of these records, their deletion included: what showed them before or after is baked again.

    A record that isn't saved yet is shown nowhere before. All of it is one transaction.
    """
    with transaction.atomic(), search.following(*records):
        stale = shown(*records)
        yield
        now = shown(*records)
        mark(stale | now)
        if unnamed := stale.pictures - now.pictures:
            transaction.on_commit(partial(delete_unnamed, unnamed), robust=True)


def shown(*records: models.Model) -> Stale:
    """Where the records, as they are in the database now, are shown."""
    keyed = [record for record in records if record.pk]
    stored = [type(record)._default_manager.filter(pk=record.pk).first() for record in keyed]
    there = [record for record in stored if record]
    one_of_each = {type(record): record for record in there}.values()
    return Stale(
        {path for record in there for path in paths_showing(record)},
        {key for record in there for key in keys_showing(record)},
        frozenset(position for record in there for position in positions(record)),
        frozenset(page for record in one_of_each for page in pages_of_lists(record))
        | frozenset(page for record in there for page in pages_of_parts(record))
        | _pictures(there),
        frozenset(name for record in there for name in pictures_named(record)),
    )


def _pictures(records: list[models.Model]) -> frozenset[tuple[str, str]]:
    """Each public picture stands on a list of its own: it is baked only when it comes or goes."""
    return frozenset((path, path) for record in records for path in addresses_of_pictures(record))
