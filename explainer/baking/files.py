"""The folder of baked files. A reader sees an old file or a new one, never half and never none.

Each page is four files: the page, its `.gz` and `.br`, and a `.json` with its headers. A batch is written under other
names first, brought to the disk with one sync, and only then renamed, so that a power cut leaves old or new files too.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import brotli
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from .file_names import file_name
from .rendering import Rendered

STAGED = ".new"
ENDINGS = ("", ".gz", ".br", ".json")
SMALL_WINDOW = 16  # 64 kB, as a power of two: enough for most pages, and 0.4 ms where the usual 4 MB takes 7 ms


def variants(page: Rendered) -> dict[str, bytes]:
    """The contents of a page's files by the ending that follows its name. The same page gives the same bytes."""
    head: dict[str, object] = {
        "type": page.content_type,
        "headers": dict(page.headers),
        "location": page.location,
        "etag": hashlib.sha256(page.body).hexdigest()[:24],
    }
    if page.status == 410:  # no page for nginx or a bucket to find, which would say 200: the application answers it
        told = head | {"status": 410, "body": page.body.decode()}
        return {".json": json.dumps(told, sort_keys=True).encode()}
    described = {".json": json.dumps(head, sort_keys=True).encode()}
    if page.location:  # a redirect is known by its headers alone: nginx finds no page and asks the application
        return described
    return {
        "": page.body,
        ".gz": gzip.compress(page.body, compresslevel=9, mtime=0),
        ".br": brotli.compress(page.body, quality=9, lgwin=SMALL_WINDOW if len(page.body) <= 1 << 16 else 22),
        **described,  # last: whoever serves pages looks at this file alone to see a new one
    }


class BakeFolder(FileSystemStorage):
    """Writes, removes and compares pages in a folder of this machine: BAKE_DIR, or `location`."""

    def __init__(self, location: str | Path | None = None) -> None:
        super().__init__(location)
        self._given_location = location

    @property
    def base_location(self) -> str:  # Django's is kept for good; BAKE_DIR may be another in a test
        return str(self._given_location or settings.BAKE_DIR)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    @property
    def folder(self) -> Path:
        return Path(self.location)

    def write(self, pages: Iterable[Rendered]) -> None:
        """Put a batch of pages into the folder, and take out those that are gone. On the disk when this returns.

        A page that can't be written keeps its old files and is in nobody's way: OSError is raised after the others.
        """
        staged: list[str] = []
        gone: list[Path] = []
        failed: OSError | None = None
        for page in pages:
            target = self.folder / file_name(page.path)
            files = {} if page.is_gone else variants(page)
            try:
                staged += self._stage(target, files)
            except OSError as error:
                failed = failed or error
            else:
                gone += [target.with_name(target.name + ending) for ending in ENDINGS if ending not in files]
        if staged:
            os.sync()
        for name in staged:
            os.replace(name + STAGED, name)
        for path in gone:
            self._remove(path)
        if failed:
            raise failed

    def stores(self, page: Rendered) -> bool:
        """False for what isn't there at all. What was taken down is a file that says so."""
        return not page.is_gone

    def compare(self, pages: list[Rendered]) -> Iterator[str]:
        """What differs of each page, in their order: nothing, `page`, or the ending of the file that differs."""
        for page in pages:
            name = f"{self.folder}/{file_name(page.path)}"
            found = (ending for ending, content in variants(page).items() if not _holds(name + ending, content))
            ending = next(found, None)
            yield "" if ending is None else ending[1:] or "page"

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        parent = path.parent
        while parent != self.folder and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent

    def _stage(self, target: Path, files: dict[str, bytes]) -> list[str]:
        paths: list[str] = []
        try:
            for ending, content in files.items():
                path = f"{target}{ending}"
                if not _holds(path, content):
                    paths.append(path)
                    _write(path + STAGED, content)
        except OSError:
            for path in paths:
                with suppress(OSError):  # what is left of a page on a full disk would keep it full
                    os.unlink(path + STAGED)
            raise
        return paths

    def names(self) -> set[str]:
        """The names of all baked pages, from the folder's root, without their variants."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.json")}
        pages = {name for name in found if f"{name}.json" in found}  # JSON themselves, with headers beside them
        return {name.removesuffix(".json") for name in found - pages}


def _holds(path: str, content: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(content):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except FileNotFoundError:
        return False


def _write(path: str, content: bytes) -> None:
    try:
        file = open(path, "wb")  # noqa: SIM115  closed below
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = open(path, "wb")  # noqa: SIM115  closed below
    with file:
        file.write(content)
