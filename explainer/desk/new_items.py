"""A new note or claim, made while annotating: as little as a draft needs. The rest is written on its own page."""

from typing import Any

from django import forms

from explainer.models import Claim, Note


class _NewItem(forms.ModelForm):
    """Saves a draft with an address made from its title."""

    def save(self, commit: bool = True) -> Any:
        self.instance.slug = type(self.instance).objects.free_slug(self.instance.title)
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
