"""Notes: background that is written once and shown beside the words that need it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .known_names import LONGEST
from .library_item import LibraryItem, LibraryItemQuerySet
from .markdown import MarkdownField
from .picture import PictureField
from .plain_field import PlainField
from .public_record import RecordManager

MOST_ALIASES = 200  # every article is searched for all of them


def validate_aliases(value: Any) -> None:
    """Raise ValidationError unless `value` is a list of non-empty texts, of a length that names have."""
    if not isinstance(value, list) or not all(isinstance(alias, str) and alias.strip() for alias in value):
        raise ValidationError(_("Aliases are a list of names, none of them empty."), code="aliases")
    if len(value) > MOST_ALIASES or any(len(alias) > LONGEST for alias in value):
        message = _("At most %(most)d aliases, each of at most %(longest)d characters.")
        raise ValidationError(message, code="aliases", params={"most": MOST_ALIASES, "longest": LONGEST})


class AliasesField(PlainField, models.JSONField):
    """A list of names."""

    default_validators = [validate_aliases]


class NoteQuerySet(LibraryItemQuerySet["Note"]):
    """Asks for notes."""


class Note(LibraryItem):
    """A piece of background in the library."""

    type_name = "note"
    folder = "notes"

    class Kind(models.TextChoices):
        EVENT = "event", _("Event")
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        PLACE = "place", _("Place")
        CONCEPT = "concept", _("Concept")
        DOCUMENT = "document", _("Document")
        QUESTION = "question", _("Open question")

    class PlaceKind(models.TextChoices):
        SPOT = "spot", _("A building, a bridge, a spot")
        TOWN = "town", _("A town")
        REGION = "region", _("A region")
        COUNTRY = "country", _("A country")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, help_text=_("What it is about."))
    body = MarkdownField(_("text"), blank=True, help_text=_("Markdown, about 120 words: what the open card adds."))
    aliases = AliasesField(
        _("aliases"),
        default=list,
        blank=True,
        help_text=_("Other names that an article may use for this very thing."),
    )
    same_as = models.URLField(
        _("same as"), max_length=500, blank=True,
        help_text=_("For machines: an address that stands for the very thing, such as its entry in Wikidata."),
    )  # fmt: skip
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

    place_kind = models.CharField(
        _("kind of place"),
        max_length=8,
        choices=PlaceKind,
        default=PlaceKind.TOWN,
        help_text=_("How much of the surroundings its map shows."),
    )

    picture = PictureField(
        _("picture"),
        upload_to="pictures/",
        db_index=True,
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

    objects = RecordManager.from_queryset(NoteQuerySet)()

    class Meta(LibraryItem.Meta):
        ordering = ["title"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        permissions = [
            ("publish_note", "Can publish, schedule and take down notes"),
            ("purge_note", "Can remove notes for good that readers could see"),
        ]
        indexes = [
            models.Index(fields=["state", "review_by"], name="note_review"),
            models.Index(fields=["state", "modified"], name="note_modified"),
            models.Index(
                fields=["state", "title", "kind", "binned_at", "copy_of", "held_until"], name="note_list"
            ),  # all that lists and counts ask of notes before they are fetched
            models.Index(fields=["held_until"], condition=~Q(held_until=None), name="note_held"),
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

    def names_known(self) -> list[str]:
        return [self.title, *self.aliases]

    @property
    def markdown(self) -> str:
        return self.body

    def searchable(self) -> tuple[str, str, str, str]:
        return self.title, " ".join([*self.aliases, self.place_name]), self.summary, self.shown_text()
