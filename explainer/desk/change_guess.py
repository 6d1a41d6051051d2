"""What kind of change a form looks like before it is saved: asked by static/js/desk/guess.js."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from explainer.actions import revising
from explainer.models import Article
from explainer.models.paragraph import joined_text
from explainer.models.snapshots import EVENT_FIELDS, FIELDS, Snapshot
from explainer.rendering import render_article

from .unsaved_form import Draft, read_draft


@require_POST
def guess(request: HttpRequest, pk: int, model_admin: ModelAdmin[Any]) -> JsonResponse:
    """The class that `revise` would give the form if it were saved as it is; empty if readers see no other words."""
    record = get_object_or_404(model_admin.model, pk=pk)
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    picture = str(getattr(record, "picture", ""))
    draft = read_draft(model_admin, request, record)
    return JsonResponse({"change": revising.guess(record=record, snapshot=_snapshot(draft, picture))})


def _snapshot(draft: Draft, picture: str) -> Snapshot:
    """The unsaved record's words, as `take_snapshot` has those of a saved one. A new picture counts as the old one."""
    item: Any = draft.item
    values = {name: getattr(item, name) for name in FIELDS[type(item)]}
    found = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
    if "picture" in found:
        found["picture"] = picture
    if isinstance(item, Article):
        found["text"] = joined_text(render_article(item.body, item.language))
    if hasattr(item, "events"):
        events = [{name: getattr(event, name) for name in EVENT_FIELDS} for event in draft.events]
        found["events"] = sorted(events, key=lambda event: (event["date"], event["text"]))
    found["citations"] = [
        {"source": each.source_id, "title": str(each.source), "words": each.words} for each in draft.citations
    ]
    return found
