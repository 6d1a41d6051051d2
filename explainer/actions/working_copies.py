"""Working copies: what is being written over a published record, seen by the desk alone until somebody publishes it.

A working copy is a record of the same kind with `copy_of`, in state draft or review: forms, the annotate screen and
previews work on it as on any draft. The models' managers leave it out (`models.public_record.RecordManager`), so no
list, page, feed, search or suggestion learns of it. `publishing_changes.py` brings its words, settings and cards into
the public record in one change, with one revision.

What the public record was when the copy was begun is kept in the copy (`copied`). A field that only one of the two has
changed since is taken from that one; where both did, somebody has to choose.
"""

import datetime
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from explainer.models import Annotation, Article, CardChange, Citation, Claim, Note, Record, Revision, State
from explainer.models.public_record import COPY_SLUG
from explainer.models.snapshots import Snapshot, apply_snapshot, take_snapshot

from .permissions import Person, may_change, may_propose
from .revising import baseline

SETTINGS = (
    "published_at",
    "published_elsewhere",
    "updated_at",
    "embedding",
    "owner_id",
    "translation_of_id",
    "translated_from_id",
)  # beside the words and the slug; of those it has
OWN = {
    "id", "copy_of", "copied", "wanted_slug", "edited_by", "slug", "state", "state_since", "state_by", "made_by",
    "taken_down_at", "taken_down_line", "created", "modified", "is_out", "is_old_news", "held_until", "with_article",
    "assigned_to", "due_on", "review_note", "is_sent_back",
    "is_overdue",
}  # fmt: skip
OneRecord = TypeVar("OneRecord", bound=Article | Note | Claim)


def working_copy(record: OneRecord) -> OneRecord | None:
    """The working copy of a public record, if there is one. One query, none for a record without a key."""
    found = type(record)._base_manager.filter(copy_of=record.pk).first() if record.pk else None
    return cast(OneRecord | None, found)


def with_copies(rows: QuerySet[OneRecord]) -> QuerySet[OneRecord]:
    """Records with the state of their working copies in `copy_state` (None: no copy), and when it was changed last."""
    copies = rows.model._base_manager.filter(copy_of=OuterRef("pk")).order_by()
    state, modified = (Subquery(copies.values(name)[:1]) for name in ("state", "modified"))
    return cast("QuerySet[OneRecord]", rows.annotate(copy_state=state, copy_modified=modified))


def copies_of(model: type[OneRecord]) -> QuerySet[OneRecord]:
    """All working copies of records of this kind."""
    return cast("QuerySet[OneRecord]", model._base_manager.exclude(copy_of=None))


def original(record: OneRecord) -> OneRecord:
    """The public record of a working copy; any other record itself."""
    return cast(OneRecord, record.copy_of or record)


def to_edit(user: Person, model: type[OneRecord], pk: int, *, begin_copy: bool = False) -> OneRecord:
    """What the user works on who opens the record `pk`: its working copy if it has one, else the record itself.

    With `begin_copy` a public record gets one. Raises Http404 if there is no record, else PermissionDenied.
    """
    record = get_object_or_404(model, pk=pk)
    copy = working_copy(record)
    if record.is_public and not copy:
        if not may_propose(user, record):
            raise PermissionDenied
        return begin(record=record, by=user) if begin_copy else record
    worked_on = copy or record
    if not may_change(user, worked_on):
        raise PermissionDenied
    return worked_on


@transaction.atomic
def begin(*, record: OneRecord, by: Person) -> OneRecord:
    """The working copy of a record: the one that there is, or a new one with its words, rows and cards."""
    model: Any = type(record)
    record = model.objects.select_for_update().get(pk=record.pk)
    there = working_copy(record)
    if there:
        return there
    baseline(record=record)
    user = by if by.pk else None
    fields = [field for field in model._meta.concrete_fields if field.name not in OWN]
    values = {field.attname: getattr(record, field.attname) for field in fields}
    copy: OneRecord = model(
        **values, copy_of=record, copied=contents_of(record), slug=f"{COPY_SLUG}{record.pk}", wanted_slug=record.slug,
        made_by=user, state_by=user, edited_by=user,
    )  # fmt: skip
    copy.save()
    model._base_manager.filter(pk=copy.pk).update(modified=record.modified)  # who opened the record saw this version
    copy.modified = record.modified
    _copy_rows(record, copy)
    return copy


def _copy_rows(record: Record, copy: Record) -> None:
    rows: list[Model] = list(Citation.objects.of(record))
    if isinstance(record, Note):
        rows += list(record.events.all())
    if isinstance(record, Article):
        rows += list(record.annotations.all())
    for row in rows:
        if isinstance(row, Annotation):
            row.original = row.pk
        setattr(row, "article" if isinstance(row, Annotation) else record.type_name, copy)
        row.pk = None
        row._state.adding = True
    for model in {type(row) for row in rows}:
        model._base_manager.bulk_create([row for row in rows if type(row) is model], batch_size=200)


def discard(*, copy: Record) -> None:
    """Throw a working copy away. Readers see nothing of it."""
    require_copy(copy)
    copy.delete()


@transaction.atomic
def restore_into_copy(*, revision: Revision, by: Person) -> Record:
    """Give the working copy of a public record, begun if there is none, the words of one of the record's revisions.

    Readers see them once the changes are published; an article's cards follow the words. Returns the copy.
    """
    record: Record = revision.record
    copy = begin(record=record, by=by)
    apply_snapshot(copy, revision.snapshot)
    copy.copied = {**(copy.copied or {}), "restored_from": revision.pk}
    type(copy)._base_manager.filter(pk=copy.pk).update(copied=copy.copied)
    edited(copy=copy, by=by)
    return copy


def end_if_same(*, copy: Record) -> bool:
    """End a working copy that says nothing else than the public record, so that looking leaves none. True if so."""
    if CardChange.objects.filter(article=copy.pk if isinstance(copy, Article) else None).exists():
        return False
    mine, theirs = contents_of(copy), contents_of(original(copy))
    is_same = all(_same(name, mine[name], theirs[name]) for name in mine)
    if is_same and copy.state == State.DRAFT:
        copy.modified = original(copy).modified
        copy.delete()
    return is_same


def edited(*, copy: Record, by: Person) -> None:
    """Note who changed a working copy last. Call it in the transaction of the change."""
    copy.edited_by = by if isinstance(by, User) else None
    type(copy)._base_manager.filter(pk=copy.pk).update(edited_by=copy.edited_by)


def merged(copy: Record) -> tuple[Snapshot, list[str]]:
    """What the public record says once the copy is published, and the fields in which both were changed.

    In those the copy's stands.
    """
    base, mine, theirs = copy.copied or {}, contents_of(copy), contents_of(original(copy))
    result, both = {}, []
    for name in mine:
        if _same(name, mine[name], base.get(name)):
            result[name] = theirs[name]
            continue
        result[name] = mine[name]
        if not _same(name, theirs[name], base.get(name)) and not _same(name, mine[name], theirs[name]):
            both.append(name)
    return result, both


def changed_settings(copy: Record) -> list[tuple[str, str]]:
    """What the copy sets otherwise beside words and cards: the field's name, and what it is to be."""
    base, mine = copy.copied or {}, contents_of(copy)
    names = [name for name in (*SETTINGS, "slug") if name in mine and mine[name] != base.get(name)]
    fields = [(copy._meta.get_field(name), mine[name]) for name in names]
    return [(str(getattr(field, "verbose_name", field.name)), str(value or "")) for field, value in fields]


def contents_of(record: Record) -> Snapshot:
    """Words, settings, slug, and the keys of the public cards that it has."""
    found = take_snapshot(record)
    found.pop("text", None)
    stored: Any = type(record)._base_manager.filter(pk=record.pk).values().get()
    for name in SETTINGS:
        if name in stored:
            value = stored[name]
            found[name] = (
                value.replace(microsecond=0).isoformat()
                if isinstance(value, datetime.datetime)
                else value.isoformat()
                if isinstance(value, datetime.date)
                else value
            )  # as forms have it
    found["slug"] = record.wanted_slug if record.is_working_copy else record.slug
    if isinstance(record, Article):
        cards = Annotation.objects.filter(article=record.pk).order_by("pk")
        found["cards"] = list(cards.values_list("original" if record.is_working_copy else "pk", flat=True))
    return found


def _same(name: str, one: Any, other: Any) -> bool:
    if name == "cards":
        return True  # they are brought in one by one
    if name == "citations":
        return [{**each, "title": ""} for each in one or []] == [{**each, "title": ""} for each in other or []]
    return bool(one == other)


def require_copy(copy: Record) -> None:
    """Raise ValidationError unless this is a working copy that is still one."""
    if not copy.is_working_copy or copy.state not in {State.DRAFT, State.REVIEW}:
        raise ValidationError(_("This is no working copy. Reload the page."))
