"""What notes and claims have in common: a state, an owner, and the dates that say how fresh they are."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .known_names import remember_names
from .slug_history import remember_slug
from .workflow import State, Workflow


class LibraryItem(Workflow):
    """A thing of the library that is written once and shown in any number of articles."""

    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("Something else has this address already. Choose another slug.")},
        help_text=_("The last part of its address: small letters, digits and hyphens."),
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("What readers see first."))
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
    created = models.DateTimeField(_("created"), auto_now_add=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    class Meta:
        abstract = True
        constraints = [
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

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            remember_slug(self)
            super().save(*args, **kwargs)
            remember_names(self)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED
