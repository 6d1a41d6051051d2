"""Pages that wait to be baked: read, and tried again at once. Nobody writes here by hand."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from explainer.actions import permissions
from explainer.models import PUBLIC_RECORDS, StalePage
from explainer.publication import outbox

from .read_only import ReadOnlyAdmin


@admin.register(StalePage)
class WaitingPageAdmin(ReadOnlyAdmin):
    list_display = ["path", "error", "attempts", "due", "since"]
    list_display_links = None
    fields = ["path", "error", "attempts", "due", "since"]
    search_fields = ["path", "error"]
    ordering = ["-attempts", "pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["try_again"]

    def has_view_permission(self, request: HttpRequest, obj: StalePage | None = None) -> bool:
        """For those who make pages wait: whoever may publish anything."""
        return any(permissions.may_publish(request.user, model) for model in PUBLIC_RECORDS.values())

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "attempts__gt" or super().lookup_allowed(lookup, value, request)

    @admin.action(description=_("Try again now"), permissions=["view"])
    def try_again(self, request: HttpRequest, pages: QuerySet[StalePage]) -> None:
        count = outbox.try_again(pages=pages)
        text = ngettext("%(n)d page is tried again now.", "%(n)d pages are tried again now.", count)
        messages.success(request, text % {"n": count})
