"""What editors may choose for a card, what each choice asks of what they sent, and who may."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from explainer.actions import deciding
from explainer.actions.deciding import Place
from explainer.models import Article, CardChange, Claim, Note, State

from .new_items import new_form

NEEDED = {
    "put": ["add_annotation"],
    "accept": ["add_annotation"],
    "reject": ["add_annotation"],
    "adjust": ["change_annotation"],
    "leave": ["change_annotation"],
    "remove": ["delete_annotation"],
    "new_note": ["add_annotation", "add_note"],
    "new_claim": ["add_annotation", "add_claim"],
    "undo": [],
}


class FormRefused(ValidationError):
    """A new note or claim that lacks something. `form` has what was typed, and says what."""

    def __init__(self, form: Any) -> None:
        super().__init__(_("Not saved yet: something is missing."))
        self.form = form


def may(user: Any, choice: str) -> bool:
    return all(user.has_perm(f"explainer.{name}") for name in NEEDED[choice])


def all_that_may(user: Any) -> dict[str, bool]:
    """For each choice, whether this user has it."""
    return {choice: may(user, choice) for choice in NEEDED}


def carry_out(*, article: Article, by: User, key: str, sent: QueryDict) -> CardChange:
    """Do what an editor sent. Raises PermissionDenied, ValidationError or deciding.Conflict, with a sentence each."""
    choice = sent.get("choice", "")
    if choice not in CHOICES:
        raise ValidationError(_("That choice is not known. Use the buttons on this page."))
    if not may(by, choice):
        raise PermissionDenied(_("You may not do this. Ask somebody who looks after the newsroom's accounts."))
    if not key or len(key) > 64:
        raise ValidationError(_("The page is out of date. Reload it."))
    return CHOICES[choice](sent, article=article, by=by, key=key)


def number(sent: QueryDict, name: str) -> int:
    text = sent.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def place(sent: QueryDict) -> Place:
    return Place(number(sent, "start"), number(sent, "end"), sent.get("exact", "").replace("\r\n", "\n"))


def _card(sent: QueryDict) -> dict[str, Any]:
    return {"annotation": number(sent, "annotation"), "seen": sent.get("seen", "")}


def _put(sent: QueryDict, **who: Any) -> CardChange:
    model = Claim if sent.get("claim") else Note
    item = model.objects.exclude(state=State.TAKEN_DOWN).filter(pk=number(sent, model._meta.model_name or "")).first()
    if item is None:
        raise ValidationError(_("The library has this no longer. Choose another note or claim."))
    return deciding.put(item=item, place=place(sent), choice=sent.get("choice", ""), **who)


def _new(sent: QueryDict, **who: Any) -> CardChange:
    made = CardChange.objects.filter(article=who["article"], by=who["by"], key=who["key"]).first()
    if made:
        return made
    form = new_form(sent.get("choice", ""), sent)
    if not form.is_valid():
        raise FormRefused(form)
    form.instance.made_by = form.instance.owner = who["by"]
    return deciding.write(write=form.save, place=place(sent), **who)


def _adjust(sent: QueryDict, **who: Any) -> CardChange:
    return deciding.adjust(place=place(sent), **_card(sent), **who)


def _remove(sent: QueryDict, **who: Any) -> CardChange:
    return deciding.remove(**_card(sent), **who)


def _leave(sent: QueryDict, **who: Any) -> CardChange:
    return deciding.leave(**_card(sent), **who)


def _reject(sent: QueryDict, **who: Any) -> CardChange:
    notes = [int(pk) for pk in sent.get("notes", "").split() if pk.isdecimal()]
    return deciding.reject(notes=Note.objects.filter(pk__in=notes), words=sent.get("exact", ""), **who)


def _undo(sent: QueryDict, **who: Any) -> CardChange:
    done = CardChange.objects.undoable(who["by"]).filter(article=who["article"])
    last = (done.filter(pk=number(sent, "change")) if sent.get("change") else done).first()
    if last and not may(who["by"], last.choice):
        raise PermissionDenied(_("You may not do this. Ask somebody who looks after the newsroom's accounts."))
    return deciding.undo(change=last.pk if last else 0, **who)


CHOICES: dict[str, Callable[..., CardChange]] = {
    "put": _put,
    "accept": _put,
    "reject": _reject,
    "adjust": _adjust,
    "leave": _leave,
    "remove": _remove,
    "new_note": _new,
    "new_claim": _new,
    "undo": _undo,
}
