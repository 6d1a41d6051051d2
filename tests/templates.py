"""Databases that are made once in a run of the tests, by the commands that operators use, and copied wherever a test
needs one of its own."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from explainer.search import reindex

folder = None  # the run's own, the same in all its processes: tests/conftest.py sets it
COMMANDS = {"migrated": ["migrate", "-v0"], "loaded": ["load_newsroom"]}


def copy(name, path):
    """Write the database `name` ("migrated" has the tables, "loaded" the demonstration newsroom too) to `path`."""
    shutil.copyfile(template(name), path)


def fill_database():
    """Put the demonstration newsroom into the test's own database, by copying its rows: loading takes two seconds."""
    with closing(sqlite3.connect(template("loaded"))) as loaded, connection.cursor() as cursor:
        for model in apps.get_app_config("explainer").get_models():
            rows = loaded.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608  a model's own name
            names = [column[0] for column in rows.description]
            into = f"{model._meta.db_table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"
            cursor.executemany(f"INSERT INTO {into}", rows.fetchall())
    reindex()


def template(name):
    """The file of that database, which nobody may write to. Who asks first makes it, and the others wait."""
    file = Path(folder) / f"{name}.sqlite3"
    with (Path(folder) / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            _make(name, file)
    return file


def _make(name, file):
    new = file.with_suffix(".new")
    if name == "loaded":
        copy("migrated", new)
    env = os.environ | {"DATABASE_URL": f"sqlite:///{new}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, Path(settings.BASE_DIR) / "manage.py", *COMMANDS[name]]
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=120)
    new.rename(file)  # the last connection has put its write-ahead log into it (sqlite.org/wal.html)
