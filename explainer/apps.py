"""Tells Django about the project's one app."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomAdmin(admin_apps.AdminConfig):
    """Django's admin with the newsroom's front desk for its first page."""

    default = False
    default_site = "explainer.desk.site.Newsroom"


class ExplainerConfig(AppConfig):
    default = True
    name = "explainer"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the checks with Django
        from .actions.roles import complete_administrators

        # The one signal in the project: nothing else tells when permissions of new models exist.
        post_migrate.connect(complete_administrators, sender=self, dispatch_uid="explainer.roles")
