"""Review by a person: asked, until a day, with a sentence; sent back with one; told on the front desk and by mail."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from explainer.actions import jobs, mailing, reviewing, workflow
from explainer.actions.working_copies import begin, working_copy
from explainer.desk.front_desk import front_desk
from explainer.models import Note, State
from tests.factories import make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]


@pytest.fixture
def writer(db):
    return make_user("Contributors", "anna")


@pytest.fixture
def editor(db):
    return make_user("Editors", "ben")


def address(record):
    return f"/admin/explainer/{record.type_name}/{record.original_pk}/review/"


def assigned(user):
    parts = {part.title: part for part in front_desk(type(user).objects.get(pk=user.pk))}
    lines = parts["Assigned to you"].lines if "Assigned to you" in parts else []
    return [(line.name, line.about) for line in lines]


@pytest.mark.parametrize("make", MAKERS)
def test_it_is_handed_to_a_person_sent_back_and_handed_in_again(client, writer, editor, make):
    record = make(state=State.DRAFT, made_by=writer, title="A thaw")
    client.force_login(writer)
    day = timezone.localdate() + timedelta(days=3)
    asked = {"choice": "ask", "to": "ben", "due_on": day.isoformat(), "note": "Is the date right?"}
    assert client.get(address(record)).status_code == 200
    assert client.post(address(record), asked).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.assigned_to, record.due_on) == (State.REVIEW, editor, day)
    (line,) = assigned(editor)
    assert line[0] == "A thaw"
    assert "“Is the date right?”" in line[1]
    assert client.post(address(record), {"choice": "back", "line": "No."}).status_code == 403
    client.force_login(editor)
    assert client.post(address(record), {"choice": "back", "line": " "}).status_code == 422
    assert client.post(address(record), {"choice": "back", "line": "Give a source."}).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.assigned_to, record.is_sent_back) == (State.DRAFT, writer, True)
    assert assigned(editor) == []
    assert assigned(writer) == [("A thaw", "sent back, “Give a source.”")]
    client.force_login(writer)
    assert "Give a source." in client.get(f"/admin/explainer/{record.type_name}/{record.pk}/change/").content.decode()
    workflow.submit(record=record, by=writer)
    assert (record.assigned_to, record.is_sent_back, record.review_note) == (editor, False, "")
    workflow.publish(record=record, by=editor)
    assert (assigned(writer), assigned(editor), record.assigned_to) == ([], [], None)


def test_changes_of_what_is_public_take_the_same_way(client, writer, editor):
    note = make_note(title="A thaw")
    copy = begin(record=note, by=writer)
    Note._base_manager.filter(pk=copy.pk).update(title="A flood")
    client.force_login(writer)
    client.post(address(note), {"choice": "ask", "to": "ben"})
    assert assigned(editor) == [("A flood", "")]
    client.force_login(editor)
    client.post(address(note), {"choice": "back", "line": "Why?"})
    assert assigned(writer) == [("A flood", "sent back, “Why?”")]
    assert (working_copy(note).state, note.is_public) == (State.DRAFT, True)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"to": "eve"}, "Choose somebody"), ({"to": "anna"}, "Choose somebody"),
        ({"due_on": "2020-01-01"}, "has passed"),
        ({"due_on": "soon"}, "Give the day"), ({"note": "x" * 301}, "at most 300"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_and_changes_nothing(client, writer, editor, sent, said):
    note = make_note(state=State.DRAFT, made_by=writer)
    client.force_login(writer)
    answer = client.post(address(note), {"choice": "ask", **sent})
    assert answer.status_code == 422
    assert said in read(answer).one("p", class_="refused").text
    note.refresh_from_db()
    assert note.state == State.DRAFT


def test_nobody_asks_about_what_is_another_s_or_is_public(client, writer, editor):
    client.force_login(writer)
    for record in (make_note(state=State.DRAFT, made_by=editor), make_note()):
        assert client.post(address(record), {"choice": "ask"}).status_code == 403


@pytest.mark.django_db(transaction=True)  # the worker closes connections between jobs
def test_mail_is_a_job_that_the_server_runs_and_none_configured_is_said(client, settings, writer, editor):
    editor.email = "ben@example.org"
    editor.save()
    note = make_note(state=State.DRAFT, made_by=writer, title="A thaw")
    client.force_login(writer)
    assert "No mail is configured here" in client.get(address(note)).content.decode()
    reviewing.assign(record=note, by=writer, to=editor, note="Quickly.")
    assert not DBTaskResult.objects.exists()
    settings.HAS_MAIL = True
    reviewing.assign(record=note, by=writer, to=editor, note="Quickly.")
    assert mail.outbox == []
    jobs.run_ready()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ben@example.org"], "For review: A thaw")
    assert f"http://testserver/admin/explainer/note/{note.pk}/change/" in sent.body
    assert "Quickly." in sent.body


def test_whoever_has_no_address_is_promised_no_mail(client, settings, writer, editor):
    settings.HAS_MAIL = True
    User.objects.filter(pk=make_user("Editors", "eva").pk).update(email="eva@example.org")
    note = make_note(state=State.DRAFT, made_by=writer)
    client.force_login(writer)
    offered = [option.text for option in read(client.get(address(note))).all("option")]
    assert offered[1:] == ["ben (no e-mail address)", "eva"]
    answer = client.post(address(note), {"choice": "ask", "to": "ben"}, follow=True)
    assert "no e-mail address, and see" in answer.content.decode()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Zum Gegenlesen: A thaw Gewünscht bis 3. Mai"), ("fr", "For review: A thaw Wanted by May 3")],
)
def test_mail_is_in_one_language_the_newsrooms_if_the_desk_speaks_it(settings, writer, editor, language, said):
    settings.LANGUAGE_CODE, settings.HAS_MAIL, editor.email = language, True, "ben@example.org"
    note = make_note(state=State.DRAFT, made_by=writer, title="A thaw")
    reviewing.assign(record=note, by=writer, to=editor, due_on=date(timezone.localdate().year + 1, 5, 3))
    _to, subject, text = DBTaskResult.objects.get().args_kwargs["args"]
    assert said in f"{subject} {text.splitlines()[2]}"


@pytest.mark.django_db(transaction=True)  # the worker closes connections between jobs
def test_a_job_that_fails_is_kept_and_the_next_one_runs(settings, editor):
    settings.EMAIL_BACKEND = "nowhere.Backend"
    mailing.send_mail.enqueue("ben@example.org", "First", "")
    jobs.run_ready()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mailing.send_mail.enqueue("ben@example.org", "Second", "")
    jobs.run_ready()
    assert [each.subject for each in mail.outbox] == ["Second"]
    assert DBTaskResult.objects.exclude(traceback="").count() == 1


def test_links_and_the_bin_are_looked_after_once_a_day(settings):
    make_source(url="https://unknown.invalid/")
    for _ in range(3):
        jobs.enqueue_daily()
    assert sorted(DBTaskResult.objects.values_list("task_path", flat=True)) == [
        "explainer.actions.jobs.check_due_links", "explainer.actions.jobs.tidy",
    ]  # fmt: skip
    jobs.run_ready()  # not yet: a server that was just started asks nobody
    assert not DBTaskResult.objects.finished().exists()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=25))
    settings.CHECK_LINKS = False
    jobs.enqueue_daily()
    assert DBTaskResult.objects.count() == 3


def test_who_could_be_asked_may_publish(writer, editor):
    assert editor in reviewing.reviewers(Note)
    assert writer not in reviewing.reviewers(Note)
    with pytest.raises(ValidationError):
        reviewing.send_back(record=make_note(state=State.DRAFT), by=editor, line="No.")
