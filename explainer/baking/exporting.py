"""Writes the whole public site as a folder that any static host can serve by itself.

The pages come from the ordinary views, asked with STATIC_COPY and BASE_PATH set (explainer/settings.py), so that they
name nothing that needs the application. The folder is built under another name and then renamed.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from explainer.batch_memo import batch
from explainer.publication.addresses import all_addresses

from .file_names import file_name, file_of_address
from .files import BakeFolder
from .redirect_page import redirect_page
from .rendering import RenderedPage, answer, render
from .static_headers import Headers, headers_file, headers_to_send, redirects_file
from .workers import in_processes

MARKER = ".explainer-export"
CHUNK = 100  # pages


class ExportError(Exception):
    """The folder can't be written. The message says what to do."""


@dataclass
class ExportProgress:
    """What a worker has written: how many pages, with which headers, and which other files they need."""

    count: int = 0
    headers: dict[str, Headers] = field(default_factory=dict)
    moved: list[tuple[str, str]] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)  # paths of pictures, static files and ways out, from the site's root
    failed: list[str] = field(default_factory=list)

    def add(self, other: "ExportProgress") -> None:
        self.count += other.count
        self.headers |= other.headers
        self.moved += other.moved
        self.needs |= other.needs
        self.failed += other.failed


def export(folder: Path, *, jobs: int, compressed: bool) -> Iterator[ExportProgress]:
    """Write the site into `folder`. Yields what has been written so far, after each hundred pages.

    Pages that fail are named in the last value, and then the folder stays as it was. Raises ExportError for a folder
    that is not an earlier export, and RuntimeError if a worker died.
    """
    folder = folder.absolute()
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for each in (folder, fresh, old):
        _check(each)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    (fresh / MARKER).touch()
    so_far = ExportProgress()
    try:
        for so_far in _build(fresh, jobs, compressed):
            yield so_far
        if not so_far.failed:
            os.sync()
            shutil.rmtree(old, ignore_errors=True)
            if folder.exists():
                folder.rename(old)
            fresh.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _build(fresh: Path, jobs: int, compressed: bool) -> Iterator[ExportProgress]:
    addresses = list(dict.fromkeys([*map(_from_root, all_addresses()), "/embed.js", "/embed-element.js"]))
    chunks = [addresses[at : at + CHUNK] for at in range(0, len(addresses), CHUNK)]
    so_far = ExportProgress()
    for written in in_processes(jobs, partial(_write_chunk, folder=fresh, compressed=compressed), chunks):
        so_far.add(written)
        yield so_far
    _finish(fresh, so_far)
    yield so_far


def _check(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ExportError(f"{folder} is not a folder. Give the name of a new folder.")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise ExportError(f"{folder} has files in it and is no earlier export. Give another folder, or empty this one.")


def _from_root(path: str) -> str:
    """An address without the path of the site's root."""
    base = settings.BASE_PATH.rstrip("/")
    return path[len(base) :] if path.startswith(base + "/") else path


def _write_chunk(paths: list[str], folder: Path, compressed: bool) -> ExportProgress:
    written = ExportProgress()
    pages: list[RenderedPage] = []
    with batch():
        for path in paths:
            try:
                page = rendered = render(path)
            except Exception as error:
                written.failed.append(f"{path}: {type(error).__name__}: {error}")
                continue
            if page.location:
                written.moved.append((settings.BASE_PATH.rstrip("/") + path, page.location))
                page = redirect_page(path, page.location)
            if not page.is_gone:
                pages.append(page)
            if path.startswith("/media/"):  # all pictures have the headers of one rule
                continue
            if not page.is_gone:
                if not page.content_type.startswith("image/"):
                    written.needs |= _files_named_in(page.body)
                if page is rendered:
                    written.headers[path] = headers_to_send(page.headers, page.content_type)
    _write_pages(folder, pages, compressed)
    written.count = len(pages)
    return written


def _write_pages(folder: Path, pages: list[RenderedPage], compressed: bool) -> None:
    if compressed:
        BakeFolder(folder, is_packed=True).write(pages)
    for page in pages:
        file = folder / file_of_address(page.path)
        if compressed:
            file.with_name(file.name + ".json").unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page.body)


def _files_named_in(body: bytes) -> set[str]:
    """The pictures, static files and ways out that a page names, as paths from the site's root."""
    base = re.escape(settings.BASE_PATH.rstrip("/"))
    start = rf"(?:(?:{re.escape(settings.SITE_URL)})|(?<=[\"'(\s=,])|(?<=&quot;))"
    found = re.findall(rf"{start}{base}(/(?:static|media|go)/[^\s\"'()<>\\]+)", body.decode())
    return {unquote(urlsplit(unescape(path)).path).rstrip(",") for path in found}


def _finish(folder: Path, written: ExportProgress) -> None:
    """Everything that isn't a page."""
    waiting, done = set(written.needs), set[str]()
    while waiting:
        path = waiting.pop()
        done.add(path)
        try:
            waiting |= _copy_file(path, folder) - done
        except (OSError, ValueError) as error:
            written.failed.append(f"{path}: {error}")
    missing = answer("/404.html")
    body = getattr(missing, "content", b"")
    for path in _files_named_in(body) - done:
        _copy_file(path, folder)
    (folder / "404.html").write_bytes(body)
    base = settings.BASE_PATH.rstrip("/") + "/"
    (folder / "_headers").write_text(headers_file(written.headers, base), encoding="utf-8")
    (folder / "_redirects").write_text(redirects_file(written.moved), encoding="utf-8")
    (folder / ".nojekyll").touch()  # GitHub Pages would leave out what begins with an underscore


def _copy_file(path: str, folder: Path) -> set[str]:
    """Put a picture, a static file or a way out into the folder. Returns what a style sheet needs in its turn."""
    top, _, name = path[1:].partition("/")
    if top == "go":
        leads = answer(path)
        if leads.status_code == 302:
            page = redirect_page(path, leads["Location"], is_out=True)
            _write_pages(folder, [page], compressed=False)
        return set()
    if top == "media":
        picture = render(path)
        if picture.is_gone:
            raise OSError("a page names this picture, and nothing public shows it")
        _write_pages(folder, [picture], compressed=False)
        return set()
    target = folder / file_name(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with staticfiles_storage.open(name) as file:
        content = file.read()
    target.write_bytes(content)
    return _files_named_in(content) if name.endswith(".css") else set()
