"""What notes and claims have in common: a summary, and the dates that say how fresh they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from explainer.rendering import plain_text

from .known_names import KnownName
from .language import LanguageField, direction
from .public_record import PublicRecord, PublicRecordQuerySet, State
from .short_text import ShortTextField

Item = TypeVar("Item", bound="LibraryItem")


def shown_now(path: str = "", at: datetime | None = None) -> Q:
    """A condition: readers may see the note or the claim at this moment, or will `at` another, as things stand.

    `path` leads to it, such as "note__".
    """
    out = Q(**{f"{path}held_until": None}) | Q(**{f"{path}held_until__lte": at or timezone.now()})
    return Q(**{f"{path}state": State.PUBLISHED}) & out


class LibraryItemQuerySet(PublicRecordQuerySet[Item]):
    """What one asks of notes and claims alike."""

    def published(self) -> Self:
        """What the public may see now: some are held until their article is out."""
        return self.filter(shown_now())

    def held(self) -> Self:
        """What goes out at a minute to come."""
        return self.filter(state=State.PUBLISHED, held_until__gt=timezone.now())


def version_keys(model: Any, originals: Iterable[int]) -> models.QuerySet[Any]:
    """The keys of these notes or claims and of all their other versions, to look for by `__in`.

    Found by two indexes. As two conditions beside others SQLite looked at every card: 110 ms with 10,000 articles.
    """
    family = Q(pk__in=originals) | Q(translation_of__in=originals)
    return model._base_manager.filter(family).order_by().values("pk")  # type: ignore[no-any-return]


class LibraryItem(PublicRecord):
    """A thing of the library that is written once and shown in any number of articles."""

    translation_of_id: int | None  # made by Django

    summary = ShortTextField(
        _("summary"), help_text=_("About 50 words of plain text: all that most readers will read.")
    )
    language = LanguageField(_("language"), help_text=_("What it is written in."))
    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations", verbose_name=_("translation of"),
        help_text=_("The same in the language in which it was written first. Articles show the one in their language."),
    )  # fmt: skip
    translated_from = models.ForeignKey(
        "explainer.Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        help_text=_("Of a translation: the wording of the original that it renders."),
    )  # fmt: skip
    as_of = models.DateField(_("as of"), null=True, blank=True, help_text=_("When its facts were last checked."))
    review_by = models.DateField(_("review by"), null=True, blank=True, help_text=_("When it should be checked again."))
    with_article = models.BooleanField(
        _("publish with the article"),
        default=False,
        help_text=_("It stays unseen until an article that shows it is published, and goes out at the same minute."),
    )
    held_until = models.DateTimeField(
        null=True, editable=False, help_text=_("Of what is published with an article at a time to come: that time.")
    )

    is_overdue = models.BooleanField(
        default=False, editable=False, help_text=_("The day of its review has passed: readers are told.")
    )

    class Meta:
        abstract = True
        constraints = [
            *PublicRecord.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_review_after_as_of",
                condition=Q(as_of__isnull=True) | Q(review_by__isnull=True) | Q(review_by__gte=F("as_of")),
                violation_error_message=_("“Review by” is before “as of”. Choose a later day for the review."),
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                condition=Q(copy_of=None),
                name="%(class)s_one_translation",
                violation_error_message=_("There is a translation into this language already."),
            ),
            models.CheckConstraint(
                name="%(class)s_has_summary",
                condition=~Q(summary=""),
                violation_error_message=_("Write a summary: it is what readers see first."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.is_overdue = bool(self.review_by and self.review_by < timezone.localdate())
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not self.is_working_copy:
                KnownName.objects.remember(self, self.names_known())

    @property
    def is_public(self) -> bool:
        """True if readers may see it now: it may be held until its article is out."""
        return super().is_public and (self.held_until is None or self.held_until <= timezone.now())

    @property
    def goes_out_at(self) -> Any:
        return self.held_until if self.state == State.PUBLISHED and not self.is_public else None

    def clean(self) -> None:
        """Refuse a translation of a translation, of itself, and into its own language."""
        super().clean()
        first: Any = self.translation_of
        model: Any = type(self)
        if first is None:
            return
        if first.translation_of_id or first.pk in {self.pk, self.copy_of_id}:
            raise ValidationError({"translation_of": _("Choose the original: what is itself no translation.")})
        if self.pk and model._default_manager.filter(translation_of=self.original_pk).exists():
            raise ValidationError({"translation_of": _("This has translations of its own, so it is an original.")})
        if first.language == self.language:
            raise ValidationError({"language": _("The original is in this language. Choose the translation’s.")})

    @property
    def direction(self) -> str:
        """For the `dir` attribute."""
        return direction(self.language)

    @property
    def original_key(self) -> int:
        """The key of the original if it is a translation, else its own: what its versions have in common."""
        return self.translation_of_id or self.pk

    def names_known(self) -> list[str]:
        """All names by which an article may mention it."""
        return [self.title]

    @property
    def description(self) -> str:
        """What search engines are told of its page, as plain text."""
        return self.summary

    @property
    def markdown(self) -> str:
        """What an open card adds to the summary, as it was typed."""
        raise NotImplementedError

    def shown_text(self) -> str:
        return plain_text(self.markdown)
