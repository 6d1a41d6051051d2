"""Who has which record open at the desk, as its screens tell while they are open. Nothing is locked by it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

GONE_AFTER = timedelta(minutes=2)  # without a word from the screen; it sends one every half minute


class PresenceQuerySet(models.QuerySet["Presence"]):
    def of(self, kind: str, record: int) -> "PresenceQuerySet":
        """Those of one record (its key), who came first first."""
        return self.filter(kind=kind, record=record).select_related("user").order_by("since", "pk")

    def gone(self, now: datetime) -> "PresenceQuerySet":
        """Those whose screens have said nothing for too long."""
        return self.filter(seen__lt=now - GONE_AFTER)


class Presence(models.Model):
    """One person with one record open."""

    user: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", help_text=_("Who has it open.")
    )
    kind = models.CharField(max_length=10, help_text=_("article, note or claim."))
    record = models.PositiveBigIntegerField(help_text=_("The key of the record."))
    since = models.DateTimeField(help_text=_("Since when."))
    seen = models.DateTimeField(db_index=True, help_text=_("When the screen said so last."))

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "record", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.record}"
