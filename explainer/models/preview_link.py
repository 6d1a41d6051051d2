"""Links by which people without an account see what isn't published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .public_record import PublicRecord


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def of(self, *records: PublicRecord) -> "PreviewLinkQuerySet":
        """Those of these records."""
        wanted = Q(pk__in=[])
        for record in records:
            wanted |= Q(kind=record.type_name, record=record.pk)
        return self.filter(wanted)

    def living(self) -> "PreviewLinkQuerySet":
        """Those that are neither withdrawn nor too old. Their makers' accounts are asked when a link is opened."""
        return self.filter(withdrawn=None, until__gt=timezone.now())


class PreviewLink(models.Model):
    """One link that was given out. The link itself is kept nowhere, only by what it is known again."""

    kind = models.CharField(max_length=10, help_text=_("article, note or claim."))
    record = models.PositiveBigIntegerField(help_text=_("The key of the record: links outlive it, and say so."))
    digest = models.CharField(max_length=64, unique=True, editable=False, help_text=_("SHA-256 of the link's secret."))
    made = models.DateTimeField(_("made"), default=timezone.now, help_text=_("When it was made."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        help_text=_("Who made it: it ends with the account."),
    )
    until = models.DateTimeField(_("works until"), help_text=_("When it stops working by itself."))
    withdrawn = models.DateTimeField(null=True, blank=True, help_text=_("When it was withdrawn."))

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "record"], name="preview_link_by_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}, {self.made:%Y-%m-%d %H:%M}"
