"""Claimants: the people and bodies that say what claims are about, each once, so that all they said is found together.

A claim names its claimant in words, as its own language and its time had them ("Britain's defence ministry"). The names
of the claimants' records decide whose record that is; a name that none has makes one.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from explainer.text.slugs import make_slug

from .known_names import KnownName, name_key
from .library_item import shown_now
from .note import AliasesField, Note
from .slug_field import AddressSlugField


class ClaimantQuerySet(models.QuerySet["Claimant"]):
    def get_by_natural_key(self, slug: str) -> "Claimant":
        return self.get(slug=slug)

    def heard(self) -> "ClaimantQuerySet":
        """Those who said something that is published, with how much in `number`."""
        said = models.Count("claims", filter=shown_now("claims__") & models.Q(claims__copy_of=None))
        return self.annotate(number=said).filter(number__gt=0).order_by("name", "pk")

    def most_first(self) -> "ClaimantQuerySet":
        """Of those that `heard` gives: who said most, first."""
        return self.order_by("-number", "name", "pk")

    def named(self, name: str) -> "Claimant | None":
        """The one that is known by this name."""
        return self.filter(names__key=name_key(name)).order_by("pk").first()

    def of_name(self, name: str) -> "Claimant":
        """The one that is known by this name, made if there is none yet."""
        return self.named(name) or self.create(name=name.strip(), slug=self.free_slug(name))

    def free_slug(self, name: str) -> str:
        """A slug made from a name, numbered if need be, that no claimant has."""
        base = make_slug(name) or "claimant"
        taken = {*self.filter(slug__startswith=base).values_list("slug", flat=True)}
        number = 1
        while (slug := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        return slug


class Claimant(models.Model):
    """A person or a body that says things."""

    type_name = "claimant"

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        BODY = "body", _("Institution")

    slug = AddressSlugField(
        _("slug"), max_length=100, unique=True, blank=True,
        help_text=_("The last part of its address. Left empty, it is made from the name; it stays as it is then."),
    )  # fmt: skip
    name = models.CharField(
        _("name"), max_length=200,
        help_text=_("As readers know them. If two have the same name, add what tells them apart."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, blank=True, help_text=_("A person or a body."))
    about = models.CharField(_("who they are"), max_length=300, blank=True, help_text=_("In a sentence, for readers."))
    aliases = AliasesField(
        _("other names"), default=list, blank=True, help_text=_("By which claims name them, in any language.")
    )
    note = models.ForeignKey(
        Note, models.SET_NULL, null=True, blank=True, related_name="claimants",
        verbose_name=_("note"), help_text=_("The library’s note on them."),
    )  # fmt: skip

    objects = ClaimantQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        constraints = [
            models.CheckConstraint(
                name="claimant_has_name",
                condition=~models.Q(name=""),
                violation_error_message=_("Give the name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claimant", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def names_known(self) -> list[str]:
        """All names by which a claim may mean this claimant."""
        return [self.name, *self.aliases]

    def clean(self) -> None:
        """Give it a slug, and refuse a name that is another's: a claim could not say whom it means."""
        if not self.slug and self.name:
            self.slug = Claimant.objects.free_slug(self.name)
        for field, names in (("name", [self.name]), ("aliases", self.aliases)):
            for name in names:
                other = Claimant.objects.exclude(pk=self.pk).filter(names__key=name_key(name)).first()
                if other:
                    said = _("“%(name)s” is known already as a name of %(other)s. Add what tells the two apart.")
                    raise ValidationError(
                        {field: ValidationError(said, code="known", params={"name": name, "other": other})}
                    )

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            KnownName.objects.remember(self, self.names_known())

    @property
    def is_bare(self) -> bool:
        """True if nobody has said more of it than the name."""
        return not (self.kind or self.about or self.aliases or self.note_id)

    def drop_if_unused(self) -> None:
        """Take away a record that a claim's words made and no claim names any more."""
        stored = type(self).objects.filter(pk=self.pk, claims=None).first()
        if stored and stored.is_bare:
            stored.delete()
