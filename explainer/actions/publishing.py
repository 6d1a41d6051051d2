"""Whoever changes a record marks the pages that show it, before and after, in the same transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from django.db import models, transaction
from django.utils import timezone

from explainer import search
from explainer.models import StalePage
from explainer.public_urls import LIVE, all_addresses, showing, taken_down_addresses
from explainer.surrogate import EVERYTHING, changed

# Called with nothing after a commit that made pages stale. The server's start (wsgi.py) puts the baker here; commands
# leave it empty, so that what they mark waits for the next bake.
after_commit: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Stale:
    """What a change makes wrong: addresses (paths) to bake again, and the keys by which caches drop what shows it."""

    paths: Iterable[str] = ()
    keys: Iterable[str] = ()

    def __or__(self, other: "Stale") -> "Stale":
        return Stale({*self.paths, *other.paths}, {*self.keys, *other.keys})


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
    found = Stale()
    for record in records:
        stored = type(record)._default_manager.filter(pk=record.pk).first() if record.pk else None
        if stored:
            found |= Stale(showing(stored), changed(stored))
    return found


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
