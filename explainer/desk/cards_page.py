"""The cards of one article: what came loose, what is suggested, what is attached, each with its choices.

Every choice is one button and works without scripts; `annotate` is the same with them. Nothing is published by itself,
and a choice that can't be carried out says why and keeps what was typed.
"""

import secrets
from dataclasses import dataclass
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions.annotating import ConflictError
from explainer.actions.suggesting import suggest
from explainer.actions.working_copies import to_edit
from explainer.models import Article

from .card_actions import CardRequest, carry_out
from .coverage import coverage

# What this page's buttons send, and which choice of `card_actions` each is: words are typed here, not selected.
CHOICES = {
    "put": "adjust",
    "words": "adjust_typed",
    "accept": "accept_typed",
    "reject": "reject",
    "leave": "leave",
    "put_typed": "put_typed",
    "remove": "remove",
}


@dataclass
class RefusedForm:
    """A choice that could not be carried out: which form it came from, the words typed there, and why."""

    form: str
    words: str
    reason: str


@require_http_methods(["GET", "POST"])
def article_cards(request: HttpRequest, pk: int) -> HttpResponse:
    article = to_edit(request.user, Article, pk, begin_copy=request.method == "POST")
    refused = _carry_out(request, article) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return redirect("admin:explainer_article_cards", pk)
    annotations = article.annotations.select_related("note", "claim").order_by("start", "id")
    for annotation in annotations:
        annotation.article = article
    context = {
        **admin.site.each_context(request),
        "title": _("Cards of “%s”") % article,
        "article": article,
        "waiting": [a for a in annotations if not a.is_attached and not a.is_left],
        "left": [a for a in annotations if not a.is_attached and a.is_left],
        "attached": [a for a in annotations if a.is_attached],
        "suggestions": suggest(article=article),
        "refused": refused,
        "typed": request.POST,
        "coverage": coverage(article),
    }
    return render(request, "desk/cards.html", context, status=200 if refused is None else 422)


def _carry_out(request: HttpRequest, article: Article) -> RefusedForm | None:
    """Carry out the choice that a form was sent with; None if that worked."""
    sent = request.POST.copy()
    sent["choice"] = CHOICES.get(sent.get("choice", ""), "")
    try:
        made = carry_out(CardRequest(article, cast(User, request.user), secrets.token_hex(16), sent))
    except ValidationError as error:
        return RefusedForm(sent.get("form", ""), sent.get("exact", ""), " ".join(error.messages))
    except ConflictError as conflict:
        return RefusedForm(sent.get("form", ""), sent.get("exact", ""), conflict.message)
    messages.success(request, made.sentence)
    return None
