"""A site that has records when it gets the index can be searched at once."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from explainer.search import find, reindex
from tests.factories import make_article, make_claim, make_note

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_migration_fills_the_index_with_what_is_there():
    migration = import_module(migration_name())
    made = [make(title="Zebra") for make in (make_article, make_note, make_claim)]
    reindex()
    with connection.schema_editor() as editor:
        migration.drop(apps, editor)
    assert "explainer_search" not in connection.introspection.table_names()
    with connection.schema_editor() as editor:
        migration.make(apps, editor)
    assert {str(record) for record in find("zebra").records} == {"Zebra"}
    assert find("zebra").count == len(made)


def migration_name():
    """Whatever its number is."""
    from django.db.migrations.loader import MigrationLoader

    names = [name for app, name in MigrationLoader(connection).disk_migrations if name.endswith("_search")]
    return f"explainer.migrations.{names[0]}"
