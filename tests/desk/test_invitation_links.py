"""An invitation's link lives from Friday evening to Monday, a forgotten password's two hours; neither is the other."""

import re
import time
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.test import Client
from django.utils.timezone import localtime

from explainer.actions.invitation_links import good_until
from explainer.actions.inviting import invite, send_invitation
from tests.factories import make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
RUTH, NEW = "ruth.k@news.example", "an-entirely-new-one"
HOURS = 3600


@pytest.fixture
def ruth(settings):
    settings.HAS_MAIL, settings.TIME_ZONE = True, "Europe/Prague"
    return invite(email=RUTH, roles=[], by=make_user("Administrators", "ada"))


@pytest.fixture
def invited(ruth, mailoutbox):
    """The address in the mail of her invitation."""
    send_invitation.call(ruth.pk, "Ada")
    return path_in(mailoutbox[-1])


@pytest.fixture
def forgotten(ruth, mailoutbox):
    """The address in the mail for a forgotten password, which she may ask for too."""
    Client().post("/admin/password_reset/", {"email": RUTH})
    return path_in(mailoutbox[-1])


def path_in(mail):
    return re.search(r"http://testserver(/admin/\S+/\S+/\S+/)\s", mail.body)[1]


def after(monkeypatch, hours):
    """Both kinds of links are looked at that much later."""
    now, day = time.time(), datetime.now()
    monkeypatch.setattr(signing.time, "time", lambda: now + hours * HOURS)
    later = day + timedelta(hours=hours)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: later)


def accept(address):
    """Open the link as somebody who isn't signed in, and choose a password. Returns whether it was set."""
    client = Client()
    form = client.get(address, follow=True)
    return client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}).status_code == 302


def told(address):
    """What the page says to whoever opens the link."""
    return read(Client().get(address, follow=True)).one("main").text


@pytest.mark.parametrize("hours", [3, 71])
def test_an_invitation_works_on_monday(invited, monkeypatch, hours):
    after(monkeypatch, hours)
    assert accept(invited)
    assert User.objects.get(email=RUTH).check_password(NEW)


def test_after_its_time_it_says_who_can_send_another(invited, monkeypatch):
    after(monkeypatch, 73)
    assert not accept(invited)
    said = told(invited)
    assert "This invitation doesn’t work any more" in said
    assert "Ask whoever invited you, or another administrator, to invite you again." in said


def test_its_life_is_a_setting(invited, monkeypatch, settings):
    settings.INVITATION_HOURS = 4
    after(monkeypatch, 5)
    assert not accept(invited)


def test_the_mail_says_until_when_in_the_newsroom_s_zone(invited, mailoutbox):
    end = localtime(good_until())
    (said,) = re.findall(r"once, until (.*) \(Europe/Prague\):", mailoutbox[0].body)
    day, hour = said.rsplit(", ", 1)
    assert day == f"{end.day} {end:%B %Y}"
    assert hour in {f"{end:%H:%M}", f"{end - timedelta(minutes=1):%H:%M}"}
    assert timedelta(hours=71, minutes=59) < good_until() - localtime() <= timedelta(hours=72)


def test_a_forgotten_password_s_link_still_lives_two_hours(forgotten, monkeypatch):
    after(monkeypatch, 3)
    assert not accept(forgotten)
    assert "invitation" not in told(forgotten)


@pytest.mark.parametrize("kind", ["invited", "forgotten"])
def test_neither_is_taken_for_the_other(request, kind):
    address = request.getfixturevalue(kind)
    own, other = ("invitation", "password_reset") if kind == "invited" else ("password_reset", "invitation")
    assert not accept(address.replace(f"/{own}/", f"/{other}/"))
    assert accept(address), "but as itself it works"


@pytest.mark.parametrize("kind", ["invited", "forgotten"])
def test_what_one_opened_the_other_does_not_use(request, kind):
    """The page keeps the token in the session: there too it is of its own kind."""
    address, client = request.getfixturevalue(kind), Client()
    form = client.get(address, follow=True).request["PATH_INFO"]
    other = form.replace("invitation", "#").replace("password_reset", "invitation").replace("#", "password_reset")
    client.post(other, {"new_password1": NEW, "new_password2": NEW})
    assert not User.objects.get(email=RUTH).has_usable_password()
    assert client.post(form, {"new_password1": NEW, "new_password2": NEW}).status_code == 302


def test_it_works_once_and_ends_the_other(invited, forgotten):
    assert accept(invited)
    assert not accept(invited)
    assert not accept(forgotten)
    assert "Sign in." in told(invited)


@pytest.mark.parametrize(
    "since",
    [
        {"password": "md5$a$b"}, {"email": "ruth@elsewhere.example"}, {"is_active": False},
        {"last_login": datetime(2027, 1, 1, tzinfo=localtime().tzinfo)},
    ],
    ids=lambda since: next(iter(since)),
)  # fmt: skip
def test_it_ends_when_the_account_is_no_longer_as_it_was(ruth, invited, since):
    User.objects.filter(pk=ruth.pk).update(**since)
    assert not accept(invited)


def test_it_is_nobody_else_s(invited, ruth, mailoutbox):
    otto = invite(email="otto@news.example", roles=[], by=User.objects.get(username="ada"))
    send_invitation.call(otto.pk, "Ada")
    key = path_in(mailoutbox[-1]).split("/")[3]
    assert not accept(invited.replace(invited.split("/")[3], key))
    assert not accept(invited[:-2] + ("a/" if invited[-2] != "a" else "b/"))
