"""Who looks after a record: the people of the desk, offered by name to whoever may change it.

Accounts, with addresses and roles, are the administrators' alone. Django offers what a field points to only to those
who may see that list; an owner's field had nothing to offer to editors.
"""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import User
from django.db.models import Field, Q, QuerySet
from django.http import HttpRequest

from explainer.actions import permissions
from explainer.models import PublicRecord

SEARCHED = ("username", "first_name", "last_name")


def people_of_desk() -> QuerySet[User]:
    """The accounts that can sign in to the desk, by user name."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("username")


def possible_owners(model: type[PublicRecord]) -> QuerySet[User]:
    """The people of the desk, and whoever owns such a record already, though their account may have ended."""
    owners = model._base_manager.exclude(owner=None).values("owner")
    return User.objects.filter(Q(is_active=True, is_staff=True) | Q(pk__in=owners)).order_by("username")


def name_at_desk(user: User) -> str:
    """Name and user name: "Ruth Krüger (ruth-k)"."""
    return f"{name} ({user.get_username()})" if (name := user.get_full_name()) else user.get_username()


def is_owner(field: Any) -> bool:
    """True for the field of an article, a note or a claim that says who looks after it."""
    return isinstance(field, Field) and field.name == "owner" and issubclass(field.model, PublicRecord)


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
