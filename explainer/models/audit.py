"""Who did what: a log to which lines are only ever added. The database refuses to change them too (migration 0002).

It says of which record, never in which words, so that nothing in it has to be redacted. It isn't trimmed: a line takes
some 200 bytes.
"""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a line."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("lines of the audit log are only added")

    update = delete = bulk_update = update_or_create = _refuse


class AuditEntry(models.Model):
    """One line of the log."""

    class Action(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        SIGNED_OUT = "signed_out", _("Signed out")
        FAILED = "failed", _("Failed to sign in")
        SECOND_FACTOR = "second_factor", _("Second factor")
        ACCOUNT = "account", _("Account or role changed")
        INVITED = "invited", _("Invited")
        PASSWORD = "password", _("Password changed")
        PUBLISHED = "published", _("Published")
        CHANGES = "changes", _("Changes published")
        TAKEN_DOWN = "taken_down", _("Taken down")
        STATE = "state", _("State changed")
        REDACTED = "redacted", _("Words removed for good")
        PURGED = "purged", _("Purged")
        LINK = "link", _("Preview link made")
        WITHDRAWN = "withdrawn", _("Preview links withdrawn")
        SETTINGS = "settings", _("Newsroom’s settings changed")
        BACKUP = "backup", _("Backup written")
        RESTORED = "restored", _("Backup restored")
        EXPORT = "export", _("Site of plain files written")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True, help_text=_("When it was done."))
    action = models.CharField(_("what"), max_length=14, choices=Action, help_text=_("What was done."))
    who = models.CharField(_("who"), max_length=150, blank=True, help_text=_("The account, or the command."))
    user = models.PositiveBigIntegerField(null=True, help_text=_("The key of the account."))
    address = models.GenericIPAddressField(_("from"), null=True, help_text=_("The address it was done from."))
    kind = models.CharField(_("of what"), max_length=20, blank=True, help_text=_("article, note, claim, user."))
    record = models.PositiveBigIntegerField(_("number"), null=True, help_text=_("The key of the record."))
    detail = models.CharField(_("more"), max_length=200, blank=True, help_text=_("More about it, in no words of its."))

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("line of the audit log")
        verbose_name_plural = _("audit log")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["kind", "record"], name="audit_by_record")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.who} {self.get_action_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("lines of the audit log are only added")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("lines of the audit log are only added")
