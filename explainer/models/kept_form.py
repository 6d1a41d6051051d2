"""What somebody has typed into a form of the desk that can't be saved yet: kept for them alone, on any device.

A draft that lacks its summary can't be a record. Until it can, the form's fields are here, under the user and the form.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NEW = 0  # the key of a record that isn't saved yet


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def of(self, user: Any, kind: str, record: int | None) -> "KeptFormQuerySet":
        """That of this user's form of the record (its key, None for a new one), if there is one."""
        return self.filter(user=user.pk, kind=kind, record=record or NEW)


class KeptForm(models.Model):
    """The fields of one form that one user has typed into."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", help_text=_("Who typed it, and alone is shown it.")
    )
    kind = models.CharField(max_length=10, help_text=_("article, note or claim."))
    record = models.PositiveBigIntegerField(default=NEW, help_text=_("The key of the record; 0 for a new one."))
    fields = models.JSONField(help_text=_("Each field of the form by its name."))
    at = models.DateTimeField(auto_now=True, help_text=_("When it was kept."))

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "kind", "record"], name="kept_form_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record or ''}".strip()
