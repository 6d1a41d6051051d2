"""People are invited with roles: by mail, or without mail by a link to hand over, they choose a password."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import Client
from django_tasks_db.models import DBTaskResult

from explainer.actions import inviting
from explainer.models import AuditEntry
from tests.factories import make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
PAGE, PEOPLE, NEW = "/admin/auth/user/invite/", "/admin/auth/user/", "an-entirely-new-one"
RUTH = "ruth.k@news.example"


@pytest.fixture
def administrator(client):
    user = make_user("Administrators", "ada")
    client.force_login(user)
    return user


@pytest.fixture
def has_mail(settings):
    settings.HAS_MAIL = True


def role(name):
    return Group.objects.get(name=name)


def invite(client, email=RUTH, *roles, **sent):
    chosen = [role(each).pk for each in roles or ["Editors"]]
    return client.post(PAGE, {"email": email, "first_name": "Ruth", "last_name": "Krüger", "roles": chosen, **sent})


def run_jobs():
    """As the worker does: the jobs that wait, in the order in which they came."""
    for job in DBTaskResult.objects.ready().order_by("enqueued_at"):
        job.task.call(*job.args_kwargs["args"])
        job.delete()


def link(text):
    return re.search(r"http://testserver(/admin/(?:invitation|password_reset)/\S+)", text)[1]


def accept(address):
    """Open the link as somebody who isn't signed in, and choose a password. Returns whether it was set."""
    client = Client()
    form = client.get(address, follow=True)
    return client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}).status_code == 302


def listed(client, name="ruth-k"):
    rows = [row.text for row in read(client.get(PEOPLE)).all("tr")]
    return next(row for row in rows if name in row)


def test_whoever_is_invited_gets_a_mail_chooses_a_password_and_signs_in(client, administrator, has_mail, mailoutbox):
    User.objects.filter(pk=administrator.pk).update(first_name="Ada", last_name="Lang")
    assert invite(client).url == PEOPLE
    assert mailoutbox == [], "a job sends it"
    ruth = User.objects.get(email=RUTH)
    assert (ruth.username, ruth.get_full_name(), ruth.is_staff) == ("ruth-k", "Ruth Krüger", True)
    assert not ruth.is_superuser
    assert not ruth.has_usable_password()
    assert [each.name for each in ruth.groups.all()] == ["Editors"]
    run_jobs()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([RUTH], "Invitation to Explainer")
    said = (
        "Ada Lang invites you",
        "The link works once, until ",
        "Your user name is: ruth-k",
        "http://testserver/admin/",
    )
    assert [each for each in said if each not in mail.body] == []
    assert "ruth-k" in Client().get(link(mail.body), follow=True).content.decode()
    assert accept(link(mail.body))
    signed_in = Client().post("/admin/login/?next=/admin/", {"username": "ruth-k", "password": NEW})
    assert signed_in.status_code == 302


def test_no_row_keeps_the_link(client, administrator, has_mail):
    invite(client)
    assert "invitation/" not in str(DBTaskResult.objects.get().args_kwargs)


def test_the_list_says_since_when_until_the_invitation_is_accepted(client, administrator, has_mail, mailoutbox):
    invite(client)
    assert "not yet accepted" in listed(client)
    assert "not yet accepted" not in listed(client, "ada")
    run_jobs()
    accept(link(mailoutbox[0].body))
    assert "not yet accepted" not in listed(client)


def test_an_invitation_is_sent_again_from_the_list_until_it_is_accepted(client, administrator, has_mail, mailoutbox):
    invite(client)
    run_jobs()
    again = next(a.attrs["href"] for a in read(client.get(PEOPLE)).all("a") if "again" in a.attrs.get("href", ""))
    assert RUTH in client.get(again).content.decode()
    assert client.post(again).status_code == 302
    run_jobs()
    old, new = (link(mail.body) for mail in mailoutbox)
    assert accept(new)
    assert not accept(old), "both end with the first that is used"
    answer = client.post(again, follow=True)
    assert "needs no invitation" in answer.content.decode()
    run_jobs()
    assert len(mailoutbox) == 2
    lines = AuditEntry.objects.filter(action="invited", kind="user").order_by("pk")
    assert [*lines.values_list("who", "detail")] == [("ada", "as Editors"), ("ada", "again")]


def test_whoever_accepts_or_ends_before_the_mail_goes_out_is_sent_none(client, administrator, has_mail, mailoutbox):
    invite(client)
    User.objects.filter(email=RUTH).update(is_active=False)
    run_jobs()
    assert mailoutbox == []


def test_without_mail_the_link_is_shown_once_to_the_administrator_alone(client, administrator, settings):
    settings.HAS_MAIL = False
    assert "No mail is configured here" in client.get(PAGE).content.decode()
    answer = invite(client)
    shown = unescape(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert not DBTaskResult.objects.exists()
    for page in (PAGE, PEOPLE, f"{PAGE}?again={User.objects.get(email=RUTH).pk}"):
        assert "/admin/invitation/" not in client.get(page).content.decode()
    assert accept(link(shown.replace("<", " ")))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, "has an account already"), ({"is_active": False}, "make it active again"),
        ({"email": RUTH.upper()}, "has an account"),
    ],
)  # fmt: skip
def test_an_address_that_has_an_account_gets_a_sentence(client, administrator, has_mail, known, said):
    make_user("Editors", "anna")
    User.objects.filter(username="anna").update(**{"email": RUTH, **known})
    answer = invite(client)
    assert answer.status_code == 422
    assert said in read(answer).one("ul", class_="errorlist").text
    assert "anna" in read(answer).one("ul", class_="errorlist").text
    assert not DBTaskResult.objects.exists()


def test_the_second_who_invites_the_same_person_is_told(client, administrator, has_mail):
    other = Client()
    other.force_login(make_user("Administrators"))
    assert invite(client).status_code == 302
    assert "is invited already" in read(invite(other)).one("ul", class_="errorlist").text
    assert User.objects.filter(email=RUTH).count() == 1
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("meanwhile", [RUTH, "ruth.k@elsewhere.example"])
def test_two_at_the_same_moment_make_one_account_a_person(administrator, has_mail, monkeypatch, meanwhile):
    """What the other saves between the look and the save: the database refuses the name, and it looks again."""
    find, others = inviting._free_name, [meanwhile]

    def late(email):
        name = find(email)
        if others:
            User.objects.create_user(name, others.pop())
        return name

    monkeypatch.setattr(inviting, "_free_name", late)
    if meanwhile == RUTH:
        with pytest.raises(ValidationError, match="has an account"):
            inviting.invite(email=RUTH, roles=[role("Editors")], by=administrator)
    else:
        assert inviting.invite(email=RUTH, roles=[role("Editors")], by=administrator).username == "ruth-k2"
    assert User.objects.filter(email=RUTH).count() == 1


def test_nobody_invites_into_a_role_that_may_more_than_they(client, administrator, has_mail):
    above = Group.objects.create(name="Above")
    above.permissions.set(role("Administrators").permissions.all())
    role("Administrators").permissions.remove(role("Administrators").permissions.get(codename="add_redaction"))
    offered = {label.text.strip() for label in read(client.get(PAGE)).all("label")}
    assert "Editors" in offered
    assert "Above" not in offered
    assert invite(client, RUTH, "Above").status_code == 422
    assert invite(client, RUTH, "Editors", is_superuser="on", username="root").status_code == 302
    assert not User.objects.filter(is_superuser=True).exists()


def test_nobody_invites_again_who_may_more_than_they(client, administrator, admin_user, has_mail, mailoutbox):
    root = inviting.invite(email="root@news.example", roles=[], by=admin_user)
    User.objects.filter(pk=root.pk).update(is_superuser=True)
    for method in (client.get, client.post):
        assert method(f"{PAGE}?again={root.pk}").status_code == 403


@pytest.mark.parametrize(
    "sent", [{"email": ""}, {"email": "ruth"}, {"roles": []}, {"email": "a@b.example\nBcc: c@d.example"}]
)
def test_a_form_that_lacks_something_says_what(client, administrator, has_mail, sent):
    answer = invite(client, **{"email": RUTH, **sent}) if "email" in sent else invite(client, RUTH, **sent)
    assert answer.status_code == 422
    assert read(answer).one("ul", class_="errorlist").text
    assert User.objects.count() == 1


def test_the_password_is_asked_for_again_and_nothing_typed_is_lost(client, administrator, has_mail):
    session = client.session
    session["proven_at"] = 0
    session.save()
    asked = read(invite(client))
    kept = {
        field.attrs["name"]: field.attrs["value"] for field in asked.all("input") if field.attrs["type"] == "hidden"
    }
    assert not User.objects.filter(email=RUTH).exists()
    assert client.post(PAGE, {**kept, "_password": "x"}).status_code == 302
    assert User.objects.filter(email=RUTH).exists()


def test_the_desk_and_its_log_say_it_in_german(client, administrator, has_mail, mailoutbox, settings):
    settings.LANGUAGE_CODE = "de"
    assert invite(client).status_code == 302
    run_jobs()
    assert mailoutbox[0].subject == "Einladung zu Explainer"
    assert "lädt Sie" in mailoutbox[0].body
    client.cookies["desk_language"] = "de"
    assert "noch nicht angenommen" in listed(client)
    assert "als Redigierende" in read(client.get("/admin/explainer/auditentry/")).text


def test_whoever_lets_the_link_go_by_asks_for_another(client, administrator, has_mail, mailoutbox):
    invite(client)
    mailoutbox.clear()
    assert Client().post("/admin/password_reset/", {"email": RUTH.upper()}).status_code == 302
    (mail,) = mailoutbox
    assert mail.to == [RUTH]
    assert accept(link(mail.body))
    mailoutbox.clear()
    User.objects.filter(email=RUTH).update(is_active=False)
    Client().post("/admin/password_reset/", {"email": RUTH})
    assert mailoutbox == []


def test_an_account_that_nobody_invited_and_that_has_no_password_gets_no_link(client, has_mail, mailoutbox):
    user = make_user("Editors", "by-the-company")
    user.email = RUTH
    user.set_unusable_password()
    user.save()
    Client().post("/admin/password_reset/", {"email": RUTH})
    assert mailoutbox == []
