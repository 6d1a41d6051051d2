"""The history of made-up records: how each stands since when, its first revision, and now and then a correction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from explainer.models import Article, Record, Revision, State
from explainer.models.snapshots import take_snapshot

from . import prose
from .plan import Plan

CORRECTED = 0.03  # of published records
SHOWN_BEFORE = timedelta(days=30)  # how long what was taken down had been public


def standing(dice: Random, state: State, since: datetime) -> dict[str, Any]:
    """The fields that say where a record stands."""
    fields: dict[str, Any] = {"state": state, "state_since": since}
    if state == State.TAKEN_DOWN:
        fields |= {"taken_down_at": since, "taken_down_line": prose.sentence(dice)}
    return fields


def make_history(plan: Plan, numbers: Sequence[int], records: Sequence[Record]) -> None:
    """Write the revisions of a batch of records, which are saved already with all that belongs to them."""
    revisions = []
    for number, record in zip(numbers, records, strict=True):
        dice, snapshot = plan.dice(f"{record.type_name} history", number), take_snapshot(record)
        first = _revision(record, snapshot, _public_from(record))
        revisions.append(first)
        if record.state == State.TAKEN_DOWN:
            first.state = State.PUBLISHED
            revisions.append(_revision(record, snapshot, None, made=record.state_since))
        elif record.is_public and dice.random() < CORRECTED:
            first.snapshot = {**snapshot, _summary(record): prose.sentence(dice)}
            at = min(plan.now, first.made + timedelta(days=dice.uniform(1, 20)))
            told = {"change": Revision.Change.CORRECTION, "line": prose.sentence(dice)}
            revisions.append(_revision(record, snapshot, at, made=at, **told))
    Revision.objects.bulk_create(revisions)


def _revision(record: Record, snapshot: dict[str, Any], public_from: datetime | None, **fields: Any) -> Revision:
    fields.setdefault("made", min(public_from or record.state_since, record.state_since))
    return Revision(
        **{record.type_name: record}, state=record.state, public_from=public_from, snapshot=snapshot, **fields
    )


def _public_from(record: Record) -> datetime | None:
    """Since when readers can see it, or could before it was taken down."""
    if record.state == State.TAKEN_DOWN:
        return record.state_since - SHOWN_BEFORE
    if record.state != State.PUBLISHED:
        return None
    return record.published_at if isinstance(record, Article) else record.state_since


def _summary(record: Record) -> str:
    return "standfirst" if isinstance(record, Article) else "summary"
