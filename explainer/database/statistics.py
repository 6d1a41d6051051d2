"""What a database knows of its tables, to choose how to look for something.

SQLite counts only when it is told to. Without, a newsroom of 10,000 articles looked through all published notes where
an index had the eight that were wanted, and a correction took twice as long (docs/performance.md). PostgreSQL counts by
itself, but not at once: of a newsroom that was just made or restored it takes each table for empty.
"""

from django.db import connection

ROWS = 1000  # of each index that are looked at: milliseconds, whatever its size (sqlite.org/lang_analyze.html)


def refresh_statistics() -> None:
    """Let it count anew. On SQLite other connections know of it when they are opened next, within a minute."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        cursor.execute("ANALYZE")
