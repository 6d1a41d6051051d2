"""Notes: background that is written once and shown beside the words that need it."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .dates import PartialDateField, display_partial_date
from .library_item import LibraryItem
from .markdown import validate_markdown
from .picture import PictureField
from .source import Source
from .workflow import State

if TYPE_CHECKING:
    from .article import Article


class NoteQuerySet(models.QuerySet["Note"]):
    def taken_down(self) -> "NoteQuerySet":
        """What readers could see once, and are told was taken down."""
        return self.exclude(state=State.PUBLISHED).exclude(taken_down_at=None)

    def published(self) -> "NoteQuerySet":
        return self.filter(state=State.PUBLISHED)

    def with_lastmod(self) -> "NoteQuerySet":
        """`lastmod` is when it was last saved."""
        return self.annotate(lastmod=models.F("modified"))

    def get_by_natural_key(self, slug: str) -> "Note":
        return self.get(slug=slug)


def validate_aliases(value: Any) -> None:
    """Raise ValidationError unless `value` is a list of non-empty texts."""
    if not isinstance(value, list) or not all(isinstance(alias, str) and alias.strip() for alias in value):
        raise ValidationError(_("Aliases are a list of names, none of them empty."), code="aliases")


class Note(LibraryItem):
    """A piece of background in the library."""

    class Kind(models.TextChoices):
        EVENT = "event", _("Event")
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        PLACE = "place", _("Place")
        CONCEPT = "concept", _("Concept")
        DOCUMENT = "document", _("Document")
        QUESTION = "question", _("Open question")

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.CONCEPT, help_text=_("What it is about.")
    )
    body = models.TextField(
        _("text"),
        blank=True,
        validators=[validate_markdown],
        help_text=_("Markdown, about 120 words: what the open card adds."),
    )
    aliases = models.JSONField(
        _("aliases"),
        default=list,
        blank=True,
        validators=[validate_aliases],
        help_text=_("Other names that an article may use for this very thing."),
    )
    place_name = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Where it is or was."))
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, north positive."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, east positive."),
    )

    picture = PictureField(
        _("picture"),
        upload_to="pictures/",
        blank=True,
        width_field="picture_width",
        height_field="picture_height",
        help_text=_(
            "Optional. Shown in the open card. Made smaller if need be; what the camera wrote into it is removed."
        ),
    )
    picture_width = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text=_("In pixels."))
    picture_height = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text=_("In pixels."))
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=400,
        blank=True,
        help_text=_("What the picture shows, for those who can't see it."),
    )
    picture_caption = models.CharField(
        _("caption"), max_length=400, blank=True, help_text=_("Shown under the picture.")
    )
    picture_credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))

    objects = NoteQuerySet.as_manager()

    class Meta(LibraryItem.Meta):
        ordering = ["title"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        permissions = [("publish_note", "Can publish, schedule and take down notes")]
        indexes = [
            models.Index(fields=["state", "review_by"], name="note_review"),
            models.Index(fields=["state", "modified"], name="note_modified"),
        ]
        constraints = [
            *LibraryItem.Meta.constraints,
            models.CheckConstraint(
                name="note_has_both_coordinates",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                name="note_picture_has_alt",
                condition=Q(picture="") | ~Q(picture_alt=""),
                violation_error_message=_("Describe the picture in “alternative text”, for readers who can't see it."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("note", args=[self.slug])

    def used_in(self) -> "models.QuerySet[Article]":
        """The published articles that show this note, newest first, each once."""
        from .article import Article

        return Article.objects.published().filter(annotations__note=self).distinct()


class EventQuerySet(models.QuerySet["Event"]):
    def of_article(self, article: "Article", *, drafts: bool = False) -> "EventQuerySet":
        """The dated events of all the notes that the article shows, oldest first, each once, notes loaded.

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
