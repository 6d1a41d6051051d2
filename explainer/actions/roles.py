"""Keeps the Administrators what their name says. The roles themselves come with the migration 0003_roles."""

from typing import Any

from django.contrib.auth.models import Group, Permission

ADMINISTRATORS = "Administrators"


def complete_administrators(*, using: str = "default", **kwargs: Any) -> None:
    """Give the group of administrators what upgrades have brought. Called after each `migrate`, when Django has made
    the permissions of new models; without the group nothing happens.
    """
    group = Group.objects.using(using).filter(name=ADMINISTRATORS).first()
    if group:
        group.permissions.add(*Permission.objects.using(using).filter(content_type__app_label="explainer"))
