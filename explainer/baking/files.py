"""The folder of baked files. A reader sees an old file or a new one, never half and never none.

Each page is four files: the page, its `.gz` and `.br`, and a `.json` with its headers. A batch is written under other
names first, brought to the disk with one sync, and only then renamed, so that a power cut leaves old or new files too.
What most readers open is noted then, for packing.py to compress at full strength.
"""

import fcntl
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import brotli
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from explainer.publication import pages

from .file_names import file_of_address
from .rendering import RenderedPage

NOTES = ".packing"  # a folder in that of the pages; dotfiles are served by nobody
STAGED = ".new"
ENDINGS = ("", ".gz", ".br", ".json")
SMALL_WINDOW = 16  # 64 kB, as a power of two: enough for most pages, and 0.4 ms where the usual 4 MB takes 7 ms


def variants(page: RenderedPage, *, is_packed: bool = False) -> dict[str, bytes]:
    """The contents of a page's files by the ending that follows its name. The same page gives the same bytes.

    `is_packed`: with Brotli at full strength.
    """
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
    if page.content_type.startswith("image/") and "svg" not in page.content_type:  # compressed already
        return {"": page.body, **described}
    return {
        "": page.body,
        ".gz": gzip.compress(page.body, compresslevel=9, mtime=0),
        ".br": compress(page.body) if is_packed else _compressed(page.body),
        **described,  # last: whoever serves pages looks at this file alone to see a new one
    }


def compress(body: bytes) -> bytes:
    """`body` in Brotli's smallest form."""
    return bytes(brotli.compress(body, quality=11))


def _compressed(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=9, lgwin=SMALL_WINDOW if len(body) <= 1 << 16 else 22))


class BakeFolder(FileSystemStorage):
    """Writes, removes and compares pages in a folder of this machine: BAKE_DIR, or `location`.

    `is_packed`: what most readers open is compressed at full strength at once, in a folder that isn't served yet.
    """

    def __init__(self, location: str | Path | None = None, *, is_packed: bool = False) -> None:
        super().__init__(location)
        self._given_location, self._is_packed = location, is_packed

    @property
    def base_location(self) -> str:  # Django's is kept for good; BAKE_DIR may be another in a test
        return str(self._given_location or settings.BAKE_DIR)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    @property
    def folder(self) -> Path:
        return Path(self.location)

    def write(self, batch: Iterable[RenderedPage]) -> None:
        """Put a batch of pages into the folder, and take out those that are gone. On the disk when this returns.

        A page that can't be written keeps its old files and is in nobody's way: OSError is raised after the others.
        """
        staged: list[str] = []
        gone: list[Path] = []
        quick: list[str] = []
        failed: OSError | None = None
        for page in batch:
            target = self.folder / file_of_address(page.path)
            is_first = pages.is_opened_most(page.path)
            files = {} if page.is_gone else variants(page, is_packed=is_first and self._is_packed)
            try:
                new = self._stage(target, files, page.body)
            except OSError as error:
                failed = failed or error
            else:
                staged += new
                gone += [target.with_name(target.name + ending) for ending in ENDINGS if ending not in files]
                if f"{target}.br" in new and is_first and not self._is_packed:
                    quick.append(page.path)
        if staged:
            os.sync()
        self._put(staged, [path for path in gone if path.exists()], quick)
        if failed:
            raise failed

    def _put(self, staged: list[str], gone: list[Path], quick: list[str]) -> None:
        """Rename what was written, take out what is gone, note what is there in the quick form: as one step."""
        if not staged and not gone:
            return
        with nullcontext() if self._is_packed else changing(self.folder):
            _note(self.folder, quick)
            for name in staged:
                os.replace(name + STAGED, name)
            for path in gone:
                self._remove(path)

    def stores(self, page: RenderedPage) -> bool:
        """False for what isn't there at all. What was taken down is a file that says so."""
        return not page.is_gone

    def compare(self, batch: list[RenderedPage]) -> Iterator[str]:
        """What differs of each page, in their order: nothing, `page`, or the ending of the file that differs."""
        for page in batch:
            name = f"{self.folder}/{file_of_address(page.path)}"
            found = (e for e, content in variants(page).items() if not _is_current(name + e, content, page.body))
            ending = next(found, None)
            yield "" if ending is None else ending[1:] or "page"

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        parent = path.parent
        while parent != self.folder and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent

    def _stage(self, target: Path, files: dict[str, bytes], body: bytes) -> list[str]:
        paths: list[str] = []
        try:
            for ending, content in files.items():
                path = f"{target}{ending}"
                if not _is_current(path, content, body):
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


def _is_current(path: str, content: bytes, body: bytes) -> bool:
    """True if a page's file holds this content, or another compressed form of the page's `body`."""
    try:
        with open(path, "rb") as file:
            held = file.read()
    except FileNotFoundError:
        return False
    return held == content or (path.endswith(".br") and _unpacked(held) == body)


def _unpacked(held: bytes) -> bytes | None:
    try:
        return bytes(brotli.decompress(held))
    except brotli.error:
        return None


def _write(path: str, content: bytes) -> None:
    try:
        file = open(path, "wb")  # noqa: SIM115  closed below
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = open(path, "wb")  # noqa: SIM115  closed below
    with file:
        file.write(content)


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Nobody else puts pages into the folder meanwhile, or their small forms: a form must never outlive its page."""
    with _lock(folder / NOTES / ".lock"):
        yield


@contextmanager
def only_packer(folder: Path) -> Iterator[bool]:
    """One process compresses at a time: False is yielded to the others, at once."""
    with _lock(folder / NOTES / ".packer", wait=False) as is_ours:
        yield is_ours


def _note(folder: Path, paths: Iterable[str]) -> None:
    """Remember that the pages at these addresses are there in the quick form. Within `changing`."""
    for path in paths:
        name = hashlib.sha256(path.encode()).hexdigest()[:32]
        (folder / NOTES / name).write_text(path, encoding="utf-8")


def waiting_pages(folder: Path) -> list[Path]:
    """The notes of what waits, the oldest first."""
    try:
        found = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(folder / NOTES) if entry.name[0] != "."]
    except FileNotFoundError:
        return []
    return [Path(path) for _, path in sorted(found)]


@contextmanager
def _lock(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock of a file, which ends with its process. Yields False if it is somebody's and we don't wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
