"""The database knows how many rows its tables have as soon as many have come at once."""

import pytest
from django.db import connection

from explainer.database.statistics import refresh_statistics
from tests.factories import make_note

COUNTED = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'explainer_note' AND idx = 'note_list'",
    "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'explainer_note'",
}


@pytest.mark.django_db
def test_rows_are_counted():
    for _ in range(3):
        make_note()
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED[connection.vendor])
        assert str(cursor.fetchone()[0]).startswith("3")
