"""The way out of the newsroom: a bin for what readers never saw, taking down or purging for what they did.

A draft in the bin is out of every list, search and suggestion (`models.public_record.RecordManager`), its slug is free,
and its cards are off their articles; for thirty days it comes back as it was. Then it is deleted, by the server, by
`manage.py empty_bin`, or by hand. What readers could see at any time never gets there: it is taken down, and its
address says so. An administrator may purge it; its addresses stay reserved, so that no link ever leads elsewhere.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from explainer.models import (
    PUBLIC_RECORDS,
    Annotation,
    Article,
    CardChange,
    Claim,
    FormerSlug,
    KeptForm,
    KnownName,
    Note,
    Record,
    state_of,
)
from explainer.models.public_record import BIN_SLUG
from explainer.publication.change import change
from explainer.publication.pictures import delete_unnamed, pictures_of
from explainer.text.anchoring import GUESS, locate

from . import desk_log
from .auditing import Action, audit
from .card_histories import articles_with, keep_cards
from .permissions import Person
from .preview_links import withdraw_links

KEPT = timedelta(days=30)


def in_bin(model: type[Record]) -> QuerySet[Record]:
    """What of this kind is in the bin, last thrown away first."""
    found: QuerySet[Record] = model._base_manager.exclude(binned_at=None).order_by("-binned_at", "-pk")
    return found


@transaction.atomic
def put_into_bin(*, record: Record, by: Person) -> None:
    """Throw a draft away, for thirty days. Its cards come off their articles, and come back with it.

    Links to its preview don't come back: they open nothing from now on.

    Raises ValidationError if readers could ever see it, or are about to.
    """
    if record.is_working_copy or record.goes_out_at or record.was_ever_public():
        raise ValidationError(_("“%s” is published, was, or is to be. It can only be taken down.") % record)
    cards: list[dict[str, Any]] = []
    with change(record):
        if isinstance(record, Note | Claim):
            there = record.annotations.filter(article__copy_of=None)
            cards = [{"article": card.article_id, "pk": card.pk, **state_of(card)} for card in there]
            record.annotations.all().delete()
            KnownName.objects.of(record).delete()
        record.binned_at, record.binned_by = timezone.now(), by if isinstance(by, User) else None
        record.copied, record.wanted_slug, record.slug = {"cards": cards}, record.slug, f"{BIN_SLUG}{record.pk}"
        _write(record)
        withdraw_links(record=record, by=by)
    desk_log.note(by=by, record=record, flag=CHANGE, text=gettext_noop("Moved to the bin."))


@transaction.atomic
def restore_from_bin(*, record: Record, by: Person) -> Record:
    """Take a record out of the bin. It gets its slug again, or a free one, and its cards where their words still stand.

    Returns the record as it is in the database then.
    """
    model: Any = type(record)
    cards = (record.copied or {}).get("cards", [])
    free = not model.objects.filter(slug=record.wanted_slug).exists() and record.wanted_slug not in _reserved(model)
    with change(record):
        record.slug = record.wanted_slug if free else model.objects.free_slug(record.title)
        record.binned_at, record.binned_by, record.copied, record.wanted_slug = None, None, None, ""
        _write(record)
        there: Record = model.objects.get(pk=record.pk)
        there.save()  # its names are known again
        for card in cards:
            _put_back(card)
    desk_log.note(by=by, record=there, flag=CHANGE, text=gettext_noop("Restored from the bin."))
    return there


def _reserved(model: type[Record]) -> set[str]:
    former = FormerSlug.objects.filter(folder=model.folder).values_list("slug", flat=True)
    return {*former, *model.reserved_slugs}


def _put_back(state: dict[str, Any]) -> None:
    article = Article.objects.filter(pk=state.pop("article")).first()
    if article is None or Annotation.objects.filter(pk=state["pk"]).exists():
        return
    card = Annotation(article=article, **state)
    card.settle(locate(card.quote, article.text, floor=GUESS), article.text)
    card.save(force_insert=True)


def _write(record: Record) -> None:
    """Past `save`, which would keep the slug as one that links lead to."""
    names = ("binned_at", "binned_by", "copied", "wanted_slug", "slug")
    type(record)._base_manager.filter(pk=record.pk).update(**{name: getattr(record, name) for name in names})


@transaction.atomic
def delete_from_bin(*, record: Record) -> None:
    """Delete what is in the bin, with its history and its pictures."""
    if record.binned_at is None:
        raise ValidationError(_("“%s” is not in the bin.") % record)
    pictures = pictures_of(record)
    _delete(record)
    transaction.on_commit(lambda: delete_unnamed(pictures))


def empty_bin(*, before: datetime | None = None) -> int:
    """Delete what was thrown away before this moment (by default thirty days ago). Returns how much."""
    before = before or timezone.now() - KEPT
    count = 0
    KeptForm.objects.filter(at__lt=min(before, timezone.now() - KEPT)).delete()  # what nobody came back to
    for model in PUBLIC_RECORDS.values():
        for record in in_bin(model).filter(binned_at__lt=before):
            delete_from_bin(record=record)
            count += 1
    return count


@transaction.atomic
def purge(*, record: Record, by: Person, typed: str) -> None:
    """Remove for good what readers could see: pages, cards, history, pictures, and its name in the desk's own records.

    `typed` must be its title: nobody does this by a slip. All its slugs stay reserved. Raises ValidationError.
    """
    if " ".join(typed.split()) != " ".join(record.title.split()):
        raise ValidationError({"typed": _("Type the title exactly: “%s”.") % record.title})
    kind, pk, folder = record.type_name, record.pk, record.folder
    pictures, slugs = pictures_of(record), record.slugs()
    cards = Annotation.objects.filter(**{kind: pk})
    articles = articles_with(record) if isinstance(record, Note | Claim) else []
    with change(record):
        for copy in type(record)._base_manager.filter(copy_of=pk):
            _delete(copy)
        cards.delete()
        _forget_names(record)
        _delete(record)
    keep_cards(articles=articles, by=by)
    for slug in slugs:
        FormerSlug.objects.update_or_create(folder=folder, slug=slug, defaults={"record": pk})
    if by.pk:
        content_type = ContentType.objects.get_for_model(PUBLIC_RECORDS[kind])
        LogEntry.objects.create(
            user_id=by.pk, content_type=content_type, object_id=str(pk), object_repr=f"{kind} {pk}",
            action_flag=DELETION, change_message=desk_log.as_message(gettext_noop("Removed for good.")),
        )  # fmt: skip
    audit(Action.PURGED, by=by, detail=f"{kind} {pk}")
    transaction.on_commit(lambda: delete_unnamed(pictures))


def _delete(record: Record) -> None:
    type(record)._base_manager.filter(pk=record.pk).delete()


def _forget_names(record: Record) -> None:
    """The desk's log and the changes of cards say that something was done, and no more what it was done to."""
    content_type = ContentType.objects.get_for_model(type(record))
    name = f"{record.type_name} {record.pk}"
    mentioned = LogEntry.objects.filter(content_type=content_type, object_id=str(record.pk))
    mentioned.update(object_repr=name, change_message="")
    if isinstance(record, Note | Claim):
        key = f"{record.type_name}_id"
        of_it = Q(**{f"before__{key}": record.pk}) | Q(**{f"after__{key}": record.pk})
        CardChange.objects.filter(of_it).update(title=name)
