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
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explainer.models import Article, Claim, FormerSlug, Note, Record, Redaction, Revision, State
from explainer.models.readable import differences, differences_around
from explainer.publication.cache_keys import shows
from explainer.publication.pages import per_page
from explainer.text.differing import ADDED, REMOVED, SAME, DiffPiece, Passage

from .articles import fresh_for_a_minute
from .listing import list_page

COMPARED = 100  # changes whose words are compared; of older ones the date, the class and the line are shown


@dataclass(frozen=True)
class Entry:
    """One change that readers could see. `parts` are the record's parts that changed, each with its passages."""

    revision: Revision
    parts: list[tuple[str, list[Passage]]]
    is_old: bool = False
    is_removed: bool = False


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
        context = {"record": record, "entries": entries, "first": first, "language": language, **_removed(record)}
        return shows(render(request, "reader/changes.html", context), name, record)


def _removed(record: Record) -> dict[str, object]:
    """What is said and not shown: redactions, and changes of before it was taken down. Two queries."""
    withdrawn = Revision.objects.of(record).withdrawn().defer("snapshot").order_by("-public_from", "-pk")
    seen = list(withdrawn)
    told = [revision for revision in seen if revision.change in Revision.TOLD]
    was_down = Revision.objects.of(record).filter(state=State.TAKEN_DOWN).defer("snapshot").first() if seen else None
    return {"redactions": Redaction.objects.of(record), "withdrawn": told, "was_down": was_down}


def history(record: Record) -> tuple[list[Entry], Revision | None]:
    """The changes that readers could see, newest first, and the first wording that was public.

    Three queries at most.
    """
    public = Revision.objects.of(record).public().order_by("-public_from", "-pk")
    newest = list(public[: COMPARED + 1])
    older = list(public.defer("snapshot")[COMPARED + 1 :]) if len(newest) > COMPARED else []
    kind, leading = record.type_name, _leading(record, newest)
    entries = []
    for after, before in pairwise(newest):
        if before.is_emptied or after.is_emptied:
            entries.append(Entry(after, [], is_removed=True))
            continue
        parts = differences(kind, before.snapshot, after.snapshot)
        parts += differences_around(kind, before.snapshot, after.snapshot) + _address(
            record, before.slug, after.slug, leading
        )
        if parts or after.is_told:
            entries.append(Entry(after, parts))
    if older:
        entries += [Entry(revision, [], is_old=True) for revision in (newest[-1], *older[:-1]) if revision.change]
    every = older or newest
    return entries, every[-1] if every else None


def _leading(record: Record, revisions: list[Revision]) -> set[str]:
    """The slugs whose addresses lead to the record. One query, none if it had the same slug all the time."""
    if {revision.slug for revision in revisions} <= {"", record.slug}:
        return {record.slug}
    former = FormerSlug.objects.filter(folder=record.folder, record=record.pk)
    return {record.slug, *former.values_list("slug", flat=True)}


def _address(record: Record, before: str, after: str, leading: set[str]) -> list[tuple[str, list[Passage]]]:
    """The change of its address, if both still lead to it: what was removed for good isn't named again."""
    if before == after or not {before, after} <= leading:
        return []
    old, new = (f"/{record.folder}/{slug}/" for slug in (before, after))
    return [(_("Address"), [(DiffPiece(REMOVED, old), DiffPiece(SAME, " → "), DiffPiece(ADDED, new))])]
