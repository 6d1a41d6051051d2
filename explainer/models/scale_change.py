"""What readers are told of changes of the newsroom's scale: no word or meaning of a verdict changes without a trace.

A save of the scale is public at once and has no revision, so its trace is a row of its own, with the words that were.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .verdict import ScaleVerdict


class ScaleChangeQuerySet(models.QuerySet["ScaleChange"]):
    def keep(self, before: ScaleVerdict | None, after: ScaleVerdict | None) -> None:
        """Keep what became of a verdict. None before: it is new; None after: it is on the scale no more.

        What was changed more than once in a day is one change, from what stood there in the morning.
        """
        kinds = ScaleChange.Kind
        if before is None or after is None:
            only = before or after
            if only:
                kind = kinds.ADDED if after else kinds.REMOVED
                self.create(verdict=only.value, kind=kind, label=only.label)
            return
        for kind, name in ((kinds.RENAMED, "label"), (kinds.MEANING, "meaning"), (kinds.REACHED, "reached")):
            was, now = getattr(before, name), getattr(after, name)
            if was != now:
                self._keep_words(after, kind, was, now)

    def _keep_words(self, verdict: ScaleVerdict, kind: str, was: str, now: str) -> None:
        day = timezone.localdate()
        earlier = self.filter(verdict=verdict.value, kind=kind).order_by("-pk").first()
        if earlier is None or timezone.localdate(earlier.made) != day:
            self.create(verdict=verdict.value, kind=kind, label=verdict.label, was=was)
        elif earlier.was == now:
            earlier.delete()
        else:
            earlier.label = verdict.label
            earlier.save(update_fields=["label"])


class ScaleChange(models.Model):
    """One change of one verdict of the scale."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        RENAMED = "renamed", _("Renamed")
        MEANING = "meaning", _("Another meaning")
        REACHED = "reached", _("Reached otherwise")
        REMOVED = "removed", _("Removed")

    verdict = models.SlugField(max_length=20, help_text=_("The short name of the verdict."))
    kind = models.CharField(max_length=8, choices=Kind, help_text=_("What became of it."))
    label = models.CharField(max_length=60, help_text=_("Its word after the change, or the last that it had."))
    was = models.TextField(max_length=600, blank=True, help_text=_("The words that stood there before."))
    made = models.DateTimeField(default=timezone.now, help_text=_("When readers saw it first."))

    objects = ScaleChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        default_permissions = ()  # the desk has no screen of them
        verbose_name = _("change of the scale")
        verbose_name_plural = _("changes of the scale")

    def __str__(self) -> str:
        return f"{self.label}: {self.get_kind_display()}"
