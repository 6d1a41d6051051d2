"""What readers would see of an article if its form were saved now: their templates and styles, from unsaved values.

The text is read twice: by the form's check in a process that may only take so much (`models.markdown`), and here, where
what is stored already is not rendered again. 1,500 words take a tenth of a second (docs/performance.md).
"""

import re
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from explainer.actions.permissions import may_add
from explainer.actions.working_copies import to_edit
from explainer.models import Article
from explainer.reader.unsaved import compose_unsaved

from .unsaved_form import UnsavedRecord, read_unsaved


def article_preview(request: HttpRequest, model_admin: ModelAdmin[Any], pk: int | None = None) -> HttpResponse:
    """JSON {views: {article}, problems}; with `?as=open` the page alone, for a tab of its own. Nothing is saved."""
    stored = to_edit(request.user, Article, pk) if pk else None
    if request.method != "POST" or not (stored or may_add(request.user, Article)):
        raise PermissionDenied
    old_text = stored.text if stored else ""
    unsaved = read_unsaved(model_admin, request, stored)
    page = _page(request, unsaved, old_text)
    if request.GET.get("as") == "open":
        return HttpResponse(page)
    return JsonResponse({"views": {"article": page}, "problems": unsaved.problems})


def _page(request: HttpRequest, unsaved: UnsavedRecord[Article], old_text: str) -> str:
    """The page. Cards open in it; what would lead to the rest of a card is left out, since it may not be there yet."""
    article = unsaved.item
    article.published_at = article.published_at or timezone.now()
    old = list(article.paragraphs.all()) if article.pk else []
    page = compose_unsaved(article, old_text, article.render(old), unsaved.citations)
    with translation.override(article.language):
        html = render_to_string("desk/article_preview.html", {"article": article, "page": page}, request)
    return re.sub(r'<div class="more">.*?</div>', "", html, flags=re.DOTALL)
