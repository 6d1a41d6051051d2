"""The form of an article, a note or a claim: what readers are told of a change, a warning if others saved."""

from copy import copy
from typing import Any

from django import forms
from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from explainer.actions import revising
from explainer.models import Revision
from explainer.text.differing import passages


class PublicRecordForm(forms.ModelForm):
    """Beyond the record's own fields: which version was opened, what kind of change it is, a line for readers."""

    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)
    change_class = forms.ChoiceField(
        label=_("What kind of change is it?"),
        required=False,
        choices=[("", _("Judge by its size")), *Revision.Change.choices],
        help_text=_("Readers see corrections, new facts and clarifications. A few changed words count as wording."),
    )
    change_line = forms.CharField(
        label=_("What changed, in a sentence"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Readers see it. A correction needs it: say what was wrong."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: list[tuple[Any, Any]] = []  # label of a field, and how the two versions of it differ
        if self.instance.pk:
            self.fields["seen_version"].initial = self.instance.modified.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._check_told(cleaned)
            self._check_version(cleaned)
        return cleaned

    def _check_told(self, cleaned: dict[str, Any]) -> None:
        try:
            revising.check_told(change=cleaned.get("change_class", ""), line=cleaned.get("change_line", ""))
        except forms.ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(f"change_{'line' if name == 'line' else 'class'}", messages)

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        """If somebody saved since the form was opened: say who, show the difference, and let the next save win."""
        rows = type(self.instance)._default_manager.filter(pk=self.instance.pk)
        stored = (rows.select_for_update() if connection.in_atomic_block else rows).first()
        seen = cleaned.get("seen_version")
        if stored is None or not seen or seen == stored.modified.isoformat():
            return
        last = Revision.objects.of(stored).select_related("by").defer("snapshot").first()
        who = last.by if last and last.by else _("Somebody")
        when = date_format(localtime(stored.modified), "TIME_FORMAT")
        self.add_error(None, _(
            "%(who)s saved this at %(when)s, while you were editing. Nothing of yours is lost: it is in the form. "
            "Below you see where the two differ. Save again to put yours in its place; theirs stays in the history."
        ) % {"who": who, "when": when})  # fmt: skip
        self.conflict = [
            (self.fields[name].label, found)
            for name, value in cleaned.items()
            if isinstance(value, str) and hasattr(stored, name) and (found := passages(getattr(stored, name), value))
        ]
        sent: Any = copy(self.data)  # a QueryDict's copy may be changed
        sent[self.add_prefix("seen_version")] = stored.modified.isoformat()
        self.data = sent


class LinesField(forms.CharField):
    """A list of names, one to a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))
