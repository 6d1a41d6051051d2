"""A record as it stands in a form that has not been saved: read for the preview, never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.contrib.admin import ModelAdmin
from django.forms import BaseInlineFormSet, BaseModelForm
from django.http import HttpRequest
from django.utils.text import capfirst

from explainer.models import Article, Citation, Claim, Event, Note
from explainer.text.numbers import whole_number
from explainer.text.slugs import make_slug

from .form_rows import with_new_rows

TYPED = ["title", "summary", "claimant"]  # shown as typed even where the form would not take them
CHOSEN = (
    "data:,picture"  # stands for a picture that only the editor's browser has; static/js/desk/preview.js puts it in
)


Item = TypeVar("Item", bound=Article | Note | Claim)


@dataclass
class UnsavedRecord(Generic[Item]):
    """What is in the form: the unsaved record with its events and citations, and what is wrong with it, in words."""

    item: Item
    events: list[Event] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.item.type_name


@dataclass
class ChosenPicture:
    """Takes the place of a stored picture in the templates."""

    url: str = CHOSEN


def read_unsaved(
    model_admin: ModelAdmin[Any], request: HttpRequest, stored: Article | Note | Claim | None
) -> UnsavedRecord[Any]:
    """The record that the request's form describes. What is wrong in the form keeps its stored value."""
    sent = with_new_rows(request.POST) if stored and (stored.is_working_copy or stored.is_public) else request.POST
    form = model_admin.get_form(request, stored, change=stored is not None)(sent, instance=stored)
    form.is_valid()
    item: Article | Note | Claim = form.instance
    for name in TYPED:
        if name in form.fields:
            setattr(item, name, str(form.data.get(name, "")).strip())
    item.slug = item.wanted_slug or item.slug or make_slug(item.title) or "preview"
    unsaved = UnsavedRecord(item, problems=list(_problems(form)))
    for formset_class, _inline in model_admin.get_formsets_with_inlines(request, stored):
        formset = formset_class(sent, instance=item, prefix=formset_class.get_default_prefix())
        _read_rows(formset, unsaved)
    item.pk = item.pk or 0  # so that related rows can be asked for: there are none
    _use_chosen_picture(item, str(request.POST.get("_picture", "")))
    return unsaved


def _read_rows(formset: BaseInlineFormSet[Any, Any, Any], unsaved: UnsavedRecord[Any]) -> None:
    formset.is_valid()
    for form in formset.forms:
        if form.cleaned_data.get("DELETE") or not (form.has_changed() or form.instance.pk):
            continue
        unsaved.problems += [f"{capfirst(form.instance._meta.verbose_name)}: {text}" for text in _problems(form)]
        row = form.instance
        if isinstance(row, Event) and row.date and row.text and "date" not in form.errors:
            unsaved.events.append(row)
        elif isinstance(row, Citation) and row.source_id:
            unsaved.citations.append(row)
    unsaved.events.sort(key=lambda event: (event.begins, event.date, event.pk or float("inf")))
    unsaved.citations.sort(key=lambda citation: (citation.position, citation.pk or float("inf")))


def _problems(form: BaseModelForm[Any]) -> Iterator[str]:
    for name, messages in form.errors.items():
        label = form[name].label if name in form.fields else ""
        yield f"{label}: {' '.join(map(str, messages))}" if label else " ".join(map(str, messages))


def _use_chosen_picture(item: Article | Note | Claim, size: str) -> None:
    """`size` is the width and height in pixels of a picture that was chosen and not sent, as "640x480"."""
    width, height = (whole_number(pixels, digits=5) for pixels in size.partition("x")[::2])
    if isinstance(item, Note | Article) and width and height:
        # Past the field's descriptor, which would look for a file.
        item.__dict__["picture"] = ChosenPicture()
        item.picture_width, item.picture_height = width, height
