"""The library's pages: all notes, one note."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from explainer.models import Article, Event, Note, Revision, with_sources_of_dates
from explainer.models.translation import in_languages, rendered
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
    with translation.override(note.language):
        return shows(render(request, "reader/note.html", note_context(note)), "note", note)


def note_context(note: Note) -> dict[str, Any]:
    """What the page of a note shows."""
    events = Event.objects.told_by([note])[note.pk]
    return {
        "item": note,
        "text": render_markdown(note.body, note.language),
        "rendered": rendered([note]).get(note.record_key),
        "events": events,
        "citations": with_sources_of_dates(note.citations.select_related("source"), events),
        "articles": Article.objects.showing(note),
        "updates": Revision.objects.worth_telling(note),
        "versions": in_languages(note),
    }
