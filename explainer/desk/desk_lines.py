"""The lines and parts of the desk's first page, and how lists of records become some."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import (
    Count,
    Model,
    QuerySet,
    Window,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timesince import timesince
from django.utils.translation import gettext

from explainer.actions import permissions
from explainer.actions.permissions import Person
from explainer.models import (
    PUBLIC_RECORDS,
)

OneModel = TypeVar("OneModel", bound=Model)
SHOWN = 5  # lines of each part
RECORDS = tuple(PUBLIC_RECORDS.values())


@dataclass
class DeskLine:
    """One thing that waits: its name, where it is settled, and a word on it. `other` is a second way, with its name.

    `rank` says what comes before it, among lines of other kinds too: the smallest first.
    """

    name: str
    address: str
    about: str = ""
    other: tuple[str, str] | None = None
    rank: Any = 0


@dataclass
class DeskPart:
    """One heading of the desk. `more` are links to the whole lists, with their names and numbers.

    With `says_kind` its lines say what they are: an article, a note or a claim.
    """

    title: str
    count: int = 0
    about: str = ""
    lines: list[DeskLine] = field(default_factory=list)
    more: list[tuple[str, str, int]] = field(default_factory=list)
    says_kind: bool = False

    def shortened(self) -> "DeskPart":
        """With the first lines alone, whatever their kinds."""
        self.lines = sorted(self.lines, key=lambda line: line.rank)[:SHOWN]
        return self


def list_address(model: type[Model], **filters: Any) -> str:
    return f"{reverse(f'admin:explainer_{model._meta.model_name}_changelist')}?{urlencode(filters)}"


def change_address(model: type[Model], pk: int) -> str:
    return reverse(f"admin:explainer_{model._meta.model_name}_change", args=[pk])


def writable(user: Person, *models: type[OneModel]) -> list[type[OneModel]]:
    return [model for model in models if permissions.may_write(user, model)]


def take(part: DeskPart, model: type[Model], rows: QuerySet, about: str, *ranks: str, **filters: Any) -> None:
    """Add the first rows to the part, and a link to all of them: one query.

    Among rows of other kinds they stand by the columns `ranks`.
    """
    counted = rows.annotate(total=Window(Count("pk"))).values_list("pk", "title", about, "total", *ranks)[:SHOWN]
    rows_found = list(counted)
    for pk, title, value, _total, *rank in rows_found:
        kind = str(model._meta.verbose_name) if part.says_kind else ""
        words = ", ".join(filter(None, [kind, about_words(value)]))
        part.lines.append(DeskLine(title, change_address(model, pk), words, rank=rank))
    if rows_found:
        total = rows_found[0][3]
        part.count += total
        part.more.append((str(model._meta.verbose_name_plural), list_address(model, **filters), total))


def age(moment: datetime) -> str:
    """How long ago, by its largest unit: "3 days"."""
    is_now = timezone.now() - moment < timedelta(minutes=1)
    return gettext("just now") if is_now else timesince(moment, depth=1)


def about_words(value: Any) -> str:
    """A day as it is written, a moment to come with its hour and zone, one that is past as how long ago, or words."""
    if isinstance(value, datetime):
        is_past = value < timezone.now()
        return age(value) if is_past else date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return date_format(value, "DATE_FORMAT") if value and not isinstance(value, str) else str(value or "")
