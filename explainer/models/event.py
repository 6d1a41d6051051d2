"""Events: the dated lines of a note's timeline, and so of the timelines of the articles that show it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .dates import PartialDateField, display_partial_date
from .note import Note
from .public_record import State
from .source import Source


class EventQuerySet(models.QuerySet["Event"]):
    def of_article(self, article: int, *, drafts: bool = False) -> "EventQuerySet":
        """The dated events of all the notes that the article (its key) shows, oldest first, each once, notes loaded.

        `drafts`: of those too that aren't published yet.
        """
        notes = Note.objects.exclude(state=State.TAKEN_DOWN) if drafts else Note.objects.published()
        shown = notes.filter(annotations__article=article)
        return self.filter(note__in=shown).select_related("note", "source")


class Event(models.Model):
    """A dated event of a note: a line of its timeline."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="events", help_text=_("The note it belongs to."))
    date = PartialDateField(_("date"), help_text=_("A day, a month or a year: 1968-08-21, 1968-08 or 1968."))
    end_date = PartialDateField(_("end"), blank=True, help_text=_("Only if it lasted: the last day, month or year."))
    text = models.CharField(_("what happened"), max_length=300, help_text=_("One sentence."))
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="events", help_text=_("Where this is from.")
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["date", "id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(end_date="") | Q(end_date__gte=models.F("date")),
                violation_error_message=_("The end is before the beginning."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"

    @property
    def when(self) -> str:
        """The date or the span of dates, in words of the active language."""
        if not self.end_date:
            return display_partial_date(self.date)
        return f"{display_partial_date(self.date)} – {display_partial_date(self.end_date)}"
