"""What changed: the public history of an article, a note or a claim, and the list of all corrections.

Only wordings that readers could see are compared, each with the one they saw before it. What was written between two of
them, before the first or under an embargo stays in the newsroom. A fixed number of queries.
"""

from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from explainer.models import Article, Claim, Note, Record, Revision
from explainer.models.readable import differences
from explainer.publication.cache_keys import shows
from explainer.publication.pages import per_page
from explainer.text.differing import Passage

from .articles import fresh_for_a_minute
from .listing import list_page

COMPARED = 100  # changes whose words are compared; of older ones the date, the class and the line are shown


@dataclass(frozen=True)
class Entry:
    """One change that readers could see. `parts` are the record's parts that changed, each with its passages."""

    revision: Revision
    parts: list[tuple[str, list[Passage]]]
    is_old: bool = False


@require_safe
@fresh_for_a_minute
def article_changes(request: HttpRequest, slug: str) -> HttpResponse:
    return _changes(request, "changes", Article.objects.published(), slug)


@require_safe
@fresh_for_a_minute
def note_changes(request: HttpRequest, slug: str) -> HttpResponse:
    return _changes(request, "note_changes", Note.objects.published(), slug)


@require_safe
@fresh_for_a_minute
def claim_changes(request: HttpRequest, slug: str) -> HttpResponse:
    return _changes(request, "claim_changes", Claim.objects.published(), slug)


@require_safe
@fresh_for_a_minute
def corrections(request: HttpRequest, number: int = 1) -> HttpResponse:
    found = Revision.objects.corrections().defer("snapshot")
    page = list_page(found, reverse("corrections"), number, per_page("corrections"))
    return shows(render(request, "reader/corrections.html", {"page": page}), "corrections")


def _changes(request: HttpRequest, name: str, records: "QuerySet[Record]", slug: str) -> HttpResponse:
    record = get_object_or_404(records, slug=slug)
    language = getattr(record, "language", settings.LANGUAGE_CODE)
    with translation.override(language):
        entries, first = history(record)
        context = {"record": record, "entries": entries, "first": first, "language": language}
        return shows(render(request, "reader/changes.html", context), name, record)


def history(record: Record) -> tuple[list[Entry], Revision | None]:
    """The changes that readers could see, newest first, and the first wording that was public. Two queries."""
    public = Revision.objects.of(record).public().order_by("-public_from", "-pk")
    newest = list(public[: COMPARED + 1])
    older = list(public.defer("snapshot")[COMPARED + 1 :]) if len(newest) > COMPARED else []
    kind = record.type_name
    entries = []
    for after, before in pairwise(newest):
        parts = differences(kind, before.snapshot, after.snapshot)
        if parts or after.is_told:
            entries.append(Entry(after, parts))
    if older:
        entries += [Entry(revision, [], is_old=True) for revision in (newest[-1], *older[:-1]) if revision.change]
    every = older or newest
    return entries, every[-1] if every else None
