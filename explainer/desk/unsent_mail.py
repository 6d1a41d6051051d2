"""The front desk's part about mails that went out at no try: who was to get them, and why not. For administrators."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from explainer.actions.mailing import unsent
from explainer.actions.permissions import Person

from .desk_lines import SHOWN, DeskLine, DeskPart

SINCE = timedelta(days=7)  # whoever waited for an older one has asked


def unsent_mail(user: Person) -> DeskPart | None:
    """Those of the last days. Two queries, the second only where an invitation is among them."""
    if not user.has_perm("django_tasks_database.view_dbtaskresult"):
        return None
    part = DeskPart(_("Mails that could not be sent"))
    rows = unsent().filter(finished_at__gt=timezone.now() - SINCE).annotate(total=Window(Count("pk")))
    found = list(rows[:SHOWN])
    invited = [mail.args_kwargs["args"][0] for mail in found if mail.task_name == "send_invitation"]
    addresses = dict(User.objects.filter(pk__in=invited).values_list("pk", "email")) if invited else {}
    for mail in found:
        to = mail.args_kwargs["args"][0]
        what = _("invitation") if to in addresses else mail.args_kwargs["args"][1]
        page = reverse("admin:django_tasks_database_dbtaskresult_change", args=[mail.pk])
        part.lines.append(DeskLine(f"{addresses.get(to, to)}: {what}", page, _reason(mail)))
    if found:
        part.count = found[0].total
        address = reverse("admin:django_tasks_database_dbtaskresult_changelist")
        part.more.append((_("jobs that failed"), f"{address}?status__exact=FAILED", part.count))
    return part


def _reason(mail: DBTaskResult) -> str:
    """The last line of what went wrong, as the mail server or the network said it."""
    return str((mail.traceback.strip().splitlines() or [""])[-1][:120])
