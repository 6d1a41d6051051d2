"""Beside each sentence of a note or a claim, the words of the source it rests on, and how it stands to them.

An editor pastes the words relied on, or has the source's page fetched and selects them there. What is found is shown
and blocks nothing. The quotations in an article are held against the claims they belong to in the same way.
"""

import http.client
import logging
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from explainer.actions.permissions import get_allowed, may_change, may_view
from explainer.actions.supporting import keep_excerpt
from explainer.extracting import NotExtractedError, extract
from explainer.models import Article, Citation, Claim, Note
from explainer.models.sentence_support import article_quotations, supported_sentences
from explainer.outbound_http import fetch
from explainer.rendering import plain_text
from explainer.text.addresses import clean_address

logger = logging.getLogger(__name__)
Item = TypeVar("Item", bound=Note | Claim)

TIMEOUT = 8.0  # seconds for a source's page, redirects included
MOST_BYTES = 4_000_000  # of a source's page
MOST_SHOWN = 100_000  # code points of its text, to select from
AGENT = "Mozilla/5.0 (compatible; Explainer; reads sources for editors)"


@require_http_methods(["GET", "POST"])
def sentence_support(request: HttpRequest, pk: int, model: type[Item]) -> HttpResponse:
    """The record's sentences with what they rest on. POST keeps an excerpt, or reads a source's page to choose from."""
    record = get_allowed(request.user, model, pk, may_view)
    if request.method == "POST" and not may_change(request.user, record):
        raise PermissionDenied
    tried: dict[str, Any] = {}
    if request.method == "POST":
        citation = get_object_or_404(
            Citation.objects.of(record).select_related("source"), pk=_number(request.POST.get("citation", ""))
        )
        tried = _fetch(request, citation) if "fetch" in request.POST else _keep(request, citation)
        if not tried:
            address = reverse(f"admin:explainer_{model._meta.model_name}_support", args=[record.pk])
            return redirect(f"{address}#citation-{citation.pk}")
    citations = list(Citation.objects.of(record).select_related("source"))
    found = supported_sentences(record, citations)
    context = {
        **admin.site.each_context(request),
        "title": _("Sentences of “%s”") % record,
        "record": record,
        "opts": model._meta,
        "sentences": found,
        "without": sum(each.is_without for each in found),
        "doubtful": sum(not each.is_without and bool(each.unsupported) for each in found),
        "citations": citations,
        "may_change": may_change(request.user, record),
        **tried,
    }
    return render(request, "desk/support.html", context, status=422 if "problem" in tried else 200)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 18 else 0


def _keep(request: HttpRequest, citation: Citation) -> dict[str, Any]:
    """Keep what was typed; if that can't be, what the page needs to show it again."""
    excerpt = request.POST.get("excerpt", "").replace("\r\n", "\n").replace("\0", "").strip()
    try:
        keep_excerpt(citation=citation, excerpt=excerpt)
    except ValidationError as error:
        return {"at": citation.pk, "typed": excerpt, "problem": " ".join(error.messages)}
    messages.success(request, _("Kept the words of “%s”.") % citation.source)
    return {}


def _fetch(request: HttpRequest, citation: Citation) -> dict[str, Any]:
    """The readable text of the source's page, and what was typed meanwhile."""
    tried: dict[str, Any] = {"at": citation.pk, "typed": request.POST.get("excerpt", "")}
    try:
        return tried | {"page": readable_text(citation.source.url)}
    except (OSError, ValueError, http.client.HTTPException) as error:
        logger.info("no text of %s: %s", citation.source.url, error)
        problem = _("The page could not be read from here. Open it, and paste the words that the sentences rest on.")
        return tried | {"problem": problem}


def readable_text(url: str, **limits: Any) -> str:
    """The text of a web page without what stands around it, at most MOST_SHOWN code points.

    `limits` are `allowed` and `ports` of `fetch`, for tests. Raises what `fetch` raises, OSError if the page answers
    otherwise than well, and ValueError if there is no text in it.
    """
    answer = fetch(clean_address(url), agent=AGENT, seconds=TIMEOUT, most_bytes=MOST_BYTES, **limits)
    if answer.status != 200:
        raise OSError(f"answered {answer.status}")
    try:
        return plain_text(extract(answer.body, "page.html").body)[:MOST_SHOWN]
    except NotExtractedError as error:
        raise ValueError(str(error)) from error


@require_safe
def quotations_of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """The quotations of an article beside the claims that they belong to."""
    article = get_allowed(request.user, Article, pk, may_view)
    context = {
        **admin.site.each_context(request),
        "title": _("Quotations in “%s”") % article,
        "article": article,
        "quotations": article_quotations(article),
    }
    return render(request, "desk/quotations.html", context)
