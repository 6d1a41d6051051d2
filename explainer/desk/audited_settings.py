"""What holds for the whole newsroom: each change is a line of the audit log, in the transaction of the change.

Beside Django's own log, whose lines say what was in the record and can be deleted from the database.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from explainer.actions.auditing import Action, audit


class AuditedSettings(admin.ModelAdmin):
    """The admin of roles, of the scale of verdicts, of sites that may embed and of how embeds look."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        audit(Action.SETTINGS, by=request.user, record=obj, detail="made")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Called after a save: `message` is Django's list of what changed, field by field."""
        changed = [name for part in message for name in part.get("changed", {}).get("fields", [])]
        if changed:
            audit(Action.SETTINGS, by=request.user, record=obj, detail=f"changed: {', '.join(changed)}")
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Called before they go."""
        for obj in queryset:
            audit(Action.SETTINGS, by=request.user, record=obj, detail="deleted")
        return super().log_deletions(request, queryset)
