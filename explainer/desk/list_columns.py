"""What the desk's lists say of a record beside its own fields."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.templatetags import admin_list
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.actions.working_copies import copies_of
from explainer.models import Annotation, State

from .desk_lines import age
from .one_choice_filter import OneChoiceFilter
from .workflow_steps import state_label


def boolean_sign(value: bool | None) -> SafeString:
    """The admin's sign for yes, no and unknown with its word in the reader's language: Django's are bare."""
    file = {True: "yes", False: "no", None: "unknown"}[value]
    words = {True: gettext("Yes"), False: gettext("No"), None: gettext("Unknown")}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{file}.svg"), words)


admin_list._boolean_icon = boolean_sign  # type: ignore[attr-defined]  # lists and forms that are read take it from there


def copy_label(state: str) -> str:
    """What is said of a record whose working copy is in this state."""
    return gettext("Changes in review") if state == State.REVIEW else gettext("Unpublished changes")


def standing_words(record: Any) -> str:
    """The state of a list's record in words, and that of its working copy."""
    copied = copy_label(record.copy_state) if record.copy_state else ""
    return ", ".join(filter(None, [state_label(record), copied]))


class ChangesFilter(admin.SimpleListFilter):
    """Records with a working copy, or with one that waits for review."""

    title = _("changes")
    parameter_name = "changes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(State.DRAFT, _("Unpublished changes")), (State.REVIEW, _("Changes in review"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        copies = copies_of(queryset.model).filter(state=self.value())
        return queryset.filter(pk__in=copies.values("copy_of")) if self.value() else queryset


class OwnerFilter(admin.SimpleListFilter):
    """One's own, and what belongs to nobody; others are found by the list's search."""

    title = _("owner")
    parameter_name = "owner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("Mine")), ("nobody", _("Nobody’s"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "me":
            return queryset.filter(owner=request.user.pk)
        return queryset.filter(owner=None) if self.value() == "nobody" else queryset


class AssignedFilter(OneChoiceFilter):
    """What oneself was asked to review, or was sent back to one: the record, or the changes of it."""

    title = _("review")
    parameter_name = "assigned"
    choice = ("me", _("Assigned to you"))

    def narrow(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        own = rows.model._base_manager.filter(assigned_to=request.user.pk, binned_at=None)
        waiting = own.filter(state__in=[State.DRAFT, State.REVIEW]).order_by()
        return rows.filter(pk__in=waiting.values_list(Coalesce("copy_of", "pk")))


def with_uses(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Notes or claims with the number of articles' words that they stand on, counted for the rows that are shown."""
    name = rows.model.type_name
    cards = Annotation.objects.on_articles().filter(**{name: OuterRef("pk")}).order_by().values(name)
    counted = Subquery(cards.annotate(n=Count("pk")).values("n"), IntegerField())
    found: QuerySet[Any] = rows.annotate(use_count=Coalesce(counted, 0))
    return found


class RecordColumns:
    """Columns of articles, notes and claims."""

    @admin.display(description=_("used in"), ordering="use_count")
    def used_in(self, record: Any) -> SafeString:
        """On how many articles’ words it stands; what the number is stands beside it where no head does."""
        return format_html('<span class="narrow">{} </span>{}', gettext("used in"), int(record.use_count))

    @admin.display(description=_("updated"), ordering="modified")
    def updated(self, record: Any) -> SafeString:
        """How long ago, with the moment itself for whoever points at it."""
        moment = localtime(record.modified)
        return format_html(
            '<span class="narrow">{} </span><time datetime="{}" title="{}">{}</time>',
            *(gettext("updated"), moment.isoformat(), date_format(moment, "DATETIME_FORMAT"), age(record.modified)),
        )  # fmt: skip

    @admin.display(description=_("last checked"), ordering="as_of")
    def checked(self, record: Any) -> Any:
        said = gettext("checked"), date_format(record.as_of, "DATE_FORMAT") if record.as_of else ""
        return format_html('<span class="narrow">{} </span>{}', *said) if record.as_of else ""

    @admin.display(description=_("state"), ordering="state")
    def standing(self, record: Any) -> SafeString:
        """Its state, and whether somebody has unpublished changes of it, since when, with the way to them."""
        state = format_html('<span class="state" data-state="{}">{}</span>', record.state, state_label(record))
        if not record.copy_state:
            return state
        address = reverse(f"admin:explainer_{record.type_name}_changes_to_publish", args=[record.pk])
        words = f"{copy_label(record.copy_state)}, {age(record.copy_modified)}"
        return format_html('{} <a class="copy-state" href="{}">{}</a>', state, address, words)
