"""What articles, notes and claims have in common: an address, and a way from a first draft to the public.

`registry.PUBLIC_RECORDS` lists the three models that are made on this base.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .slug_history import former_slugs, keep_slug_history, refuse_former_slug

if TYPE_CHECKING:
    from .revision import RevisionQuerySet


class State(models.TextChoices):
    """Where something stands between a first draft and the public."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    TAKEN_DOWN = "taken_down", _("Taken down")


Record = TypeVar("Record", bound="PublicRecord")


class PublicRecordQuerySet(models.QuerySet[Record]):
    """What one asks of articles, notes and claims alike."""

    def published(self) -> Self:
        """What the public may see now."""
        return self.filter(state=State.PUBLISHED)

    def taken_down(self) -> Self:
        """What readers could see once, and are told was taken down."""
        return self.exclude(state=State.PUBLISHED).exclude(taken_down_at=None)

    def with_lastmod(self) -> Self:
        """`lastmod` is when what readers see last became other: when it was saved."""
        return self.annotate(lastmod=models.F("modified"))

    def get_by_natural_key(self, slug: str) -> Record:
        return self.get(slug=slug)


class PublicRecord(models.Model):
    """Something that readers may come to see under an address of its own.

    Its state and what belongs to it are written by `actions/`, never typed into a form.
    """

    revisions: "RevisionQuerySet"  # the manager of those of this record
    type_name: ClassVar[str]  # "article", "note" or "claim": in addresses, cache keys and foreign keys to it
    folder: ClassVar[str]  # "articles", "notes" or "claims": the first part of its address

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=State,
        default=State.DRAFT,
        help_text=_("Readers see only what is published."),
    )
    state_since = models.DateTimeField(
        _("since"), default=timezone.now, editable=False, help_text=_("When it came into its state.")
    )
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Who brought it there."),
    )  # fmt: skip
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Who wrote it first: contributors may change what they wrote themselves."),
    )  # fmt: skip
    taken_down_at = models.DateTimeField(
        null=True, editable=False, help_text=_("Since when its address says that it was taken down.")
    )
    taken_down_line = models.CharField(
        max_length=300, blank=True, editable=False, help_text=_("What readers are told of why.")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("Something else has this address already. Choose another slug.")},
        help_text=_("The last part of its address: small letters, digits and hyphens."),
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("What readers see first."))
    created = models.DateTimeField(_("created"), auto_now_add=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            keep_slug_history(self)
            super().save(*args, **kwargs)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        super().validate_unique(exclude)
        if "slug" not in (exclude or ()):
            refuse_former_slug(self)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def is_public(self) -> bool:
        """True if readers may see it now."""
        return self.state == State.PUBLISHED

    def was_ever_public(self) -> bool:
        """True if readers may see it now, or could at some time. One query, unless they may."""
        return self.is_public or self.taken_down_at is not None or self.revisions.public().exists()

    def slugs(self) -> list[str]:
        """The slug that it has, then those that it had before, in alphabetical order."""
        return [self.slug, *former_slugs(self)]
