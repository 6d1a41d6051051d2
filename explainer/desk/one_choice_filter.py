"""A filter of a list that is on or off."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest


class OneChoiceFilter(admin.SimpleListFilter):
    """One link beside "All". Its class says `choice`, the parameter's value and the link's words, and `narrow`."""

    choice: tuple[str, Any]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [self.choice]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.narrow(request, queryset) if self.value() else queryset

    def narrow(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that are left where the link is chosen."""
        raise NotImplementedError
