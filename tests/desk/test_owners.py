"""An owner is found by name by whoever may change the record, who need not see the accounts."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.test_admin import form_of
from tests.factories import make_article, make_claim, make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
OFFERED = "/admin/autocomplete/"
KINDS = {"article": make_article, "note": make_note, "claim": make_claim}


@pytest.fixture
def people(db):
    """Who works here, who did, and a reader's account, each with an address."""
    ruth, otto, gone = make_user("Editors", "ruth-k"), make_user("Contributors", "otto"), make_user("Editors", "gone")
    User.objects.filter(pk=ruth.pk).update(first_name="Ruth", last_name="Krüger", email="private@mail.example")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.create_user("outside", email="outside@mail.example")
    return {"ruth": User.objects.get(pk=ruth.pk), "otto": otto, "gone": gone}


def sign_in(client, role, name="me"):
    user = make_user(role, name)
    client.force_login(user)
    return user


def ask(client, term="", model="note", field="owner", **more):
    return client.get(
        OFFERED, {"app_label": "explainer", "model_name": model, "field_name": field, "term": term, **more}
    )


def names(answer):
    return [result["text"] for result in answer.json()["results"]]


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("who", ["Contributors", "Editors", "Administrators"])
def test_whoever_may_change_the_record_is_offered_the_people_of_the_desk(client, people, who, model):
    sign_in(client, who)
    answer = ask(client, model=model)
    assert names(answer) == ["me", "otto", "Ruth Krüger (ruth-k)"]
    assert {key for result in answer.json()["results"] for key in result} == {"id", "text"}
    assert "mail.example" not in answer.content.decode()


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("ruth", ["Ruth Krüger (ruth-k)"]), ("krüg", ["Ruth Krüger (ruth-k)"]), ("OTT", ["otto"]),
        ("k ruth", ["Ruth Krüger (ruth-k)"]), ("ruth otto", []), ("gone", []), ("outside", []),
        ("private", []), ("mail.example", []), ("@", []), ("pbkdf", []),
    ],
)  # fmt: skip
def test_names_are_searched_and_nothing_else_of_an_account(client, people, term, found):
    sign_in(client, "Editors")
    assert names(ask(client, term)) == found


def test_there_are_twenty_at_a_time_in_as_many_queries(client, people):
    sign_in(client, "Editors")
    with CaptureQueriesContext(connection) as few:
        ask(client)
    for number in range(30):
        User.objects.create_user(f"zoe-{number:02}", is_staff=True)
    with CaptureQueriesContext(connection) as many:
        answer = ask(client)
    assert (len(names(answer)), answer.json()["pagination"]) == (20, {"more": True})
    assert len(names(ask(client, page=2))) == 13
    assert len(many) == len(few)


def test_accounts_stay_closed_to_editors(client, people):
    sign_in(client, "Editors")
    assert client.get("/admin/auth/user/").status_code == 403
    assert client.get(f"/admin/auth/user/{people['ruth'].pk}/change/").status_code == 403
    for field in ("made_by", "state_by", "assigned_to", "edited_by"):
        assert ask(client, field=field).status_code == 403, field
    assert ask(client, model="keptform", field="user").status_code == 403


def test_nobody_without_the_right_is_offered_names(client, people):
    assert ask(client).status_code == 302
    user = sign_in(client, "")
    assert ask(client).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_note"))
    assert ask(client).status_code == 403, "who may only read it gives it to nobody"
    user.user_permissions.add(Permission.objects.get(codename="change_note"))
    assert (ask(client).status_code, ask(client, model="article").status_code) == (200, 403)


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_gives_a_record_to_a_colleague_and_sees_who_it_is(client, people, kind):
    record = KINDS[kind](state="draft", made_by=sign_in(client, "Editors"))
    address = f"/admin/explainer/{kind}/{record.pk}/change/"
    assert client.post(address, form_of(client.get(address)) | {"owner": people["ruth"].pk}).status_code == 302
    record.refresh_from_db()
    assert record.owner == people["ruth"]
    chosen = read(client.get(address)).one("select", name="owner")
    assert [option.text for option in chosen.all("option") if "selected" in option.attrs] == ["Ruth Krüger (ruth-k)"]


def test_nobody_is_made_an_owner_who_does_not_work_here(client, people):
    note = make_note(state="draft", made_by=sign_in(client, "Editors"))
    address = f"/admin/explainer/note/{note.pk}/change/"
    sent = form_of(client.get(address))
    for name in ("gone", "outside"):
        answer = client.post(address, sent | {"owner": User.objects.get(username=name).pk})
        assert "Select a valid choice" in answer.content.decode()
        assert name not in read(answer).one("select", name="owner").text, "not even its name is told"
    note.refresh_from_db()
    assert note.owner is None


def test_an_owner_who_left_is_kept_until_another_is_chosen(client, people):
    note = make_note(state="draft", made_by=sign_in(client, "Editors"), owner=people["gone"])
    address = f"/admin/explainer/note/{note.pk}/change/"
    assert client.post(address, form_of(client.get(address)) | {"title": "Another"}).status_code == 302
    note.refresh_from_db()
    assert (note.title, note.owner) == ("Another", people["gone"])


def test_a_role_that_only_adds_is_offered_names_too(client, people):
    group = Group.objects.create(name="Adding")
    group.permissions.set(Permission.objects.filter(codename="add_note"))
    sign_in(client, "").groups.set([group])
    assert ask(client).status_code == 200
