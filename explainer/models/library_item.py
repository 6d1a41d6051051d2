"""What notes and claims have in common: a summary, an owner, and the dates that say how fresh they are."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from explainer.rendering import plain_text

from .known_names import KnownName
from .public_record import PublicRecord


class LibraryItem(PublicRecord):
    """A thing of the library that is written once and shown in any number of articles."""

    summary = models.TextField(
        _("summary"), help_text=_("About 50 words of plain text: all that most readers will read.")
    )
    as_of = models.DateField(_("as of"), null=True, blank=True, help_text=_("When its facts were last checked."))
    review_by = models.DateField(_("review by"), null=True, blank=True, help_text=_("When it should be checked again."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who looks after it."),
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
            models.CheckConstraint(
                name="%(class)s_has_summary",
                condition=~Q(summary=""),
                violation_error_message=_("Write a summary: it is what readers see first."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not self.is_working_copy:
                KnownName.objects.remember(self, self.names_known())

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
