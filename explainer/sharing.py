"""Pages that are made one after another share the work that they have in common.

An article, its cards and their fragments are twenty pages that begin with the same few queries. Baking makes them in
one batch and opens `together()` around it; a view asks `once()` in any case, and outside a batch that is a plain call.
So there is one way to make a page.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, object] | None] = ContextVar("kept", default=None)
LARGEST = 200  # results kept: an article's cards may be hundreds of kilobytes


@contextmanager
def together() -> Iterator[None]:
    """Inside, `once` keeps what it made. What changes meanwhile must be noticed by whoever opened it."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def are_together() -> bool:
    """True where what `once` makes is kept: then it is worth making more than one page needs."""
    return _kept.get() is not None


def once(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` returns; inside `together()` the same object for the same key. What it raises is not kept."""
    kept = _kept.get()
    if kept is None:
        return make()
    if key not in kept:
        if len(kept) >= LARGEST:
            kept.clear()
        kept[key] = make()
    return cast(T, kept[key])
