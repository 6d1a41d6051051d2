"""Compresses at full strength, in quiet moments, what most readers open.

Brotli at its best takes 150 ms for an article where the quick form takes 4, and saves an eighth. So a page is out at
once in the quick form, and a moment later in the small one. `files.py` notes in the folder itself what waits, in the
same step that puts the page there: whoever bakes next finds it after a crash.
"""

import logging
import os
import time
from pathlib import Path

from .file_names import file_of_address
from .files import changing, compress, only_packer, waiting_pages

logger = logging.getLogger(__name__)


def pack(folder: Path, *, seconds: float | None = None) -> int:
    """Compress what waits, one page after the other, until nothing does or `seconds` are over. Returns how many.

    One process does it at a time; others return at once. What fails is logged, and waits for the next call.
    """
    count, deadline, failed = 0, time.monotonic() + seconds if seconds is not None else None, set[Path]()
    while set(waiting_pages(folder)) - failed:  # again, because of what came when the lock was about to be given back
        with only_packer(folder) as is_ours:
            for mark in waiting_pages(folder) if is_ours else ():
                if deadline is not None and time.monotonic() >= deadline:
                    return count
                try:
                    count += _pack_one(folder, mark)
                except (OSError, ValueError):
                    logger.exception("could not compress %s", mark)
                    failed.add(mark)
        if not is_ours:
            break
    return count


def _pack_one(folder: Path, mark: Path) -> bool:
    """Replace the quick form by the small one, unless the page is another one by then: then its note stays."""
    name = f"{folder}/{file_of_address(mark.read_text(encoding='utf-8'))}"
    try:
        body = Path(name).read_bytes()
    except FileNotFoundError:
        mark.unlink(missing_ok=True)
        return False
    small = compress(body)
    with changing(folder):
        try:
            if Path(name).read_bytes() != body:
                return False
        except FileNotFoundError:
            return False
        _replace(f"{name}.br", small)
        _replace(f"{name}.json", Path(f"{name}.json").read_bytes())  # another file: by it a server sees that one is new
        mark.unlink(missing_ok=True)
    return True


def _replace(path: str, content: bytes) -> None:
    with open(f"{path}.packed", "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{path}.packed", path)
