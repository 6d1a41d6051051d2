"""Passkeys as a second factor (W3C Web Authentication, level 3); py_webauthn checks what devices answer.

A challenge is kept in the session and good for one answer. What a passkey is bound to is this site's own host: another
site that looks like it gets no answer, which is more than a code can promise.
"""

import json
import re
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from explainer.models import Passkey

CHALLENGE = "passkey_challenge"  # in a session
MOST = 20  # passkeys of one account
# Asked for after the password: that somebody is there is enough, a finger or a PIN is welcome.
VERIFICATION = UserVerificationRequirement.PREFERRED

# What the parts of an answer raise that are none; the last of JSON that is nested too deeply.
UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)


def options_to_add(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser is to ask of a device that makes a passkey for this account."""
    options = generate_registration_options(
        rp_id=_host(request), rp_name=settings.SITE_NAME, user_name=user.get_username(),
        user_id=salted_hmac("explainer.passkeys", str(user.pk), algorithm="sha256").digest(),
        user_display_name=user.get_full_name() or user.get_username(), exclude_credentials=_known(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=VERIFICATION
        ),
    )  # fmt: skip
    return _asked(request, options)


def options_to_use(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """What the browser is to ask of a device that has one; None for an account without."""
    known = _known(user)
    if not known:
        return None
    options = generate_authentication_options(
        rp_id=_host(request), allow_credentials=known, user_verification=VERIFICATION
    )
    return _asked(request, options)


def add(request: HttpRequest, user: User, answer: str, name: str) -> Passkey | None:
    """Keep the passkey that a device has made; None if the answer isn't right."""
    if Passkey.objects.filter(user=user).count() >= MOST:
        return None
    try:
        made = verify_registration_response(credential=answer, **_expected(request))
    except (WebAuthnException, *UNREADABLE):
        return None
    credential = bytes_to_base64url(made.credential_id)
    if Passkey.objects.filter(credential=credential).exists():
        return None
    passkey: Passkey = Passkey.objects.create(
        user=user, name=name, credential=credential, public_key=made.credential_public_key, uses=made.sign_count
    )
    return passkey


def use(request: HttpRequest, user: User, answer: str) -> Passkey | None:
    """The passkey of this account that has given the answer; None if it isn't right. Call it in a transaction."""
    expected = _expected(request)
    try:
        credential = bytes_to_base64url(base64url_to_bytes(str(json.loads(answer)["id"])))
        passkey: Passkey = Passkey.objects.select_for_update().get(user=user, credential=credential)
        used = verify_authentication_response(
            credential=answer, credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.uses, **expected,
        )  # fmt: skip
    except (WebAuthnException, Passkey.DoesNotExist, *UNREADABLE):
        return None
    passkey.uses, passkey.used_at = used.new_sign_count, timezone.now()
    passkey.save(update_fields=["uses", "used_at"])
    return passkey


def _known(user: User) -> list[PublicKeyCredentialDescriptor]:
    keys = Passkey.objects.filter(user=user).values_list("credential", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key)) for key in keys]


def _asked(request: HttpRequest, options: Any) -> dict[str, Any]:
    request.session[CHALLENGE] = bytes_to_base64url(options.challenge)
    asked: dict[str, Any] = json.loads(options_to_json(options))
    return asked


def _expected(request: HttpRequest) -> dict[str, Any]:
    """What an answer has to fit. The challenge is used up by it."""
    challenge = request.session.pop(CHALLENGE, "")
    if not challenge:
        challenge = bytes_to_base64url(b"no challenge was given, so that nothing answers it")
    return {
        "expected_challenge": base64url_to_bytes(challenge), "expected_rp_id": _host(request),
        "expected_origin": f"{request.scheme}://{request.get_host()}",
    }  # fmt: skip


def _host(request: HttpRequest) -> str:
    """The host without its port: what a passkey is bound to. ALLOWED_HOSTS says which there are."""
    return re.sub(r":\d+$", "", request.get_host())
