"""The rows of an article's cards on its form: a row that nobody touched follows the text by itself.

Only what an editor writes into a row is looked for in the text. All other cards are carried over the edit when the
article is saved, and come loose there if their words are gone: checked here, such a row would keep the article from
being saved at all.
"""

from typing import Any

from django import forms

from .record_admin import LabelledFormSet


class WordsField(forms.CharField):
    """Words of an article. A browser's field loses line breaks, and Django spaces at the ends: that is no change."""

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        return "".join((initial or "").split()) != "".join((data or "").split())


class CardForm(forms.ModelForm):
    class Meta:
        field_classes = {"exact": WordsField, "prefix": WordsField}

    def clean(self) -> dict[str, Any]:
        """The words as they are stored, line breaks and all, where nobody wrote others."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in {"exact", "prefix"} & set(cleaned) - set(self.changed_data):
            cleaned[name] = self.initial.get(name, cleaned[name])
        return cleaned


class CardFormSet(LabelledFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk:
            form.empty_permitted = True  # Django's word for: is not checked unless it was changed
