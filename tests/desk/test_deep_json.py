"""What is nested deeper than Python goes is no answer and no form, and never an error."""

import json

import pytest
from webauthn.helpers import bytes_to_base64url

from explainer.desk import passkeys
from explainer.desk.versions import read_seen
from explainer.models import Passkey
from tests.factories import make_user

DEEP = "[" * 100_000
IN_CLIENT_DATA = json.dumps({
    "id": "AA", "rawId": "AA", "type": "public-key",
    "response": {
        "clientDataJSON": bytes_to_base64url(DEEP.encode()), "attestationObject": "AA", "authenticatorData": "AA",
        "signature": "AA",
    },
})  # fmt: skip


def test_what_a_form_was_opened_with():
    assert read_seen(DEEP) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [DEEP, IN_CLIENT_DATA])
def test_the_answer_of_a_passkey(rf, answer):
    user, request = make_user("Editors"), rf.post("/")
    request.session = {}
    Passkey.objects.create(user=user, name="a", credential="AA", public_key=b"a", uses=0)
    assert passkeys.add(request, user, answer, "b") is None
    assert passkeys.use(request, user, answer) is None
