"""The way of an article, a note or a claim to the public and back. Each step is kept as a revision, with who and when.

    draft ── submit ──► in review ── publish ──► published ── take down ──► taken down ── publish ──► published

From review, from among what was taken down, and from a time of publication that is still to come, a record may go back
to draft. Editors may publish a draft without review.

Background follows the article: notes and claims that are to be published with it go out at its minute, the first of
several articles deciding. Until then they are published for a time to come (`held_until`), as the article is.

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
from explainer.models.library_item import LibraryItem
from explainer.publication.change import change

from .auditing import Action, audit
from .card_histories import articles_with, keep_cards
from .permissions import Person, may_publish
from .preview_links import withdraw_links
from .revising import baseline, revise

NO_REVIEW: dict[str, object] = {"assigned_to": None, "due_on": None, "review_note": "", "is_sent_back": False}
WRITTEN = ["state", "state_since", "state_by", "taken_down_at", "taken_down_line", "modified", *NO_REVIEW]

AUDITED = {State.PUBLISHED.value: Action.PUBLISHED, State.TAKEN_DOWN.value: Action.TAKEN_DOWN}


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


def goes_with_article(item: Note | Claim, by: Person) -> bool:
    """True if it is published with its article, and whoever publishes that may do so."""
    return item.with_article and may_publish(by, item)


@transaction.atomic
def follow(*, article: Article, by: Person) -> None:
    """Let what is held for an article follow it: to another time, or back to being a draft.

    Call it after a change of the article's time, state or cards. What goes with an article is held from then on.
    """
    waiting = [item for item in unpublished_items(article) if goes_with_article(item, by)]
    held: list[Note | Claim] = list(Note.objects.held().filter(annotations__article=article).distinct())
    held += Claim.objects.held().filter(annotations__article=article).distinct()
    for item in [*waiting, *held]:
        settle(item=item, by=by)


def settle(*, item: Note | Claim, by: Person) -> None:
    """Hold a note or claim until the first of its articles is out; without any, one that was held is a draft again.

    A draft whose article is out already stays one: only publishing makes it public.
    """
    now, is_held = timezone.now(), item.goes_out_at is not None
    published = Article.objects.filter(state=State.PUBLISHED, **{f"annotations__{item.type_name}": item})
    soonest = min(filter(None, published.values_list("published_at", flat=True)), default=None)
    if soonest and soonest > now and soonest != item.held_until:
        _move(item, State.PUBLISHED, by, held_until=soonest)
    elif soonest and soonest <= now and is_held:
        _move(item, State.PUBLISHED, by)
    elif soonest is None and is_held:
        _move(item, State.DRAFT, by)


def submit(*, record: Record, by: Person) -> Revision | None:
    """Hand a draft to the editors. Raises ValidationError if it is none."""
    _require(record.state == State.DRAFT, _("Only a draft can be submitted for review."))
    again = {"assigned_to": record.state_by} if record.is_sent_back else {}  # to whoever sent it back
    return _move(record, State.REVIEW, by, **again)


@transaction.atomic
def back_to_draft(*, record: Record, by: Person) -> Revision | None:
    """Take a record back from review, from its time of publication to come, or from among what was taken down.

    What readers see now is taken down first: raises ValidationError.
    """
    _require(not record.is_public, _("Readers can see it. Take it down first, and tell them why."))
    revision = _move(record, State.DRAFT, by)
    if isinstance(record, Article) and not record.is_working_copy:
        follow(article=record, by=by)
    return revision


@transaction.atomic
def publish(*, record: Record, by: Person, at: datetime.datetime | None = None, cards: str = "") -> Revision | None:
    """Publish a record now, or an article at a time to come.

    Notes and claims that go with the article are public from the same minute. `cards` says what happens to others of
    its cards that are drafts or in review: "publish" takes them along, "without" leaves their cards unseen. Raises
    UndecidedCards if there are any and it is empty, and ValidationError for a time that has passed, or one for a note
    or a claim.
    """
    if isinstance(record, Article):
        items = unpublished_items(record)
        undecided = [item for item in items if not goes_with_article(item, by)]
        if undecided and cards not in {"publish", "without"}:
            raise UndecidedCards(undecided)
        for item in items if cards == "publish" else [item for item in items if item not in undecided]:
            _move(item, State.PUBLISHED, by, held_until=at)
        revision = _move(record, State.PUBLISHED, by, published_at=_time(record, at))
        follow(article=record, by=by)
        return revision
    _require(at is None, _("Notes and claims are published at once, or with an article."))
    return _move(record, State.PUBLISHED, by)


def take_down(*, record: Record, by: Person, line: str) -> Revision | None:
    """Take a record from the public; its address says so from now on, with the line.

    Words that readers saw so far don't come back into its public history when it is published again, and no link to a
    preview that was given out before shows them.

    Raises ValidationError without a line, with one that is too long, or if readers can't see the record.
    """
    _require(record.is_public, _("Readers can't see it. It can go back to draft without a word."))
    longest = type(record)._meta.get_field("taken_down_line").max_length or 0
    if not line.strip() or len(line.strip()) > longest:
        raise ValidationError({"line": _("Tell readers in a sentence why, in at most %d characters.") % longest})
    with change(record):
        revision = _move(record, State.TAKEN_DOWN, by, taken_down_at=timezone.now(), taken_down_line=line.strip())
        Revision.objects.of(record).public().update(is_withdrawn=True)
        withdraw_links(record=record, by=by)
    return revision


def _time(article: Article, at: datetime.datetime | None) -> datetime.datetime:
    """When the article is to be out: the time asked for, the time it was out here first, or now.

    A date that somebody typed before it was ever public is none: publishing now is now.
    """
    now = timezone.now()
    if at and at <= now:
        raise ValidationError({"at": _("That time has passed. Choose one to come, or publish now.")})
    if at:
        return at
    was_out = article.published_at and article.published_at <= now and article.was_ever_public()
    return article.published_at or now if was_out else now


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValidationError(message)


def _move_copy(copy: Record, state: str, by: Person, **fields: object) -> None:
    """Hand a working copy in, or take it back: it keeps no history of its own."""
    _require(state in {State.DRAFT, State.REVIEW}, _("A working copy is published by “Publish changes”."))
    copy.state, copy.state_since, copy.state_by = state, timezone.now(), by if isinstance(by, User) else None
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save(update_fields=["state", "state_since", "state_by", *fields])


@transaction.atomic
def _move(record: Record, state: str, by: Person, **fields: object) -> Revision | None:
    """Bring a record into a state. What was taken down is public again when it is published, and says nothing more."""
    fields = {**NO_REVIEW, **fields}
    if record.is_working_copy:
        _move_copy(record, state, by, **fields)
        return None
    baseline(record=record)
    if state == State.PUBLISHED:
        fields |= {"taken_down_at": None, "taken_down_line": ""}
    written = [*WRITTEN]
    if isinstance(record, LibraryItem):
        fields = {"held_until": None, **fields}
        written.append("held_until")
    if isinstance(record, Article) and "published_at" in fields:
        fields |= {"is_out": False, "is_old_news": False}
        written += ["published_at", "is_out", "is_old_news"]
    fields |= {"state": state, "state_since": timezone.now(), "state_by": by if by.pk else None}
    audit(AUDITED.get(state, Action.STATE), by=by, record=record, detail=f"{record.state} → {state}")
    with change(record):
        for name, value in fields.items():
            setattr(record, name, value)
        record.save(update_fields=written)
        revision = revise(record, by=by)
    if isinstance(record, LibraryItem):
        keep_cards(articles=articles_with(record), by=by)
    return revision
