"""A session begins with who signs in, and ends for good: nobody plants one, and none outlives what it was given for."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW = "an-entirely-other-one"


@pytest.fixture
def editor():
    return make_user("Editors")


def sign_in(client, user):
    return client.post("/admin/login/", {"username": user.username, "password": "x"})


def key(client):
    return client.cookies["sessionid"].value


def is_in(client):
    return client.get("/admin/explainer/note/").status_code == 200


def test_a_planted_session_is_not_the_one_that_is_signed_in(client, editor):
    planted = SessionStore()
    planted.create()
    client.cookies["sessionid"] = planted.session_key
    assert sign_in(client, editor).status_code == 302
    assert key(client) != planted.session_key
    attacker = Client()
    attacker.cookies["sessionid"] = planted.session_key
    assert not is_in(attacker)
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_name_that_somebody_made_up_is_no_session(client, editor):
    client.cookies["sessionid"] = "a" * 32
    sign_in(client, editor)
    assert key(client) != "a" * 32
    assert is_in(client)


def test_signing_out_ends_it_on_the_server(client, editor):
    sign_in(client, editor)
    copied = Client()
    copied.cookies["sessionid"] = key(client)
    assert is_in(copied)
    assert client.post("/admin/logout/").status_code in {200, 302}
    assert not is_in(copied)


def test_a_new_password_ends_every_other_session(client, editor):
    others = [Client(), Client()]
    for each in (client, *others):
        sign_in(each, editor)
    before = key(client)
    own = {"old_password": "x", "new_password1": NEW, "new_password2": NEW}
    assert client.post("/admin/password_change/", own).status_code == 302
    assert is_in(client)
    assert key(client) != before
    assert [is_in(other) for other in others] == [False, False]


def test_an_administrator_s_new_password_for_somebody_ends_theirs(client, editor):
    sign_in(client, editor)
    above = Client()
    above.force_login(make_user("Administrators"))
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert above.post(f"/admin/auth/user/{editor.pk}/password/", sent).status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize("lost", ["is_active", "is_staff"])
def test_it_ends_with_the_account_s_right_to_be_there(client, editor, lost):
    sign_in(client, editor)
    setattr(editor, lost, False)
    editor.save()
    assert not is_in(client)


def test_its_cookie_is_out_of_reach_of_scripts_and_other_sites(client, editor, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    sign_in(client, editor)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
