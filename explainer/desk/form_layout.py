"""How a record's form is laid out: what is always needed is open, the rest is folded and says what it holds.

Also what is wrong with it, by field, for the bar that stays in sight.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime

from .meanings import explain
from .record_admin import conflicts
from .versioned_form import name_of_rows
from .versions import CONFLICT


def lay_out(context: dict[str, Any]) -> None:
    """Fold all but the first part of an admin form, and the rows that there are. Whatever has an error stays open."""
    form = context["adminform"].form
    explain(form)
    parts = context["adminform"].fieldsets
    for at, (name, options) in enumerate(parts):
        if at and name and not set(_names(options["fields"])) & set(form.errors):  # Django looks into no row of two
            classes = (*options.get("classes", ()), "collapse")
            parts[at] = (_titled(name, _held(form, options["fields"])), {**options, "classes": classes})
    for rows in context["inline_admin_formsets"]:
        count = rows.formset.initial_form_count()
        rows.opts.verbose_name_plural = _titled(name_of_rows(rows.opts.model), count)
        if count and not rows.formset.non_form_errors():  # Django looks into its rows alone
            rows.classes = f"{rows.classes} collapse".strip()


def named_errors(context: dict[str, Any]) -> list[dict[str, str]]:
    """The errors of a form and its rows, each with the field's label and the id that leads to it.

    What both have changed comes last: one sentence for all of it, and the way to each choice.
    """
    form, tables = context["adminform"].form, [rows.formset for rows in context["inline_admin_formsets"]]
    found = _errors_of(form)
    for rows in tables:
        for row in rows.forms:
            found += _errors_of(row)
        errors = [e for e in rows.non_form_errors().as_data() if e.code != CONFLICT]
        found += [{"label": "", "id": f"{rows.prefix}-group", "said": said} for e in errors for said in e.messages]
    if choices := conflicts(form, tables):
        found.append({"label": "", "id": "", "said": form.refusal()})
        found += [{"label": each.label, "id": f"take-{each.name}", "said": ""} for each in choices]
    return found


def _errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    found = []
    for name, errors in form.errors.as_data().items():
        is_field = name in form.fields
        label = capfirst(str(form[name].label)) if is_field else ""
        leads_to = (
            form[name].id_for_label or f"{form[name].auto_id}_0" if is_field else ""
        )  # of several boxes the first
        said = [each for e in errors if e.code != CONFLICT for each in e.messages]
        found += [{"label": label, "id": leads_to, "said": each} for each in said]
    return found


def _titled(name: Any, held: Any) -> str:
    return f"{capfirst(str(name))}: {held}" if held else capfirst(str(name))


def _names(fields: Any) -> list[str]:
    return [name for each in fields for name in (each if isinstance(each, list | tuple) else [each])]


def _held(form: forms.BaseModelForm[Any], fields: Any) -> str:
    """The first thing that these fields say, shortened. What stands there by itself says nothing of the rest."""
    for at, name in enumerate(_names(fields)):
        field, value = form.fields.get(name), form.initial.get(name)
        if field is None or value in (None, "", []) or isinstance(value, bool) or hasattr(field, "queryset"):
            continue
        if at and form.instance._meta.get_field(name).get_default() == value:
            continue
        if isinstance(value, list):
            return str(Truncator(", ".join(map(str, value))).chars(40))
        chosen = dict(getattr(field, "choices", ())).get(value, value)
        if isinstance(value, date):
            chosen = date_format(localtime(value) if isinstance(value, datetime) else value)
        return str(Truncator(str(chosen)).chars(40))
    return ""
