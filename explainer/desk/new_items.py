"""A new note or claim, made while annotating: as little as a draft needs. The rest is written on its own page."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from explainer.models import Claim, Note

SLUG_LENGTH = 100


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
    item.slug = free_slug(type(item), item.title)
    item.made_by = item.owner = by
    return item


def free_slug(model: type[models.Model], title: str) -> str:
    """An address that nothing of this kind has: the title in small letters and hyphens, numbered if need be."""
    name = slugify(title)[: SLUG_LENGTH - 8].strip("-") or model._meta.model_name or "new"
    taken = set(model._default_manager.filter(slug__startswith=name).values_list("slug", flat=True))
    return name if name not in taken else next(s for n in range(2, len(taken) + 3) if (s := f"{name}-{n}") not in taken)
