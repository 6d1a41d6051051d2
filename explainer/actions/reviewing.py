"""Review by a person: who is asked, until when, with a sentence; and the way back with one.

The front desk shows it to whoever is to act next. Where mail is configured (EMAIL_URL) they are told by mail too, by a
job: a mail server that is slow or down keeps nobody from working.
"""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from explainer.models import Record, State

from . import workflow
from .mailing import language_of_mails, send_mail
from .permissions import Person


def reviewers(model: type[Record]) -> QuerySet[User]:
    """Who may publish this kind of record, and so can be asked for a review."""
    name = f"explainer.publish_{model._meta.model_name}"
    found = User.objects.with_perm(name, backend="django.contrib.auth.backends.ModelBackend")
    return found.filter(is_staff=True).order_by("username")


@transaction.atomic
def assign(*, record: Record, by: Person, to: User | None, due_on: date | None = None, note: str = "") -> None:
    """Ask somebody, or with None any editor, to review a draft or a working copy; it is submitted if it wasn't yet.

    Raises ValidationError for a day that has passed, a sentence that is too long, and what can't be reviewed.
    """
    if due_on and due_on < timezone.localdate():
        raise ValidationError(_("That day has passed. Choose one to come."))
    _check_length(record, note)
    if record.state != State.REVIEW:
        workflow.submit(record=record, by=by)
    _write(record, assigned_to=to, due_on=due_on, review_note=note.strip(), is_sent_back=False)
    if to and to != by:
        with translation.override(language_of_mails()):  # nobody knows in which language the other reads the desk
            asked = _("%(who)s asks you to review “%(title)s”.") % {"who": by, "title": record}
            _tell(to, _("For review: %s") % record, [asked, *_due(due_on), note.strip()], record)


@transaction.atomic
def send_back(*, record: Record, by: Person, line: str) -> None:
    """Send it back to whoever handed it in, with a sentence on what is missing. Raises ValidationError without one."""
    if record.state != State.REVIEW:
        raise ValidationError(_("This is not in review any more. Reload the page."))
    if not line.strip():
        raise ValidationError({"line": _("Say in a sentence what is missing.")})
    _check_length(record, line)
    writer = record.state_by or record.made_by
    workflow.back_to_draft(record=record, by=by)
    _write(record, assigned_to=writer, review_note=line.strip(), is_sent_back=True)
    if writer and writer != by:
        with translation.override(language_of_mails()):
            said = _("%(who)s sends “%(title)s” back to you:") % {"who": by, "title": record}
            _tell(writer, _("Sent back: %s") % record, [said, line.strip()], record)


def _check_length(record: Record, text: str) -> None:
    longest = record._meta.get_field("review_note").max_length or 0
    if len(text.strip()) > longest:
        raise ValidationError(_("Say it in at most %d characters.") % longest)


def _write(record: Record, **values: object) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    type(record)._base_manager.filter(pk=record.pk).update(**values)


def _due(day: date | None) -> list[str]:
    return [_("Wanted by %s.") % date_format(day, "DATE_FORMAT")] if day else []


def _tell(user: User, subject: str, lines: list[str], record: Record) -> None:
    """A mail, after the transaction; none where nobody could get it."""
    if not (settings.HAS_MAIL and user.email and user.is_active):
        return
    path = reverse(f"admin:explainer_{record.type_name}_change", args=[record.original_pk])
    text = "\n\n".join(filter(None, [*lines, settings.SITE_URL + path]))
    send_mail.enqueue(user.email, subject, text)
