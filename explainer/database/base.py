"""The name by which Django finds this backend: settings.DATABASES' ENGINE is the package, the class is here."""

from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from . import Connection, end_long_statements


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL with connections that don't wait for ever."""

    Database: Any = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})

    def init_connection_state(self) -> None:
        """Called by Django for each new connection."""
        super().init_connection_state()
        end_long_statements(self.connection)
