"""What the two screens for an article's cards send, and the action of `annotating` that each of it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from explainer.actions import annotating
from explainer.actions.annotating import WordSpan
from explainer.actions.permissions import may_on_cards
from explainer.models import Article, CardChange, Claim, Note, State
from explainer.rendering import xml_text
from explainer.text.numbers import whole_number

from .new_items import new_item

MOST_REJECTED = 100  # notes of one name


@dataclass(frozen=True)
class CardRequest:
    """What was sent, by whom, about which article. The same `key` is carried out once."""

    article: Article
    by: User
    key: str
    sent: QueryDict

    @property
    def who(self) -> dict[str, Any]:
        """What every action takes."""
        return {"article": self.article, "by": self.by, "key": self.key}

    @property
    def card(self) -> dict[str, Any]:
        """The card that it is about, as it was seen."""
        return {"annotation": self.number("annotation"), "seen": self.sent.get("seen", "")}

    @property
    def span(self) -> WordSpan:
        """The words that were selected."""
        words = self.sent.get("exact", "").replace("\r\n", "\n")
        return WordSpan(self.number("start"), self.number("end"), words)

    @property
    def typed_span(self) -> WordSpan:
        """The words that were typed, wherever they stand. Raises ValidationError if that isn't clear."""
        words = self.sent.get("exact", "").strip()
        return WordSpan(*self.article.offsets_of(words, self.sent.get("before", "")), words)

    @property
    def item(self) -> Note | Claim:
        """The note or claim that was chosen. Raises ValidationError if there is none to put on words."""
        model: type[Note] | type[Claim] = Claim if self.sent.get("claim") else Note
        rows = model._default_manager.exclude(state=State.TAKEN_DOWN)
        item = rows.filter(pk=self.number(model.type_name)).first()
        if item is None:
            raise ValidationError(_("The library has this no longer. Choose another note or claim."))
        return item

    @property
    def typed_item(self) -> Note | Claim:
        """The note or claim that was named by its slug or its title. Raises ValidationError unless that is one."""
        typed = xml_text(self.sent.get("item", "")).strip()
        named = Q(slug=typed) | Q(title__iexact=typed)
        items: list[Note | Claim] = []
        for model in (Note, Claim):
            items += model.objects.filter(named).exclude(state=State.TAKEN_DOWN)[:2]
        exact = [item for item in items if item.slug == typed]
        if len(exact or items) != 1:
            message = _("No note or claim has this slug or title.") if not items else _("Several have this title.")
            raise ValidationError(message + " " + _("Copy its slug from its form."))
        return (exact or items)[0]

    def number(self, name: str) -> int:
        """A whole number that was sent, 0 if it is none."""
        return whole_number(self.sent.get(name, ""), digits=9) or 0


def carry_out(request: CardRequest) -> CardChange:
    """Do what an editor sent. Raises PermissionDenied, ValidationError or Conflict, with a sentence each."""
    choice = request.sent.get("choice", "")
    if choice not in CARD_ACTIONS:
        raise ValidationError(_("That choice is not known. Use the buttons on this page."))
    permission, action = CARD_ACTIONS[choice]
    _require(request.by, permission)
    if not request.key or len(request.key) > 64:
        raise ValidationError(_("The page is out of date. Reload it."))
    return action(request)


def _require(user: User, permission: str) -> None:
    if not may_on_cards(user, permission):
        raise PermissionDenied(_("You may not do this. Ask somebody who looks after the newsroom's accounts."))


def _put(request: CardRequest) -> CardChange:
    return annotating.put(item=request.item, span=request.span, **request.who)


def _accept(request: CardRequest) -> CardChange:
    return annotating.put(item=request.item, span=request.span, verb=annotating.Verb.ACCEPT, **request.who)


def _accept_typed(request: CardRequest) -> CardChange:
    """Accept a suggestion, on its words or on others that were typed in their place."""
    note = Note.objects.published().filter(pk=request.number("note")).first()
    if note is None:
        raise ValidationError(_("Choose one of the notes."))
    span = request.span
    if request.article.text[span.start : span.end] != span.words.strip():
        span = request.typed_span
    return annotating.put(item=note, span=span, verb=annotating.Verb.ACCEPT, **request.who)


def _put_typed(request: CardRequest) -> CardChange:
    return annotating.put(item=request.typed_item, span=request.typed_span, **request.who)


def _put_new(request: CardRequest) -> CardChange:
    def make() -> annotating.NewItem:
        language = request.article.language
        return new_item(request.sent.get("choice", ""), request.sent, by=request.by, language=language)

    return annotating.put_new(make=make, span=request.span, **request.who)


def _adjust(request: CardRequest) -> CardChange:
    return annotating.adjust(span=request.span, **request.card, **request.who)


def _adjust_typed(request: CardRequest) -> CardChange:
    return annotating.adjust(span=request.typed_span, **request.card, **request.who)


def _remove(request: CardRequest) -> CardChange:
    return annotating.remove(**request.card, **request.who)


def _leave(request: CardRequest) -> CardChange:
    return annotating.leave(**request.card, **request.who)


def _reject(request: CardRequest) -> CardChange:
    keys = list(filter(None, map(whole_number, " ".join(request.sent.getlist("notes")).split()[:MOST_REJECTED])))
    notes = Note.objects.filter(pk__in=keys)
    return annotating.reject(notes=notes, words=request.sent.get("exact", ""), **request.who)


def _undo(request: CardRequest) -> CardChange:
    done = CardChange.objects.undoable(request.by).filter(article=request.article)
    last = (done.filter(pk=request.number("change")) if request.sent.get("change") else done).first()
    if last:
        _require(request.by, last.choice)
    return annotating.undo(change=last.pk if last else 0, **request.who)


# For each choice that may be sent, what it takes (see permissions.ON_CARDS) and what carries it out.
CARD_ACTIONS: dict[str, tuple[str, Callable[[CardRequest], CardChange]]] = {
    "put": ("put", _put),
    "put_typed": ("put", _put_typed),
    "accept": ("accept", _accept),
    "accept_typed": ("accept", _accept_typed),
    "reject": ("reject", _reject),
    "adjust": ("adjust", _adjust),
    "adjust_typed": ("adjust", _adjust_typed),
    "leave": ("leave", _leave),
    "remove": ("remove", _remove),
    "new_note": ("new_note", _put_new),
    "new_claim": ("new_claim", _put_new),
    "undo": ("undo", _undo),
}
