"""Who signs in: guesses end, nobody is kept out by somebody else, and administrators are no superusers."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.models import Group, User

from tests.factories import make_note, make_user

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
