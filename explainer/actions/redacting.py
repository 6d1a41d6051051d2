"""Removes words for good: from what readers see, from the working copy, and from the whole history of a record.

A court or a person's privacy may ask for it. What is left says that something was removed, when and on what ground
(`models.Redaction`); the words themselves are in no row, file, search index or later backup. There is no undo.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from explainer.models import (
    PUBLIC_RECORDS,
    Annotation,
    Article,
    FormerSlug,
    Paragraph,
    Record,
    Redaction,
    Revision,
    Source,
)
from explainer.models.readable import readable_parts, readable_text
from explainer.models.snapshots import take_snapshot
from explainer.publication.change import change
from explainer.publication.pictures import delete_unnamed, pictures_of
from explainer.text.removal import SHORTEST, holds, letters, take_out
from explainer.text.sentences import sentences

from . import desk_log
from .auditing import Action, audit
from .permissions import Person
from .working_copies import working_copy

logger = logging.getLogger(__name__)
MOST_PASSAGES = 20  # typed ones


@dataclass(frozen=True)
class WordsFound:
    """Where words stand: in what readers see or a draft says, in the working copy, in how many revisions, and in which
    other records, which are left to whoever asked."""

    passages: list[str]
    in_record: bool
    in_copy: bool
    revisions: int
    elsewhere: list[models.Model]


def passages_of(text: str) -> list[str]:
    """The passages that were typed, one a line. Raises ValidationError for what is too short or too many."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    short = [passage for passage in found if len(letters(passage)) < SHORTEST]
    if short:
        raise ValidationError(
            {"words": _("“%s” is too short: it would be taken out of other words. Add the words beside it.") % short[0]}
        )
    if len(found) > MOST_PASSAGES:
        raise ValidationError({"words": _("Remove at most %d passages at once.") % MOST_PASSAGES})
    return found


def words_of_its_own(revision: Revision) -> list[str]:
    """The sentences of a revision that the record doesn't have any more.

    Raises ValidationError if there are none: then somebody has to say which words are meant.
    """
    kind, record = revision.record_key[0], revision.record
    present = letters(readable_text(kind, take_snapshot(record)))
    texts = [part.text for part in readable_parts(kind, revision.snapshot)] if revision.snapshot else []
    every = [text[start:end] for text in texts for start, end in sentences(text)]
    own = [each for each in dict.fromkeys(every) if len(letters(each)) >= SHORTEST and letters(each) not in present]
    if not own:
        raise ValidationError(
            {"words": _("All that this revision says stands in the text as it is now. Write down the words to remove.")}
        )
    return own


def find(*, record: Record, passages: list[str]) -> WordsFound:
    """Where the passages stand now."""
    copy = working_copy(record)
    with_words = [row for row in Revision.objects.of(record) if holds([row.snapshot, row.said], passages)]
    named = passages[:MOST_PASSAGES]
    return WordsFound(
        passages, _holds(record, passages), bool(copy and _holds(copy, passages)), len(with_words),
        list(_elsewhere(record, named)),
    )  # fmt: skip


@transaction.atomic
def redact(*, revision: Revision, ground: str, line: str, words: str, by: Person) -> Redaction:
    """Remove the passages in `words`, one a line, or, without any, all that this revision alone says, and keep why.

    Raises ValidationError if a ground is missing, if the line says the words itself, or if nothing is found.
    """
    record: Record = revision.record
    passages = passages_of(words) or words_of_its_own(revision)
    if ground not in Redaction.Ground.values:
        raise ValidationError({"ground": _("Choose the ground. Readers are told it.")})
    if holds(line, passages):
        raise ValidationError({"line": _("This sentence says the words that are to go. Say it without them.")})
    copy = working_copy(record)
    pictures = pictures_of(record)
    with change(record):
        _take_out_of_record(record, passages)
        if copy:
            _take_out_of_record(copy, passages)
        if not words.strip():
            Revision.objects.filter(pk=revision.pk).update(snapshot={}, line="", was_wrong="", is_right="")
        _forget_addresses(record, passages)
        made = Redaction.objects.create(
            **{record.type_name: record}, by_id=by.pk, ground=ground, line=line.strip()[:300]
        )
    audit(Action.REDACTED, by=by, record=record, detail=ground)
    if left := [passage for passage in passages if _holds(record, [passage]) or _in_text(record, passage)]:
        raise ValidationError({"words": _("“%s” is cut by other signs. Write it as the text has it.") % left[0]})
    gone = pictures - pictures_of(record)
    transaction.on_commit(lambda: _afterwards(gone))
    return made


def _take_out_of_record(record: Record, passages: list[str]) -> None:
    changed = _without(record, passages)
    for name, value in changed.items():
        setattr(record, name, value)
    if changed:
        record.save()  # cards follow its words, paragraphs and names are made anew
    for row in _rows_of(record):
        if cleaned := _without(row, passages):
            type(row)._base_manager.filter(pk=row.pk).update(**cleaned)


def _rows_of(record: Record) -> Iterator[models.Model]:
    """Every row of ours that belongs to the record, and what the admin noted of it."""
    for model in apps.get_app_config("explainer").get_models():
        if model in {type(record), Paragraph, Redaction}:
            continue
        for field in model._meta.concrete_fields:
            owns = field.related_model is type(record) and (model is not Annotation or field.name == "article")
            if owns:
                yield from model._base_manager.filter(**{field.name: record}).iterator(chunk_size=100)
    kind = ContentType.objects.get_for_model(type(record))
    yield from LogEntry.objects.filter(content_type=kind, object_id=str(record.pk))


def _without(row: models.Model, passages: list[str]) -> dict[str, Any]:
    """The fields of a row that hold any of the passages, with what is left of them."""
    changed = {}
    for field in row._meta.concrete_fields:
        if _may_hold_words(field):
            value = getattr(row, field.attname)
            is_message = isinstance(row, LogEntry) and field.name == "change_message"
            left = desk_log.take_out_of(value, passages) if is_message else take_out(value, passages)
            if left != value:
                changed[field.attname] = left
    return changed


def _may_hold_words(field: Any) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    is_code = isinstance(field, models.SlugField | models.URLField | models.FileField)
    return is_text and not (is_code or field.choices or field.unique or field.related_model)


def _holds(record: models.Model, passages: list[str]) -> bool:
    return bool(_without(record, passages))


def _in_text(record: Record, passage: str) -> bool:
    return isinstance(record, Article) and holds(Article._base_manager.get(pk=record.pk).text, [passage])


def _forget_addresses(record: Record, passages: list[str]) -> None:
    """Old addresses that say the words lead nowhere from now on."""
    for former in FormerSlug.objects.filter(folder=record.folder, record=record.pk):
        if holds(former.slug, passages):
            former.delete()


def says_in_address(record: Record, passages: list[str]) -> bool:
    """True if the address of the record has any of the words: it is for an editor to change it."""
    return holds(record.slug, passages)


def _elsewhere(record: Record, passages: list[str]) -> Iterator[models.Model]:
    for model in (*PUBLIC_RECORDS.values(), Source):
        named = [field.name for field in model._meta.concrete_fields if _may_hold_words(field)]
        texts = [name for name in named if not isinstance(model._meta.get_field(name), models.JSONField)]
        condition = Q(*[(f"{name}__icontains", each) for name in texts for each in passages], _connector=Q.OR)
        rows: Any = model._base_manager.filter(condition)
        if model is type(record):
            rows = rows.exclude(pk=record.pk).exclude(copy_of=record.pk)
        yield from rows[:20]


def _afterwards(pictures: set[str]) -> None:
    """What no transaction can do: kept parts of pages, pictures, and the pages of the database that are free now."""
    try:
        cache.clear()
    except Exception:  # whatever a cache raises that is gone: the rest must be done all the same
        logger.exception("the cache could not be emptied; empty it by hand")
    delete_unnamed(pictures)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        try:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO explainer_search (explainer_search) VALUES ('optimize')")
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError:
            logger.exception("the free space of the database may still hold removed words: run VACUUM")
