"""How passwords are kept, and what guesses of them are answered.

Argon2id makes guessing from a stolen database dear in memory as well as in time; django-axes ends guesses at the door.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from explainer.rate_limits import address_of


class Argon2(Argon2PasswordHasher):
    """With the least that OWASP's Password Storage Cheat Sheet asks for: 19 MiB, two passes, one lane.

    Django's own 100 MiB on eight lanes would let a handful of people at the sign-in page fill the server's memory.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


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
