"""Says where the baked files differ from what the site would say now."""

from collections.abc import Iterator
from itertools import chain, islice

from explainer.publication.addresses import all_addresses, taken_down_addresses

from .file_names import file_name
from .files import BakeFolder
from .object_storage import Objects
from .rendering import render

BATCH = 100  # pages


def differences(place: BakeFolder | Objects) -> Iterator[str]:
    """One line for each page that is missing, different, or there without a reason. Nothing is written."""
    left = place.names()
    paths = chain(all_addresses(), taken_down_addresses())
    while batch := list(islice(paths, BATCH)):
        wanted = [page for page in map(render, batch) if place.keeps(page)]
        yield from (f"{page.path}: missing" for page in wanted if file_name(page.path) not in left)
        there = [page for page in wanted if file_name(page.path) in left]
        for page, different in zip(there, place.compare(there), strict=True):
            if different:
                yield f"{page.path}: {different} {'differ' if different == 'headers' else 'differs'}"
        left -= {file_name(page.path) for page in there}
    for name in sorted(left):
        yield f"/{name.removesuffix('index.html')}: should not be there"
