"""Tells Django about the project's one app."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

# What the desk calls the applications of others.
NAMED = {"auth": _("People"), "axes": _("Signing in"), "django_tasks_database": _("Jobs")}


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
        from django_tasks.signals import task_finished

        from . import checks  # noqa: F401  registers the checks with Django
        from .actions.auditing import failed, signed_in, signed_out
        from .actions.mailing import try_later
        from .actions.roles import complete_administrators

        for label, name in NAMED.items():
            apps.get_app_config(label).verbose_name = name
        for signal, note in ((user_logged_in, signed_in), (user_logged_out, signed_out), (user_login_failed, failed)):
            signal.connect(note, dispatch_uid=f"explainer.audit.{note.__name__}")
        task_finished.connect(try_later, dispatch_uid="explainer.mail")
        # Nothing else tells when permissions of new models exist.
        post_migrate.connect(complete_administrators, sender=self, dispatch_uid="explainer.roles")
