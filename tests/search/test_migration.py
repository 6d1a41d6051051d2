"""The migration makes the index of the database in use, and takes it away."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from explainer.search import find, reindex
from tests.factories import make_article, make_claim, make_note

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_migration_makes_an_index_that_can_be_filled():
    migration = import_module("explainer.migrations.0002_search")
    made = [make(title="Zebra") for make in (make_article, make_note, make_claim)]
    with connection.schema_editor() as editor:
        migration.drop(apps, editor)
    assert "explainer_search" not in connection.introspection.table_names()
    with connection.schema_editor() as editor:
        migration.make(apps, editor)
    assert find("zebra").count == 0
    assert reindex() == len(made)
    assert {str(record) for record in find("zebra").records} == {"Zebra"}
    assert find("zebra").count == len(made)
