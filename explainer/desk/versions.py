"""Which version of a record a form was opened with: a digest for each field, sent along in the form itself.

So a save knows of each field whether its sender has changed it, whether somebody else has meanwhile, or both. Nothing
has to be stored for it, no record needs a version of its own, and two people who touch different fields don't collide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db.models import Model, QuerySet
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from explainer.text.differing import ADDED, REMOVED, DiffPiece, Passage, passages

MINE, THEIRS = "mine", "theirs"
SEEN = "seen_version"  # the field of a form that has the digests
CONFLICT = "conflict"  # the code of an error that is one


@dataclass
class FieldConflict:
    """A field, or a table of rows, that both have changed: its name, its label, and how the two versions differ.

    `inputs` is what the field's inputs would say with theirs, by their names; `words` is theirs as an editor reads it.
    """

    name: str
    label: str
    theirs: list[Passage]
    mine: list[Passage]
    version: str  # the digest of theirs: a choice counts for this version alone
    words: str = ""
    inputs: dict[str, Any] = dataclass_field(default_factory=dict)
    rows: bool = False
    is_own: bool = False  # both versions are the sender's: from two tabs, say

    @property
    def inputs_as_json(self) -> str:
        return json.dumps(self.inputs)

    @property
    def error(self) -> forms.ValidationError:
        return forms.ValidationError(_("Two versions: choose one, and save again."), CONFLICT, {CONFLICT: self})


class ConflictErrors(ErrorList):
    """The errors of a field or of a table of rows; of a conflict both versions follow, to choose from."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        html: SafeString = super().render(*args, **kwargs)
        for error in self.as_data():
            if error.code == CONFLICT and error.params:
                html += render_to_string("desk/record/_choice.html", {"choice": error.params[CONFLICT]})
        return html

    __str__ = __html__ = render  # Django's are its own render, whatever a subclass has


def plain(value: Any) -> str:
    """A field's value as text: the same whether it comes from the database or from a form."""
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet):
        return "\n".join(sorted(map(plain, value)))
    if isinstance(value, list | tuple):
        parts = [*map(plain, value)]
        return "\n".join(sorted(parts) if any(isinstance(each, Model) for each in value) else parts)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value.name if isinstance(value, File) else value).replace("\r\n", "\n").strip()


def digest(value: Any) -> str:
    return hashlib.blake2b(plain(value).encode(), digest_size=6).hexdigest()


def digest_of_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """Of a table of rows, in whichever order."""
    return digest(sorted("\x1f".join(f"{name}={plain(row[name])}" for name in sorted(row)) for row in rows))


def read_seen(sent: Any) -> dict[str, str]:
    """The digests that a form came with. None are known of a form that says nothing readable: it isn't compared."""
    try:
        found = json.loads(sent or "{}")
    except (ValueError, RecursionError):  # nested too deeply
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def whose(name: str, data: Mapping[str, Any], *, seen: str, theirs: str, mine: str) -> str:
    """Whose version of a field stands: MINE, THEIRS, or "" if somebody has to choose. All but the name are digests."""
    if theirs in {seen, mine}:
        return MINE
    if mine == seen:
        return THEIRS
    choice, _colon, version = str(data.get(f"take-{name}", "")).partition(":")
    return choice if choice in {MINE, THEIRS} and version == theirs else ""


def conflict(name: str, label: Any, theirs: str, mine: str, version: str, **more: Any) -> FieldConflict:
    """Both versions, as words, beside each other. What else a FieldConflict has goes into it as it is."""
    found = passages(theirs, mine) or [(DiffPiece(REMOVED, theirs), DiffPiece(ADDED, mine))]
    sides = [
        [side for passage in found if (side := tuple(each for each in passage if each.kind != other))]
        for other in (ADDED, REMOVED)
    ]
    return FieldConflict(name, str(label), sides[0], sides[1], version, theirs, **more)


def in_words(field: forms.Field, value: Any) -> str:
    """A field's value as an editor reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return "\n\n".join(map(str, value)) or "–"
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        found = value if isinstance(value, Model) else field.queryset.model._base_manager.filter(pk=value).first()
        return str(found or "–")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, list | tuple):
        return "\n\n".join(map(str, value)) or "–"
    choices = dict(getattr(field, "choices", None) or ())
    return str(choices.get(value, value.name if isinstance(value, File) else value))


def in_inputs(bound: forms.BoundField, value: Any) -> dict[str, Any]:
    """What the inputs of a field say with this value, by their names. Nothing of a file: no script may choose one."""
    field, name = bound.field, bound.html_name
    if isinstance(field, forms.FileField):
        return {}
    widget: Any = getattr(field.widget, "widget", field.widget)  # the admin wraps those of relations
    value = field.prepare_value(value)
    if widget_parts := getattr(widget, "widgets_names", None):  # a MultiWidget
        parts = zip(widget_parts, widget.widgets, widget.decompress(value), strict=True)
        return {name + suffix: each.format_value(part) for suffix, each, part in parts}
    return {name: bool(value) if isinstance(field, forms.BooleanField) else widget.format_value(value)}


def last_log(record: Model) -> LogEntry | None:
    """The last thing that the admin's log tells of a record."""
    kind = ContentType.objects.get_for_model(record)
    rows = LogEntry.objects.filter(content_type=kind, object_id=str(record.pk)).select_related("user")
    return rows.order_by("-action_time").first()
