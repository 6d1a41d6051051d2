"""Databases, and folders of baked pages, that are made once in a run of the tests, by the commands that operators use,
and copied wherever a test needs one of its own.

"migrated" has the tables, "loaded" the demonstration newsroom too, "small" the small one instead
(tests/small_newsroom.py).
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.transaction import atomic

from explainer.search import reindex
from tests import small_newsroom
from tests.settings import FILES

folder = None  # the run's own, the same in all its processes: tests/conftest.py sets it


def copy(name, path):
    """Write the database of that name to `path`."""
    shutil.copyfile(template(name), path)


def copy_baked(name, folder, **environment):
    """Write the database to `folder`/news.sqlite3, and its pages to `folder`/baked, as `bake --all` with this
    environment leaves both."""
    shutil.copytree(_once(f"baked-{name}-{_digest(environment)}", _bake, name, environment), folder, dirs_exist_ok=True)


def fill_database():
    """Put the demonstration newsroom into the test's own database, by copying its rows: loading takes two seconds."""
    with closing(sqlite3.connect(template("loaded"))) as loaded:
        put_rows(rows(loaded.execute))
    pictures = Path(settings.MEDIA_ROOT) / "pictures"
    shutil.copytree(FILES / "media/pictures", pictures, dirs_exist_ok=True)  # the notes' drawings


def rows(execute):
    """The rows of all tables of a SQLite database, which `execute(SQL)` asks: (table, names of columns, rows)."""
    for model in apps.get_app_config("explainer").get_models(include_auto_created=True):
        names = [field.column for field in model._meta.local_concrete_fields]
        as_stored = ", ".join(f"+{name}" for name in names)  # an expression, which no connection turns into an object
        yield model._meta.db_table, names, execute(f"SELECT {as_stored} FROM {model._meta.db_table}").fetchall()  # noqa: S608  a model's own names


def put_rows(tables):
    """Put them into the test's own database, and make its search index."""
    with atomic(), connection.cursor() as cursor:
        for table, names, found in tables:
            into = f"{table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"
            cursor.executemany(f"INSERT INTO {into}", found)
    reindex()


def template(name):
    """The file of that database, which nobody may write to."""
    return _once(f"{name}.sqlite3", lambda new: _make(name, new))


def _make(name, path):
    if name != "migrated":
        copy("migrated", path)  # all migrations take seconds, to find them done takes none
    make(name, f"sqlite:///{path}")


def make(name, url):
    """Bring an empty database to what the one of that name has, by the commands that operators use."""
    environment = {"DATABASE_URL": url}
    _manage(environment, "migrate", "-v0")
    with tempfile.TemporaryDirectory() as written:
        if name == "small":
            small_newsroom.write(Path(written))
        if name != "migrated":
            _manage(environment, "load_newsroom", *([written] if name == "small" else []))


def _once(name, make, *args):
    """The path of that name in the run's folder."""
    return make_once(Path(folder) / name, make, *args)


def make_once(path, make, *args):
    """The path, made by `make(new path, *args)`. Who asks first makes it, and the others wait."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            new = path.with_name(f"{path.name}.new")
            make(new, *args)
            new.rename(path)  # the last connection has put its write-ahead log into it (sqlite.org/wal.html)
    return path


def _bake(new, name, environment):
    new.mkdir()
    copy(name, new / "news.sqlite3")
    own = {"DATABASE_URL": f"sqlite:///{new / 'news.sqlite3'}", "BAKE_DIR": str(new / "baked")}
    own |= {"DJANGO_SETTINGS_MODULE": "tests.killable", "STATIC_ROOT": str(settings.STATIC_ROOT)}
    _manage(own | environment, "bake", "--all")


def _digest(environment):
    return hashlib.sha256(repr(sorted(environment.items())).encode()).hexdigest()[:8]


def _manage(environment, *command):
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"} | environment
    command = [sys.executable, Path(settings.BASE_DIR) / "manage.py", *command]
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=280)
