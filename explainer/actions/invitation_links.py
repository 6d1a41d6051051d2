"""The link of an invitation, with which whoever was invited chooses the first password of their account.

It is signed (django.core.signing: user, time) together with the account's state, so that no row keeps it and it works
once: until settings.INVITATION_HOURS are over, or there is a password, or somebody signed in. A colleague who is
invited on Friday evening comes on Monday; a forgotten password's link is Django's own, and lives for two hours.
Neither is taken for the other: each has its key, its address and what it asks of the account.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


class InvitationTokens:
    """What Django's page for a new password asks of a token generator."""

    def make_token(self, user: User) -> str:
        """A new token for this account. Whoever has it has the account."""
        return signing.dumps(user.pk, salt=_state(user))

    def check_token(self, user: User, token: str) -> bool:
        """True if it was made for this account as it is, in the last hours."""
        if not (user.is_active and is_open(user)):
            return False
        try:
            return bool(signing.loads(token, salt=_state(user), max_age=_life()) == user.pk)
        except signing.BadSignature:
            return False


invitation_tokens = InvitationTokens()


def is_open(user: User) -> bool:
    """True if nobody can have signed in to this account yet, and nobody can without a link."""
    return user.last_login is None and not user.has_usable_password()


def link_of(user: User) -> str:
    """A new link with which the user chooses a password. Whoever has it has the account."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return settings.SITE_URL + reverse("accept_invitation", args=[key, invitation_tokens.make_token(user)])


def good_until() -> datetime:
    """Until when a link works that is made now."""
    return timezone.now() + _life()


def _life() -> timedelta:
    return timedelta(hours=settings.INVITATION_HOURS)


def _state(user: User) -> str:
    """What ends the link when it changes, as part of its key. A password that isn't usable is random in Django."""
    return f"explainer.invitation:{user.pk}:{user.password}:{user.email}"
