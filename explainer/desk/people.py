"""People and what they did: administrators manage accounts without being superusers; a log that nobody edits."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

ROLES_ALONE = ("is_superuser", "user_permissions")  # what only a superuser gives: rights come by role
admin.site.unregister(User)


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """Nobody makes anybody more than they are. Accounts end by "active", so that what was done keeps its name."""

    list_filter = ["is_active", "groups", "is_superuser"]
    list_display = ["username", "email", "first_name", "last_name", "is_active", "last_login"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *ROLES_ALONE)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(LogEntry)
class ActionLogAdmin(admin.ModelAdmin):
    """Who did what in the desk, newest first."""

    list_display = ["action_time", "user", "said", "object_repr", "content_type"]
    list_filter = ["action_time", "action_flag", "content_type"]
    list_select_related = ["user", "content_type"]
    search_fields = ["user__username", "object_repr", "change_message"]
    date_hierarchy = "action_time"

    @admin.display(description=_("what"))
    def said(self, entry: LogEntry) -> str:
        return entry.get_change_message() or entry.get_action_flag_display()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return False
