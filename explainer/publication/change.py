"""Whoever changes a record marks the pages that show it, before and after, in the same transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from django.db import models, transaction
from django.utils import timezone

from explainer import search
from explainer.models import StalePage
from explainer.publication.cache_keys import EVERYTHING, changed
from explainer.publication.pages import LIVE, Place, all_addresses, lists_with, places, showing, taken_down_addresses

# Called with nothing after a commit that made pages stale. The server's start (wsgi.py) puts the baker here; commands
# leave it empty, so that what they mark waits for the next bake.
after_commit: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Stale:
    """What a change makes wrong: addresses (paths) to bake again, and the keys by which caches drop what shows it.

    `places` says where in lists the records stand, `lists` has all pages of these lists by the kind of record.
    `before | after` are both, and all pages of lists in which a record came, went or moved: what is behind it moves.
    """

    paths: Iterable[str] = ()
    keys: Iterable[str] = ()
    places: frozenset[Place] = frozenset()
    lists: frozenset[tuple[type[models.Model], str]] = frozenset()

    def __or__(self, other: "Stale") -> "Stale":
        moved = {place.kind for place in self.places ^ other.places}
        lists = self.lists | other.lists
        shifted = {path for kind, path in lists if kind in moved}
        paths, keys = {*self.paths, *other.paths, *shifted}, {*self.keys, *other.keys}
        return Stale(paths, keys, self.places | other.places, lists)


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
    return Stale(
        {path for record in there for path in showing(record)},
        {key for record in there for key in changed(record)},
        frozenset(place for record in there for place in places(record)),
        frozenset((kind, path) for kind in {type(record) for record in there} for path in lists_with(kind)),
    )


def mark(stale: Stale | Iterable[str]) -> int:
    """Mark addresses as stale, and wake the baker after the commit. Returns how many.

    Whoever marks addresses without saying what changed purges everything from caches.
    """
    if not isinstance(stale, Stale):
        stale = Stale(stale, [EVERYTHING])
    count = StalePage.objects.mark(stale.paths, stale.keys)
    _wake()
    return count


@transaction.atomic
def try_again(*, pages: models.QuerySet[StalePage]) -> int:
    """Let waiting pages be baked now, however long their pause still is. Returns how many.

    They stay counted as failing until they are baked, and pause longer if they fail again.
    """
    count = StalePage.objects.filter(pk__in=pages.order_by().values("pk")).update(due=timezone.now())
    _wake()
    return count


def _wake() -> None:
    for wake in after_commit:
        transaction.on_commit(wake)


def mark_everything() -> int:
    """Mark every public address, in batches, and what is live now but may have been a file. Returns how many."""
    count, batch = 0, []
    for path in chain(all_addresses(), taken_down_addresses(), LIVE):
        batch.append(path)
        if len(batch) == 5000:
            count += mark(batch)
            batch = []
    return count + mark(batch)
