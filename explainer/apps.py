"""Tells Django about the project's one app."""

from django.apps import AppConfig


class ExplainerConfig(AppConfig):
    name = "explainer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the checks with Django
