"""What SQLite knows of its tables, to choose how to look for something.

It counts only when it is told to. Without, a newsroom of 10,000 articles looked through all published notes where an
index had the eight that were wanted, and a correction took twice as long (docs/performance.md). PostgreSQL counts by
itself.
"""

from django.db import connection

ROWS = 1000  # of each index that are looked at: milliseconds, whatever its size (sqlite.org/lang_analyze.html)


def refresh_statistics() -> None:
    """Let SQLite count anew. Other connections know of it when they are opened next, within a minute."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
            cursor.execute("ANALYZE")
