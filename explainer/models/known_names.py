"""By which names the library's records are known, folded, so that a second note on the same thing is noticed.

A row for each title and alias with an index on it: a look-up takes one query however large the library is, in every
process at once.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from explainer.text.folding import fold_once

LONGEST = 200  # characters of a folded name that are kept: as many as a title has at most


def name_key(name: str) -> str:
    """`name` without the differences that change no meaning: case, kinds of quotation marks, dashes and spaces."""
    return fold_once(name).text.strip()[:LONGEST].strip()


class NameQuerySet(models.QuerySet["Name"]):
    def known_as(self, names: Iterable[str]) -> "NameQuerySet":
        """The rows with one of these names."""
        return self.filter(key__in={name_key(name) for name in names} - {""})


class Name(models.Model):
    """A name of one note or one claim."""

    note = models.ForeignKey(
        "Note", models.CASCADE, null=True, related_name="names", help_text=_("The note that is known by it.")
    )
    claim = models.ForeignKey(
        "Claim", models.CASCADE, null=True, related_name="names", help_text=_("The claim that is known by it.")
    )
    key = models.CharField(max_length=LONGEST, db_index=True, help_text=_("The name, folded."))

    objects = NameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def __str__(self) -> str:
        return self.key


def remember_names(item: Any) -> None:
    """After a note or a claim is saved: make its rows follow from its title and its aliases."""
    wanted = {name_key(name) for name in [item.title, *getattr(item, "aliases", [])]} - {""}
    stored = set(item.names.values_list("key", flat=True))
    if gone := stored - wanted:
        item.names.filter(key__in=gone).delete()
    owner = {str(item._meta.model_name): item}
    Name.objects.bulk_create(Name(**owner, key=key) for key in sorted(wanted - stored))
