"""The people of the desk, offered by name as owners of a record to whoever may change it.

Accounts, with addresses and roles, are the administrators' alone. Django offers what a field points to only to those
who may see that list; an owner's field had nothing to offer to editors.
"""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from explainer.actions import permissions
from explainer.models.owners import is_owner, name_at_desk, people_of_desk

SEARCHED = ("username", "first_name", "last_name")


class NamesOffered(AutocompleteJsonView):
    """What fields offer while one types, twenty at a time: Django's, and the people of the desk for an owner."""

    source_field: Any

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        if not is_owner(self.source_field):
            return super().has_perm(request, obj)
        model, user = self.source_field.model, request.user
        return permissions.may_write(user, model) or permissions.may_add(user, model)

    def get_queryset(self) -> QuerySet[Any]:
        if not is_owner(self.source_field):
            return super().get_queryset()
        people = people_of_desk()
        for word in self.term.split():
            having = Q()
            for name in SEARCHED:
                having |= Q(**{f"{name}__icontains": word})
            people = people.filter(having)
        return people

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        found = super().serialize_result(obj, to_field_name)
        return {**found, "text": name_at_desk(obj)} if is_owner(self.source_field) else found
