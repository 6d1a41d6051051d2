"""Slugs that records had before: their old addresses lead to the new ones."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .public_record import PublicRecord


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
    """The slugs that the record had before, in alphabetical order."""
    stored = FormerSlug.objects.filter(folder=record.folder, record=record.pk)
    return list(stored.order_by("slug").values_list("slug", flat=True))


def remember_slug(record: "PublicRecord") -> None:
    """Before a record with a slug is saved: if its slug is another than the stored one, keep that one as former."""
    stored = type(record)._default_manager.filter(pk=record.pk).values_list("slug", flat=True).first()
    folder, slug = record.folder, record.slug
    if stored and stored != slug:
        FormerSlug.objects.update_or_create(folder=folder, slug=stored, defaults={"record": record.pk})
        FormerSlug.objects.filter(folder=folder, slug=slug).delete()
