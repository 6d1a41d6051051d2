"""The way of an article, a note or a claim to the public and back. Each step is kept as a revision, with who and when.

    draft ── submit ──► in review ── publish ──► published ── take down ──► taken down ── publish ──► published

From review, from among what was taken down, and from a time of publication that is still to come, a record may go back
to draft. Editors may publish a draft without review.

Who may take a step is for `permissions.steps` to say: screens ask there first.
"""

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from explainer.models import Article, Claim, Note, Record, Revision, State
from explainer.publication.change import change

from .permissions import Person
from .revising import baseline, revise

WRITTEN = ["state", "state_since", "state_by", "taken_down_at", "taken_down_line", "modified"]


class UndecidedCards(Exception):
    """Notes or claims of an article are not published yet, and nobody has said what is to become of their cards."""

    def __init__(self, items: Sequence[Note | Claim]) -> None:
        super().__init__(f"{len(items)} notes or claims are not published yet")
        self.items = list(items)


def unpublished_items(article: Article) -> list[Note | Claim]:
    """The notes and claims of the article's cards that are drafts or in review, each once. Two queries."""
    waiting = [State.DRAFT, State.REVIEW]
    notes = Note.objects.filter(annotations__article=article, state__in=waiting).distinct()
    claims = Claim.objects.filter(annotations__article=article, state__in=waiting).distinct()
    return [*notes, *claims]


def submit(*, record: Record, by: Person) -> Revision | None:
    """Hand a draft to the editors. Raises ValidationError if it is none."""
    _require(record.state == State.DRAFT, _("Only a draft can be submitted for review."))
    return _move(record, State.REVIEW, by)


def back_to_draft(*, record: Record, by: Person) -> Revision | None:
    """Take a record back from review, from its time of publication to come, or from among what was taken down.

    What readers see now is taken down first: raises ValidationError.
    """
    _require(not record.is_public, _("Readers can see it. Take it down first, and tell them why."))
    return _move(record, State.DRAFT, by)


@transaction.atomic
def publish(*, record: Record, by: Person, at: datetime.datetime | None = None, cards: str = "") -> Revision | None:
    """Publish a record now, or an article at a time to come.

    `cards` says what happens to an article's notes and claims that are drafts or in review: "publish" makes them
    public now, "without" leaves their cards unseen. Raises UndecidedCards if there are any and it is empty, and
    ValidationError for a time that has passed, or one for a note or a claim.
    """
    if isinstance(record, Article):
        items = unpublished_items(record)
        if items and cards not in {"publish", "without"}:
            raise UndecidedCards(items)
        for item in items if cards == "publish" else []:
            _move(item, State.PUBLISHED, by)
        return _move(record, State.PUBLISHED, by, published_at=_time(record, at))
    _require(at is None, _("Notes and claims are published at once, or with an article."))
    return _move(record, State.PUBLISHED, by)


def take_down(*, record: Record, by: Person, line: str) -> Revision | None:
    """Take a record from the public; its address says so from now on, with the line.

    Raises ValidationError without a line, with one that is too long, or if readers can't see the record.
    """
    _require(record.is_public, _("Readers can't see it. It can go back to draft without a word."))
    longest = type(record)._meta.get_field("taken_down_line").max_length or 0
    if not line.strip() or len(line.strip()) > longest:
        raise ValidationError({"line": _("Tell readers in a sentence why, in at most %d characters.") % longest})
    return _move(record, State.TAKEN_DOWN, by, taken_down_at=timezone.now(), taken_down_line=line.strip())


def _time(article: Article, at: datetime.datetime | None) -> datetime.datetime:
    """When the article is to be out: the time asked for, the time it was out first, or now."""
    now = timezone.now()
    if at and at <= now:
        raise ValidationError({"at": _("That time has passed. Choose one to come, or publish now.")})
    if at:
        return at
    return article.published_at if article.published_at and article.published_at <= now else now


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValidationError(message)


def _move_copy(copy: Record, state: str, by: Person) -> None:
    """Hand a working copy in, or take it back: it keeps no history of its own."""
    _require(state in {State.DRAFT, State.REVIEW}, _("A working copy is published by “Publish changes”."))
    copy.state, copy.state_since, copy.state_by = state, timezone.now(), by if isinstance(by, User) else None
    copy.save(update_fields=["state", "state_since", "state_by"])


@transaction.atomic
def _move(record: Record, state: str, by: Person, **fields: object) -> Revision | None:
    """Bring a record into a state. What was taken down is public again when it is published, and says nothing more."""
    if record.is_working_copy:
        _move_copy(record, state, by)
        return None
    baseline(record=record)
    if state == State.PUBLISHED:
        fields |= {"taken_down_at": None, "taken_down_line": ""}
    written = [*WRITTEN]
    if isinstance(record, Article) and "published_at" in fields:
        fields |= {"is_out": False, "is_old_news": False}
        written += ["published_at", "is_out", "is_old_news"]
    fields |= {"state": state, "state_since": timezone.now(), "state_by": by if by.pk else None}
    with change(record):
        for name, value in fields.items():
            setattr(record, name, value)
        record.save(update_fields=written)
        return revise(record, by=by)
