"""What belongs to one public record: it has a foreign key for each kind of record, of which one is filled."""

from collections import defaultdict
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from .public_record import PublicRecord, RecordKey


def exactly_one(*owners: str) -> Q:
    """The condition that one of these foreign keys is filled and the others are empty."""
    ways = Q()
    for filled in owners:
        ways |= Q(**{f"{owner}__isnull": owner != filled for owner in owners})
    return ways


Part = TypeVar("Part", bound="RecordPart")


class RecordPartQuerySet(models.QuerySet[Part]):
    """Asks for parts by their records."""

    def of(self, *records: PublicRecord) -> Self:
        """Those that belong to these records, of whatever kinds, in one query. Of none: none."""
        keys: defaultdict[str, list[Any]] = defaultdict(list)
        for record in records:
            keys[record.type_name].append(record.pk)
        wanted = Q(pk__in=[])
        for type_name, of_type in keys.items():
            wanted |= Q(**{f"{type_name}__in": of_type})
        return self.filter(wanted)


class RecordPart(models.Model):
    """Belongs to one article, note or claim. The foreign keys are its subclass's, and `owners` names them."""

    owners: ClassVar[tuple[str, ...]] = ("article", "note", "claim")

    class Meta:
        abstract = True

    @property
    def record_key(self) -> RecordKey:
        """The type and the key of its record, without loading it."""
        for type_name in self.owners:
            if (key := getattr(self, f"{type_name}_id")) is not None:
                return type_name, key
        raise ValueError(f"this {self._meta.verbose_name} is without {' or '.join(self.owners)}")

    @property
    def record(self) -> Any:
        """The article, the note or the claim that it belongs to."""
        return getattr(self, self.record_key[0])
