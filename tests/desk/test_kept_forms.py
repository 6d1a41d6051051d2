"""A draft saves itself while its writer types; what can't be saved yet is kept for them, at every device."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from explainer.actions.revising import revise
from explainer.models import Article, Claim, KeptForm, Note, Revision, State
from tests.desk.test_admin import form_of
from tests.factories import cite, make_article, make_claim, make_note, make_source, make_user

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]
NEW = {
    "article": {"title": "New", "body": "Tanks came."}, "note": {"title": "New", "kind": "event", "summary": "A thaw."},
    "claim": {"title": "New", "kind": "fact", "summary": "A thaw.", "claimant": "Moore"},
}  # fmt: skip


def address(record, page="change"):
    return f"/admin/explainer/{record.type_name}/{record.pk}/{page}/"


@pytest.fixture
def writer(client):
    user = make_user("Contributors", "anna")
    client.force_login(user)
    return user


@pytest.mark.parametrize("make", MAKERS)
def test_a_draft_is_saved_while_it_is_typed_without_a_version_for_each_pause(client, writer, make):
    record = make(state=State.DRAFT, made_by=writer)
    revise(record, by=writer)
    form = form_of(client.get(address(record))) | {"_autosave": "1"}
    for number in range(3):
        answer = client.post(address(record), form | {"title": f"Title {number}"})
        assert answer.status_code == 200, answer.content
        form["seen_version"] = answer.json()["version"]
    record.refresh_from_db()
    assert (record.title, record.state, record.revisions.count()) == ("Title 2", State.DRAFT, 1)
    form.pop("_autosave")
    assert client.post(address(record), form | {"title": "Title 2", "_continue": "1"}).status_code == 302
    assert record.revisions.count() == 2


@pytest.mark.parametrize("kind", ["article", "note", "claim"])
def test_a_new_one_becomes_a_draft_once_it_can_and_has_one_address_from_then_on(client, writer, kind):
    model = {"article": Article, "note": Note, "claim": Claim}[kind]
    add = f"/admin/explainer/{kind}/add/"
    form = form_of(client.get(add)) | {"_autosave": "1", "title": "New"}
    early = client.post(add, form)
    assert (early.status_code, early.json()["kept"], model.objects.count()) == (422, True, 0)
    first = client.post(add, form | NEW[kind])
    made = model.objects.get()
    assert first.json()["address"] == address(made)
    assert (made.state, made.made_by) == (State.DRAFT, writer)
    form |= NEW[kind] | {"seen_version": first.json()["version"], "title": "Newer"}
    assert client.post(address(made), form).status_code == 200
    assert model.objects.get().title == "Newer"
    assert not KeptForm.objects.exists()


def test_rows_are_saved_with_it_once_each_however_often(client, writer):
    note, source = make_note(state=State.DRAFT, made_by=writer), make_source()
    note.events.create(date="1968", text="Tanks came.")
    cite(note, source)
    form = form_of(client.get(address(note))) | {"_autosave": "1", "events-0-text": "They came."}
    for _ in range(3):
        answer = client.post(address(note), form)
        form["seen_version"] = answer.json()["version"]
    form.pop("_autosave")
    assert client.post(address(note), form | {"_continue": "1"}).status_code == 302
    assert [event.text for event in note.events.all()] == ["They came."]
    assert note.citations.get().source == source


def test_what_can_not_be_saved_yet_is_offered_at_another_device_to_its_writer_alone(client, writer, make_client):
    note = make_note(state=State.DRAFT, made_by=writer, summary="A thaw.")
    form = form_of(client.get(address(note)))
    assert b'id="kept-form"' not in client.get(address(note)).content
    form |= {"summary": "A <b>flood</b>."}
    assert client.post(address(note), form | {"_autosave": "1", "title": ""}).status_code == 422
    page = make_client(writer).get(address(note)).content.decode()
    assert 'id="kept-form"' in page
    assert "A \\u003Cb\\u003Eflood" in page
    assert 'id="kept-form"' not in make_client(make_user("Editors")).get(address(note)).content.decode()
    client.post(address(note), form | {"_continue": "1", "summary": "A flood."})
    assert b'id="kept-form"' not in client.get(address(note)).content


@pytest.fixture
def make_client():
    def make(user):
        made = Client()
        made.force_login(user)
        return made

    return make


def test_words_of_somebody_else_are_kept_as_a_version_before_they_are_saved_over(client, writer, make_client):
    note, editor = make_note(state=State.DRAFT, made_by=writer, summary="First."), make_user("Editors", "ben")
    revise(note, by=writer)
    client.post(address(note), form_of(client.get(address(note))) | {"_autosave": "1", "summary": "Hers."})
    other = make_client(editor)
    other.post(address(note), form_of(other.get(address(note))) | {"_autosave": "1", "summary": "His."})
    note.refresh_from_db()
    assert note.summary == "His."
    newest = Revision.objects.of(note).first()
    assert (newest.snapshot["summary"], newest.by) == ("Hers.", writer)


def test_what_goes_out_at_a_time_does_not_save_itself(client):
    client.force_login(make_user("Editors"))
    article = make_article(published_at=timezone.now() + timedelta(hours=1))
    assert b"data-autosave" not in client.get(address(article)).content


def test_what_nobody_came_back_to_for_thirty_days_goes(client, writer):
    add = "/admin/explainer/note/add/"
    client.post(add, form_of(client.get(add)) | {"_autosave": "1", "title": "New"})
    KeptForm.objects.update(at=timezone.now() - timedelta(days=31))
    call_command("empty_bin", verbosity=0)
    assert not KeptForm.objects.exists()
