"""Mail, as jobs: a mail server that is slow or down keeps nobody from working. One that fails is tried again later.

django-tasks tries nothing twice. A failed mail's row is made ready again instead, for a later time, so that a mail has
one row whatever it took, with what went wrong last.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from explainer.catalogues import DESK
from explainer.models.language import same_language

# Before the second try, the third, …: through a restart of the mail server, greylisting, a broken night.
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
LOST = timedelta(minutes=15)  # after which nobody is sending any more: settings.EMAIL_TIMEOUT is seconds
MAILS = ("explainer.actions.mailing.send_mail", "explainer.actions.inviting.send_invitation")


def hand_over(to: str, subject: str, text: str) -> None:
    """One mail to an address, in plain text, now. Raises what the mail server's refusal is, OSError as a rule."""
    EmailMessage(" ".join(subject.split()), text, to=[to]).send()


@task()
def send_mail(to: str, subject: str, text: str) -> None:
    """One mail in plain text. `to` is an address."""
    hand_over(to, subject, text)


def try_later(sender: Any, task_result: TaskResult[Any], **kwargs: Any) -> None:
    """Called by django-tasks after each job: a mail that failed waits for its next try, if it has one left."""
    tries = len(task_result.worker_ids)
    if task_result.status != TaskResultStatus.FAILED or task_result.task.module_path not in MAILS:
        return
    if tries <= len(PAUSES):
        rows = DBTaskResult.objects.failed().filter(pk=task_result.id)
        rows.update(status=TaskResultStatus.READY, run_after=timezone.now() + PAUSES[tries - 1], finished_at=None)


def take_up_lost() -> None:
    """Let mails go out whose worker ended while it sent them. One of them may arrive twice; better than not at all."""
    begun = DBTaskResult.objects.filter(task_path__in=MAILS, status=TaskResultStatus.RUNNING)
    lost = begun.filter(started_at__lt=timezone.now() - LOST)
    if lost.exists():  # a look takes no lock
        lost.update(status=TaskResultStatus.READY)


def unsent() -> QuerySet[DBTaskResult]:
    """The mails that went out at no try, the last first."""
    return DBTaskResult.objects.failed().filter(task_path__in=MAILS).order_by("-finished_at")


def try_again(mails: QuerySet[DBTaskResult]) -> int:
    """Let these go out now, with all their tries. Returns how many there are, of mails that failed."""
    rows = mails.filter(pk__in=unsent().order_by().values("pk")).order_by()
    return rows.update(status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None, worker_ids=[])


def language_of_mails() -> str:
    """The newsroom's, with its dates; English where the desk doesn't speak it."""
    known = any(same_language(settings.LANGUAGE_CODE, each) for each in ("en", *DESK))
    return settings.LANGUAGE_CODE if known else "en"
