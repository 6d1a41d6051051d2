"""One search over everything that the desk has: articles, notes, claims and sources, drafts among them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explainer import search
from explainer.actions import permissions
from explainer.models import PUBLIC_RECORDS, Source
from explainer.text.numbers import whole_number

from .workflow_steps import state_label

SOURCES = 20  # are shown; the rest are in the list of sources
MOST = 200  # characters of what is typed


@dataclass
class SearchAnswer:
    """One answer: its name, where it is worked on, what it is, its state, and a word on it."""

    name: str
    address: str
    kind: str
    state: str = ""
    about: str = ""


@require_safe
def desk_search(request: HttpRequest) -> HttpResponse:
    """What has all the words of `?q=`, best first; sources after the records."""
    typed = request.GET.get("q", "")[:MOST].strip()
    kinds = [kind for kind, model in PUBLIC_RECORDS.items() if permissions.may_view(request.user, model)]
    number = whole_number(request.GET.get("page", "")) or 1
    results = search.find(typed, kinds=kinds, page=max(1, min(number, 1_000)), drafts=True) if kinds else None
    found = [_found(record) for record in results.records] if results else []
    if typed and number == 1 and permissions.may_view(request.user, Source):
        found += _sources(typed)
    context = {
        **admin.site.each_context(request), "title": _("Search"), "q": typed, "found": found, "number": number,
        "count": results.count if results else 0,
        "has_next": bool(results and results.count > number * search.PER_PAGE),
    }  # fmt: skip
    return render(request, "desk/search.html", context)


def _found(record: Any) -> SearchAnswer:
    address = reverse(f"admin:explainer_{record.type_name}_change", args=[record.pk])
    about = record.claimant if record.type_name == "claim" else record.summary
    return SearchAnswer(record.title, address, str(record._meta.verbose_name), state_label(record), about[:160])


def _sources(typed: str) -> list[SearchAnswer]:
    """Sources with every word in title, publisher or address. One query."""
    rows = Source.objects.all()
    for word in typed.split()[:10]:
        rows = rows.filter(Q(title__icontains=word) | Q(publisher__icontains=word) | Q(url__icontains=word))
    kind = str(Source._meta.verbose_name)
    return [
        SearchAnswer(row.title, reverse("admin:explainer_source_change", args=[row.pk]), kind, about=row.publisher)
        for row in rows[:SOURCES]
    ]
