"""How many sentences of a note or a claim rest on words of a source, as the last look at them found."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .record_part import RecordPart, RecordPartQuerySet, exactly_one


class SentenceCountQuerySet(RecordPartQuerySet["SentenceCount"]):
    """Asks for counts."""


class SentenceCount(RecordPart):
    """Written with every save of a note or a claim (`sentence_support`): the front desk can't read them all."""

    owners: ClassVar[tuple[str, ...]] = ("note", "claim")

    note = models.OneToOneField(
        "Note", models.CASCADE, null=True, blank=True, related_name="sentence_count", help_text=_("Whose sentences.")
    )
    claim = models.OneToOneField(
        "Claim", models.CASCADE, null=True, blank=True, related_name="sentence_count", help_text=_("Whose sentences.")
    )
    sentences = models.PositiveIntegerField(_("sentences"), default=0, help_text=_("How many were looked at."))
    without = models.PositiveIntegerField(
        _("without a source"), default=0, db_index=True, help_text=_("How many rest on no words of a source.")
    )
    doubtful = models.PositiveIntegerField(
        _("with differences"), default=0, help_text=_("How many say something that their source’s words don’t carry.")
    )

    objects = SentenceCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of sentences")
        verbose_name_plural = _("counts of sentences")
        constraints = [
            models.CheckConstraint(name="sentence_count_has_one_owner", condition=exactly_one("note", "claim"))
        ]

    def __str__(self) -> str:
        return f"{self.without}/{self.sentences}"
