"""The cards of one article: what came loose, what is suggested, what is attached, each with its choices.

Every choice is one button and works without scripts. Nothing is published by itself, and a choice that can't be
carried out says why and keeps what was typed.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions import annotating
from explainer.models import Annotation, Article, Note

from .covering import coverage


@dataclass
class Refused:
    """A choice that could not be carried out: which form it came from, the words typed there, and why."""

    form: str
    words: str
    reason: str


@require_http_methods(["GET", "POST"])
def article_cards(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("explainer.change_article"):
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
    return render(request, "editor/cards.html", context, status=200 if refused is None else 422)


def _decide(request: HttpRequest, article: Article) -> Refused | None:
    """Carry out the choice that a form was sent with; None if that worked."""
    choice = {
        "put": _put, "words": _words, "remove": _remove, "leave": _leave, "accept": _accept, "reject": _reject,
    }.get(request.POST.get("choice", ""))  # fmt: skip
    if choice is None:
        return Refused("", "", _("That choice is not known. Use the buttons on this page."))
    try:
        messages.success(request, choice(request.POST, article))
    except ValidationError as error:
        return Refused(request.POST.get("form", ""), request.POST.get("exact", ""), " ".join(error.messages))
    return None


def _annotation(post: Any, article: Article) -> Annotation:
    annotation = article.annotations.filter(pk=post.get("annotation") or 0).first()
    if annotation is None:
        raise ValidationError(_("Somebody has removed this card meanwhile."))
    annotation.article = article
    return annotation


def _put(post: Any, article: Article) -> str:
    annotation = _annotation(post, article)
    guess = annotation.guess_parts
    if annotation.guess_start is None or annotation.guess_end is None or guess is None or guess[1] != post.get("exact"):
        raise ValidationError(_("The text has changed meanwhile. Look at the new place before you put the card there."))
    annotating.put(annotation=annotation, start=annotation.guess_start, end=annotation.guess_end)
    return _("“%(card)s” is back on “%(words)s”.") % {"card": annotation.item, "words": annotation.exact}


def _words(post: Any, article: Article) -> str:
    annotation = _annotation(post, article)
    start, end = article.place_of(post.get("exact", "").strip(), post.get("before", ""))
    annotating.put(annotation=annotation, start=start, end=end)
    return _("“%(card)s” is now on “%(words)s”.") % {"card": annotation.item, "words": annotation.exact}


def _remove(post: Any, article: Article) -> str:
    annotation = _annotation(post, article)
    annotating.remove(annotation=annotation)
    return _("“%s” is no longer a card of this article. It stays in the library.") % annotation.item


def _leave(post: Any, article: Article) -> str:
    annotation = annotating.leave(annotation=_annotation(post, article))
    return _("“%s” stays at the end of the article.") % annotation.item


def _accept(post: Any, article: Article) -> str:
    note = Note.objects.published().filter(pk=post.get("note") or 0).first()
    if note is None:
        raise ValidationError(_("Choose one of the notes."))
    start, end, words = int(post.get("start") or 0), int(post.get("end") or 0), post.get("exact", "").strip()
    if not words or article.text[start:end] != words:
        start, end = article.place_of(words, post.get("before", ""))
    annotating.accept(article=article, note=note, start=start, end=end)
    return _("“%(card)s” is on “%(words)s”.") % {"card": note, "words": article.text[start:end]}


def _reject(post: Any, article: Article) -> str:
    for note in Note.objects.filter(pk__in=post.getlist("notes")):
        annotating.reject(article=article, note=note)
    return _("That is not suggested for this article again.")
