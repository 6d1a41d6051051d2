"""Adds lines to the audit log: in the transaction of what was done, so that neither is there without the other."""

import getpass
import time
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest

from explainer.models import AuditEntry
from explainer.rate_limits import address_of

from .permissions import Person

Action = AuditEntry.Action
PROVEN_AT = "proven_at"  # in a session: when its owner last proved who they are, in seconds since 1970
# The address that the request at work comes from, for what is deep inside actions. Set by `desk.uncached`.
address: ContextVar[str] = ContextVar("address", default="")


def audit(action: str, *, by: Person | None, record: models.Model | None = None, detail: str = "") -> AuditEntry:
    """Note that this was done. Without an account it was a command, in the name of the system's user."""
    is_user = isinstance(by, User)
    return AuditEntry.objects.create(
        action=action, who=by.get_username() if by and is_user else f"manage.py ({getpass.getuser()})",
        user=by.pk if by and is_user else None, address=address.get() or None, kind=_kind(record),
        record=record.pk if record else None, detail=detail[:200],
    )  # fmt: skip


def signed_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Called by Django's signal after a sign-in."""
    if request is not None:
        request.session[PROVEN_AT] = time.time()
    audit(Action.SIGNED_IN, by=user)


def signed_out(sender: Any, request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    """Called by Django's signal after a sign-out."""
    if user:
        audit(Action.SIGNED_OUT, by=user)


def failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Called by Django's signal. A name that no account has isn't kept: people type passwords into the wrong field."""
    name = str(credentials.get("username") or "")
    user = User.objects.filter(username=name).first()
    AuditEntry.objects.create(
        action=Action.FAILED, who=name if user else "", user=user.pk if user else None,
        address=client_address(request) or None, detail="" if user else "no such account",
    )  # fmt: skip


def client_address(request: HttpRequest | None) -> str:
    """The address of whoever asks; of an IPv6 network its first one."""
    return address_of(request).removesuffix("/64") if request else ""


def _kind(record: models.Model | None) -> str:
    return str(record._meta.model_name) if record else ""
