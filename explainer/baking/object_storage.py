"""Baked pages in any of Django's storages, a bucket for instance: one object for each page, as it is.

Whoever serves the bucket compresses. A storage makes a round trip for each object, so those of a batch go side by side.
What was taken down isn't there, so that the bucket says 404, or whatever stands before it asks the application.
A redirect is a small page that leads on. Storages that can keep more than a body and its type find it in `PageFile`,
and may say what differs (`difference`) and list everything in fewer requests (`all_names`), as `s3.S3` does.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from .file_names import file_of_address
from .redirect_page import redirect_page
from .rendering import RenderedPage

THREADS = 16  # requests


class NotStoredError(OSError):
    """Pages could not be put into the storage or looked up in it. The message is the storage's."""


@contextmanager
def _one_kind_of_failure() -> Iterator[None]:
    """Each storage has errors of its own."""
    try:
        yield
    except Exception as error:
        raise NotStoredError(f"{type(error).__name__}: {error}") from error


class PageFile(ContentFile):
    """A page as Django's storages take it, with the type and the headers that readers should get."""

    def __init__(self, page: RenderedPage) -> None:
        super().__init__(page.body)
        self.content_type = page.content_type
        self.headers = page.headers
        self.location = page.location  # where it leads: a whole address, or nothing


class ObjectStorage:
    """Writes, removes and compares pages in a storage."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def write(self, pages: Iterable[RenderedPage]) -> None:
        """Put pages into the storage, and take out those that are gone. Raises NotStoredError if any of it fails.

        Others of the batch may be there then. After the first failure what hasn't begun is left.
        """
        with ThreadPoolExecutor(THREADS) as threads:
            try:
                with _one_kind_of_failure():
                    for _ in threads.map(self._put, pages):
                        pass
            except NotStoredError:
                threads.shutdown(cancel_futures=True)
                raise

    def names(self) -> set[str]:
        """The names of all pages, without the storage's prefix. Raises NotStoredError if it doesn't answer."""
        find: Callable[[], Iterable[str]] | None = getattr(self.storage, "all_names", None)
        with _one_kind_of_failure():
            return set(find() if find else _walk(self.storage, ""))

    def stores(self, page: RenderedPage) -> bool:
        """False for what isn't there or was taken down."""
        return not page.is_gone and page.status == 200

    def compare(self, pages: list[RenderedPage]) -> Iterator[str]:
        """What differs of each page, in their order: nothing, `page` or `headers`. Raises NotStoredError as well."""
        with ThreadPoolExecutor(THREADS) as threads, _one_kind_of_failure():
            yield from threads.map(self._difference, pages)

    def _put(self, page: RenderedPage) -> None:
        name = file_of_address(page.path)
        if not self.stores(page):
            self.storage.delete(name)
            return
        stored = self.storage.save(name, _file(page))
        if stored != name:
            raise NotStoredError(f"“{name}” became “{stored}”: set the storage's option that overwrites files")

    def _difference(self, page: RenderedPage) -> str:
        name, wanted = file_of_address(page.path), _file(page)
        compare: Callable[[str, PageFile], str] | None = getattr(self.storage, "difference", None)
        if compare:
            return compare(name, wanted)
        with self.storage.open(name) as file:
            return "" if file.read() == wanted.read() else "page"


def _file(page: RenderedPage) -> PageFile:
    return PageFile(replace(redirect_page(page.path, page.location), headers=page.headers) if page.location else page)


def _walk(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # a folder that nobody has written to yet
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _walk(storage, f"{folder}{name}/")
