"""Keeps the Administrators what their name says. The roles themselves come with the migration 0003_roles."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ADMINISTRATORS = "Administrators"
SIGNING_IN = ["view_accessattempt", "delete_accessattempt", "view_accesslog"]  # deleted: the account may try again


def complete_administrators(*, using: str = "default", **kwargs: Any) -> None:
    """Give the group of administrators what upgrades have brought. Called after each `migrate`, when Django has made
    the permissions of new models; without the group nothing happens.
    """
    group = Group.objects.using(using).filter(name=ADMINISTRATORS).first()
    if group:
        ours = Q(content_type__app_label="explainer")
        signing_in = Q(content_type__app_label="axes", codename__in=SIGNING_IN)
        jobs = Q(content_type__app_label="django_tasks_database", codename="view_dbtaskresult")
        group.permissions.add(*Permission.objects.using(using).filter(ours | signing_in | jobs))
