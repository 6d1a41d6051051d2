"""Whoever changes a record marks the pages that show it, before and after, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from explainer import search

from .dependencies import keys_showing, pages_of_lists, paths_showing, positions
from .outbox import Stale, mark


@contextmanager
def change(*records: models.Model) -> Iterator[None]:
    """Around a change of these records, their deletion included: what showed them before or after is baked again.

    A record that isn't saved yet is shown nowhere before. All of it is one transaction.
    """
    with transaction.atomic(), search.following(*records):
        stale = shown(*records)
        yield
        mark(stale | shown(*records))


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
        frozenset(page for record in one_of_each for page in pages_of_lists(record)),
    )
