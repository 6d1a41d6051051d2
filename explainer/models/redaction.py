"""That words were removed from a record and its history for good: when, by whom, on what ground; never which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .claim import Claim
from .note import Note
from .record_part import RecordPart, RecordPartQuerySet, exactly_one


class RedactionQuerySet(RecordPartQuerySet["Redaction"]):
    """Asked by record."""


class Redaction(RecordPart):
    """One removal. Readers see its day, its ground and its line in the record's history."""

    class Ground(models.TextChoices):
        COURT = "court", _("a court order")
        PRIVACY = "privacy", _("a person’s privacy")
        SAFETY = "safety", _("a person’s safety")
        RIGHTS = "rights", _("somebody else’s rights")
        LAW = "law", _("another duty by law")

    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="redactions", help_text=_("From what it was.")
    )
    note = models.ForeignKey(
        Note, models.CASCADE, null=True, blank=True, related_name="redactions", help_text=_("From what it was.")
    )
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="redactions", help_text=_("From what it was.")
    )
    made = models.DateTimeField(_("made"), default=timezone.now, help_text=_("When it was removed."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text=_("Who removed it.")
    )
    ground = models.CharField(
        _("ground"), max_length=10, choices=Ground, help_text=_("Why it had to go. Readers see it.")
    )
    line = models.CharField(
        _("what readers are told"), max_length=300, blank=True, help_text=_("A sentence more, if one may be said.")
    )

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(name="redaction_has_one_record", condition=exactly_one("article", "note", "claim")),
            models.CheckConstraint(name="redaction_has_ground", condition=~Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"{self.made:%Y-%m-%d}: {self.get_ground_display()}"
