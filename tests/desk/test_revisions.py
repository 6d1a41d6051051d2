"""The desk's history of a record; what readers are told; two editors at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.actions import workflow
from explainer.actions.revising import baseline, guess, revise
from explainer.actions.working_copies import begin, working_copy
from explainer.models import Claim, Note, State
from explainer.models.snapshots import take_snapshot
from tests.desk.test_admin import form_of
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
    answer = admin_client.post(desk(record, f"revisions/{first.pk}"), {"choice": "restore"})
    assert answer.url == desk(record, "changes")
    record.refresh_from_db()
    assert (record.title, working_copy(record).title) == ("Second title", "First title")
    assert (
        admin_client.post(answer.url, form_of(admin_client.get(answer.url)) | {"line": "It was so."}).status_code == 302
    )
    record.refresh_from_db()
    assert record.title == "First title"
    assert record.revisions.first().restored_from == first


def test_old_words_take_the_place_of_unpublished_changes_only_if_somebody_says_so(admin_client):
    note = make_note(title="First title")
    first = revise(note)
    edit(note, title="Second title")
    copy = begin(record=note, by=make_user("Editors"))
    Note._base_manager.filter(pk=copy.pk).update(title="Third title")
    address = desk(note, f"revisions/{first.pk}")
    assert admin_client.post(address, {"choice": "restore"}).status_code == 422
    assert working_copy(note).title == "Third title"
    assert admin_client.post(address, {"choice": "restore", "replace": "yes"}).status_code == 302
    assert working_copy(note).title == "First title"


def test_restoring_what_stands_there_leaves_no_working_copy(admin_client):
    note = make_note(title="First title")
    first = revise(note)
    edit(note, title="Second title"), edit(note, title="First title")
    assert admin_client.post(desk(note, f"revisions/{first.pk}"), {"choice": "restore"}).url == desk(note)
    assert working_copy(note) is None


def test_a_draft_is_restored_at_once(admin_client):
    note = make_note(title="First title", state=State.DRAFT)
    first = revise(note)
    edit(note, title="Second title")
    assert admin_client.post(desk(note, f"revisions/{first.pk}"), {"choice": "restore"}).url == desk(note)
    note.refresh_from_db()
    assert note.title == "First title"


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


def test_a_contributor_restores_into_a_working_copy_and_tells_readers_nothing(client):
    user = make_user("Contributors")
    client.force_login(user)
    note = make_note(made_by=user)
    first = revise(note)
    last = edit(note, summary="Other words than these were there before.")
    page = client.get(desk(note, f"revisions/{first.pk}")).content.decode()
    assert 'value="tell"' not in page
    posted = {"choice": "tell", "change": "correction", "line": "x"}
    assert client.post(desk(note, f"revisions/{last.pk}"), posted).status_code == 403
    assert client.post(desk(note, f"revisions/{first.pk}"), {"choice": "restore"}).status_code == 302
    note.refresh_from_db()
    assert note.revisions.count() == 2
    assert note.summary.startswith("Other words")
    assert working_copy(note).summary == first.snapshot["summary"]


def test_a_correction_with_its_line_reaches_readers(admin_client, client):
    note = make_note(summary="It was 1969.")
    form = form_of(admin_client.get(desk(note))) | {"summary": "It was 1968.", "_step": "publish_changes"}
    asked = admin_client.post(desk(note), form)
    assert asked.url == desk(note, "changes")
    assert form_of(admin_client.get(asked.url))["change"] == "correction"
    answer = admin_client.post(asked.url, {"change": "correction", "line": ""})
    assert "a correction needs it" in read(answer).one("p", class_="refused").text
    assert note.revisions.count() == 1
    half = admin_client.post(asked.url, {"change": "correction", "was_wrong": "The year was 1969."})
    assert "Say both what was wrong and what is right" in read(half).one("p", class_="refused").text
    assert form_of(half)["was_wrong"] == "The year was 1969."
    told = {"change": "correction", "was_wrong": "The year was 1969.", "is_right": "It was 1968."}
    answer = admin_client.post(asked.url, told, follow=True)
    assert "Readers are told: correction." in answer.content.decode()
    assert "Wrong: The year was 1969. Right: It was 1968." in read(client.get("/corrections/")).one("main").text


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
    page = read(warned)
    assert "saved this yourself at" in page.one("div", class_="bar-errors").text
    assert "I" in [each.text.split()[-1] for each in page.one("fieldset", class_="choice").all("mark")]
    again = form_of(warned)
    assert again[field] == "The words that I wrote."
    assert admin_client.post(desk(record), again).status_code == 302
    assert getattr(working_copy(record), field) == "The words that I wrote."


def test_enter_in_a_field_saves_and_takes_no_step(admin_client):
    """A browser sends the form's first button; it must be one that only saves."""
    page = read(admin_client.get(desk(make_note(state=State.DRAFT))))
    inside = page.elements[page.elements.index(page.one("form", id="note_form")) :]
    first = next(each for each in inside if each.tag == "button" or each.attrs.get("type") in {"submit", "image"})
    assert first.attrs["name"] == "_continue"


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("Tanks rolled to Prague.", "wording"),
        ("Tanks came to Prague in 1968.", "new_fact"),
        ("Soldiers of five allied states were seen in the streets.", "clarification"),
    ],
)
def test_what_is_to_be_published_is_judged_by_its_size(admin_client, typed, change):
    note = make_note(body="Tanks came to Prague.")
    baseline(record=note)
    form = form_of(admin_client.get(desk(note))) | {"body": typed}
    admin_client.post(desk(note), form)
    assert form_of(admin_client.get(desk(note, "changes")))["change"] == change


def test_a_picture_is_no_news(admin_client):
    note = make_note()
    baseline(record=note)
    copy = begin(record=note, by=make_user("Editors"))
    Note._base_manager.filter(pk=copy.pk).update(picture="pictures/img-2024.jpg", picture_alt="A bridge in 2024")
    assert guess(record=note, snapshot=take_snapshot(copy)) == "clarification"  # its description says a year
    Note._base_manager.filter(pk=copy.pk).update(picture_alt=note.picture_alt or "A bridge")
    assert guess(record=note, snapshot=take_snapshot(copy)) == "wording"


def test_another_verdict_is_never_wording(admin_client):
    claim = make_claim(verdict="unproven")
    baseline(record=claim)
    copy = begin(record=claim, by=make_user("Editors"))
    Claim._base_manager.filter(pk=copy.pk).update(verdict="disputed")
    assert guess(record=claim, snapshot=take_snapshot(copy)) == "clarification"


def test_one_page_has_all_that_happened_and_who_did_it(client):
    editor = make_user("Editors", "anna")
    client.force_login(editor)
    article = make_article("Tanks came at night.", title="First", slug="first", state=State.DRAFT)
    baseline(record=article)
    workflow.publish(record=article, by=editor)
    note = make_note(title="Polls")
    at = {"choice": "put", "note": note.pk, "start": 0, "end": 5, "exact": "Tanks", "key": "a"}
    client.post(desk(article, "annotate/change"), at)
    form = form_of(client.get(desk(article))) | {"title": "Second", "slug": "second", "_step": "publish_changes"}
    client.post(desk(article), form)
    client.post(desk(article, "changes"), form_of(client.get(desk(article, "changes"))) | {"change": "clarification"})
    workflow.take_down(record=article, by=editor, line="Wrong.")
    page = read(client.get(desk(article, "revisions")))
    cells = [[cell.text.strip() for cell in row.all("td")] for row in page.one("tbody").all("tr")]
    said = [row[2] for row in cells]
    assert said == [
        "Taken down", "Published the changes.", "Address: /articles/second/. Headline, Cards",
        "anna put “Polls” on “Tanks”.", "Published", "Made",
    ]  # fmt: skip
    assert {row[1] for row in cells[:-1]} == {"anna"}
    assert client.get(desk(article, "history")).url == desk(article, "revisions")


def test_a_change_of_the_address_alone_is_in_the_history_and_announced_to_nobody(client):
    note = make_note(slug="first")
    revise(note)
    made = edit(note, slug="second")
    assert (made.slug, made.changed, made.change) == ("second", ["slug"], "")
    assert revise(note) is None
    assert "Address" in read(client.get(f"/notes/{note.slug}/changes/")).one("section", id=f"change-{made.pk}").text
