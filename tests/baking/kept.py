"""What was made and baked once in a process, put back where a test asks for the same."""

import shutil
import tempfile

from django.conf import settings
from django.db import connection

from explainer.baking.files import BakeFolder
from explainer.baking.queue import baked_storage
from explainer.publication import pages
from tests import templates

_kept = {}  # by what it was made for: the rows, the folder of pages, and the keys of the records


def made_once(make):
    """What `make()` returns, records by name, with the rows that it writes into an empty database and its pages.

    Other settings and lists of another length make it anew, and so does any storage but a folder on SQLite.
    """
    if connection.vendor != "sqlite" or not isinstance(baked_storage(), BakeFolder):
        return make()
    made_for = make, repr(pages.PAGES), repr(sorted(_changed_settings(settings._wrapped).items()))
    if made_for not in _kept:
        records = make()
        baked = tempfile.TemporaryDirectory()
        shutil.copytree(settings.BAKE_DIR, baked.name, dirs_exist_ok=True)
        keys = {name: (type(record), record.pk) for name, record in records.items()}
        _kept[made_for] = _rows(), baked, keys
        return records
    rows, baked, keys = _kept[made_for]
    templates.put_rows(rows)
    shutil.copytree(baked.name, settings.BAKE_DIR)
    return {name: model._base_manager.get(pk=pk) for name, (model, pk) in keys.items()}


def _rows():
    with connection.cursor() as cursor:
        return list(templates.rows(lambda sql: cursor.execute(sql)))


def _changed_settings(holder):
    """Those that tests have set, but for the folder that each has of its own."""
    below = getattr(holder, "default_settings", None)
    own = {name: value for name, value in vars(holder).items() if name.isupper() and name != "BAKE_DIR"}
    return _changed_settings(below) | own if below else {}
