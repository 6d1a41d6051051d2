"""The sources that the newsroom relies on, and what rests on each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from explainer.models import Source
from explainer.publication.cache_keys import key, shows
from explainer.publication.cited import cited_in_public, resting_on
from explainer.publication.pages import per_page

from .articles import fresh_for_a_minute
from .listing import list_page


@require_safe
@fresh_for_a_minute
def sources(request: HttpRequest, number: int = 1) -> HttpResponse:
    found = cited_in_public().order_by("title", "pk")
    page = list_page(found, reverse("sources"), number, per_page("sources"))
    return shows(render(request, "reader/sources.html", {"page": page}), "sources")


@require_safe
@fresh_for_a_minute
def source(request: HttpRequest, id: int) -> HttpResponse:
    source = get_object_or_404(Source, pk=id)
    resting = resting_on(source)
    if not resting:
        raise Http404("Nothing that is published relies on it.")
    response = render(request, "reader/source.html", {"source": source, "resting": resting})
    return shows(response, "source", source, keys=[key(record) for record, _ in resting])
