"""Fields of our own that migrations know by Django's: a migration must not change with the code, nor import it."""

from typing import Any

from django.db import models


class PlainField(models.Field):
    """The base of fields that only check or prepare what Django's field stores. It comes before that field."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        stored = next(base for base in type(self).__mro__ if base.__module__.startswith("django."))
        return name, f"django.db.models.{stored.__name__}", args, kwargs
