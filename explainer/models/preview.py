"""Links by which people without an account see what isn't published: how many times a record's links were withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreviewWithdrawal(models.Model):
    """Links to a record's preview that were made before its last withdrawal open nothing."""

    kind = models.CharField(max_length=10, help_text=_("article, note or claim."))
    record = models.PositiveBigIntegerField(help_text=_("The key of the record."))
    times = models.PositiveIntegerField(default=0, help_text=_("How often its links were withdrawn."))

    class Meta:
        verbose_name = _("withdrawal of previews")
        verbose_name_plural = _("withdrawals of previews")
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="withdrawal_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"
