"""How passwords are kept, and what guesses of them are answered.

Argon2id makes guessing from a stolen database dear in memory as well as in time; django-axes ends guesses at the door.
"""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from explainer.rate_limits import address_of

GUESSES_FROM_EVERYWHERE = 100  # wrong passwords for one account within settings.AXES_COOLOFF_TIME


class Argon2(Argon2PasswordHasher):
    """With the least that OWASP's Password Storage Cheat Sheet asks for: 19 MiB, two passes, one lane.

    Django's own 100 MiB on eight lanes would let a handful of people at the sign-in page fill the server's memory.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


class Guesses(AxesDatabaseHandler):
    """What django-axes counts, an account from an address, and one thing more: who guesses at an account from very many
    addresses. Then it lets in only where its owner is signed in, or has been before."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        if super().is_locked(request, credentials):
            return True
        name = str((credentials or {}).get("username") or "")
        since = timezone.now() - settings.AXES_COOLOFF_TIME
        recent = AccessAttempt.objects.filter(username=name, attempt_time__gte=since)
        wrong: int = recent.aggregate(wrong=Sum("failures_since_start"))["wrong"] or 0
        return wrong >= GUESSES_FROM_EVERYWHERE and not self._is_known(request, name)

    def _is_known(self, request: HttpRequest, name: str) -> bool:
        if request.user.is_authenticated and request.user.get_username() == name:
            return True
        return bool(AccessLog.objects.filter(username=name, ip_address=guesser(request)).exists())


def guesser(request: HttpRequest) -> str:
    """The address that guesses count for: of an IPv6 network its first one, for the database keeps no networks."""
    return address_of(request).removesuffix("/64") or "127.0.0.1"


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """What too many guesses are answered, and the right password after them: 429, and when to come again."""
    wait = settings.AXES_COOLOFF_TIME
    message = _(
        "The password was wrong too many times. Try again in %(minutes)d minutes, or ask an administrator, who can"
        " end the wait under “Access attempts”."
    ) % {"minutes": wait.total_seconds() // 60}
    headers = {"Retry-After": str(int(wait.total_seconds())), "Cache-Control": "no-store"}
    return HttpResponse(message, status=429, headers=headers, content_type="text/plain; charset=utf-8")
