"""A mail that can't be handed over is tried again later and later; what never went out, administrators are told."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from explainer.actions import inviting, jobs, mailing
from explainer.desk.front_desk import front_desk
from tests.factories import make_roles, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db(transaction=True)  # the worker closes connections between jobs
WORKS, BROKEN = "django.core.mail.backends.locmem.EmailBackend", "tests.actions.test_mailing.Broken"
TITLE = "Mails that could not be sent"


class Broken:
    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail server here")


def run_next():
    """Let what waits run now. Returns how long it had to wait, in minutes."""
    job = DBTaskResult.objects.get()
    pause = job.run_after - timezone.now()
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    jobs.run_ready()
    return round(pause.total_seconds() / 60)


def fail_for_good(settings):
    settings.EMAIL_BACKEND = BROKEN
    jobs.run_ready()
    return [run_next() for _ in mailing.PAUSES]


def test_it_is_tried_five_times_after_growing_pauses(settings):
    mailing.send_mail.enqueue("ben@example.org", "First", "")
    assert fail_for_good(settings) == [1, 10, 60, 360]
    assert DBTaskResult.objects.get().status == "FAILED"
    assert len(DBTaskResult.objects.get().worker_ids) == 5
    assert mail.outbox == []


def test_it_goes_out_once_the_server_is_back(settings):
    mailing.send_mail.enqueue("ben@example.org", "First", "")
    settings.EMAIL_BACKEND = BROKEN
    jobs.run_ready()
    jobs.run_ready()
    assert len(DBTaskResult.objects.get().worker_ids) == 1, "not before its time"
    settings.EMAIL_BACKEND = WORKS
    run_next()
    assert [each.subject for each in mail.outbox] == ["First"]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    run_next()
    assert len(mail.outbox) == 1


def test_a_job_that_is_no_mail_is_tried_once(settings, monkeypatch):
    monkeypatch.setattr(jobs, "empty_bin", lambda: 1 / 0)
    jobs.tidy.enqueue()
    jobs.run_ready()
    assert DBTaskResult.objects.get().status == "FAILED"


def test_administrators_find_it_on_the_front_desk_and_send_it_again(settings):
    make_roles()
    settings.HAS_MAIL = True
    ada, ben = make_user("Administrators", "ada"), make_user("Editors", "ben")
    inviting.invite(email="ruth@example.org", roles=[], by=ada)
    assert TITLE not in [part.title for part in front_desk(ada)]
    fail_for_good(settings)
    (part,) = [part for part in front_desk(ada) if part.title == TITLE]
    assert [(line.name, line.about) for line in part.lines] == [
        ("ruth@example.org: invitation", "ConnectionRefusedError: no mail server here")
    ]
    assert TITLE not in [part.title for part in front_desk(User.objects.get(pk=ben.pk))]
    settings.EMAIL_BACKEND = WORKS
    client = Client()
    client.force_login(ada)
    assert client.get(part.lines[0].address).status_code == 200
    ((_label, address, _count),) = part.more
    page = read(client.get(address))
    assert "Invite a person" in page.text
    job = DBTaskResult.objects.get()
    client.post(address, {"action": "send_again", "_selected_action": [str(job.pk)]})
    jobs.run_ready()
    assert [each.to for each in mail.outbox] == [["ruth@example.org"]]
    assert TITLE not in [part.title for part in front_desk(ada)]


def test_a_mail_whose_worker_ended_while_it_was_sent_goes_out_later():
    mailing.send_mail.enqueue("ben@example.org", "First", "")
    rows = DBTaskResult.objects
    rows.update(status="RUNNING", started_at=timezone.now() - timedelta(minutes=14), worker_ids=["gone"])
    jobs.look_after()
    assert rows.get(task_path__endswith="send_mail").status == "RUNNING", "somebody may be sending it"
    rows.update(started_at=timezone.now() - timedelta(minutes=16))
    jobs.look_after()
    jobs.run_ready()
    assert [each.subject for each in mail.outbox] == ["First"]


def test_with_a_worker_of_its_own_the_server_only_sees_to_what_is_due(settings):
    assert not settings.JOBS_IN_SERVER
    mailing.send_mail.enqueue("ben@example.org", "First", "")
    jobs.look_after()
    waiting = set(DBTaskResult.objects.ready().values_list("task_path", flat=True))
    assert "explainer.actions.mailing.send_mail" in waiting
    assert DBTaskResult.objects.filter(task_path="explainer.actions.jobs.tidy").exists()
    settings.JOBS_IN_SERVER = True
    jobs.look_after()
    assert [each.subject for each in mail.outbox] == ["First"]
