"""The form of an article, a note or a claim: the slug of a working copy, a warning if others saved."""

from copy import copy
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from explainer.models import Record, Revision
from explainer.text.differing import passages


class PublicRecordForm(forms.ModelForm):
    """Beyond the record's own fields: which version was opened."""

    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: list[tuple[Any, Any]] = []  # label of a field, and how the two versions of it differ
        if self.instance.pk:
            self.fields["seen_version"].initial = self.instance.modified.isoformat()
        if self.instance.is_working_copy:
            self.initial["slug"] = self.instance.wanted_slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._check_version(cleaned)
        return cleaned

    def clean_slug(self) -> str:
        """A working copy keeps its own slug: what is typed becomes the public record's once it is published."""
        wanted: str = self.cleaned_data["slug"]
        if not self.instance.is_working_copy:
            return wanted
        model = type(self.instance)
        others = model._base_manager.exclude(pk__in=[self.instance.pk, self.instance.copy_of_id])
        if others.filter(slug=wanted).exists():
            raise forms.ValidationError(model._meta.get_field("slug").error_messages["unique"])
        model(pk=self.instance.copy_of_id, slug=wanted).refuse_former_slug()
        self.instance.wanted_slug = wanted
        return str(self.instance.slug)

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        """If somebody saved since the form was opened: say who, show the difference, and let the next save win."""
        rows = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        stored = (rows.select_for_update() if connection.in_atomic_block else rows).first()
        seen = cleaned.get("seen_version")
        if stored is None or not seen or seen == stored.modified.isoformat():
            return
        who = stored.edited_by or self._last_by(stored) or _("Somebody")
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

    def _last_by(self, stored: Record) -> User | None:
        last = Revision.objects.of(stored).select_related("by").defer("snapshot").first()
        return last.by if last else None


class LinesField(forms.CharField):
    """A list of names, one to a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))
