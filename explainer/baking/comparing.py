"""Says where the baked files differ from what the site would say now."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from explainer.public_urls import all_addresses, taken_down_addresses

from .files import BakeFolder, file_name, variants
from .rendering import render


def differences(folder: Path) -> Iterator[str]:
    """One line for each page that is missing, different, or there without a reason. Nothing is written."""
    left = BakeFolder(folder).names()
    for path in chain(all_addresses(), taken_down_addresses()):
        name = file_name(path)
        page = render(path)
        if page.is_gone:
            continue
        if name not in left:
            yield f"{path}: missing"
            continue
        left.discard(name)
        for ending, content in variants(page).items():
            file = folder / (name + ending)
            if not file.exists() or file.read_bytes() != content:
                yield f"{path}: {'page' if not ending else ending[1:]} differs"
                break
    for name in sorted(left):
        yield f"/{name.removesuffix('index.html')}: should not be there"
