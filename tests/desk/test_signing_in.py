"""Who signs in: guesses end, nobody is kept out by somebody else, and administrators are no superusers."""

import re
import time

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.models import Group, User
from django.test import Client

from explainer.models import AuditEntry, Note
from tests.factories import make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
RIGHT = "a right password"


@pytest.fixture
def editor(settings):
    settings.AXES_ENABLED = True
    settings.RATE_LIMITS = {}
    user = make_user("Editors")
    user.set_password(RIGHT)
    user.save()
    return user


def sign_in(client, user, password, address="198.51.100.1"):
    return client.post("/admin/login/", {"username": user.username, "password": password}, REMOTE_ADDR=address)


def test_guesses_end_after_ten(client, editor, caplog):
    answers = [sign_in(client, editor, f"guess {n}").status_code for n in range(10)]
    assert answers == [200] * 9 + [429]
    response = sign_in(client, editor, RIGHT)
    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert "Try again in 15 minutes, or ask" in response.content.decode()
    assert len([line for line in caplog.messages if "login failure" in line.lower()]) >= 10, "each failure is logged"
    assert "guess 3" not in caplog.text


def test_guesses_keep_nobody_else_out(client, editor):
    for n in range(11):
        sign_in(client, editor, f"guess {n}")
    assert sign_in(client, editor, RIGHT, "203.0.113.5").status_code == 302, "its owner, from elsewhere"
    client.logout()
    colleague = make_user("Editors")
    colleague.set_password(RIGHT)
    colleague.save()
    assert sign_in(client, colleague, RIGHT).status_code == 302, "a colleague behind the same address"


def test_a_right_password_forgets_the_wrong_ones(client, editor):
    for _ in range(2):
        assert [sign_in(client, editor, "wrong").status_code for _ in range(9)] == [200] * 9
        assert sign_in(client, editor, RIGHT).status_code == 302
        client.logout()


def test_it_is_kept_who_signed_in(client, editor):
    sign_in(client, editor, RIGHT)
    assert list(AccessLog.objects.values_list("username", "ip_address")) == [(editor.username, "198.51.100.1")]
    client.force_login(make_user("Administrators"))
    assert editor.username in client.get("/admin/axes/accesslog/").content.decode()


def test_a_session_ends(client, editor):
    sign_in(client, editor, RIGHT)
    assert client.cookies["sessionid"]["max-age"] == 16 * 3600


def test_passwords_are_kept_by_argon2(settings):
    settings.PASSWORD_HASHERS = ["explainer.passwords.Argon2"]
    kept = make_password("secret")
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert not identify_hasher(kept).must_update(kept)


def person(**fields):
    return {"date_joined_0": "2026-01-01", "date_joined_1": "10:00", "is_staff": "on", "is_active": "on", **fields}


def test_an_administrator_gives_roles_but_no_more_than_that(client):
    administrator, colleague = make_user("Administrators"), make_user("Contributors")
    client.force_login(administrator)
    editors = Group.objects.get(name="Editors")
    for user, group in ((colleague, editors), (administrator, administrator.groups.get())):
        sent = person(username=user.username, groups=group.pk, is_superuser="on", user_permissions="1")
        assert client.post(f"/admin/auth/user/{user.pk}/change/", sent).status_code == 302
        user = User.objects.get(pk=user.pk)
        assert (user.is_superuser, user.user_permissions.count(), user.groups.get()) == (False, 0, group)


def test_an_administrator_leaves_superusers_alone(client, admin_user):
    client.force_login(make_user("Administrators"))
    place = f"/admin/auth/user/{admin_user.pk}"
    taken = {"password1": "one-of-my-own", "password2": "one-of-my-own"}
    assert client.post(f"{place}/password/", taken).status_code == 403
    client.post(f"{place}/change/", person(username="stolen"))
    assert User.objects.get(pk=admin_user.pk).username == admin_user.username
    assert client.post(f"{place}/delete/", {"post": "yes"}).status_code == 403


def test_the_log_is_read_and_searched_and_never_changed(client):
    administrator, editor = make_user("Administrators"), make_user("Editors")
    entry = LogEntry.objects.create(user=editor, action_flag=CHANGE, object_repr="The bridge", change_message="Changed")
    client.force_login(administrator)
    for query, there in (("bridge", True), (editor.username, True), ("tunnel", False)):
        page = client.get("/admin/admin/logentry/", {"q": query}).content.decode()
        assert ("The bridge" in page) is there
    assert client.post(f"/admin/admin/logentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/auth/user/{editor.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(f"/admin/admin/logentry/{entry.pk}/change/", {"object_repr": "nothing"})
    assert LogEntry.objects.get(pk=entry.pk).object_repr == "The bridge"
    client.force_login(editor)
    assert client.get("/admin/admin/logentry/").status_code == 403


@pytest.mark.parametrize(
    ("asking", "counted"),
    [("198.51.100.1", "198.51.100.1"), ("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("127.0.0.1", "127.0.0.1")],
)
def test_guesses_count_for_an_address_that_the_database_keeps(client, editor, asking, counted):
    sign_in(client, editor, "wrong", asking)
    assert AccessAttempt.objects.get().ip_address == counted


def test_no_account_is_made_or_edited_from_a_note_s_form(client):
    client.force_login(make_user("Administrators"))
    html = client.get(f"/admin/explainer/note/{make_note().pk}/change/").content.decode()
    assert 'name="owner"' in html
    assert "/admin/auth/user/" not in html


def stale(client):
    """As if the password had been given long ago."""
    session = client.session
    session["proven_at"] = time.time() - 16 * 60
    session.save()


def test_the_password_is_asked_for_again_and_nothing_typed_is_lost(client, settings):
    administrator, note = make_user("Administrators"), make_note(slug="mi6")
    administrator.set_password(RIGHT)
    administrator.save()
    client.force_login(administrator)
    stale(client)
    step = f"/admin/explainer/note/{note.pk}/steps/take_down/"
    asking = read(client.post(step, {"line": "It was “wrong”."}).content.decode())
    kept = {tag.attrs["name"]: tag.attrs.get("value") for tag in asking.all("input") if "name" in tag.attrs}
    assert kept["line"] == "It was “wrong”."
    assert Note.objects.get().state == "published"
    wrong = client.post(step, {"line": "It was “wrong”.", "_password": "guess"})
    assert (wrong.status_code, "That is not your password." in wrong.content.decode()) == (422, True)
    assert client.post(step, {"line": "It was “wrong”.", "_password": RIGHT}).status_code == 302
    assert Note.objects.get().taken_down_line == "It was “wrong”."
    colleague = make_user("Contributors")
    change = f"/admin/auth/user/{colleague.pk}/change/"
    editors = Group.objects.get(name="Editors")
    assert client.post(change, person(username="ben", groups=editors.pk)).status_code == 302, "not again at once"
    for path, sent in (
        (change, person(username="ben", groups=editors.pk)),
        ("/admin/auth/user/add/", {"username": "x"}),
        (f"/admin/auth/user/{colleague.pk}/password/", {"password1": "x", "password2": "x"}),
        (f"/admin/explainer/note/{note.pk}/purge/", {"typed": note.title}),
    ):
        stale(client)
        assert "Your password, once more" in client.post(path, sent).content.decode(), path
    assert Note.objects.exists()


def test_what_was_typed_beside_a_wrong_password_is_not_kept(client, editor):
    """Neither the password, which is nearly the right one, nor words that are there to be removed."""
    Group.objects.get(name="Administrators").user_set.add(editor)
    client.force_login(editor)
    stale(client)
    sent = {"line": "The girl's name", "_password": RIGHT + "s"}
    step = f"/admin/explainer/note/{make_note().pk}/steps/take_down/"
    assert client.post(step, sent, REMOTE_ADDR="198.51.100.1").status_code == 422
    attempt = AccessAttempt.objects.get()
    assert (attempt.failures_since_start, attempt.post_data) == (1, "")


def test_an_administrator_ends_sessions_and_is_asked_for_the_password(client, editor, settings):
    administrator = make_user("Administrators")
    client.force_login(administrator)
    others = [Client(), Client()]
    for other in others:
        other.force_login(editor)
    sent = {"action": "sign_out", "_selected_action": [editor.pk]}
    stale(client)
    assert "Your password, once more" in client.post("/admin/auth/user/", sent).content.decode()
    client.force_login(administrator)
    said = client.post("/admin/auth/user/", sent, follow=True).content.decode()
    assert f"Ended 2 sessions of {editor.username}." in said
    assert [other.get("/admin/").status_code for other in others] == [302, 302]
    assert client.get("/admin/").status_code == 200, "the administrator's own goes on"
    line = AuditEntry.objects.get(record=editor.pk, kind="user", action="signed_out")
    assert (line.who, line.detail) == (administrator.username, "2 sessions ended by an administrator")


def test_nobody_ends_the_sessions_of_a_superuser_from_below(client, admin_user):
    client.force_login(make_user("Administrators"))
    above = Client()
    above.force_login(admin_user)
    client.post("/admin/auth/user/", {"action": "sign_out", "_selected_action": [admin_user.pk]})
    assert above.get("/admin/").status_code == 200


def test_who_ended_a_wait_is_in_the_audit_log(client, editor):
    administrator = make_user("Administrators")
    for n in range(10):
        sign_in(client, editor, f"guess {n}")
    client.force_login(administrator)
    attempt = AccessAttempt.objects.get()
    for path, sent in (
        (f"/admin/axes/accessattempt/{attempt.pk}/delete/", {"post": "yes"}),
        ("/admin/axes/accessattempt/", {"action": "delete_selected", "_selected_action": [attempt.pk], "post": "yes"}),
    ):
        attempt.save()
        client.post(path, sent)
        line = AuditEntry.objects.filter(kind="accessattempt").latest("pk")
        assert (line.who, line.record, line.detail) == (administrator.username, attempt.pk, "deleted")
    assert AuditEntry.objects.filter(kind="accessattempt").count() == 2
    client.logout()
    assert sign_in(client, editor, RIGHT).status_code == 302


def test_a_forgotten_password_is_set_anew_by_mail(client, editor, mailoutbox, settings):
    settings.HAS_MAIL = False
    assert "This server sends no mail. Ask an administrator" in client.get("/admin/password_reset/").content.decode()
    User.objects.filter(pk=editor.pk).update(email="anna@news.example")
    client.post("/admin/password_reset/", {"email": "anna@news.example"})
    assert mailoutbox == []
    settings.HAS_MAIL = True
    for address in ("nobody@news.example", "anna@news.example"):
        assert client.post("/admin/password_reset/", {"email": address}).url == "/admin/password_reset/done/"
    (mail,) = mailoutbox
    link = re.search(r"http://testserver(/admin/password_reset/\S+)", mail.body)[1]
    form = client.get(link, follow=True)
    new = "an-entirely-other-one"
    assert client.post(form.request["PATH_INFO"], {"new_password1": new, "new_password2": new}).status_code == 302
    assert sign_in(client, editor, new).status_code == 302
    assert "doesn’t work any more" in client.get(link).content.decode(), "it works once"
    own = {"old_password": new, "new_password1": f"{new}-2", "new_password2": f"{new}-2"}
    assert client.post("/admin/password_change/", own).status_code == 302
    lines = AuditEntry.objects.filter(action="password", who=editor.username).order_by("pk")
    assert [*lines.values_list("detail", flat=True)] == ["a link was asked for by mail", "set by the link", "own"]
