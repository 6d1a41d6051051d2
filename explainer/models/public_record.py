"""What articles, notes and claims have in common: an address, and a way from a first draft to the public.

`registry.PUBLIC_RECORDS` lists the three models that are made on this base.
"""

from collections.abc import Collection
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from explainer.text.slugs import make_slug

from .slug_field import AddressSlugField
from .slug_history import FormerSlug

RecordKey = tuple[str, int]  # the type of a record and its key in the database, such as ("note", 7)


class State(models.TextChoices):
    """Where something stands between a first draft and the public."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    TAKEN_DOWN = "taken_down", _("Taken down")


Record = TypeVar("Record", bound="PublicRecord")
BIN_SLUG = "_binned-"  # how the slugs of what is in the bin begin: its own is free meanwhile
COPY_SLUG = "_working-copy-of-"  # how the slugs of working copies begin: no page is ever made under them


class RecordManager(models.Manager[Record]):
    """All records but working copies and what is in the bin: whoever wants those says so, by `_base_manager`."""

    def get_queryset(self) -> models.QuerySet[Record]:
        return super().get_queryset().filter(copy_of=None, binned_at=None)


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

    def with_slug(self, slug: str) -> Record | None:
        """The record of that slug, or the one that had it before it was renamed. Two queries at most."""
        former = FormerSlug.objects.filter(folder=self.model.folder, slug=slug).values("record")
        return self.filter(slug=slug).first() or self.filter(pk__in=former).first()

    def free_slug(self, title: str, otherwise: str = "") -> str:
        """A slug made from a title, numbered if need be, that nothing of this kind has or had. Two queries.

        `otherwise` is for a title without a letter or a digit.
        """
        base = make_slug(title, is_unicode=settings.UNICODE_SLUGS) or otherwise or self.model.type_name
        former = FormerSlug.objects.filter(folder=self.model.folder, slug__startswith=base)
        taken = {*self.filter(slug__startswith=base).values_list("slug", flat=True)}
        taken |= {*former.values_list("slug", flat=True), *self.model.reserved_slugs}
        number = 1
        while (slug := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        return slug


class PublicRecord(models.Model):
    """Something that readers may come to see under an address of its own.

    Its state and what belongs to it are written by `actions/`, never typed into a form.
    """

    type_name: ClassVar[str]  # "article", "note" or "claim": in addresses, cache keys and foreign keys to it
    reserved_slugs: ClassVar[frozenset[str]] = frozenset()  # addresses in its folder that are other pages
    copy_of_id: int | None  # made by Django
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
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("owner"), help_text=_("Who looks after it."),
    )  # fmt: skip
    taken_down_at = models.DateTimeField(
        null=True, editable=False, help_text=_("Since when its address says that it was taken down.")
    )
    taken_down_line = models.CharField(
        max_length=300, blank=True, editable=False, help_text=_("What readers are told of why.")
    )
    slug = AddressSlugField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        error_messages={"unique": _("Something else has this address already. Choose another slug.")},
        help_text=_(
            "The last part of its address: small letters, digits and hyphens. Left empty, it is made from the title."
        ),
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("What readers see first."))
    copy_of = models.OneToOneField(
        "self", models.CASCADE, null=True, editable=False, related_name="+",
        help_text=_("The public record that this is the working copy of."),
    )  # fmt: skip
    copied = models.JSONField(
        null=True,
        editable=False,
        help_text=_("What the public record was when its working copy was begun. In the bin: the cards that it had."),
    )
    wanted_slug = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text=_("Of a working copy: the slug that is to be public. In the bin: the slug that it had."),
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Of a working copy: who changed it last."),
    )  # fmt: skip
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Who is to act next: its reviewer, or whom it was sent back to."),
    )  # fmt: skip
    due_on = models.DateField(null=True, editable=False, help_text=_("By when the review is wanted."))
    review_note = models.CharField(
        max_length=300, blank=True, editable=False, help_text=_("What was said when it was handed in or sent back.")
    )
    is_sent_back = models.BooleanField(default=False, editable=False, help_text=_("Its review ended with a question."))
    binned_at = models.DateTimeField(null=True, editable=False, help_text=_("When it was moved to the bin."))
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Who moved it to the bin."),
    )  # fmt: skip
    created = models.DateTimeField(_("created"), auto_now_add=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_copy_is_unpublished",
                condition=models.Q(copy_of=None) | models.Q(state__in=["draft", "review"]),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_working_copy(self) -> bool:
        return self.copy_of_id is not None

    @property
    def original_pk(self) -> int:
        """The key of the public record if this is its working copy, else its own: what the desk's addresses name."""
        return self.copy_of_id or self.pk

    @property
    def headline(self) -> str:
        """What readers are shown as its name, as plain text. A claim is never shown by its words alone."""
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it and remember the slug that it had, if readers ever saw it under another.

        Raises ValidationError if its slug is the old one of another record.
        """
        with transaction.atomic():
            self._keep_slug_history()
            super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Give it a slug if it was left without one: a title may be in a script that the form's own can't read."""
        if not self.slug and self.title and "slug" not in (exclude or ()):
            self.slug = type(self)._default_manager.free_slug(self.title)  # type: ignore[attr-defined]  # all three have it
        super().clean_fields(exclude)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        super().validate_unique(exclude)
        if "slug" not in (exclude or ()) and not self.is_working_copy:
            self.refuse_former_slug()

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def record_key(self) -> RecordKey:
        return self.type_name, self.pk

    @property
    def is_public(self) -> bool:
        """True if readers may see it now."""
        return self.state == State.PUBLISHED

    @property
    def goes_out_at(self) -> Any:
        """When it is to be published (an aware datetime), if that is still to come; else None."""
        return None

    def was_ever_public(self) -> bool:
        """True if readers may see it now, or could at some time. One query, unless they may."""
        stored = type(self)._default_manager.filter(pk=self.pk)
        seen = stored.filter(revisions__public_from__lte=timezone.now())  # type: ignore[misc]  # all three have them
        return self.is_public or self.taken_down_at is not None or seen.exists()

    def slugs(self) -> list[str]:
        """The slug that it has, then those that it had before, in alphabetical order. One query."""
        former = FormerSlug.objects.filter(folder=self.folder, record=self.pk)
        return [self.slug, *former.order_by("slug").values_list("slug", flat=True)]

    def _keep_slug_history(self) -> None:
        if self.is_working_copy:
            return
        stored = type(self)._default_manager.filter(pk=self.pk).exclude(slug=self.slug).first()
        if stored or self._state.adding:
            self.refuse_former_slug()
        if stored:
            FormerSlug.objects.filter(folder=self.folder, slug__in=[self.slug, stored.slug]).delete()
        if stored and stored.was_ever_public():
            FormerSlug.objects.create(folder=self.folder, slug=stored.slug, record=self.pk)

    def refuse_former_slug(self) -> None:
        """Raise ValidationError if its slug is the old one of another record of its kind. One query."""
        if self.slug.startswith((COPY_SLUG, BIN_SLUG)):
            raise ValidationError({"slug": _("Slugs that begin so are the desk’s own. Choose another slug.")})
        former = FormerSlug.objects.filter(folder=self.folder, slug=self.slug).exclude(record=self.pk)
        owner = type(self)._default_manager.filter(pk__in=former.values("record")).first()
        if former.exists() and not owner:
            message = _(
                "This was the address of something that was removed for good; it stays reserved. Choose another."
            )
            raise ValidationError({"slug": ValidationError(message, code="former_slug")})
        if owner:
            message = _("This was the address of “%(title)s”, and links to it still lead there. Choose another slug.")
            raise ValidationError({"slug": ValidationError(message, code="former_slug", params={"title": owner.title})})

    def searchable(self) -> tuple[str, str, str, str]:
        """What of it is searched, by weight: its title, its names, its summary and its text."""
        raise NotImplementedError

    def shown_text(self) -> str:
        """What stands below its summary, as plain text."""
        raise NotImplementedError
