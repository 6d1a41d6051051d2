"""A new note or claim, made while annotating: as little as a draft needs. The rest is written on its own page."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import slugify

from explainer.models import Claim, Note

SLUG_LENGTH = 100


class _NewItem(forms.ModelForm):
    """Saves a draft with an address made from its title."""

    def save(self, commit: bool = True) -> Any:
        self.instance.slug = free_slug(type(self.instance), self.instance.title)
        return super().save(commit)


class NewNote(_NewItem):
    class Meta:
        model = Note
        fields = ["title", "summary", "kind"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}


class NewClaim(_NewItem):
    class Meta:
        model = Claim
        fields = ["title", "claimant", "summary", "kind"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}


FORMS: dict[str, type[_NewItem]] = {"new_note": NewNote, "new_claim": NewClaim}


def new_form(choice: str, sent: Any = None) -> _NewItem:
    """The form of a new note or claim: empty, or with what was sent."""
    return FORMS[choice](sent, auto_id=choice.removeprefix("new_") + "-%s")


def free_slug(model: type[models.Model], title: str) -> str:
    """An address that nothing of this kind has: the title in small letters and hyphens, numbered if need be."""
    name = slugify(title)[: SLUG_LENGTH - 8].strip("-") or model._meta.model_name or "new"
    taken = set(model._default_manager.filter(slug__startswith=name).values_list("slug", flat=True))
    return name if name not in taken else next(s for n in range(2, len(taken) + 3) if (s := f"{name}-{n}") not in taken)
