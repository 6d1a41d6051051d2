"""One's own account: what somebody changes of it without an administrator, and what they can't."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client

from explainer.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/account/"
OWN = {"first_name": "Anna", "last_name": "Ek", "email": "anna@news.example"}


@pytest.fixture
def anna():
    user = make_user("Contributors", "anna")
    User.objects.filter(pk=user.pk).update(email=OWN["email"])
    return user


@pytest.fixture
def client(client, anna):
    sign_in(client)
    return client


def sign_in(client):
    assert client.post("/admin/login/", {"username": "anna", "password": "x"}).status_code == 302


def forget_password_given(client):
    session = client.session
    session.pop("proven_at", None)
    session.save()


def test_the_page_says_who_one_is_and_leads_on(client):
    page = client.get(ADDRESS).content.decode()
    assert "<strong>anna</strong>" in page
    assert "Your role: Contributors." in page
    for onward in ("/admin/password_change/", "/admin/second-factor/set-up/", "/admin/passkeys/"):
        assert f'href="{onward}"' in page
    assert f'href="{ADDRESS}"' in client.get("/admin/").content.decode()


def test_names_are_changed_without_more_and_logged(client, anna):
    forget_password_given(client)
    assert client.post(ADDRESS, OWN).status_code == 302
    anna.refresh_from_db()
    assert (anna.first_name, anna.last_name, anna.email) == ("Anna", "Ek", OWN["email"])
    assert AuditEntry.objects.latest("pk").detail == "own first_name, last_name"


def test_a_new_address_asks_for_the_password_once_more(client, anna):
    forget_password_given(client)
    sent = OWN | {"email": "new@news.example"}
    assert 'name="_password"' in client.post(ADDRESS, sent).content.decode()
    anna.refresh_from_db()
    assert anna.email == OWN["email"]
    assert client.post(ADDRESS, sent | {"_password": "x"}).status_code == 302
    anna.refresh_from_db()
    assert anna.email == "new@news.example"


@pytest.mark.parametrize("email", ["ben@news.example", "BEN@news.example"])
def test_the_address_of_another_account_is_refused_and_nothing_lost(client, anna, email):
    User.objects.create_user("ben", email="ben@news.example")
    answer = client.post(ADDRESS, OWN | {"email": email})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Another account has this address" in page
    assert 'value="Ek"' in page
    anna.refresh_from_db()
    assert anna.last_name == ""


@pytest.mark.parametrize(
    "sent",
    [{"is_superuser": "on"}, {"is_staff": ""}, {"groups": "1"}, {"username": "ben"}, {"password": "y"}],
    ids=lambda sent: "".join(sent),
)
def test_nobody_gives_themselves_more(client, anna, sent):
    before = User.objects.filter(pk=anna.pk).values("is_superuser", "is_staff", "username", "password").get()
    if "groups" in sent:
        sent = {"groups": Group.objects.get(name="Administrators").pk}
    assert client.post(ADDRESS, OWN | sent).status_code == 302
    assert User.objects.filter(pk=anna.pk).values(*before).get() == before
    assert [group.name for group in anna.groups.all()] == ["Contributors"]


def test_signing_out_everywhere_else_ends_the_others_alone(client, anna):
    elsewhere, colleague = Client(), Client()
    sign_in(elsewhere)
    colleague.force_login(make_user("Editors"))
    answer = client.post(ADDRESS, {"choice": "sign_out"}, follow=True)
    assert "Ended one other session" in answer.content.decode()
    assert client.get(ADDRESS).status_code == 200
    assert elsewhere.get(ADDRESS).status_code == 302
    assert colleague.get(ADDRESS).status_code == 200
    assert Session.objects.count() == 2
    assert "nowhere else" in client.post(ADDRESS, {"choice": "sign_out"}, follow=True).content.decode()


def test_it_is_one_s_own_alone_and_behind_the_second_factor(client, anna):
    assert Client().get(ADDRESS).status_code == 302
    client.post(ADDRESS, OWN | {"first_name": "Other"})
    assert User.objects.filter(first_name="Other").get() == anna
