"""The form of an article, a note or a claim: the slug of a working copy, and who saved it last."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import CheckConstraint

from explainer.models import Revision

from .versioned_form import VersionedForm


class PublicRecordForm(VersionedForm):
    """A working copy's form: its slug is what the public record's is to become."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_working_copy:
            self.initial["slug"] = self.instance.wanted_slug

    def value_of(self, name: str) -> Any:
        return self.instance.wanted_slug if self._is_wanted(name) else super().value_of(name)

    def sent_value(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        return self.instance.wanted_slug if self._is_wanted(name) else super().sent_value(name, cleaned)

    def keep(self, name: str, cleaned: dict[str, Any]) -> None:
        if self._is_wanted(name):
            self.instance.wanted_slug = self._stored[name]
        else:
            super().keep(name, cleaned)

    def _is_wanted(self, name: str) -> bool:
        return name == "slug" and self.instance.is_working_copy

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

    def add_error(self, field: str | None, error: Any) -> None:
        """What a rule of several fields says stands at the field that is to be filled, or else at the last of them."""
        of_all = getattr(error, "error_dict", {}).pop(NON_FIELD_ERRORS, []) if field is None else []
        for each in of_all:
            super().add_error(self._field_of(str(each.message)), each)
        if not of_all or error.error_dict:
            super().add_error(field, error)

    def _field_of(self, said: str) -> str | None:
        rules = [rule for _model, rules in self.instance.get_constraints() for rule in rules]
        broken = [rule for rule in rules if isinstance(rule, CheckConstraint) and rule.violation_error_message == said]
        about = broken[0].condition.referenced_base_fields if broken else ()  # type: ignore[union-attr]  # it is a Q
        fields = [name for name in self.fields if name in about]
        empty = [name for name in fields if getattr(self.instance, name) in (None, "")]
        return next(iter(empty or fields[::-1]), None)

    def last_change(self) -> tuple[Any, datetime | None]:
        last = Revision.objects.of(self.instance).select_related("by").defer("snapshot").first()
        return self.instance.edited_by or (last.by if last else None), self.instance.modified


class LinesField(forms.CharField):
    """A list of names, one to a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))
