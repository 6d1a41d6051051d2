"""By which names the library's records and claimants are known, folded, so that a second note on the
same thing is noticed.

A row for each title and alias with an index on it: a look-up takes one query however large the library is, in every
process at once.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from explainer.text.folding import fold_once

from .record_part import RecordPart, RecordPartQuerySet

LONGEST = 200  # characters of a folded name that are kept: as many as a title has at most


def name_key(name: str) -> str:
    """`name` without the differences that change no meaning: case, kinds of quotation marks, dashes and spaces."""
    return fold_once(name).text.strip()[:LONGEST].strip()


def name_keys(names: Iterable[str]) -> set[str]:
    """The keys of all of them that have one."""
    return {name_key(name) for name in names} - {""}


class KnownNameQuerySet(RecordPartQuerySet["KnownName"]):
    def known_as(self, names: Iterable[str]) -> "KnownNameQuerySet":
        """The rows with one of these names."""
        return self.filter(key__in=name_keys(names))

    def remember(self, item: Any, names: Iterable[str]) -> None:
        """After a note, a claim or a claimant is saved: make its rows follow from its names."""
        wanted = name_keys(names)
        stored = set(self.of(item).values_list("key", flat=True))
        if gone := stored - wanted:
            self.of(item).filter(key__in=gone).delete()
        self.bulk_create(KnownName(**{item.type_name: item}, key=key) for key in sorted(wanted - stored))


class KnownName(RecordPart):
    """A name of one note, one claim or one claimant."""

    owners = ("note", "claim", "claimant")

    note = models.ForeignKey(
        "Note", models.CASCADE, null=True, related_name="names", help_text=_("The note that is known by it.")
    )
    claim = models.ForeignKey(
        "Claim", models.CASCADE, null=True, related_name="names", help_text=_("The claim that is known by it.")
    )
    claimant = models.ForeignKey(
        "Claimant", models.CASCADE, null=True, related_name="names", help_text=_("The claimant that is known by it.")
    )
    key = models.CharField(max_length=LONGEST, db_index=True, help_text=_("The name, folded."))

    objects = KnownNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def __str__(self) -> str:
        return self.key
