"""Who looks after a record: any of the people of the desk, by name."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Field, Q, QuerySet

from .public_record import PublicRecord

OF_DESK = Q(is_active=True, is_staff=True)  # who can sign in to the desk


def people_of_desk() -> QuerySet[User]:
    """The accounts that can sign in to the desk, by user name."""
    return User.objects.filter(OF_DESK).order_by("username")


def possible_owners(model: type[PublicRecord]) -> QuerySet[User]:
    """The people of the desk, and whoever owns such a record already, though their account may have ended."""
    owners = model._base_manager.exclude(owner=None).values("owner")
    return User.objects.filter(OF_DESK | Q(pk__in=owners)).order_by("username")


def name_at_desk(user: User) -> str:
    """Name and user name: "Ruth Krüger (ruth-k)"."""
    return f"{name} ({user.get_username()})" if (name := user.get_full_name()) else user.get_username()


def is_owner(field: Any) -> bool:
    """True for the field of an article, a note or a claim that says who looks after it."""
    return isinstance(field, Field) and field.name == "owner" and issubclass(field.model, PublicRecord)
