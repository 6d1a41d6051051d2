"""The mailed link for a new password: to this site whatever host was named, once, for hours, and for nobody else."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASK, NEW = "/admin/password_reset/", "an-entirely-other-one"


@pytest.fixture
def editor(settings):
    settings.HAS_MAIL = True
    user = make_user("Editors", "anna")
    User.objects.filter(pk=user.pk).update(email="anna@news.example")
    return user


def ask(client, **headers):
    return client.post(ASK, {"email": "anna@news.example"}, headers=headers)


def link(mail):
    return re.search(r"https?://\S+", mail.body)[0]


def use(client, address):
    """Open the link and send a new password. Returns whether it was set."""
    form = client.get(address.partition("testserver")[2], follow=True)
    sent = {"new_password1": NEW, "new_password2": NEW}
    return client.post(form.request["PATH_INFO"], sent).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "testserver:8080"}, {"Host": "localhost"}, {"X-Forwarded-Host": "evil.example"},
     {"Forwarded": "host=evil.example"}, {"X-Forwarded-Proto": "https"}],
    ids=lambda headers: " ".join(f"{name} {value}" for name, value in headers.items()),
)  # fmt: skip
def test_it_leads_to_the_site_whatever_host_was_named(client, editor, mailoutbox, headers):
    assert ask(client, **headers).status_code == 302  # in tests every host is allowed
    assert link(mailoutbox[0]).startswith("http://testserver/admin/password_reset/")


def test_a_host_that_is_none_of_ours_gets_nothing(client, editor, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert ask(client, Host="evil.example").status_code == 400
    assert mailoutbox == []


def test_each_link_is_good_once_and_none_after_another_was_used(client, editor, mailoutbox):
    ask(client), ask(client)
    first, second = map(link, mailoutbox)
    assert use(client, second)
    client.logout()
    assert not use(client, second)
    assert not use(client, first)


def test_it_ends_after_two_hours(client, editor, mailoutbox, monkeypatch):
    ask(client)
    later = datetime.now() + timedelta(hours=2, seconds=1)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: later)
    assert not use(client, link(mailoutbox[0]))


@pytest.mark.parametrize("since", ["signed in", "other address"])
def test_it_ends_when_its_owner_was_there_since(client, editor, mailoutbox, since):
    ask(client)
    if since == "signed in":
        client.post("/admin/login/", {"username": "anna", "password": "x"})
        client.logout()
    else:
        User.objects.filter(pk=editor.pk).update(email="anna@elsewhere.example")
    assert not use(client, link(mailoutbox[0]))


def test_it_is_nobody_else_s(client, editor, mailoutbox):
    ask(client)
    other = make_user("Administrators")
    mine = re.search(r"/password_reset/(\w+)/", link(mailoutbox[0]))[1]
    theirs = link(mailoutbox[0]).replace(f"/{mine}/", f"/{urlsafe_base64_encode(force_bytes(other.pk))}/")
    assert not use(client, theirs)
    assert other.check_password("x")


def test_who_has_no_account_and_who_has_ended_are_told_the_same_and_sent_nothing(client, editor, mailoutbox):
    known = ask(client)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    answers = [ask(client), client.post(ASK, {"email": "nobody@news.example"})]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, known["Location"])}
    assert len(mailoutbox) == 1


def test_it_takes_no_second_factor_away(client, editor, mailoutbox):
    TOTPDevice.objects.create(user=editor, name="app")
    ask(client)
    assert use(client, link(mailoutbox[0]))
    client.post("/admin/login/", {"username": "anna", "password": NEW})
    assert client.get("/admin/explainer/note/").status_code == 302
