"""Says where the baked files differ from what the site would say now."""

from collections.abc import Iterator
from itertools import chain, islice

from explainer.publication.addresses import all_addresses, taken_down_addresses

from .file_names import file_of_address
from .files import BakeFolder
from .object_storage import ObjectStorage
from .rendering import render

BATCH = 100  # pages


def differences(storage: BakeFolder | ObjectStorage) -> Iterator[str]:
    """One line for each page that is missing, different, or there without a reason. Nothing is written."""
    unexplained = storage.names()
    paths = chain(all_addresses(), taken_down_addresses())
    while batch := list(islice(paths, BATCH)):
        wanted = [page for page in map(render, batch) if storage.stores(page)]
        yield from (f"{page.path}: missing" for page in wanted if file_of_address(page.path) not in unexplained)
        stored = [page for page in wanted if file_of_address(page.path) in unexplained]
        for page, different in zip(stored, storage.compare(stored), strict=True):
            if different:
                yield f"{page.path}: {different} {'differ' if different == 'headers' else 'differs'}"
        unexplained -= {file_of_address(page.path) for page in stored}
    for name in sorted(unexplained):
        yield f"/{name.removesuffix('index.html')}: should not be there"
