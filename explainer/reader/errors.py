"""What readers see when something is missing or breaks: a sentence that helps, and ways on."""

import sys

from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from explainer.models import Article, Claim, FormerSlug, Note
from explainer.publication.cache_keys import list_key, shows

from .articles import fresh_for_a_minute
from .context import site

FOLDERS: dict[str, type[Article] | type[Note] | type[Claim]] = {"articles": Article, "notes": Note, "claims": Claim}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere: an address from before a rename leads to the present one, and that of
    something taken down says so (410, RFC 9110 section 15.5.11) without repeating a word of it.
    """
    moved = _present_address(request)
    if moved:
        return _moved(*moved)
    gone = _taken_down(request)
    if gone:
        return _gone(request, gone)
    return render(request, "404.html", {"articles": Article.objects.published()[:5]}, status=404)


@fresh_for_a_minute
def _gone(request: HttpRequest, record: Article | Note | Claim) -> HttpResponse:
    return shows(render(request, "reader/gone.html", {"record": record}, status=410), record)


def _moved(record: Article | Note | Claim, address: str) -> HttpResponse:
    """To the present address. Another record may take the old slug, so a change of any of its kind purges this."""
    return shows(HttpResponsePermanentRedirect(address), record, list_key(record))


def _present_address(request: HttpRequest) -> tuple[Article | Note | Claim, str] | None:
    """The record, and the same address with its present slug; None if the slug was never one, or isn't public."""
    given = request.resolver_match.kwargs if request.resolver_match else {}
    slug, card = given.get("slug"), given.get("id")
    for folder, model in FOLDERS.items():
        if slug and f"/{folder}/{slug}/" in request.path:
            former = FormerSlug.objects.filter(folder=folder, slug=slug).first()
            record = former and model.objects.published().filter(pk=former.record).first()
            if record and (not card or record.annotations.shown().filter(pk=card).exists()):
                return record, request.path.replace(f"/{folder}/{slug}/", f"/{folder}/{record.slug}/", 1)
    return None


def _taken_down(request: HttpRequest) -> Article | Note | Claim | None:
    """What the address led to, if it is one that was public and was taken down."""
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    for folder, model in FOLDERS.items():
        if slug and request.path.startswith(f"/{folder}/{slug}/"):
            former = FormerSlug.objects.filter(folder=folder, slug=slug).values("record")
            return model.objects.taken_down().filter(Q(slug=slug) | Q(pk__in=former)).order_by("pk").first()
    return None


def unavailable(request: HttpRequest) -> HttpResponse:
    """The page for what needs the database while it is down. Made without it; nobody keeps it."""
    context = site(request) | {"is_search": request.path == "/search/"}
    answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer["Retry-After"], answer["Cache-Control"] = "60", "no-store"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """The page that must work when nothing else does: no database, no request, no context processors.

    If it is the database that doesn't answer, the page says to come back (503), to programs too.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return unavailable(request)
    return HttpResponse(render_to_string("500.html", site(request)), status=500)
