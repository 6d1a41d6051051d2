"""Tells Django about the project's one app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ExplainerConfig(AppConfig):
    name = "explainer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the checks with Django
        from .actions.roles import complete_administrators

        # The one signal in the project: nothing else tells when permissions of new models exist.
        post_migrate.connect(complete_administrators, sender=self, dispatch_uid="explainer.roles")
