"""A passkey's answer is good once, on this site, for its own account; a copy of the device is found out."""

import pytest

from explainer.models import AuditEntry, Passkey
from tests.desk.passkey_device import Device
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OWN, ASK, INSIDE = "/admin/passkeys/", "/admin/second-factor/", "/admin/explainer/note/"


@pytest.fixture
def editor():
    return make_user("Editors")


def add(client, device):
    asked = client.get(OWN).context["options"]
    return client.post(OWN, {"name": "Mine", "answer": device.make(asked)})


def half_signed_in(client, user):
    """The password has been given. Returns what the page asks of the passkey."""
    client.logout()
    client.post("/admin/login/", {"username": user.username, "password": "x"})
    return client.get(ASK).context["options"]


@pytest.fixture
def device(client, editor):
    """One that the editor has added."""
    device = Device()
    client.force_login(editor)
    assert add(client, device).status_code == 200
    assert Passkey.objects.get().user == editor
    return device


@pytest.mark.parametrize(
    ("host", "bound_to"),
    [
        ("news.example", "news.example"),
        ("news.example:8000", "news.example"),
        ("[::1]", "[::1]"),
        ("[::1]:80", "[::1]"),
    ],
)
def test_it_is_bound_to_the_host_without_its_port(client, editor, settings, host, bound_to):
    settings.ALLOWED_HOSTS = ["*"]
    client.force_login(editor)
    asked = client.get(OWN, headers={"host": host}).context["options"]
    assert asked["rp"]["id"] == bound_to


def test_a_right_answer_opens_the_desk_once(client, editor, device):
    answer = device.use(half_signed_in(client, editor))
    assert client.get(INSIDE).status_code == 302
    assert client.post(ASK, {"answer": answer}).status_code == 302
    assert client.get(INSIDE).status_code == 200
    half_signed_in(client, editor)
    assert client.post(ASK, {"answer": answer}).status_code == 422, "in another session"
    assert client.get(INSIDE).status_code == 302
    assert AuditEntry.objects.filter(action="failed", detail="second factor", who=editor.username).count() == 1


def test_a_challenge_is_used_up_by_a_wrong_answer_too(client, editor, device):
    asked = half_signed_in(client, editor)
    assert client.post(ASK, {"answer": device.use(asked, origin="https://evil.example")}).status_code == 422
    assert client.post(ASK, {"answer": device.use(asked)}).status_code == 422
    asked = client.get(ASK).context["options"]
    assert client.post(ASK, {"answer": device.use(asked)}).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:8001"},
        {"host": "evil.example"},
        {"flags": 0},
        {"kind": "webauthn.create"},
    ],
    ids=lambda changed: " ".join(map(str, changed.values())) if isinstance(changed, dict) else None,
)
def test_what_was_signed_for_something_else_opens_nothing(client, editor, device, changed):
    answer = device.use(half_signed_in(client, editor), **changed)
    assert client.post(ASK, {"answer": answer}).status_code == 422
    assert client.get(INSIDE).status_code == 302


def test_a_copy_of_the_device_is_known_by_its_counter(client, editor, device):
    assert client.post(ASK, {"answer": device.use(half_signed_in(client, editor))}).status_code == 302
    device.uses -= 1  # as the copy has it
    assert client.post(ASK, {"answer": device.use(half_signed_in(client, editor))}).status_code == 422


def test_it_is_its_own_account_s_alone(client, editor, device):
    """Somebody with a passkey of their own and a colleague's password."""
    other, others = make_user("Editors"), Device()
    client.force_login(other)
    assert add(client, others).status_code == 200
    asked = half_signed_in(client, editor)
    assert client.post(ASK, {"answer": others.use(asked)}).status_code == 422
    assert client.get(INSIDE).status_code == 302
    third = make_user("Editors")
    client.force_login(third)
    assert add(client, device).status_code == 422, "nor is a known one added to a second account"
    assert not Passkey.objects.filter(user=third).exists()


def test_what_was_made_for_an_earlier_page_is_not_added(client, editor):
    client.force_login(editor)
    made = Device().make(client.get(OWN).context["options"])
    client.get(OWN)
    assert client.post(OWN, {"answer": made}).status_code == 422
    assert not Passkey.objects.exists()
