"""Marks pages as stale, in the transaction of the change, and wakes the baker after the commit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from explainer.models import StalePage

from .addresses import all_addresses, live_addresses, taken_down_addresses
from .cache_keys import EVERYTHING
from .lists import Position
from .pages import baking_order

# Called with nothing after a commit that made pages stale. The server's start (wsgi.py) puts the baker here; commands
# leave it empty, so that what they mark waits for the next bake.
after_commit: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Stale:
    """What a change makes wrong: addresses (paths) to bake again, and the keys by which caches drop what shows it.

    `positions` says where in lists the records stand, `lists` has all pages of these lists, each with its list's name.
    `pictures` are the names of all that the records name, public or not.
    `before | after` are both, and all pages of lists in which a record came, went or moved: what is behind it moves.
    """

    paths: Iterable[str] = ()
    keys: Iterable[str] = ()
    positions: frozenset[Position] = frozenset()
    lists: frozenset[tuple[str, str]] = frozenset()
    pictures: frozenset[str] = frozenset()

    def __or__(self, other: "Stale") -> "Stale":
        moved = {position.name for position in self.positions ^ other.positions}
        lists = self.lists | other.lists
        shifted = {path for name, path in lists if name in moved}
        paths, keys = {*self.paths, *other.paths, *shifted}, {*self.keys, *other.keys}
        return Stale(paths, keys, self.positions | other.positions, lists, self.pictures | other.pictures)


def mark(stale: Stale | Iterable[str], at: datetime | None = None) -> int:
    """Mark addresses as stale, and wake the baker after the commit if there is anything to do. Returns how many.

    Whoever marks addresses without saying what changed purges everything from caches. `at`: now, or the moment of the
    mark that these belong to.
    """
    if not isinstance(stale, Stale):
        stale = Stale(stale, [EVERYTHING])
    count = StalePage.objects.mark(sorted(set(stale.paths), key=baking_order), stale.keys, at)
    if count or stale.keys:
        _wake()
    return count


@transaction.atomic
def try_again(*, pages: QuerySet[StalePage]) -> int:
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
    count, at, paths = 0, timezone.now(), chain(all_addresses(), taken_down_addresses(), live_addresses())
    while batch := list(islice(paths, 5000)):
        count += mark(batch, at)
    return count
