"""One history for a record: its words, its state and address, and its cards put, moved and removed, by whom and when.

Revisions say what became of words, state and address. The desk's log says the rest: what was done with cards, what was
published from a working copy, moved to the bin or purged. What a form's save logs beside its revision is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, QuerySet, Value
from django.utils.translation import gettext as _

from explainer.actions.desk_log import words_of
from explainer.models import Record, Revision, State
from explainer.models.readable import labels_of

REVISION, ENTRY = "revision", "entry"


@dataclass
class HistoryEvent:
    """One line: when (an aware datetime), who, what in words; the revision to compare, if it is one."""

    at: datetime
    who: str
    said: str
    revision: Revision | None = None


def events_of(record: Record) -> QuerySet[Any]:
    """The moments and keys of all events, newest first. One query when it is cut into pages."""
    kind = ContentType.objects.get_for_model(type(record))
    logged = LogEntry.objects.filter(content_type=kind, object_id=str(record.pk)).exclude(change_message__in=["", "[]"])
    logged = logged.exclude(change_message__startswith="[{")  # what a form's save says of its fields
    rows = [
        found.order_by().annotate(at=F(when), what=Value(what, CharField())).values_list("at", "pk", "what")
        for found, when, what in ((Revision.objects.of(record), "made", REVISION), (logged, "action_time", ENTRY))
    ]
    return rows[0].union(rows[1], all=True).order_by("-at", "-what", "-pk")


def load_events(record: Record, rows: Iterable[tuple[datetime, int, str]]) -> list[HistoryEvent]:
    """The events of one page. Two queries."""
    rows = list(rows)
    keys = {what: [pk for _at, pk, each in rows if each == what] for what in (REVISION, ENTRY)}
    revisions = Revision.objects.select_related("by").defer("snapshot").in_bulk(keys[REVISION])
    entries = LogEntry.objects.select_related("user").in_bulk(keys[ENTRY])
    found = []
    for at, pk, what in rows:
        if what == REVISION and pk in revisions:
            revision = revisions[pk]
            found.append(HistoryEvent(at, _name(revision.by), _said(record, revision), revision))
        elif what == ENTRY and pk in entries:
            found.append(HistoryEvent(at, _name(entries[pk].user), words_of(entries[pk])))
    return found


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _said(record: Record, revision: Revision) -> str:
    """ "Published. Address: /notes/new/. Title, Sources." """
    labels, said, changed = labels_of(record.type_name), [], revision.changed
    if "made" in changed:
        said.append(_("Made"))
    if "state" in changed:
        said.append(_state(revision))
    if "time" in changed:
        said.append(_("Another time of publication"))
    if "slug" in changed:
        said.append(_("Address: %s") % f"/{record.folder}/{revision.slug}/")
    if parts := ", ".join(dict.fromkeys(str(labels[name]) for name in changed if name in labels)):
        said.append(parts)
    if revision.restored_from_id:
        said.append(_("restored"))
    return ". ".join(said) or _("Saved")


def _state(revision: Revision) -> str:
    if revision.state == State.PUBLISHED and revision.public_from != revision.made:
        return _("Set to be published later")
    return {
        State.DRAFT: _("Back to draft"), State.REVIEW: _("Submitted for review"), State.PUBLISHED: _("Published"),
        State.TAKEN_DOWN: _("Taken down"),
    }[State(revision.state)]  # fmt: skip
