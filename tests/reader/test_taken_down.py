"""What was taken down says so at its address, with a line for readers and not a word of what stood there."""

import pytest

from explainer.actions import workflow
from explainer.actions.revising import revise
from explainer.models import State
from tests.factories import annotate, make_article, make_claim, make_note
from tests.markup import read

pytestmark = pytest.mark.django_db
SECRET = "Zyxwv"


def pages(record):
    own = record.get_absolute_url()
    more = ["full/", "timeline/", "cards/1/"] if record._meta.model_name == "article" else []
    return [own, f"{own}changes/", *(own + page for page in more)]


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_says_when_and_why(client, admin_user, make):
    record = make(title=f"{SECRET} title")
    workflow.take_down(record=record, by=admin_user, line="A source asked us to.")
    for address in pages(record):
        response = client.get(address)
        assert response.status_code == 410, address
        shown = " ".join(read(response).one("main").text.split())
        assert f"Taken down on {record.taken_down_at:%-d %B %Y}: A source asked us to." in shown
        assert SECRET not in response.content.decode()


def test_it_says_so_at_an_address_from_before_a_rename(client, admin_user):
    note = make_note(slug="before")
    note.slug = "after"
    note.save()
    workflow.take_down(record=note, by=admin_user, line="A source asked us to.")
    assert client.get("/notes/before/").status_code == 410


def test_it_still_says_so_while_editors_work_on_it_and_no_more_once_it_is_published_again(client, admin_user):
    note = make_note()
    workflow.take_down(record=note, by=admin_user, line="A source asked us to.")
    workflow.back_to_draft(record=note, by=admin_user)
    assert client.get(note.get_absolute_url()).status_code == 410
    workflow.publish(record=note, by=admin_user)
    assert client.get(note.get_absolute_url()).status_code == 200
    assert (note.taken_down_line, note.taken_down_at) == ("", None)


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW])
def test_it_says_nothing_of_what_never_was_public(client, state):
    assert client.get(make_note(state=state).get_absolute_url()).status_code == 404


def test_a_card_of_it_is_not_in_articles_any_more(client, admin_user):
    note = make_note(title=f"{SECRET} title", summary=f"{SECRET} summary")
    revise(note)
    card = annotate(make_article("Tanks came."), "Tanks", note)
    assert SECRET in client.get(card.article.get_absolute_url()).content.decode()
    workflow.take_down(record=note, by=admin_user, line="A source asked us to.")
    assert SECRET not in client.get(card.article.get_absolute_url()).content.decode()
    assert client.get(f"/embed{note.get_absolute_url()}").status_code == 404
