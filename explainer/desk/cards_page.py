"""The cards of one article: what came loose, what is suggested, what is attached, each with its choices.

Every choice is one button and works without scripts; `annotate` is the same with them. Nothing is published by itself,
and a choice that can't be carried out says why and keeps what was typed.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions import annotating, deciding
from explainer.actions.deciding import Conflict, Place
from explainer.actions.permissions import may_change
from explainer.models import Article, CardChange, Note

from .choices import may, number, place
from .coverage import coverage


@dataclass
class Refused:
    """A choice that could not be carried out: which form it came from, the words typed there, and why."""

    form: str
    words: str
    reason: str


@require_http_methods(["GET", "POST"])
def article_cards(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    if not may_change(request.user, article):
        raise PermissionDenied
    refused = _decide(request, article) if request.method == "POST" else None
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
        "suggestions": annotating.suggest(article=article),
        "refused": refused,
        "coverage": coverage(article),
    }
    return render(request, "desk/cards.html", context, status=200 if refused is None else 422)


def _decide(request: HttpRequest, article: Article) -> Refused | None:
    """Carry out the choice that a form was sent with; None if that worked."""
    choice, post = request.POST.get("choice", ""), request.POST
    try:
        if choice not in CHOICES:
            raise ValidationError(_("That choice is not known. Use the buttons on this page."))
        needed, carry_out = CHOICES[choice]
        if not may(request.user, needed):
            raise PermissionDenied
        who = {"article": article, "by": request.user, "key": secrets.token_hex(16)}
        messages.success(request, carry_out(post, **who).sentence)
    except ValidationError as error:
        return Refused(post.get("form", ""), post.get("exact", ""), " ".join(error.messages))
    except Conflict as conflict:
        return Refused(post.get("form", ""), post.get("exact", ""), conflict.message)
    return None


def _card(post: QueryDict) -> dict[str, Any]:
    return {"annotation": number(post, "annotation"), "seen": post.get("seen", "")}


def _put(post: QueryDict, **who: Any) -> CardChange:
    return deciding.adjust(place=place(post), **_card(post), **who)


def _words(post: QueryDict, *, article: Article, **who: Any) -> CardChange:
    return deciding.adjust(article=article, place=_typed(post, article), **_card(post), **who)


def _remove(post: QueryDict, **who: Any) -> CardChange:
    return deciding.remove(**_card(post), **who)


def _leave(post: QueryDict, **who: Any) -> CardChange:
    return deciding.leave(**_card(post), **who)


def _accept(post: QueryDict, *, article: Article, **who: Any) -> CardChange:
    note = Note.objects.published().filter(pk=number(post, "note")).first()
    if note is None:
        raise ValidationError(_("Choose one of the notes."))
    there = place(post)
    if article.text[there.start : there.end] != there.words.strip():
        there = _typed(post, article)
    return deciding.put(article=article, item=note, place=there, choice=CardChange.Choice.ACCEPT, **who)


def _reject(post: QueryDict, **who: Any) -> CardChange:
    notes = [int(pk) for pk in post.getlist("notes") if pk.isdecimal()]
    return deciding.reject(notes=Note.objects.filter(pk__in=notes), words=post.get("exact", ""), **who)


def _typed(post: QueryDict, article: Article) -> Place:
    """Where the words stand that an editor typed. Raises ValidationError if that isn't clear."""
    words = post.get("exact", "").strip()
    return Place(*article.place_of(words, post.get("before", "")), words)


# For each choice, which choice of the desk it is, for what it needs, and what carries it out.
CHOICES: dict[str, tuple[str, Callable[..., CardChange]]] = {
    "put": ("adjust", _put),
    "words": ("adjust", _words),
    "remove": ("remove", _remove),
    "leave": ("leave", _leave),
    "accept": ("accept", _accept),
    "reject": ("reject", _reject),
}
