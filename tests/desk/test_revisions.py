"""The desk's history of a record; what readers are told; two editors at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.actions.revising import baseline, revise
from explainer.models import Note, Revision, State
from tests.desk.test_admin import errors, form_of
from tests.factories import make_article, make_claim, make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]


def desk(record, page="change"):
    return f"/admin/explainer/{record._meta.model_name}/{record.pk}/{page}/"


def edit(record, **said):
    made = []
    for name, value in said.items():
        setattr(record, name, value)
        record.save()
        made.append(revise(record))
    return made[-1]


@pytest.mark.parametrize("make", MAKERS)
def test_it_lists_compares_and_restores(admin_client, make):
    record = make(title="First title")
    first = revise(record)
    edit(record, title="Second title")
    assert "What readers are told" in admin_client.get(desk(record, "revisions")).content.decode()
    page = read(admin_client.get(desk(record, f"revisions/{record.revisions.first().pk}")))
    assert [each.text for each in page.all("ins")] == ["[added: Second]"]
    answer = admin_client.post(desk(record, f"revisions/{first.pk}"), {"choice": "restore", "change": "", "line": ""})
    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.title == "First title"
    assert record.revisions.first().restored_from == first


def test_it_takes_as_many_queries_for_2_revisions_as_for_40(admin_client):
    taken = []
    for count in (2, 40):
        note = make_note()
        for number in range(count):
            edit(note, summary=f"Words {number}.")
        for page in ("revisions", f"revisions/{note.revisions.first().pk}"):
            with CaptureQueriesContext(connection) as queries:
                assert admin_client.get(desk(note, page)).status_code == 200
            taken.append(len(queries))
    assert taken[:2] == taken[2:]


def test_a_contributor_can_not_restore_what_is_public_nor_tell_readers(client):
    user = make_user("Contributors")
    client.force_login(user)
    note = make_note(made_by=user)
    first = revise(note)
    last = edit(note, summary="Other words than these were there before.")
    page = client.get(desk(note, f"revisions/{first.pk}")).content.decode()
    assert 'value="restore"' not in page
    assert 'value="tell"' not in page
    for choice in ("restore", "tell"):
        posted = {"choice": choice, "change": "correction", "line": "x"}
        assert client.post(desk(note, f"revisions/{last.pk}"), posted).status_code == 403
    note.refresh_from_db()
    assert note.revisions.count() == 2


def test_the_form_asks_what_readers_are_told_only_of_what_is_public(admin_client):
    for state, asked in ((State.PUBLISHED, True), (State.DRAFT, False)):
        assert ("change_class" in form_of(admin_client.get(desk(make_note(state=state))))) is asked


def test_a_correction_with_its_line_reaches_readers(admin_client, client):
    note = make_note(summary="It was 1969.")
    form = form_of(admin_client.get(desk(note))) | {"summary": "It was 1968.", "change_class": "correction"}
    answer = admin_client.post(desk(note), form)
    assert [error for error in errors(answer) if "a correction needs it" in error]
    assert "It was 1968." in answer.content.decode()
    assert note.revisions.count() == 0
    answer = admin_client.post(desk(note), form | {"change_line": "The year was 1968."}, follow=True)
    assert "Readers are told: correction." in answer.content.decode()
    assert "The year was 1968." in client.get("/corrections/").content.decode()


def test_it_can_be_said_better_afterwards(admin_client, client):
    note = make_note(summary="It was 1969.")
    revise(note)
    made = edit(note, summary="It was 1968.")
    address = desk(note, f"revisions/{made.pk}")
    assert admin_client.post(address, {"choice": "tell", "change": "correction", "line": ""}).status_code == 422
    posted = {"choice": "tell", "change": "correction", "line": "The year was 1968."}
    assert admin_client.post(address, posted).status_code == 302
    assert "The year was 1968." in client.get("/corrections/").content.decode()


@pytest.mark.parametrize("make", MAKERS)
def test_the_second_of_two_editors_is_warned_and_nothing_is_lost(admin_client, make):
    field = "body" if make is make_article else "summary"
    record = make(**{field: "The words that both opened."})
    mine = form_of(admin_client.get(desk(record))) | {field: "The words that I wrote."}
    theirs = form_of(admin_client.get(desk(record))) | {field: "The words that they wrote."}
    assert admin_client.post(desk(record), theirs).status_code == 302
    warned = admin_client.post(desk(record), mine)
    assert [error for error in errors(warned) if "saved this at" in error]
    page = read(warned)
    assert "I" in [each.text.split()[-1].strip("]") for each in page.one("section", class_="conflict").all("ins")]
    again = form_of(warned)
    assert again[field] == "The words that I wrote."
    assert admin_client.post(desk(record), again).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "The words that I wrote."
    assert "The words that they wrote." in [revision.snapshot[field] for revision in record.revisions.all()]


def test_enter_in_a_field_saves_and_takes_no_step(admin_client):
    """A browser sends the form's first button; it must be one that only saves."""
    page = read(admin_client.get(desk(make_note(state=State.DRAFT))))
    inside = page.elements[page.elements.index(page.one("form", id="note_form")) :]
    first = next(each for each in inside if each.tag == "button" or each.attrs.get("type") in {"submit", "image"})
    assert first.attrs["name"] == "_continue"


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("Tanks came to Prague.", ""),
        ("Tanks rolled to Prague.", "wording"),
        ("Tanks came to Prague in 1968.", "new_fact"),
        ("Soldiers of five allied states were seen in the streets.", "clarification"),
    ],
)
def test_what_is_not_saved_yet_is_judged_as_its_save_will_be(admin_client, typed, change):
    note = make_note(body="Tanks came to Prague.")
    baseline(record=note)
    page = f"/admin/explainer/note/{note.pk}/"
    form = form_of(admin_client.get(f"{page}change/")) | {"body": typed}
    assert admin_client.post(f"{page}guess/", form).json() == {"change": change}
    assert Note.objects.get().body == "Tanks came to Prague."
    admin_client.post(f"{page}change/", form)
    assert Revision.objects.first().change == change


def test_an_article_is_judged_before_it_is_saved_and_only_for_who_may_change_it(admin_client, client):
    article = make_article("Tanks came to Prague.")
    baseline(record=article)
    page = f"/admin/explainer/article/{article.pk}/"
    form = form_of(admin_client.get(f"{page}change/")) | {"body": "Tanks came to Prague on 21 August 1968."}
    assert admin_client.post(f"{page}guess/", form).json() == {"change": "new_fact"}
    client.force_login(make_user("Contributors"))
    assert client.post(f"{page}guess/", form).status_code == 403
