"""What editors do with the cards of an article: each checked against what the editor saw, done once, recorded.

Two editors may have the article open, a connection may fail half-way, and what was sent may be sent again. So every
action comes with a key (sent again, it is not done again), with the words it is about (if they stand there no more, it
is refused) and with the seal of the card it changes (if somebody has changed the card since, it is refused and both
versions are shown). What is done can be undone, by the same rules.

`attach` and `detach` are the writes beneath, for whatever needs no editor.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from explainer.models import (
    Annotation,
    Article,
    CardChange,
    Citation,
    Claim,
    Event,
    Note,
    Rejection,
    Revision,
    State,
    state_of,
)
from explainer.publication.change import change

from . import desk_log, workflow, working_copies
from .bin import put_into_bin
from .revising import revise

Verb = CardChange.Choice
NewItem = tuple[Note | Claim, Sequence[Event | Citation]]  # all of it unsaved
WITHOUT_CARDS = {"heading", "footnotes", "code"}  # kinds of paragraphs


@dataclass(frozen=True)
class WordSpan:
    """Words of an article as an editor saw them: code points of its text, half-open, and what they said."""

    start: int
    end: int
    words: str


class ConflictError(Exception):
    """Somebody has changed since what an editor's action is about.

    `card` is how it is now, None if it is gone; `wanted` are the words that the action would have put it on.
    """

    def __init__(self, message: str, card: Annotation | None = None, wanted: str = "") -> None:
        super().__init__(message)
        self.message, self.card, self.wanted = message, card, wanted


def done_once(carry_out: Callable[..., CardChange]) -> Callable[..., CardChange]:
    """Make a function that carries out a change and describes it into an action that does so once.

    The action takes `article`, `by` (a user) and `key` (made by the page), and what the function takes. It returns the
    change, which is the earlier one if the key was used before. Raises ConflictError, or ValidationError with a
    sentence.
    """

    @wraps(carry_out)
    @transaction.atomic
    def once(*, article: Article, by: User, key: str, **what: Any) -> CardChange:
        article = Article._base_manager.select_for_update().get(pk=article.pk)  # one action at a time
        made = CardChange.objects.filter(key=key).first()
        if made and (made.article_id not in {article.pk, article.original_pk} or made.by_id != by.pk):
            raise ValidationError(_("The page is out of date. Reload it."))  # another article's, or another person's
        if made is None:
            made = carry_out(article, by=by, **what)
            if article.goes_out_at and not article.is_working_copy:
                workflow.follow(article=article, by=by)
                revise(article, by=by)  # readers get the article with these cards
            made.article, made.by, made.key = article, by, key
            made.save()
            if article.is_working_copy:
                working_copies.edited(copy=article, by=by)
            record = working_copies.original(article)
            desk_log.note(by=by, record=record, flag=CHANGE, text=made.pattern, **made.places)
        return made

    return once


@done_once
def put(article: Article, *, item: Note | Claim, span: WordSpan, verb: str = Verb.PUT, **_by: Any) -> CardChange:
    """Put a note or a claim on words of the article. `verb` may say that it was suggested (ACCEPT)."""
    return _put(article, item, span, verb)


@done_once
def put_new(article: Article, *, make: Callable[[], NewItem], span: WordSpan, by: User) -> CardChange:
    """Put on words of the article the new note or claim that `make` gives unsaved, with its dates and citations.

    Nothing is saved if it can't be.
    """
    item, parts = make()
    _check_span(article, span)
    with change(item):
        item.save()
        for part in parts:
            setattr(part, item.type_name, item)
            part.save()
        revise(item, by=by)
    return _put(article, item, span, Verb.NEW)


def _put(article: Article, item: Note | Claim, span: WordSpan, verb: str) -> CardChange:
    _check_span(article, span)
    same = article.annotations.attached().filter(start=span.start, exact=article.text[span.start : span.end])
    there = same.filter(**{item.type_name: item}).first()
    if there:
        raise ConflictError(_("“%s” is on these words already.") % item, there)
    return _changed(attach(article=article, item=item, start=span.start, end=span.end), verb, None)


@done_once
def adjust(article: Article, *, annotation: int, seen: str, span: WordSpan, **_by: Any) -> CardChange:
    """Put a card, loose or not, on other words."""
    card = _as_seen(article, annotation, seen, span.words)
    _check_span(article, span)
    before = state_of(card)
    card.attach(span.start, span.end)
    _save(card)
    return _changed(card, Verb.ADJUST, before)


@done_once
def remove(article: Article, *, annotation: int, seen: str, by: User) -> CardChange:
    """Take a card off the article. The note or claim stays in the library."""
    card = _as_seen(article, annotation, seen)
    made = CardChange(
        choice=Verb.REMOVE, annotation=card.pk, title=str(card.item), words=card.exact, before=state_of(card)
    )
    detach(annotation=card)
    if card.item.goes_out_at:
        workflow.settle(item=card.item, by=by)
    return made


@done_once
def leave(article: Article, *, annotation: int, seen: str, **_by: Any) -> CardChange:
    """Leave a loose card at the end of the article, and stop asking about it. Readers see nothing else than before."""
    card = _as_seen(article, annotation, seen)
    before = state_of(card)
    card.is_left = True
    card.save(update_fields=["is_left"])
    return _changed(card, Verb.LEAVE, before)


@done_once
def reject(article: Article, *, notes: Iterable[Note], words: str = "", **_by: Any) -> CardChange:
    """Never suggest these notes for the article again."""
    notes = list(notes)
    shown = article.annotations.filter(note__in=notes).select_related("note", "claim").first()
    if shown:
        raise ConflictError(_("“%s” has been put on the article meanwhile.") % shown.item, shown)
    for note in notes:
        Rejection.objects.get_or_create(article_id=article.original_pk, note=note)
    title = ", ".join(str(note) for note in notes)
    return CardChange(choice=Verb.REJECT, title=title[:200], words=words, before={"notes": [n.pk for n in notes]})


@done_once
def undo(article: Article, *, by: User, change: int) -> CardChange:
    """Take back this change of the editor's own."""
    last = CardChange.objects.undoable(by).filter(article=article, pk=change).first()
    if last is None:
        raise ValidationError(_("There is nothing to undo."))
    if last.choice == Verb.REJECT:
        Rejection.objects.filter(article=article.original_pk, note__in=(last.before or {})["notes"]).delete()
    else:
        _restore(article, last)
    after = {"stays": not _throw_away_new(last, by)} if last.choice == Verb.NEW else last.before
    return CardChange(
        choice=Verb.UNDO, undoes=last, annotation=last.annotation, title=last.title, words=last.words,
        before=last.after, after=after,
    )  # fmt: skip


def _throw_away_new(made: CardChange, by: User) -> bool:
    """Move a note or a claim that was made with its card to the bin.

    False if it has to stay: it was published, changed, or put on other words since.
    """
    state = made.after or {}
    kind, key = (Note, state["note_id"]) if state["note_id"] else (Claim, state["claim_id"])
    item = kind.objects.filter(pk=key, state=State.DRAFT).first()
    if item is None or item.annotations.exists() or Revision.objects.of(item).count() > 1:
        return False
    put_into_bin(record=item, by=by)
    return True


def _restore(article: Article, last: CardChange) -> None:
    """Make the card as it was before a change; refuse if it isn't any more as that change left it."""
    card = article.annotations.select_related("note", "claim").filter(pk=last.annotation or 0).first()
    if last.after is None and card is not None:
        raise ConflictError(_("“%s” is back already.") % last.title, card)
    if last.after is not None and (card is None or last.seal != card.seal):
        raise ConflictError(_("This can't be undone: “%s” has been changed since.") % last.title, card)
    if last.before is None and card is not None:
        card.article = article
        detach(annotation=card)
        return
    state = last.before or {}
    if not (Note.objects.filter(pk=state["note_id"]) or Claim.objects.filter(pk=state["claim_id"])):
        raise ConflictError(_("This can't be undone: “%s” is no longer in the library.") % last.title)
    card = card or Annotation(pk=last.annotation)
    card.article = article
    for name, value in state.items():
        setattr(card, name, value)
    if card.is_attached:
        if article.text[card.start : card.end] != card.exact:
            raise ConflictError(_("This can't be undone: “%s” stands there no more.") % card.exact, card)
        card.attach(card.start, card.end)
    _save(card)


def attach(*, article: Article, item: Note | Claim, start: int, end: int) -> Annotation:
    """Attach a note or a claim to these code points of the article's text (half-open).

    Raises ValueError if the span is empty or not in the text.
    """
    if not (0 <= start < end <= len(article.text) and article.text[start:end].strip()):
        raise ValueError(f"{start} to {end} are no words of a text of {len(article.text)} characters")
    card = Annotation(article=article, **{item.type_name: item})
    card.attach(start, end)
    _save(card)
    return card


def detach(*, annotation: Annotation) -> None:
    """Take a card off its article."""
    with change(annotation.article, words=False):
        annotation.delete()


def _save(card: Annotation) -> None:
    with change(card.article, words=False):
        card.save()


def _changed(card: Annotation, verb: str, before: dict[str, Any] | None) -> CardChange:
    return CardChange(
        choice=verb, annotation=card.pk, title=str(card.item), words=card.exact, before=before, after=state_of(card)
    )


def _as_seen(article: Article, pk: int, seen: str, wanted: str = "") -> Annotation:
    """The card, if it is as the editor saw it. `seen` is its seal."""
    same = Q(pk=pk) | Q(original=pk)  # the public card, as a page has it that was opened before the working copy
    card = article.annotations.select_related("note", "claim").filter(same).first()
    if card is None:
        raise ConflictError(_("Somebody has removed this card meanwhile."), None, wanted)
    card.article = article
    if card.seal != seen:
        raise ConflictError(_("Somebody has changed this card meanwhile."), card, wanted)
    return card


def _check_span(article: Article, span: WordSpan) -> None:
    """Raise ValidationError unless the words stand there, and a card can."""
    words = article.text[span.start : span.end]
    if not span.words.strip():
        raise ValidationError(_("Choose words of the text first."))
    if words.split() != span.words.split() or words != words.strip():  # a page shows white space as it likes
        message = _("The text has changed: “%s” stands there no more. Choose the words again.")
        raise ValidationError(message % span.words)
    closed = article.paragraphs.filter(kind__in=WITHOUT_CARDS, start__lt=span.end).exclude(text="")
    if any(block.end > span.start for block in closed):
        raise ValidationError(_("Cards can't stand on headings, footnotes or code. Choose words of a paragraph."))
