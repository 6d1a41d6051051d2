"""What a line of the audit log says to whoever reads it.

The log keeps one wording for all, in English, which a search finds: `actions.auditing.audit` is given it. Here it is
recognised, and said in the reader's language. What nobody recognises is shown as it was written.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.models import AuditEntry, Redaction, Revision, State
from explainer.models.language import listed

from .rights import role_name

WHOLE = {
    "own": _("own"),
    "a link was asked for by mail": _("a link was asked for by mail"),
    "set by the link": _("set by the link"),
    "passkey added": _("passkey added"),
    "passkey removed": _("passkey removed"),
    "second factor": _("second factor"),
    "no such account": _("no such account"),
    "set up": _("set up"),
    "new recovery codes": _("new recovery codes"),
    "removed": _("removed"),
    "again": _("again"),
    "taken away": _("taken away"),
    "made": _("made"),
    "deleted": _("deleted"),
    "scaleverdict: ours copied": _("our scale of verdicts was copied"),
    **{value: label for choices in (Revision.Change, Redaction.Ground) for value, label in choices.choices},
}


def kind_words(kind: str) -> str:
    """A kind of record as the log names it ("scaleverdict"), in words."""
    for app in ("explainer", "auth"):
        with suppress(LookupError):
            return str(apps.get_model(app, kind)._meta.verbose_name)
    return kind


def of_what(entry: AuditEntry) -> str:
    """ "article 12"."""
    return f"{kind_words(entry.kind)} {entry.record}" if entry.record else ""


def detail_words(entry: AuditEntry) -> str:
    """The line's detail in the reader's language."""
    if entry.detail in WHOLE:
        return str(WHOLE[entry.detail])
    for pattern, text, readers in PATTERNS:
        if found := pattern.fullmatch(entry.detail):
            return str(text) % {name: readers.get(name, str)(value) for name, value in found.groupdict().items()}
    return entry.detail


def _state(value: str) -> str:
    return str(State(value).label) if value in State.values else value


def _fields(names: str) -> str:
    """What fields are called, as the desk's log has them."""
    return listed(gettext(name) for name in names.split(", ") if name)


def _of_account(names: str) -> str:
    """The fields of an account by their names in the form."""
    said = []
    for name in filter(None, names.split(", ")):
        try:
            said.append(str(getattr(User._meta.get_field(name), "verbose_name", name)))
        except FieldDoesNotExist:
            said.append(name)
    return listed(said)


def _roles(names: str) -> str:
    """The roles of an account, as `people` writes them."""
    known = {"no role": gettext("no role"), "superuser": gettext("superuser")}
    return listed(known.get(name) or role_name(name) for name in names.split(", "))


Reader = Callable[[str], Any]
PATTERNS: list[tuple[re.Pattern[str], Any, dict[str, Reader]]] = [
    (re.compile(r"(?P<before>\w+) → (?P<now>\w+)"), _("%(before)s → %(now)s"), {"before": _state, "now": _state}),
    (re.compile(r"as (?P<roles>.+)"), _("as %(roles)s"), {"roles": _roles}),
    (re.compile(r"until (?P<until>\d.+)"), _("until %(until)s"), {}),
    (re.compile(r"changed: (?P<fields>.+)"), _("changed: %(fields)s"), {"fields": _fields}),
    (re.compile(r"(?P<kind>[a-z]+) (?P<number>\d+)"), _("%(kind)s %(number)s"), {"kind": kind_words}),
    (re.compile(r"(?P<n>\d+) sessions ended by an administrator"), _("sessions ended by an administrator: %(n)s"), {}),
    (
        re.compile(r"(?P<fields>.*) \((?P<before>.*) → (?P<now>.*)\)"), _("%(fields)s (%(before)s → %(now)s)"),
        {"fields": _of_account, "before": _roles, "now": _roles},
    ),
]  # fmt: skip
