"""An editor's decisions about the cards of an article: each checked against what the editor saw, done once, recorded.

Two editors may have the article open, a connection may fail half-way, and what was sent may be sent again. So every
decision comes with a key (sent again, it is not done again), with the words it is about (if they stand there no more,
it is refused) and with the seal of the card it changes (if somebody has changed the card since, it is refused and both
versions are shown). What is done can be undone, by the same rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from explainer.models import Annotation, Article, CardChange, Claim, Note, Rejection, state_of

from . import annotating
from .revising import revise

Choice = CardChange.Choice


@dataclass(frozen=True)
class Place:
    """Words of an article as an editor saw them: code points of its text, half-open, and what they said."""

    start: int
    end: int
    words: str


class Conflict(Exception):
    """Somebody has changed since what an editor's decision is about.

    `card` is how it is now, None if it is gone; `wanted` are the words that the decision would have put it on.
    """

    def __init__(self, message: str, card: Annotation | None = None, wanted: str = "") -> None:
        super().__init__(message)
        self.message, self.card, self.wanted = message, card, wanted


def decision(carry_out: Callable[..., CardChange]) -> Callable[..., CardChange]:
    """Make a function that carries out a change and describes it into an action that does so once.

    The action takes `article`, `by` (a user) and `key` (made by the page), and what the function takes. It returns the
    change, which is the earlier one if the key was used before. Raises Conflict, or ValidationError with a sentence.
    """

    @wraps(carry_out)
    @transaction.atomic
    def once(*, article: Article, by: User, key: str, **what: Any) -> CardChange:
        article = Article.objects.select_for_update().get(pk=article.pk)  # one decision at a time
        made = CardChange.objects.filter(article=article, by=by, key=key).first()
        if made is None:
            made = carry_out(article, by=by, **what)
            made.article, made.by, made.key = article, by, key
            made.save()
            LogEntry.objects.log_actions(by.pk, [article], CHANGE, made.sentence, single_object=True)
        return made

    return once


@decision
def put(article: Article, *, item: Note | Claim, place: Place, choice: str = Choice.PUT, **_by: Any) -> CardChange:
    """Put a note or a claim on words of the article."""
    return _put(article, item, place, choice)


@decision
def write(article: Article, *, write: Callable[[], Note | Claim], place: Place, by: User) -> CardChange:
    """Put on words of the article what `write` makes, a new note or claim; nothing is made if the place won't do."""
    _check_place(article, place)
    item = write()
    revise(item, by=by)
    return _put(article, item, place, Choice.PUT)


def _put(article: Article, item: Note | Claim, place: Place, choice: str) -> CardChange:
    _check_place(article, place)
    same = {"note" if isinstance(item, Note) else "claim": item}
    there = (
        article.annotations.attached()
        .filter(start=place.start, exact=article.text[place.start : place.end], **same)
        .first()
    )
    if there:
        raise Conflict(_("“%s” is on these words already.") % item, there)
    annotation = annotating.attach(article=article, item=item, start=place.start, end=place.end)
    return _changed(annotation, choice, None)


@decision
def adjust(article: Article, *, annotation: int, seen: str, place: Place, **_by: Any) -> CardChange:
    """Put a card, loose or not, on other words."""
    card = _as_seen(article, annotation, seen, place.words)
    _check_place(article, place)
    before = state_of(card)
    annotating.put(annotation=card, start=place.start, end=place.end)
    return _changed(card, Choice.ADJUST, before)


@decision
def remove(article: Article, *, annotation: int, seen: str, **_by: Any) -> CardChange:
    """Take a card off the article."""
    card = _as_seen(article, annotation, seen)
    made = CardChange(
        choice=Choice.REMOVE, annotation=card.pk, title=str(card.item), words=card.exact, before=state_of(card)
    )
    annotating.remove(annotation=card)
    return made


@decision
def leave(article: Article, *, annotation: int, seen: str, **_by: Any) -> CardChange:
    """Leave a loose card at the end of the article."""
    card = _as_seen(article, annotation, seen)
    before = state_of(card)
    annotating.leave(annotation=card)
    return _changed(card, Choice.LEAVE, before)


@decision
def reject(article: Article, *, notes: Iterable[Note], words: str = "", **_by: Any) -> CardChange:
    """Never suggest these notes for the article again."""
    notes = list(notes)
    shown = article.annotations.filter(note__in=notes).select_related("note", "claim").first()
    if shown:
        raise Conflict(_("“%s” has been put on the article meanwhile.") % shown.item, shown)
    for note in notes:
        annotating.reject(article=article, note=note)
    title = ", ".join(str(note) for note in notes)
    return CardChange(choice=Choice.REJECT, title=title[:200], words=words, before={"notes": [n.pk for n in notes]})


@decision
def undo(article: Article, *, by: User, change: int) -> CardChange:
    """Take back this change of the editor's own."""
    last = CardChange.objects.undoable(by).filter(article=article, pk=change).first()
    if last is None:
        raise ValidationError(_("There is nothing to undo."))
    if last.choice == Choice.REJECT:
        Rejection.objects.filter(article=article, note__in=(last.before or {})["notes"]).delete()
    else:
        _restore(article, last)
    return CardChange(
        choice=Choice.UNDO, undoes=last, annotation=last.annotation, title=last.title, words=last.words,
        before=last.after, after=last.before,
    )  # fmt: skip


def _restore(article: Article, last: CardChange) -> None:
    """Make the card as it was before a change; refuse if it isn't any more as that change left it."""
    card = article.annotations.select_related("note", "claim").filter(pk=last.annotation or 0).first()
    if last.after is None and card is not None:
        raise Conflict(_("“%s” is back already.") % last.title, card)
    if last.after is not None and (card is None or _seal(article, last.after) != card.seal):
        raise Conflict(_("This can't be undone: “%s” has been changed since.") % last.title, card)
    if last.before is None and card is not None:
        card.article = article
        annotating.remove(annotation=card)
        return
    state = last.before or {}
    if not (Note.objects.filter(pk=state["note_id"]) or Claim.objects.filter(pk=state["claim_id"])):
        raise Conflict(_("This can't be undone: “%s” is no longer in the library.") % last.title)
    card = card or Annotation(pk=last.annotation)
    card.article = article
    for name, value in state.items():
        setattr(card, name, value)
    if card.is_attached:
        if article.text[card.start : card.end] != card.exact:
            raise Conflict(_("This can't be undone: “%s” stands there no more.") % card.exact, card)
        annotating.put(annotation=card, start=card.start, end=card.end)
    else:
        annotating.keep(annotation=card)


def _seal(article: Article, state: dict[str, Any]) -> str:
    return Annotation(article=article, **state).seal


def _changed(annotation: Annotation, choice: str, before: dict[str, Any] | None) -> CardChange:
    return CardChange(
        choice=choice, annotation=annotation.pk, title=str(annotation.item), words=annotation.exact,
        before=before, after=state_of(annotation),
    )  # fmt: skip


def _as_seen(article: Article, pk: int, seen: str, wanted: str = "") -> Annotation:
    """The card, if it is as the editor saw it. `seen` is its seal."""
    card = article.annotations.select_related("note", "claim").filter(pk=pk).first()
    if card is None:
        raise Conflict(_("Somebody has removed this card meanwhile."), None, wanted)
    card.article = article
    if card.seal != seen:
        raise Conflict(_("Somebody has changed this card meanwhile."), card, wanted)
    return card


def _check_place(article: Article, place: Place) -> None:
    """Raise ValidationError unless the words stand there, and a card can."""
    words = article.text[place.start : place.end]
    if not place.words.strip():
        raise ValidationError(_("Choose words of the text first."))
    if words.split() != place.words.split() or words != words.strip():  # a page shows white space as it likes
        message = _("The text has changed: “%s” stands there no more. Choose the words again.")
        raise ValidationError(message % place.words)
    closed = article.paragraphs.filter(kind__in=annotating.NOT_FOR_CARDS, start__lt=place.end).exclude(text="")
    if any(block.end > place.start for block in closed):
        raise ValidationError(_("Cards can't stand on headings, footnotes or code. Choose words of a paragraph."))
