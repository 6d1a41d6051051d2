"""Whatever can't be taken back or gives rights asks for the password again, by whichever way it is reached."""

import time

import pytest
from django.contrib.auth.models import Group

from tests.factories import make_note, make_user

pytestmark = pytest.mark.django_db
ASKS = "Your password, once more"


@pytest.fixture
def administrator(client):
    user = make_user("Administrators")
    client.force_login(user)
    session = client.session
    session["proven_at"] = time.time() - 16 * 60
    session.save()
    return user


def asks(client, path, **sent):
    return ASKS in client.post(path, sent).content.decode()


def test_taking_down_from_a_list_asks_as_the_page_of_one_record_does(client, administrator):
    note = make_note()
    chosen = {"action": "take_down", "_selected_action": [note.pk], "confirmed": "yes", "value": "Wrong."}
    assert asks(client, "/admin/explainer/note/", **chosen)
    note.refresh_from_db()
    assert note.state == "published"
    assert not asks(client, "/admin/explainer/note/", **chosen, _password="x")
    note.refresh_from_db()
    assert (note.state, note.taken_down_line) == ("taken_down", "Wrong.")


def test_roles_are_changed_after_the_password_alone(client, administrator):
    role = Group.objects.get(name="Contributors")
    before = role.permissions.count()
    place = f"/admin/auth/group/{role.pk}"
    assert asks(client, f"{place}/change/", name="Contributors", permissions=[])
    assert asks(client, f"{place}/delete/", post="yes")
    assert asks(client, "/admin/auth/group/add/", name="Mine")
    assert asks(client, "/admin/auth/group/", action="delete_selected", _selected_action=[role.pk], post="yes")
    role.refresh_from_db()
    assert (role.permissions.count(), Group.objects.count()) == (before, 3)


def test_an_editor_who_may_not_is_refused_and_not_asked(client):
    client.force_login(make_user("Editors"))
    role = Group.objects.get(name="Contributors")
    assert client.post(f"/admin/auth/group/{role.pk}/change/", {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("forged", ["9e99", "-1", "nan", "inf"])
def test_a_time_that_lies_in_the_future_proves_nothing(client, administrator, forged):
    session = client.session
    session["proven_at"] = float(forged)
    session.save()
    assert asks(client, "/admin/auth/group/add/", name="Mine")
