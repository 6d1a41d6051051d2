"""A new note or claim, made while annotating: as little as a draft needs. The rest is written on its own page."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from explainer.models import Claim, Note


class NewItemRefused(ValidationError):
    """A new note or claim that lacks something. `form` has what was typed, and says what."""

    def __init__(self, form: forms.ModelForm) -> None:
        super().__init__(_("Not saved yet: something is missing."))
        self.form = form


class NewNote(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["title", "summary", "kind"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}


class NewClaim(forms.ModelForm):
    class Meta:
        model = Claim
        fields = ["title", "claimant", "summary", "kind"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}


FORMS: dict[str, type[NewNote] | type[NewClaim]] = {"new_note": NewNote, "new_claim": NewClaim}


def new_form(choice: str, sent: QueryDict | None = None) -> NewNote | NewClaim:
    """The form of a new note or claim: empty, or with what was sent."""
    return FORMS[choice](sent, auto_id=choice.removeprefix("new_") + "-%s")


def new_item(choice: str, sent: QueryDict, *, by: User) -> Note | Claim:
    """The new note or claim that was sent, unsaved, with an address made from its title. Raises NewItemRefused."""
    form = new_form(choice, sent)
    if not form.is_valid():
        raise NewItemRefused(form)
    item: Note | Claim = form.instance
    item.slug = type(item).objects.free_slug(item.title)
    item.made_by = item.owner = by
    return item
