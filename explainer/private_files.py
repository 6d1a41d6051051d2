"""Keeps the database's file to its owner: it holds drafts, sessions and the digests of passwords."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(file: Path, *, own_folder: bool) -> None:
    """Make the file, empty, if it isn't there, and let nobody but its owner read it (0600).

    SQLite gives its two companions, the log and the index of it, the same rights. With `own_folder` the folder is ours
    too (0700). What belongs to another user stays as it is: `manage.py check --deploy` says so.
    Where there is no such folder SQLite says so when it is asked.
    """
    with suppress(PermissionError, FileNotFoundError):
        if own_folder:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_open(file.parent):
                file.parent.chmod(0o700)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
        if is_open(file):
            file.chmod(0o600)


def is_open(path: Path) -> bool:
    """True if others than its owner may do anything with it."""
    return bool(path.stat().st_mode & OTHERS)
