"""What was done, by people and by the server, for administrators to read: logs that nobody edits."""

from typing import Any

from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

from explainer.actions import mailing
from explainer.actions.desk_log import words_of
from explainer.models import AuditEntry

from . import audit_words
from .audited_settings import AuditedSettings
from .read_only import ReadOnlyAdmin

admin.site.unregister([AccessAttempt, DBTaskResult])
JOBS = {
    "send_mail": _("Send a mail"),
    "send_invitation": _("Invite a person"),
    "check_due_links": _("Check links"),
    "tidy": _("Tidy up"),
}  # by the names of the tasks in `actions`


def _attempt_words(attempt: Any) -> str:
    """Who tried to sign in and when: what the page of an attempt is called."""
    at = date_format(localtime(attempt.attempt_time), "DATETIME_FORMAT")
    return gettext("%(who)s, %(at)s") % {"who": attempt.username or "–", "at": at}


def _job_words(result: DBTaskResult) -> str:
    return str(JOBS.get(result.task_name, result.task_name))


for each in (AccessAttempt, AccessFailureLog, AccessLog):  # their own names for rows are English
    each.add_to_class("__str__", _attempt_words)
DBTaskResult.add_to_class("__str__", _job_words)


@admin.register(AuditEntry)
class AuditAdmin(ReadOnlyAdmin):
    """Who did what: read and searched by administrators, changed by nobody."""

    list_display = ["at", "who", "action", "of_what", "more", "address"]
    list_display_links = None
    fields = ["at", "who", "action", "of_what", "more", "address"]
    list_filter = ["action", "at"]
    search_fields = ["who", "detail", "address", "kind", "=record"]
    date_hierarchy = "at"
    list_per_page = 100
    show_full_result_count = False

    @admin.display(description=_("of what"))
    def of_what(self, entry: AuditEntry) -> str:
        return audit_words.of_what(entry)

    @admin.display(description=_("more"))
    def more(self, entry: AuditEntry) -> str:
        return audit_words.detail_words(entry)


@admin.register(AccessAttempt)
class AttemptAdmin(AuditedSettings, AccessAttemptAdmin):
    """Wrong passwords, counted. Deleting one ends its wait, and is kept in the audit log."""

    @admin.action(description=_("Clean up expired attempts"))
    def cleanup_expired_attempts(self, request: HttpRequest, queryset: QuerySet[AccessAttempt]) -> None:
        count = self.handler.clean_expired_user_attempts(request=request)
        said = ngettext("%(n)d expired attempt is gone.", "%(n)d expired attempts are gone.", count)
        messages.success(request, said % {"n": count})

    @admin.display(description=_("attempts left"))
    def status(self, attempt: AccessAttempt) -> Any:
        left = settings.AXES_FAILURE_LIMIT - attempt.failures_since_start
        return left if left > 0 else _("Locked Out")


@admin.register(LogEntry)
class ActionLogAdmin(ReadOnlyAdmin):
    """Who did what in the desk, newest first."""

    list_display = ["action_time", "user", "said", "object_repr", "content_type"]
    list_filter = ["action_time", "action_flag", ("content_type", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "content_type"]
    search_fields = ["user__username", "object_repr", "change_message"]
    fields = ["action_time", "user", "content_type", "object_repr", "said"]
    date_hierarchy = "action_time"

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> LogEntry | None:
        """With its sentence in the reader's language, of which Django makes the page's title."""
        entry = super().get_object(request, object_id, from_field)
        if entry:
            entry.change_message = words_of(entry)
        return entry

    @admin.display(description=_("what"))
    def said(self, entry: LogEntry) -> str:
        return words_of(entry) or entry.get_action_flag_display()


@admin.register(DBTaskResult)
class JobAdmin(DBTaskResultAdmin):
    """Jobs that were done, are being done, or wait."""

    list_display = ("job", "status", "enqueued_at", "started_at", "finished_at")  # type: ignore[assignment]  # as many as it likes
    list_filter = ("status",)  # type: ignore[assignment]  # there is one queue
    actions = ["send_again"]

    @admin.action(description=_("Send again now (mails that failed)"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[DBTaskResult]) -> None:
        count = mailing.try_again(queryset)
        said = ngettext("%(n)d mail is sent again now.", "%(n)d mails are sent again now.", count)
        messages.success(request, said % {"n": count})

    @admin.display(description=_("job"), ordering="task_path")
    def job(self, result: DBTaskResult) -> str:
        return _job_words(result)

    @admin.display(description=_("traceback"))
    def formatted_traceback(self, result: DBTaskResult) -> Any:
        return super().formatted_traceback(result)

    @admin.display(description=_("run after"))
    def display_run_after(self, result: DBTaskResult) -> Any:
        return super().display_run_after(result)
