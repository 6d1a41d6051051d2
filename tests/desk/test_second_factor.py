"""The password alone opens nothing then; codes are good once; administrators can be made to have one."""

import re

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from explainer.models import AuditEntry, Passkey
from tests.factories import make_user

pytestmark = pytest.mark.django_db
RIGHT = "a right password"
SETUP, ASK = "/admin/second-factor/set-up/", "/admin/second-factor/"


@pytest.fixture
def editor():
    user = make_user("Editors")
    user.set_password(RIGHT)
    user.save()
    return user


def code_of(user):
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06d}"


def set_up(client, user):
    """The recovery codes that setting it up shows."""
    client.force_login(user)
    assert client.get(SETUP).status_code == 200
    page = client.post(SETUP, {"code": code_of(user)}).content.decode()
    TOTPDevice.objects.update(last_t=-1)  # as if the next code had come
    return re.findall(r"<li><code>(\w+)</code>", page)


def sign_in(client, user):
    client.logout()
    return client.post(
        "/admin/login/?next=/admin/explainer/note/", {"username": user.username, "password": RIGHT}, follow=True
    )


def test_the_password_alone_opens_nothing(client, editor):
    codes = set_up(client, editor)
    assert len(set(codes)) == 10
    assert client.get("/admin/explainer/note/").status_code == 200, "who set it up is in"
    for right in (code_of(editor), codes[0]):
        TOTPDevice.objects.update(last_t=-1)
        page = sign_in(client, editor)
        assert "The code that your app shows" in page.content.decode()
        asking = page.redirect_chain[-1][0]
        for path in (
            "/admin/",
            "/admin/explainer/note/",
            f"/admin/auth/user/{editor.pk}/password/",
            "/admin/password_change/",
        ):
            assert client.get(path).status_code == 302, path
        assert client.get(SETUP).url == ASK, "nor is it taken away so"
        assert client.post(asking, {"code": right}).url == "/admin/explainer/note/"
        assert client.get("/admin/explainer/note/").status_code == 200
    sign_in(client, editor)
    assert client.post(ASK, {"code": codes[0]}).status_code == 422, "a recovery code is good once"
    assert AuditEntry.objects.filter(action="failed", detail="second factor", who=editor.username).count() == 1
    assert client.post(f"{ASK}?next=https://evil.example/", {"code": codes[1]}).status_code == 422, (
        "wrong ones make it wait"
    )


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_that_somebody_read_along_opens_nothing_a_second_time(client, editor, kind):
    """Within the same half minute, with the right password, in another browser."""
    client.force_login(editor)
    assert client.get(SETUP).status_code == 200
    code = code_of(editor)
    page = client.post(SETUP, {"code": code}).content.decode()
    other = Client()
    asking = sign_in(other, editor).redirect_chain[-1][0]
    assert other.post(asking, {"code": code}).status_code == 422, "it was used to set it up"
    if kind == "recovery":
        code = re.search(r"<li><code>(\w+)</code>", page)[1]
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)  # as if the next code had come
    StaticDevice.objects.update(throttling_failure_count=0)
    assert sign_in(client, editor).status_code == 200
    assert client.post(ASK, {"code": code}).status_code == 302
    assert other.post(asking, {"code": code}).status_code == 422
    assert other.get("/admin/explainer/note/").status_code == 302
    assert client.get("/admin/explainer/note/").status_code == 200


def test_it_leads_to_no_other_site(client, editor):
    codes = set_up(client, editor)
    sign_in(client, editor)
    assert client.post(f"{ASK}?next=https://evil.example/", {"code": codes[1]}).url == "/admin/"


def test_a_wrong_code_sets_nothing_up(client, editor):
    client.force_login(editor)
    client.get(SETUP)
    for wrong in ("", "abc", "000000 1", "9" * 400):
        assert client.post(SETUP, {"code": wrong}).status_code == 422
    assert sign_in(client, editor).redirect_chain[-1][0] == "/admin/explainer/note/"


def test_administrators_can_be_made_to_have_one(client, editor, settings):
    settings.SECOND_FACTOR = "administrators"
    client.force_login(editor)
    assert client.get("/admin/explainer/note/").status_code == 200
    administrator = make_user("Administrators")
    client.force_login(administrator)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(SETUP)
    assert client.get("/admin/auth/user/").status_code == 302
    assert client.post(SETUP, {"code": code_of(administrator)}).status_code == 200
    assert client.get("/admin/auth/user/").status_code == 200


def test_an_administrator_takes_it_off_who_lost_the_phone(client, editor):
    set_up(client, editor)
    client.force_login(make_user("Administrators"))
    sent = {"action": "take_second_factor_away", "_selected_action": editor.pk}
    assert client.post("/admin/auth/user/", sent).status_code == 302
    assert sign_in(client, editor).redirect_chain[-1][0] == "/admin/explainer/note/"
    assert AuditEntry.objects.filter(action="second_factor", detail="taken away", record=editor.pk).count() == 1


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "null", "{}", '{"id": 1}', '{"id": "eA", "rawId": "eA", "type": "x"}']
)
def test_what_is_no_answer_of_a_passkey_adds_nothing_and_opens_nothing(client, editor, answer):
    set_up(client, editor)
    assert client.post("/admin/passkeys/", {"answer": answer}).status_code == 422
    assert not Passkey.objects.exists()
    asking = sign_in(client, editor).redirect_chain[-1][0]
    assert client.post(asking, {"answer": answer}).status_code == 422
    assert client.get("/admin/").status_code == 302
