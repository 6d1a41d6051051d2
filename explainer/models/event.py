"""Events: the dated lines of a note's timeline, and so of the timelines of the articles that show it."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from explainer.text import partial_dates

from .dates import DayAfterField, FirstDayField, PartialDateField, display_span
from .library_item import shown_now
from .note import Note
from .source import Citation, Source

BACKWARDS = _("The end is before the beginning.")


class EventQuerySet(models.QuerySet["Event"]):
    def told_by(self, notes: Iterable[Note]) -> dict[int, list["Event"]]:
        """The dated events of notes by their keys, with their sources; of a translation without any, its original's.

        One query.
        """
        notes = list(notes)
        found: defaultdict[int, list[Event]] = defaultdict(list)
        originals = Q(note__in={note.original_key for note in notes}) & shown_now("note__")
        for event in self.filter(Q(note__in=notes) | originals).select_related("source"):
            found[event.note_id].append(event)
        return {note.pk: found[note.pk] or found[note.original_key] for note in notes}


class Event(models.Model):
    """A dated event of a note: a line of its timeline."""

    note = models.ForeignKey(
        Note, models.CASCADE, related_name="events", verbose_name=_("note"), help_text=_("The note it belongs to.")
    )
    date = PartialDateField(
        _("date"), help_text=_("1968-08-21, 1968-08 or 1968; or AD 73, 44 BC, about 1500, 1960s, 16th century.")
    )
    end_date = PartialDateField(
        _("end"),
        blank=True,
        may_go_on=True,
        help_text=_("Only if it lasted: the last day, month or year; two dots (..) if it still goes on."),
    )
    date_words = models.CharField(
        _("in another calendar"),
        max_length=80,
        blank=True,
        help_text=_("In words, shown beside the date: 15 Muharram 1345, 昭和元年."),
    )
    begins = FirstDayField(_("first day"), help_text=_("Counted from 1 January of the year 1; follows from the date."))
    ends = DayAfterField(_("day after the last"), help_text=_("Counted in the same way; follows from date and end."))
    text = models.CharField(_("what happened"), max_length=300, help_text=_("One sentence."))
    source = models.ForeignKey(
        Source,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("source"),
        help_text=_("Where this is from."),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["begins", "date", "id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=BACKWARDS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"

    def clean(self) -> None:
        """Derive the days and compare them: forms leave out rules about fields that they don't show."""
        self.begins, self.ends = 0, 1  # in case of a date that is none: the field's own message says what is wrong
        try:
            begins, ends = partial_dates.extent(self.date, self.end_date)
        except ValueError:
            return
        if ends <= begins:
            raise ValidationError({"end_date": BACKWARDS})
        self.begins, self.ends = begins, ends

    @property
    def when(self) -> str:
        """The date or the span of dates, in words of the active language, with those of another calendar beside."""
        return display_span(self.date, self.end_date, self.date_words)

    @property
    def is_about(self) -> bool:
        """True if its date is only roughly known."""
        return partial_dates.is_about(self.date)

    @property
    def goes_on(self) -> bool:
        """True if it has no end yet: "since 1949"."""
        return self.end_date == partial_dates.OPEN

    @property
    def html_date(self) -> str:
        """The date as HTML's `time` element knows it; empty for what it can't say: centuries, decades, years BC."""
        return partial_dates.html_date(self.date)


def with_sources_of_dates(citations: Iterable[Citation], events: Iterable[Event]) -> list[Citation]:
    """The citations of a note, then an unsaved one for each further source that one of its dates is from."""
    cited = list(citations)
    further = dict.fromkeys(event.source for event in events if event.source)
    known = {citation.source for citation in cited}
    return cited + [Citation(source=source) for source in further if source not in known]
