"""Pages that are made one after another share the work that they have in common.

An article, its cards and their fragments are twenty pages that begin with the same few queries. Baking makes them in
one batch and opens `batch()` around it; a view asks `memoized()` in any case, and outside a batch that is a plain call.
So there is one way to make a page.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
_memo: ContextVar[dict[Hashable, object] | None] = ContextVar("kept", default=None)
_request: ContextVar[dict[Hashable, object] | None] = ContextVar("request", default=None)
LARGEST = 200  # results kept: an article's cards may be hundreds of kilobytes


@contextmanager
def batch() -> Iterator[None]:
    """Inside, `once` keeps what it made. What changes meanwhile must be noticed by whoever opened it."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def is_batch() -> bool:
    """True where what `once` makes is kept: then it is worth making more than one page needs."""
    return _memo.get() is not None


def memoized(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` returns; inside `batch()` the same object for the same key. What it raises is not kept."""
    kept = _memo.get()
    if kept is None:
        return make()
    if key not in kept:
        if len(kept) >= LARGEST:
            kept.clear()
        kept[key] = make()
    return cast(T, kept[key])


def once_a_request(key: Hashable, make: Callable[[], T]) -> T:
    """As `memoized`, and outside a batch the same object for the whole of one request; else a plain call."""
    kept = _request.get()
    if kept is None or is_batch():
        return memoized(key, make)
    if key not in kept:
        kept[key] = make()
    return cast(T, kept[key])


class RequestMemo:
    """Middleware around what a request's pages ask for more than once."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        token = _request.set({})
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)
