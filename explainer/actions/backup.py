"""One archive with everything that can't be made anew: the records, the people, the history and the pictures.

A tar file, compressed with gzip: `manifest.json` with what is in it and a SHA-256 of each file, then a file of JSON
lines for each model (Django's serializer, so that it goes from one kind of database to another), then the pictures.
Baked pages, the search index, sessions and what waits to be baked are left out: they follow from the rest.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.jsonl import Serializer as JsonLines
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from explainer.models import PUBLIC_RECORDS
from explainer.publication.outbox import mark_everything
from explainer.search import reindex

FORMAT = 1
MANIFEST = "manifest.json"
NO_MANIFEST = (ValueError, KeyError, TypeError, AttributeError, RecursionError)  # what reading another file raises
# What Django makes, what follows from the rest, and what ends with the server.
LEFT_OUT = {
    "auth.permission", "contenttypes.contenttype", "sessions.session", "explainer.stalepage", "explainer.purge",
}  # fmt: skip
AUDIT = "explainer.auditentry"  # nothing is taken out of it, not by a restore either
AT_ONCE = 500  # rows read


class WholeTimes(DjangoJSONEncoder):
    """Django's cuts times to milliseconds: rows would come back in another order, as another version of themselves."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Lines(JsonLines):
    """Rows refer to each other by their keys, and to what Django makes in each database by its name."""

    def handle_fk_field(self, obj: models.Model, field: Any) -> None:
        self.use_natural_foreign_keys = field.remote_field.model._meta.label_lower in LEFT_OUT
        super().handle_fk_field(obj, field)

    def handle_m2m_field(self, obj: models.Model, field: Any) -> None:
        self.use_natural_foreign_keys = field.remote_field.model._meta.label_lower in LEFT_OUT
        super().handle_m2m_field(obj, field)


class BackupError(Exception):
    """The message is a sentence for the operator that says what to do."""


def backup(file: Path) -> dict[str, int]:
    """Write the archive, whole or not at all, readable by its owner alone. Returns how many rows and pictures it has.

    Readers and editors go on meanwhile: all of it is read in one state of the database.
    """
    with tempfile.TemporaryDirectory(prefix="explainer-backup-") as name:
        folder = Path(name)
        with _one_state():
            counts = {model._meta.label_lower: _write(model, folder) for model in _models()}
            pictures = _copy_pictures(folder)
        sums = {name: _digest(folder / name) for name in sorted(_files_in(folder))}
        manifest = {
            "format": FORMAT, "made": timezone.now().isoformat(timespec="seconds"), "migrations": sorted(_migrations()),
            "rows": counts, "pictures": pictures, "sha256": sums,
        }  # fmt: skip
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        aside = file.with_name(f"{file.name}.{os.getpid()}.new")
        try:
            os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with tarfile.open(aside, "w:gz", compresslevel=6) as archive:
                for path in [MANIFEST, *sums]:
                    archive.add(folder / path, path)
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
    return {"rows": sum(counts.values()), "pictures": pictures}


def restore(file: Path, *, replace: bool = False) -> dict[str, int]:
    """Put the archive into the database and the folder of pictures, after every checksum has been compared.

    All or nothing: what is there stays if anything fails. Raises BackupError if the archive is damaged, was made by a
    newer version, or if there is a newsroom already and `replace` doesn't say that it may go.
    """
    with tempfile.TemporaryDirectory(prefix="explainer-restore-") as name:
        folder = Path(name)
        manifest = _unpack(file, folder)
        if not replace and _is_used():
            raise BackupError(
                "This database has a newsroom. Restore into a new one (DATABASE_URL), or lose it with --replace."
            )
        try:
            with transaction.atomic():
                _empty()
                for model in _models():
                    _read(model, folder)
                connection.check_constraints()
                _set_sequences()
                reindex()
                mark_everything()
                _put_pictures(folder)
        except (DatabaseError, serializers.base.DeserializationError, ValueError) as error:
            raise BackupError(f"Nothing was restored: {error}") from error
    return {"rows": sum(manifest["rows"].values()), "pictures": manifest["pictures"]}


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.managed and model._meta.label_lower not in LEFT_OUT]


def _migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if app == "explainer"}


@contextmanager
def _one_state() -> Iterator[None]:
    """Inside, every query sees the same state of the database, and nobody waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":  # a transaction of Django's would take the lock of whoever writes
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _write(model: type[models.Model], folder: Path) -> int:
    path = _file_of(model, folder)
    path.parent.mkdir(exist_ok=True)
    rows = model._base_manager.order_by("pk")
    with path.open("w", encoding="utf-8") as stream:
        Lines().serialize(rows.iterator(AT_ONCE), stream=stream, cls=WholeTimes)
    return rows.count()


def _file_of(model: type[models.Model], folder: Path) -> Path:
    return folder / "data" / f"{model._meta.label_lower}.jsonl"


def _copy_pictures(folder: Path) -> int:
    """Of what is in the folder of pictures now; what a record names was there before the record."""
    if not settings.MEDIA_ROOT.exists():
        return 0
    shutil.copytree(settings.MEDIA_ROOT, folder / "media")
    return sum(path.is_file() for path in (folder / "media").rglob("*"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            for member in archive:
                _extract(archive, member, folder)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        sums, made_by, form = manifest["sha256"], set(manifest["migrations"]), int(manifest["format"])
        _ = sum(manifest["rows"].values()) + manifest["pictures"]  # both are told in the end, when it is too late
        found = _files_in(folder) - {MANIFEST}
        damaged = found ^ sums.keys() or {path for path, digest in sums.items() if _digest(folder / path) != digest}
    except (OSError, EOFError, tarfile.TarError, *NO_MANIFEST) as error:
        raise BackupError(f"{file} is no whole backup of Explainer: {error}") from error
    if damaged:
        raise BackupError(f"{file} is damaged, at {', '.join(sorted(damaged)[:5])}. Take another one.")
    newer = sorted(made_by - _migrations())
    if form > FORMAT or newer:
        raise BackupError(
            f"{file} is of a newer version of Explainer ({', '.join(newer)}). Upgrade first, then restore."
        )
    return manifest


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """A plain file below the folder for which there is room, and nothing else that a tar file may hold."""
    parts = Path(member.name).parts
    is_below = parts and ".." not in parts and parts[0] != "/"
    content = archive.extractfile(member) if member.isfile() and not member.issparse() and is_below else None
    if content is None:
        raise ValueError(f"it holds “{member.name}”, which no backup has")
    if member.size > (free := shutil.disk_usage(folder).free):
        raise ValueError(
            f"“{member.name}” has {member.size:,} bytes, and in {folder.parent} there is room for {free:,}"
        )
    path = folder / member.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)


def _files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _is_used() -> bool:
    return User.objects.exists() or any(model._base_manager.exists() for model in PUBLIC_RECORDS.values())


def _empty() -> None:
    names = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    kept = {apps.get_model(name)._meta.db_table for name in ("auth.permission", "contenttypes.contenttype", AUDIT)}
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name in sorted(set(names) - kept):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608  a table's own name


def _read(model: type[models.Model], folder: Path) -> None:
    path = _file_of(model, folder)
    if not path.exists():  # a model that came after the backup
        return
    with path.open(encoding="utf-8") as stream:
        for row in serializers.deserialize("jsonl", stream):
            if model._meta.label_lower == AUDIT:
                _add_line(row.object)
                continue
            row.save(force_insert=True)  # as it was: neither dates nor anything else is set anew


def _add_line(line: models.Model) -> None:
    """A line of the log that is there already stays; others are added to it, wherever their numbers are taken."""
    values = {field.attname: getattr(line, field.attname) for field in line._meta.fields if not field.primary_key}
    if not type(line)._base_manager.filter(**values).exists():
        type(line)._base_manager.create(**values)


def _set_sequences() -> None:
    """Next keys come after those that were restored; on SQLite they do so anyway."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _put_pictures(folder: Path) -> None:
    """Beside what is there first, then in its place."""
    (folder / "media").mkdir(exist_ok=True)
    settings.MEDIA_ROOT.parent.mkdir(parents=True, exist_ok=True)
    new = settings.MEDIA_ROOT.with_name(f"{settings.MEDIA_ROOT.name}.{os.getpid()}.new")
    old = settings.MEDIA_ROOT.with_name(f"{settings.MEDIA_ROOT.name}.{os.getpid()}.old")
    shutil.copytree(folder / "media", new)
    if settings.MEDIA_ROOT.exists():
        settings.MEDIA_ROOT.rename(old)
    new.rename(settings.MEDIA_ROOT)
    shutil.rmtree(old, ignore_errors=True)
