"""Nobody makes anybody more than they are themselves: not by a form's fields, a role, or somebody else's account."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from tests.desk.test_admin import form_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db
RIGHTS = ["auth.delete_permission", "sessions.change_session", "otp_totp.change_totpdevice", "admin.delete_logentry"]


@pytest.fixture
def administrator(client):
    user = make_user("Administrators")
    client.force_login(user)
    return user


def right(name):
    label, code = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=code)


@pytest.fixture
def technicians():
    """A role that a superuser has made, with a right that administrators don't have."""
    group = Group.objects.create(name="Technicians")
    group.permissions.add(right(RIGHTS[1]))
    return group


def change(record):
    return f"/admin/auth/{record._meta.model_name}/{record.pk}/change/"


def test_a_new_account_is_what_a_new_account_is_whatever_else_is_sent(client, administrator):
    given = {"is_superuser": "on", "is_staff": "on", "user_permissions": right(RIGHTS[0]).pk, "groups": 1, "id": 1}
    sent = {
        "username": "eve",
        "usable_password": "true",
        "password1": "unlike-anything",
        "password2": "unlike-anything",
    }
    assert client.post("/admin/auth/user/add/", sent | given).status_code == 302
    eve = User.objects.get(username="eve")
    assert (eve.is_superuser, eve.is_staff, eve.groups.count(), eve.user_permissions.count()) == (False, False, 0, 0)


@pytest.mark.parametrize("name", RIGHTS)
def test_a_role_gets_no_right_that_its_maker_has_not(client, administrator, name):
    own = administrator.groups.get()
    held = list(own.permissions.values_list("pk", flat=True))
    form = form_of(client.get(change(own)))
    answer = client.post(change(own), form | {"permissions": [*held, right(name).pk]})
    assert answer.status_code == 200, "not among the choices"
    assert name not in User.objects.get(pk=administrator.pk).get_all_permissions()
    made = client.post("/admin/auth/group/add/", {"name": "Mine", "permissions": [right(name).pk]})
    assert (made.status_code, Group.objects.filter(name="Mine").exists()) == (200, False)


def test_a_role_keeps_what_a_superuser_gave_it_when_an_administrator_saves_it(client, administrator, technicians):
    more = right("explainer.view_note")
    kept = form_of(client.get(change(technicians)))
    sent = kept | {"name": "Operators", "permissions": [right(RIGHTS[1]).pk, more.pk]}
    assert client.post(change(technicians), sent).status_code == 302
    technicians.refresh_from_db()
    assert (technicians.name, {*technicians.permissions.all()}) == ("Operators", {right(RIGHTS[1]), more})


def test_nobody_is_given_a_role_that_may_more_than_its_giver(client, administrator, technicians):
    editor = make_user("Editors")
    for user in (administrator, editor):
        form = form_of(client.get(change(user)))
        answer = client.post(change(user), form | {"groups": [technicians.pk]})
        assert (answer.status_code, technicians.user_set.count()) == (200, 0)


@pytest.mark.parametrize("by", ["role", "right", "resting"])
def test_an_account_that_may_more_is_left_alone(client, administrator, technicians, by):
    """Its password is a way to its rights."""
    user = make_user("Editors", "robert")
    if by == "role":
        user.groups.add(technicians)
    else:
        user.user_permissions.add(right(RIGHTS[1]))
    if by == "resting":
        User.objects.filter(pk=user.pk).update(is_active=False)
    taken = {"password1": "one-of-my-own", "password2": "one-of-my-own", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{user.pk}/password/", taken).status_code == 403
    assert client.post(change(user), {"username": "stolen", "is_active": "on"}).status_code == 403
    assert User.objects.get(pk=user.pk).username == "robert"


def test_a_superuser_gives_all_of_it(client, admin_user, technicians):
    client.force_login(admin_user)
    editor = make_user("Editors")
    form = form_of(client.get(change(editor)))
    given = {"groups": [technicians.pk], "user_permissions": [right(RIGHTS[0]).pk]}
    assert client.post(change(editor), form | given).status_code == 302
    assert editor.groups.get() == technicians
