"""What kind of change a form looks like before it is saved: asked by static/js/desk/guess.js."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from explainer.actions import revising
from explainer.actions.permissions import get_allowed
from explainer.models import Article, Claim, Note
from explainer.models.paragraph import joined_text
from explainer.models.snapshots import EVENT_FIELDS, FIELDS, Snapshot, in_order
from explainer.rendering import render_article

from .unsaved_form import UnsavedRecord, read_unsaved


@require_POST
def guess(request: HttpRequest, pk: int, model_admin: ModelAdmin[Any]) -> JsonResponse:
    """The class that `revise` would give the form if it were saved as it is; empty if readers see no other words."""
    record = get_allowed(request.user, model_admin.model, pk)
    picture = str(getattr(record, "picture", ""))
    unsaved = read_unsaved(model_admin, request, record)
    return JsonResponse({"change": revising.guess(record=record, snapshot=_snapshot(unsaved, picture))})


def _snapshot(unsaved: UnsavedRecord[Article | Note | Claim], picture: str) -> Snapshot:
    """The unsaved record's words, as `take_snapshot` has those of a saved one. A new picture counts as the old one."""
    item: Any = unsaved.item
    values = {name: getattr(item, name) for name in FIELDS[type(item)]}
    found = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
    if "picture" in found:
        found["picture"] = picture
    if isinstance(item, Article):
        found["text"] = joined_text(render_article(item.body, item.language))
    if hasattr(item, "events"):
        events = [{name: getattr(event, name) for name in EVENT_FIELDS} for event in unsaved.events]
        found["events"] = in_order(events)
    found["citations"] = [
        {"source": each.source_id, "title": str(each.source), "words": each.words} for each in unsaved.citations
    ]
    return found
