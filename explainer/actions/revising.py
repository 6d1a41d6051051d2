"""Every save of an article, a note or a claim is kept as a revision: all savers call `revise` in their transaction."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from explainer.models import Article, Claim, Note, PublicRecord, Record, Revision, State, VerdictChange
from explainer.models.readable import readable_text
from explainer.models.sentence_support import count_sentences
from explainer.models.snapshots import (
    Snapshot,
    apply_snapshot,
    parts_changed,
    same_words,
    source_keys,
    take_snapshot,
)
from explainer.publication.change import change as publication_change
from explainer.text.differing import guess_change

Person = User | AnonymousUser
OF_PICTURE = ("picture", "picture_alt", "picture_caption", "picture_credit")


@transaction.atomic
def revise(
    record: Record, *, by: Person | None = None, change: str = "", line: str = "",
    was_wrong: str = "", is_right: str = "",
) -> Revision | None:  # fmt: skip
    """Keep the record, as it is in the database now, as a revision. Call it after every save, in its transaction:

        with change(note):
            note.save()
            revise(note, by=request.user, change="correction", line="The year was 1968, not 1969.")

    `change` (one of Revision.Change), `line` (a sentence for readers), and of a correction `was_wrong` and `is_right`
    matter only when words that readers could see were changed; left empty, the class is guessed. What looks like a
    correction is one if it has a line or both of these, else told as a clarification. An article's date of update
    follows what readers are told. Returns None if nothing changed since the last revision.
    Raises ValidationError for a correction without a line and without both, and for a class that isn't one.
    """
    if isinstance(record, Note | Claim):
        count_sentences(record=record)
    now = timezone.now()
    standing, snapshot = standings(type(record), [record.pk])[record.pk], take_snapshot(record)
    last = Revision.objects.of(record).first()
    if last and is_same(last, standing, snapshot, now):
        return None
    shown = last_public(record)
    Revision.objects.of(record).filter(public_from__gt=now).update(public_from=None)  # readers will never see them
    revision = next_revision(record, standing, snapshot, last, now, by)
    if shown and revision.public_from:
        words = line.strip(), was_wrong.strip(), is_right.strip()
        told = _told(record.type_name, shown.snapshot, snapshot, change, *words)
        for name, value in told.items():
            setattr(revision, name, value)
    revision.save()
    if isinstance(record, Claim) and shown and revision.public_from:
        keep_verdict(record, shown.snapshot, revision)
    if isinstance(record, Article) and revision.is_told:
        record.updated_at = now
        Article.objects.filter(pk=record.pk).update(updated_at=now)
    return revision


class PublicationState(NamedTuple):
    """Where a record stands between draft and public, as the database has it."""

    state: str
    published_at: datetime.datetime | None  # of a note or a claim: until when it is held
    slug: str

    def public_from(self, now: datetime.datetime) -> datetime.datetime | None:
        """Since when readers see words that are saved now."""
        return max(now, self.published_at or now) if self.state == State.PUBLISHED else None


def standings(model: type[PublicRecord], keys: Iterable[int]) -> dict[int, PublicationState]:
    """Of many records of a kind, by their keys. One query."""
    published = "published_at" if model is Article else "held_until"
    rows = model._default_manager.filter(pk__in=list(keys)).values_list("pk", "state", published, "slug")
    return {pk: PublicationState(*row) for pk, *row in rows}


def is_same(last: Revision, standing: PublicationState, snapshot: Snapshot, now: datetime.datetime) -> bool:
    """True if a record's last revision says all that a new one would say."""
    return (
        last.state == standing.state
        and last.slug in {"", standing.slug}
        and same_words(last.snapshot, snapshot)
        and not _rescheduled(last, standing.public_from(now), now)
    )


def next_revision(
    record: Record, standing: PublicationState, snapshot: Snapshot, last: Revision | None, now: datetime.datetime,
    by: Person | None,
) -> Revision:  # fmt: skip
    """The revision that follows on a record's last one, not saved yet, and of which readers are told nothing yet."""
    public_from = standing.public_from(now)
    is_other_time = bool(last and _rescheduled(last, public_from, now))
    if not last and public_from and standing.published_at:
        public_from = standing.published_at  # brought in with its history elsewhere: readers could see it since then
    return Revision(
        **{record.type_name: record}, made=now, by=by if isinstance(by, User) else None, state=standing.state,
        public_from=public_from, snapshot=snapshot, slug=standing.slug,
        changed=_changed(last, snapshot, standing.state, standing.slug, is_other_time),
    )  # fmt: skip


def baseline(*, record: Record) -> Revision | None:
    """Before a change of a record that came without a history (a restored database, a shell): keep it as it stands.

    Returns None if it has a history, or isn't saved yet.
    """
    if not record.pk or Revision.objects.of(record).exists():
        return None
    stored = type(record)._default_manager.get(pk=record.pk)
    return revise(stored)


def last_public(record: Record) -> Revision | None:
    """The revision that readers saw last, or see now."""
    public = Revision.objects.of(record).public().exclude(snapshot={})
    return public.order_by("-public_from", "-pk").first()


def guess(*, record: Record, snapshot: Snapshot | None = None) -> str:
    """The class of change that a record's difference from what readers saw last looks like; empty if they see none.

    `snapshot` is of words that have not been saved; without it, the stored ones are judged.
    """
    shown = last_public(record)
    return guess_class(record.type_name, shown.snapshot, snapshot or take_snapshot(record)) if shown else ""


def check_told(*, change: str, line: str, was_wrong: str = "", is_right: str = "") -> None:
    """Raise ValidationError unless readers can be told this.

    It needs a known class; a correction a line, or both what was wrong and what is right; no other class has these.
    """
    if change and change not in Revision.Change.values:
        raise ValidationError({"change": _("Choose what kind of change it is.")})
    wrong, right = bool(was_wrong.strip()), bool(is_right.strip())
    if wrong != right:
        missing = "is_right" if wrong else "was_wrong"
        raise ValidationError({missing: _("Say both what was wrong and what is right, or neither.")})
    if right and change != Revision.Change.CORRECTION:
        raise ValidationError({"change": _("Only a correction says what was wrong and what is right. Choose it.")})
    if change == Revision.Change.CORRECTION and not (line.strip() or right):
        raise ValidationError({"line": _("Say in a sentence what was wrong: a correction needs it.")})
    longest = Revision._meta.get_field("line").max_length or 0
    for name, text in {"line": line, "was_wrong": was_wrong, "is_right": is_right}.items():
        if len(text.strip()) > longest:
            raise ValidationError({name: _("Say it in at most %d characters.") % longest})


def may_be_told(revision: Revision) -> bool:
    """True if readers could see the revision, and other words of its record before it."""
    earlier = (
        Revision.objects.of(revision.record).public().filter(public_from__lt=revision.public_from or revision.made)
    )
    return revision.is_public and earlier.exists()


def tell(*, revision: Revision, change: str, line: str, was_wrong: str = "", is_right: str = "") -> None:
    """Tell readers otherwise of a public change: its class and its words. Raises ValidationError as `revise` does."""
    if not change or not may_be_told(revision):
        raise ValidationError({"change": _("Choose what kind of change it is.")})
    check_told(change=change, line=line, was_wrong=was_wrong, is_right=is_right)
    with publication_change(revision.record):
        revision.change, revision.line = change, line.strip()
        revision.was_wrong, revision.is_right = was_wrong.strip(), is_right.strip()
        revision.save(update_fields=["change", "line", "was_wrong", "is_right"])


@transaction.atomic
def restore(*, revision: Revision, by: Person, change: str = "", line: str = "") -> Revision | None:
    """Give a record the words of one of its revisions again, as a new revision; an article's cards follow its words.

    State, address and dates stay as they are. Returns None if the words were the same. Raises what `revise` raises.
    """
    record = revision.record
    baseline(record=record)
    with publication_change(record):
        apply_snapshot(record, revision.snapshot)
        made = revise(record, by=by, change=change, line=line)
        if made:
            made.restored_from = revision
            made.save(update_fields=["restored_from"])
    return made


def _changed(last: Revision | None, snapshot: Snapshot, state: str, slug: str, is_other_time: bool) -> list[str]:
    """What a revision has other than the one before it, for the history."""
    if last is None:
        return ["made"]
    changed = ["state"] * (last.state != state) + ["time"] * (last.state == state and is_other_time)
    return changed + ["slug"] * (last.slug not in {"", slug}) + parts_changed(last.snapshot, snapshot)


def _rescheduled(last: Revision, public_from: datetime.datetime | None, now: datetime.datetime) -> bool:
    """True if a time of publication that was, or is, still to come is another one now."""
    if public_from is None or last.public_from is None:
        return public_from != last.public_from
    return (public_from > now or last.public_from > now) and public_from != last.public_from


def _told(
    kind: str, before: Snapshot, snapshot: Snapshot, change: str, line: str, was_wrong: str, is_right: str
) -> dict[str, str]:
    """The class and the words of a change of public words; nothing if readers see no other words than before."""
    if not change:
        change = guess_class(kind, before, snapshot)
        if change == Revision.Change.CORRECTION and not (line or is_right):
            change = Revision.Change.CLARIFICATION  # readers are told; only an editor can say what was wrong
    check_told(change=change, line=line, was_wrong=was_wrong, is_right=is_right)
    told = {"change": change, "line": line, "was_wrong": was_wrong, "is_right": is_right}
    return told if change else {}


def keep_verdict(claim: Claim, before: Snapshot, revision: Revision) -> None:
    """If readers saw another verdict until now, note it in the claim's history, with the sources that are new."""
    old, new = before.get("verdict", ""), revision.snapshot["verdict"]
    if old and old != new:
        known = set(source_keys(before))
        change = VerdictChange.objects.create(claim=claim, revision=revision, before=old, after=new)
        change.sources.set({*source_keys(revision.snapshot)} - known)


def guess_class(kind: str, before: Snapshot, after: Snapshot) -> str:
    """The class that a change between two snapshots looks like; empty if readers see no other words."""
    if readable_text(kind, before) == readable_text(kind, after):
        return ""
    if kind == Claim.type_name and before.get("verdict") != after.get("verdict"):
        return Revision.Change.CLARIFICATION  # a verdict is never mere wording
    plain_before, plain_after = ({**each, **dict.fromkeys(OF_PICTURE, "")} for each in (before, after))
    words = readable_text(kind, plain_before), readable_text(kind, plain_after)
    said = guess_change(*words) if words[0] != words[1] else ""
    before, after = {**before, "picture": ""}, {**after, "picture": ""}  # the name of a file says nothing
    whole = guess_change(readable_text(kind, before), readable_text(kind, after))
    if said in {"", Revision.Change.WORDING} and whole == Revision.Change.NEW_FACT:
        return Revision.Change.CLARIFICATION  # a picture with a description of its own is no news
    return said if said == Revision.Change.NEW_FACT else whole
