"""The library's pages: all notes, one note, all claims, one claim."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from explainer.models import Article, Claim, Note, Revision, Verdict
from explainer.publication.cache_keys import shows
from explainer.publication.pages import per_page
from explainer.rendering import render as render_markdown

from .articles import fresh_for_a_minute
from .listing import list_page


@require_safe
@fresh_for_a_minute
def notes(request: HttpRequest, kind: str = "", number: int = 1) -> HttpResponse:
    if kind and kind not in Note.Kind.values:
        raise Http404("There is no such kind of note.")
    found = Note.objects.published().filter(**{"kind": kind} if kind else {})
    base = reverse("notes_of_kind", args=[kind]) if kind else reverse("notes")
    page = list_page(found, base, number, per_page("notes"))
    context = {"page": page, "kinds": Note.Kind, "kind": kind}
    return shows(render(request, "reader/notes.html", context), "notes")


@require_safe
@fresh_for_a_minute
def note(request: HttpRequest, slug: str) -> HttpResponse:
    note = get_object_or_404(Note.objects.published(), slug=slug)
    return shows(render(request, "reader/note.html", note_context(note)), "note", note)


def note_context(note: Note) -> dict[str, Any]:
    """What the page of a note shows."""
    return {
        "item": note,
        "text": render_markdown(note.body),
        "events": note.events.select_related("source"),
        "citations": note.citations.select_related("source"),
        "articles": Article.objects.showing(note),
        "correction": _last_correction(note),
    }


@require_safe
@fresh_for_a_minute
def claims(request: HttpRequest, verdict: str = "", number: int = 1) -> HttpResponse:
    if verdict and verdict not in Verdict.values:
        raise Http404("There is no such verdict.")
    found = Claim.objects.published().filter(**{"verdict": verdict} if verdict else {})
    base = reverse("claims_of_verdict", args=[verdict]) if verdict else reverse("claims")
    page = list_page(found, base, number, per_page("claims"))
    context = {"page": page, "verdicts": Verdict, "verdict": verdict}
    return shows(render(request, "reader/claims.html", context), "claims")


@require_safe
@fresh_for_a_minute
def claim_scale(request: HttpRequest) -> HttpResponse:
    return shows(render(request, "reader/claim_scale.html", {"verdicts": Verdict}), "claim_scale")


@require_safe
@fresh_for_a_minute
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.published(), slug=slug)
    return shows(render(request, "reader/claim.html", claim_context(claim)), "claim", claim)


def claim_context(claim: Claim) -> dict[str, Any]:
    """What the page of a claim shows."""
    return {
        "item": claim,
        "text": render_markdown(claim.reasoning),
        "citations": claim.citations.select_related("source"),
        "articles": Article.objects.showing(claim),
        "correction": _last_correction(claim),
        "verdicts": Verdict,
    }


def _last_correction(item: Note | Claim) -> Revision | None:
    return Revision.objects.last_corrections(item).get(item.record_key)
