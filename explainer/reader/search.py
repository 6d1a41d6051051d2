"""Search: a page that is a file until somebody asks something, and the small index with which a copy of the site
without a server searches in the browser.

A file can't read a query, so both show the same page; what a server answered has no `data-index`, and that is how
search.js knows whether it is needed.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from explainer.models import PUBLIC_RECORDS, Claim, Record
from explainer.publication.cache_keys import shows
from explainer.rendering import xml_text
from explainer.search import PER_PAGE, find
from explainer.search.words import Query
from explainer.text.numbers import whole_number
from explainer.text.typography import curl

from .articles import fresh_for_a_minute
from .errors import unavailable
from .listing import ListPage

LONGEST_QUERY = 200  # characters
MOST_PAGES = 500
KINDS = {"article": _("Explainers"), "note": _("Background"), "claim": _("Claims")}
LABELS = {"article": _("Explainer"), "note": _("Background"), "claim": _("Claim")}
MOST_IN_INDEX = {"article": 1_000, "note": 2_000, "claim": 1_000}  # the newest of each
SUMMARY_IN_INDEX = 160  # characters
IN_INDEX = {"article": ("byline", "standfirst"), "note": ("aliases", "summary"), "claim": ("claimant_role", "summary")}
SAID: dict[str, tuple[str, ...]] = {"article": (), "note": (), "claim": ("claimant", "verdict")}  # for headlines
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """One thing found, its words cut into pieces that are or are not what was looked for."""

    record: Record
    label: str
    shape: str  # of a claim's verdict
    title: Pieces
    summary: Pieces
    passage: Pieces


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page with the question, or page `&page=` of the answers to `?q=` of one `&kind=`. 503 without a database."""
    try:
        return _answer(request)
    except (OperationalError, InterfaceError):
        return unavailable(request)


@fresh_for_a_minute
def _answer(request: HttpRequest) -> HttpResponse:
    typed = xml_text(request.GET.get("q", "")[:LONGEST_QUERY]).strip()
    kind = request.GET.get("kind", "")
    context: dict[str, Any] = {
        "typed": typed,
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS.items(),
        "labels": LABELS.items(),
    }
    if typed:
        number = _number(request.GET.get("page", ""))
        found = find(typed, kind=context["kind"], page=number)
        if number > 1 and not found.records:
            raise Http404("There is no such page of results.")
        results = [_result(record, found.query) for record in found.records]
        page = _page(results, number, found.count, {"q": typed, "kind": context["kind"]})
        context |= {"live": True, "query": found.query, "count": found.count, "page": page}
        return render(request, "reader/search.html", context)  # no keys: what is found where can't be purged
    return shows(render(request, "reader/search.html", context), "search")


def _number(typed: str) -> int:
    return min(max(1, whole_number(typed, digits=4) or 1), MOST_PAGES)


def _page(results: list[Result], number: int, count: int, asked: dict[str, str]) -> ListPage:
    last = min(-(-count // PER_PAGE), MOST_PAGES)
    asked = {name: value for name, value in asked.items() if value}
    link = [f"?{urlencode({**asked, 'page': other})}" for other in (number - 1, number + 1)]
    return ListPage(results, number, last, link[0] if number > 1 else "", link[1] if number < last else "")


def _result(record: Record, query: Query) -> Result:
    """The summary with the words marked; where they are only in the text, the passage around them too."""
    language = getattr(record, "language", settings.LANGUAGE_CODE)
    summary = query.mark(curl(record.summary, language))
    known = any(is_word for _, is_word in [*summary, *query.mark(record.headline)])
    passage = "" if known else query.passage(record.shown_text())
    label, title = str(LABELS[record.type_name]), query.mark(curl(record.headline, language))
    return Result(record, label, _shape(record), title, summary, query.mark(passage))


@require_safe
@fresh_for_a_minute
def search_index(request: HttpRequest) -> HttpResponse:
    """What search.js searches: `items` of [kind, address from the root, headline, other names, summary, the
    verdict's shape, the language], newest first, and whether that is `complete`: of a large site only the newest are
    in it.

    The last two are left out where they say nothing: of what is no claim, of what is in the site's own language."""
    items: list[list[str]] = []
    complete = True
    for kind, most in MOST_IN_INDEX.items():
        newest = (
            PUBLIC_RECORDS[kind]
            .objects.published()
            .order_by("-modified", "-pk")
            .only("slug", "title", "language", *IN_INDEX[kind], *SAID[kind])
        )
        found = list(newest[: most + 1])
        complete = complete and len(found) <= most
        items += [_item(kind, record) for record in found[:most]]
    content = json.dumps({"complete": complete, "items": items}, ensure_ascii=False, separators=(",", ":"))
    return shows(HttpResponse(content, content_type="application/json"), "search_index")


def _shape(record: Record) -> str:
    return record.verdict_on_scale.shape if isinstance(record, Claim) else ""


def _item(kind: str, record: Any) -> list[str]:
    names, summary = (getattr(record, field) for field in IN_INDEX[kind])
    summary = curl(summary, record.language)
    if len(summary) > SUMMARY_IN_INDEX:
        summary = summary[:SUMMARY_IN_INDEX].rsplit(" ", 1)[0] + " …"
    other = " · ".join(names) if isinstance(names, list) else names
    language = "" if record.language == settings.LANGUAGE_CODE else record.language
    more = [_shape(record), language] if language else [_shape(record)]
    title = curl(record.headline, record.language)
    return [kind, record.get_absolute_url().lstrip("/"), title, other, summary, *(more if any(more) else [])]
