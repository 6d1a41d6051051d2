"""Keeps what was counted (counting.py) in the database."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from explainer.models import EmbedCount

from . import counting


@transaction.atomic
def add(counted: Mapping[tuple[date, str], int]) -> None:
    """Add views, by day and origin, to what is there. Days that have too many origins add to `others`."""
    for (day, origin), views in counted.items():
        _add(day, origin, views)


def _add(day: date, origin: str, views: int) -> None:
    if EmbedCount.objects.filter(day=day, origin=origin).update(views=F("views") + views):
        return
    if origin != counting.OTHERS and EmbedCount.objects.filter(day=day).count() >= counting.MOST_ORIGINS:
        return _add(day, counting.OTHERS, views)
    with transaction.atomic():
        # Another process may write the same row in this very moment: then it is there afterwards, and is added to.
        EmbedCount.objects.bulk_create([EmbedCount(day=day, origin=origin)], ignore_conflicts=True)
    EmbedCount.objects.filter(day=day, origin=origin).update(views=F("views") + views)
