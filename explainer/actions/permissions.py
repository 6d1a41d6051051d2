"""Who may do what to which record: every screen asks here for its buttons, and every address asks here again.

A role's permissions say what may be done to a whole kind of records. Beyond that, contributors change what they wrote
themselves while it is a draft, and nothing that readers can see. Whoever may publish a kind may do anything to it.
"""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.shortcuts import get_object_or_404

from explainer.models import (
    PUBLIC_RECORDS,
    Annotation,
    Article,
    Citation,
    Claim,
    Claimant,
    Event,
    PublicRecord,
    Source,
    State,
)

Person = User | AnonymousUser
SomeModel = TypeVar("SomeModel", bound=Model)

# What an editor may do with the cards of an article, beyond changing it, and the permissions that it takes.
ON_CARDS = {
    "put": ("add_annotation",),
    "accept": ("add_annotation",),
    "reject": ("add_annotation",),
    "adjust": ("change_annotation",),
    "leave": ("change_annotation",),
    "remove": ("delete_annotation",),
    "new_note": ("add_annotation", "add_note"),
    "new_claim": ("add_annotation", "add_claim"),
    "new": ("add_annotation",),
    "undo": (),  # what it takes to do what is undone
}


def may_view(user: Person, record: Model | type[Model]) -> bool:
    """True if the user may see this record in the desk, with its history."""
    return _has(user, "view", record) or may_write(user, record)


def may_add(user: Person, model: type[Model]) -> bool:
    """True if the user may make records of this kind."""
    return _has(user, "add", model)


def may_write(user: Person, record: Model | type[Model]) -> bool:
    """True if the user's role changes records of this kind at all."""
    return _has(user, "change", record)


def may_publish(user: Person, record: Model | type[Model]) -> bool:
    """True if the user may publish, schedule and take down records of this kind: an article, a note or a claim."""
    return _has(user, "publish", record)


def may_share(user: Person, record: PublicRecord) -> bool:
    """True if the user may give out links to this record's preview: whoever may change it."""
    return may_change(user, record)


def still_shares(user: Person, record: PublicRecord) -> bool:
    """True while links work that the user gave out: also when their own draft has been handed in or published since."""
    return may_share(user, record) or (record.made_by_id == user.pk and may_write(user, record))


def may_write_texts(user: Person) -> bool:
    """True if the user may write anything with a text, and so put pictures into it."""
    return any(may_add(user, model) or may_write(user, model) for model in PUBLIC_RECORDS.values())


def may_redact(user: Person) -> bool:
    """True if the user may remove words from a record and its history for good: administrators."""
    return user.has_perm("explainer.add_redaction")


def may_change(user: Person, record: Model) -> bool:
    """True if the user may change this article, note, claim, source or annotation."""
    if not may_write(user, record):
        return False
    if isinstance(record, Annotation):
        return may_change(user, record.article)
    if isinstance(record, Source):
        return may_publish(user, Article) or not _is_read(record)
    if isinstance(record, Claimant):
        return may_publish(user, Claim) or not Claimant.objects.heard().filter(pk=record.pk).exists()
    if isinstance(record, PublicRecord):
        return may_publish(user, record) or _is_own_draft(user, record)
    return True


def may_bin(user: Person, record: PublicRecord) -> bool:
    """True if the user may throw this draft away, or take it back. One query: was it ever public?"""
    if record.is_working_copy or not record.pk or record.goes_out_at or not may_write(user, record):
        return False
    is_own = record.made_by_id == user.pk and record.state == State.DRAFT
    return (may_publish(user, record) or is_own) and not record.was_ever_public()


def may_purge(user: Person, record: PublicRecord) -> bool:
    """True if the user may remove for good what readers could see. One query."""
    is_original = record.pk and not record.is_working_copy
    return bool(is_original) and _has(user, "purge", record) and record.was_ever_public()


def may_propose(user: Person, record: PublicRecord) -> bool:
    """True if the user may begin a working copy of this record, which readers can see."""
    return may_write(user, record) and record.is_public and not record.is_working_copy


def may_on_cards(user: Person, action: str) -> bool:
    """True if the user may do this (see ON_CARDS) with the cards of articles that they may change."""
    return all(user.has_perm(f"explainer.{name}") for name in ON_CARDS[action])


def get_allowed(
    user: Person, model: type[SomeModel], pk: int, may: Callable[[Person, SomeModel], bool] = may_change
) -> SomeModel:
    """The record, if the user may change it, or may do with it what `may` asks.

    Raises Http404 if there is none, else PermissionDenied.
    """
    record = get_object_or_404(model, pk=pk)
    if not may(user, record):
        raise PermissionDenied
    return record


def steps(user: Person, record: PublicRecord) -> list[str]:
    """The steps that the user may take with a record now, most likely first.

    Of "submit", "publish", "schedule", "draft", "take_down"; with a working copy, of those of `_copy_steps`.
    """
    if record.is_working_copy:
        return _copy_steps(user, record)
    if not record.pk:
        return ["submit", "publish"] if may_publish(user, record) else ["submit"]
    if not may_publish(user, record):
        is_own = record.made_by_id == user.pk and may_write(user, record)
        return {State.DRAFT: ["submit"], State.REVIEW: ["draft"]}.get(State(record.state), []) if is_own else []
    at_a_time = ["schedule"] if isinstance(record, Article) else []
    if record.is_public:
        return ["take_down"]
    return {
        State.DRAFT: ["publish", *at_a_time, "submit"],
        State.REVIEW: ["publish", *at_a_time, "draft"],
        State.PUBLISHED: ["publish", *at_a_time, "draft"],  # at a time to come
        State.TAKEN_DOWN: ["publish", "draft"],
    }[State(record.state)]


def _copy_steps(user: Person, copy: PublicRecord) -> list[str]:
    """Of "publish_changes", "submit", "draft" (back from review) and "discard"."""
    move = "submit" if copy.state == State.DRAFT else "draft"
    if may_publish(user, copy):
        return ["publish_changes", move, "discard"]
    if copy.made_by_id != user.pk or not may_write(user, copy):
        return []
    return [move, "discard"] if move == "submit" else [move]


def _has(user: Person, verb: str, record: Model | type[Model]) -> bool:
    return user.has_perm(f"explainer.{verb}_{record._meta.model_name}")


def _is_own_draft(user: Person, record: PublicRecord) -> bool:
    return record.pk is None or (record.state == State.DRAFT and record.made_by_id == user.pk)


def _is_read(source: Source) -> bool:
    """True if anything published shows the source."""
    published = Q(note__state=State.PUBLISHED) | Q(claim__state=State.PUBLISHED) | Q(article__state=State.PUBLISHED)
    cited = Citation.objects.filter(published, source=source)
    return cited.exists() or Event.objects.filter(source=source, note__state=State.PUBLISHED).exists()
