"""Slugs that public records had before: their old addresses lead to the new ones, and nothing else may take them.

`PublicRecord` writes them when it is saved.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
