"""The library's pages: all notes, one note, all claims, one claim."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from explainer.models import Claim, Note, Verdict
from explainer.rendering import render as render_markdown

from .articles import fresh_for_a_minute

PER_PAGE = 60


@require_safe
@fresh_for_a_minute
def notes(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = Note.objects.published()
    if kind in Note.Kind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reader/notes.html", {"page": page, "kinds": Note.Kind, "kind": kind})


@require_safe
@fresh_for_a_minute
def note(request: HttpRequest, slug: str) -> HttpResponse:
    note = get_object_or_404(Note.objects.published(), slug=slug)
    context = {
        "item": note,
        "text": render_markdown(note.body),
        "events": note.events.select_related("source"),
        "citations": note.citations.select_related("source"),
        "articles": note.used_in(),
    }
    return render(request, "reader/note.html", context)


@require_safe
@fresh_for_a_minute
def claims(request: HttpRequest) -> HttpResponse:
    verdict = request.GET.get("verdict", "")
    found = Claim.objects.published()
    if verdict in Verdict.values:
        found = found.filter(verdict=verdict)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reader/claims.html", {"page": page, "verdicts": Verdict, "verdict": verdict})


@require_safe
@fresh_for_a_minute
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.published(), slug=slug)
    context = {
        "item": claim,
        "text": render_markdown(claim.reasoning),
        "citations": claim.citations.select_related("source"),
        "articles": claim.used_in(),
        "verdicts": Verdict,
    }
    return render(request, "reader/claim.html", context)
