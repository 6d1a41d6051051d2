"""Slugs that public records had before: their old addresses lead to the new ones, and nothing else may take them."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .public_record import PublicRecord

LONGEST_FREE_SLUG = 90  # code points: a number fits behind it


class FormerSlug(models.Model):
    """A slug that an article, a note or a claim had once. `folder` is the part of the address that it stood in."""

    folder = models.CharField(max_length=10, help_text=_("articles, notes or claims."))
    slug = models.SlugField(max_length=100, help_text=_("The old slug."))
    record = models.PositiveBigIntegerField(help_text=_("The key of the record that had it."))

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        constraints = [models.UniqueConstraint(fields=["folder", "slug"], name="former_slug_once")]

    def __str__(self) -> str:
        return f"/{self.folder}/{self.slug}/"


def former_slugs(record: "PublicRecord") -> list[str]:
    """The slugs that the record had before, in alphabetical order. One query."""
    stored = FormerSlug.objects.filter(folder=record.folder, record=record.pk)
    return list(stored.order_by("slug").values_list("slug", flat=True))


def refuse_former_slug(record: "PublicRecord") -> None:
    """Raise ValidationError if the record's slug is the old one of another record of its kind. One query."""
    former = FormerSlug.objects.filter(folder=record.folder, slug=record.slug).exclude(record=record.pk)
    owner = type(record)._default_manager.filter(pk__in=former.values("record")).first()
    if owner:
        message = _("This was the address of “%(title)s”, and links to it still lead there. Choose another slug.")
        raise ValidationError({"slug": ValidationError(message, code="former_slug", params={"title": owner.title})})


def keep_slug_history(record: "PublicRecord") -> None:
    """Before a record is saved: remember the slug that it has until now, if readers ever saw it under that one.

    Raises ValidationError as `refuse_former_slug` does.
    """
    renamed = type(record)._default_manager.filter(pk=record.pk).exclude(slug=record.slug).first()
    if renamed or record._state.adding:
        refuse_former_slug(record)
    if renamed:
        FormerSlug.objects.filter(folder=record.folder, slug__in=[record.slug, renamed.slug]).delete()
    if renamed and renamed.was_ever_public():
        FormerSlug.objects.create(folder=record.folder, slug=renamed.slug, record=record.pk)


def free_slug(model: "type[PublicRecord]", title: str, otherwise: str = "") -> str:
    """A slug made from a title, numbered if need be, that nothing of this kind has or had. Two queries.

    `otherwise` is for a title without a letter or a digit.
    """
    base = slugify(title)[:LONGEST_FREE_SLUG].strip("-") or otherwise or model.type_name
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    former = FormerSlug.objects.filter(folder=model.folder, slug__startswith=base)
    taken.update(former.values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
