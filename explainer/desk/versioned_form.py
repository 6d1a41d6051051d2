"""Forms that notice what somebody else has saved since they were opened.

What only one of the two has changed is taken from that one. Where both changed the same field, the save is refused:
both versions are shown beside each other, and the sender says whose to take. Nothing that was typed is lost by it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from explainer.models import Citation, Event

from .versions import (
    MINE,
    SEEN,
    THEIRS,
    ConflictErrors,
    FieldConflict,
    conflict,
    digest,
    digest_of_rows,
    in_inputs,
    in_words,
    last_log,
    read_seen,
    whose,
)


class SeenField(forms.CharField):
    """The digests of what the form was opened with."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class VersionedForm(forms.ModelForm):
    """Compares field by field: what was opened, what is sent, what is stored by now."""

    seen_version = SeenField(required=False)
    sender: Any = None  # whoever sends the form; the admin says who (VersionedAdmin.get_form)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"error_class": ConflictErrors, **kwargs})
        self.conflicts: list[FieldConflict] = []
        self.kept: list[str] = []  # the fields in which what is stored stands, not what was sent
        self._stored = {name: self.value_of(name) for name in self._compared()} if self.instance.pk else {}
        seen = {name: digest(value) for name, value in self._stored.items()}
        self.fields[SEEN].initial = json.dumps(seen) if seen else ""

    def _compared(self) -> list[str]:
        known = {field.name for field in (*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many)}
        return [name for name, field in self.fields.items() if name in known and not field.disabled]

    def value_of(self, name: str) -> Any:
        """What the record says in this field, as it is now."""
        return self.instance._meta.get_field(name).value_from_object(self.instance)

    def sent_value(self, name: str, cleaned: Mapping[str, Any]) -> Any:
        """What the form says in it."""
        return cleaned[name]

    def keep(self, name: str, cleaned: dict[str, Any]) -> None:
        """Let the field be as it is stored."""
        field = self.instance._meta.get_field(name)
        cleaned[name] = getattr(self.instance, name) if field.is_relation and field.many_to_one else self._stored[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen = read_seen(cleaned.get(SEEN))
        for name in self._stored:
            if name in cleaned and name in seen:
                self._compare(name, cleaned, seen[name])
        sent = {**cleaned}  # an error takes its field's value away, and the preview shows what is in the form
        for each in self.conflicts:
            self.add_error(each.name, each.error)
        return sent

    def _compare(self, name: str, cleaned: dict[str, Any], seen: str) -> None:
        mine, theirs = self.sent_value(name, cleaned), self._stored[name]
        choice = whose(name, self.data, seen=seen, theirs=digest(theirs), mine=digest(mine))
        if choice == THEIRS:
            self.kept.append(name)
            self.keep(name, cleaned)
        elif choice != MINE:
            field = self.fields[name]
            label = capfirst(str(self[name].label))
            words = in_words(field, theirs), in_words(field, mine)
            self.conflicts.append(conflict(name, label, *words, digest(theirs), inputs=in_inputs(self[name], theirs)))

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in self.kept]

    @property
    def is_own_conflict(self) -> bool:
        """True if the sender saved the other version too: in another tab, or at another device."""
        return self.sender is not None and self.last_change()[0] == self.sender

    def _who(self) -> str:
        who = self.last_change()[0]
        return (who.get_full_name() or who.get_username()) if who else _("Somebody")

    def _when(self) -> str:
        at = self.last_change()[1]
        return date_format(localtime(at), "TIME_FORMAT") if at else "–"

    def refusal(self) -> str:
        """Who saved, and what to do."""
        who, when = self._who(), self._when()
        if self.is_own_conflict:
            return _(
                "You saved this yourself at %(when)s, in another tab or at another device. "
                "What you typed here is in the form. Choose which to take:"
            ) % {"when": when}  # fmt: skip
        return _(
            "%(who)s saved this at %(when)s, while you were editing. "
            "What you typed is in the form. Choose whose to take:"
        ) % {"who": who, "when": when}  # fmt: skip

    def refused_by_itself(self) -> str:
        """The same for a form that saves itself, in a line."""
        if self.is_own_conflict:
            return _("Not saved: you saved this in another tab at %(when)s. Press Save to see both versions.") % {
                "when": self._when()
            }  # fmt: skip
        return _("Not saved: %(who)s saved this at %(when)s. Press Save to see both versions.") % {
            "who": self._who(), "when": self._when(),
        }  # fmt: skip

    def last_change(self) -> tuple[Any, datetime | None]:
        """Who changed the record last, and when."""
        entry = last_log(self.instance)
        return (entry.user, entry.action_time) if entry else (None, None)

    def told(self) -> str:
        """What was taken from somebody else's save, as a sentence; empty if nothing was."""
        if not self.kept:
            return ""
        names = ", ".join(capfirst(str(self[name].label)) for name in self.kept)
        who = self._who()
        if self.is_own_conflict:
            return _(
                "You changed this in another tab meanwhile: %(fields)s. That stays, beside what you changed here."
            ) % {"fields": names}  # fmt: skip
        return _("%(who)s has changed this meanwhile: %(fields)s. That stays, beside what you changed.") % {
            "who": who, "fields": names,
        }  # fmt: skip

    def version_now(self) -> dict[str, str]:
        """The digests of what the sender's page shows after a save: what was kept from others, it doesn't show."""
        return {
            name: digest(self.value_of(name)) if name not in self.kept else read_seen(self.data.get(SEEN))[name]
            for name in self._compared()
        }


def name_of_rows(model: Any) -> str:
    """What editors call a record's rows of that kind."""
    names = {Citation: _("Sources"), Event: _("Dates")}
    return names.get(model) or capfirst(str(model._meta.verbose_name_plural))


class VersionedFormSet(BaseInlineFormSet):
    """The rows of a record, compared as one: a table is taken from one of the two, whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"error_class": ConflictErrors, **kwargs})
        self.conflicts: list[FieldConflict] = []
        self.is_kept = False  # the rows that are stored stand, not those that were sent
        self.name = str(self.prefix)

    def stored_rows(self) -> list[dict[str, Any]]:
        if not self.instance.pk or self.model is None:
            return []
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance.pk})
        names = [name for name in self.form.base_fields if name not in self._keys()]
        return [{name: row._meta.get_field(name).value_from_object(row) for name in names} for row in rows]

    def _keys(self) -> set[str]:
        """What forms of rows have beside the rows' own fields."""
        return {self.fk.name, "id", "DELETE"}

    def sent_rows(self) -> list[dict[str, Any]]:
        left_out = self._keys()
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [{name: value for name, value in row.items() if name not in left_out} for row in rows]

    def version(self) -> str:
        return digest_of_rows(self.stored_rows())

    def clean(self) -> None:
        super().clean()
        seen = read_seen(self.data.get(SEEN)).get(self.name)
        if not seen or not self.instance.pk or any(self.errors):
            return
        stored, sent = self.stored_rows(), self.sent_rows()
        theirs = digest_of_rows(stored)
        choice = whose(self.name, self.data, seen=seen, theirs=theirs, mine=digest_of_rows(sent))
        self.is_kept = choice == THEIRS
        if not choice:
            label = name_of_rows(self.model)
            words = [self._in_words(rows) for rows in (stored, sent)]
            self.conflicts = [conflict(self.name, label, words[0], words[1], theirs, rows=True)]
            raise self.conflicts[0].error

    def _in_words(self, rows: list[dict[str, Any]]) -> str:
        fields = self.form.base_fields
        lines = (
            ", ".join(in_words(fields[name], value) for name, value in row.items() if value not in (None, ""))
            for row in rows
        )
        return "\n\n".join(lines) or "–"

    def version_now(self) -> str:
        """As the form's: of the rows that the sender's page shows."""
        return read_seen(self.data.get(SEEN))[self.name] if self.is_kept else self.version()

    def leave(self) -> None:
        """Save nothing: the stored rows stand."""
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
