"""A record's words as JSON, and back: what a revision keeps.

Sources are compared by their keys, so that a source that is retitled doesn't make every record that cites it look
edited; their titles at that time are kept for readers.
Left out is what isn't the record's words: its slug, its state and its dates, its owner. An article's plain text is kept
beside its Markdown for readers to compare, and so are its cards (`card_list.py`), which are not put back with it.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext as _

from explainer.text.partial_dates import first_day

from .article import Article
from .card_list import cards_shown
from .claim import Claim
from .event import Event
from .note import Note
from .public_record import PublicRecord
from .registry import Record
from .source import Citation, Source

Snapshot = dict[str, Any]

FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Article: (
        "title", "section", "standfirst", "byline", "body", "language", "glance", "glance_caption",
        "picture", "picture_alt", "picture_caption", "picture_credit",
    ),
    Note: (
        "title", "kind", "summary", "body", "aliases", "same_as", "place_name", "latitude", "longitude", "place_kind",
        "as_of", "review_by", "language", "picture", "picture_alt", "picture_caption", "picture_credit",
    ),
    Claim: (
        "title", "summary", "claimant", "claimant_role", "quote", "said_on", "venue", "kind", "verdict", "reasoning",
        "would_change", "judge_by", "as_of", "review_by", "language",
    ),
}  # fmt: skip
EVENT_FIELDS = ("date", "end_date", "date_words", "text")


def take_snapshot(record: Record) -> Snapshot:
    """The record's words as they are in the database now, as plain JSON. Two or three queries."""
    return take_snapshots(type(record), [record.pk])[record.pk]


def take_snapshots(model: type[PublicRecord], keys: Iterable[int]) -> dict[int, Snapshot]:
    """The same of many records of a kind, by their keys. As many queries as for one."""
    names = FIELDS[model]
    more = ("text", "published_at") if model is Article else ()
    rows = {row["pk"]: row for row in model._base_manager.filter(pk__in=list(keys)).values("pk", *names, *more)}
    found: dict[int, Snapshot] = {pk: {name: _plain(row[name]) for name in names} for pk, row in rows.items()}
    if model is Article:
        cards = cards_shown({pk: (row["text"], row["published_at"]) for pk, row in rows.items()})
        for pk, snapshot in found.items():
            snapshot |= {"text": rows[pk]["text"], "cards": cards[pk]}
    if model is Note:
        for pk, events in _events(rows).items():
            found[pk]["events"] = in_order(events)
    for pk, citations in _citations(model.type_name, rows).items():
        found[pk]["citations"] = citations
    return found


def _events(notes: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in notes}
    for event in Event.objects.filter(note__in=found).values("note", *EVENT_FIELDS, "source"):
        found[event.pop("note")].append(event)
    return found


def _citations(type_name: str, keys: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in keys}
    citations = Citation.objects.filter(**{f"{type_name}__in": found}).select_related("source")
    for citation in citations.order_by("position", "pk"):
        kept = {"source": citation.source_id, "title": str(citation.source), "words": citation.words}
        found[citation.record_key[1]].append(kept)
    return found


def in_order(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A snapshot's events by time."""
    return sorted(events, key=lambda event: (first_day(event["date"]), event["date"], event["text"]))


def apply_snapshot(record: Record, snapshot: Snapshot) -> int:
    """Give the record these words again, and save it with its events and citations, in the caller's transaction.

    Sources that are gone by now are left out; returns how many events or citations lost theirs so.
    Raises ValidationError for a snapshot that was redacted.
    """
    if not snapshot:
        raise ValidationError(_("The words of this revision were removed for good. Choose another one."))
    for name in FIELDS[type(record)]:
        if name in snapshot and not _is_lost_picture(name, snapshot):
            field = type(record)._meta.get_field(name)
            setattr(record, name, field.to_python(snapshot[name]))  # type: ignore[union-attr]
    record.save()
    there = set(Source.objects.filter(pk__in=source_keys(snapshot)).values_list("pk", flat=True))
    if isinstance(record, Note) and "events" in snapshot:
        record.events.all().delete()
        for event in snapshot["events"]:
            source = event["source"] if event["source"] in there else None
            known = {name: event[name] for name in EVENT_FIELDS if name in event}
            Event.objects.create(note=record, source_id=source, **known)
    excerpts = dict(Citation.objects.of(record).exclude(excerpt="").values_list("source", "excerpt"))
    Citation.objects.of(record).delete()
    for position, citation in enumerate(snapshot.get("citations", [])):
        if citation["source"] in there:
            words = {"words": citation["words"], "position": position, "source_id": citation["source"]}
            excerpt = excerpts.get(citation["source"], "")
            Citation.objects.create(**{record.type_name: record}, excerpt=excerpt, **words)
    return sum(key not in there for key in source_keys(snapshot))


def same_words(one: Snapshot, other: Snapshot) -> bool:
    """True if both say the same. What only follows from other records and from the Markdown makes no difference."""
    before, after = _comparable(one, other)
    return before == after


def parts_changed(one: Snapshot, other: Snapshot) -> list[str]:
    """The names of the parts in which two snapshots differ."""
    before, after = _comparable(one, other)
    return [name for name in after if before.get(name) != after[name]]


def _comparable(one: Snapshot, other: Snapshot) -> tuple[Snapshot, Snapshot]:
    """The essences of both; without cards, where one of them is of before they were kept."""
    before, after = _essence(one), _essence(other)
    if "cards" not in before or "cards" not in after:
        return without_cards(before), without_cards(after)
    return before, after


def without_cards(snapshot: Snapshot) -> Snapshot:
    """What is put back when a revision is restored: the words alone."""
    return {name: value for name, value in snapshot.items() if name != "cards"}


def _essence(snapshot: Snapshot) -> Snapshot:
    citations = [{**citation, "title": ""} for citation in snapshot.get("citations", [])]
    return {**snapshot, "text": "", "citations": citations}


def source_keys(snapshot: Snapshot) -> list[int]:
    """The keys of the sources that events and citations name, each as often as it is named."""
    named = [*snapshot.get("events", []), *snapshot.get("citations", [])]
    return [each["source"] for each in named if each["source"]]


def _is_lost_picture(name: str, snapshot: Snapshot) -> bool:
    return name == "picture" and bool(snapshot[name]) and not default_storage.exists(snapshot[name])


def _plain(value: Any) -> Any:
    """A value as JSON has it: dates as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
