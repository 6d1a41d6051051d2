"""What readers see when something is missing or breaks: a sentence that helps, and ways on."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from explainer.models import PUBLIC_RECORDS, Article, FormerSlug, PublicRecord
from explainer.publication import pages
from explainer.publication.cache_keys import carry_keys, list_key
from explainer.publication.pages import Gone

from .articles import fresh_for_a_minute
from .context import site

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}  # full, the share of it used up, read-only


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
def _gone(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    return carry_keys(render(request, "reader/gone.html", {"record": record}, status=410), record)


def _moved(record: PublicRecord, address: str) -> HttpResponse:
    """To the present address. Another record may take the old slug, so a change of any of its kind purges this."""
    return carry_keys(HttpResponsePermanentRedirect(address), record, list_key(record.type_name))


def _present_address(request: HttpRequest) -> tuple[PublicRecord, str] | None:
    """The record, and the same address with its present slug; None if the slug was never one, or isn't public."""
    match, type_name = request.resolver_match, _type_named(request)
    if not match or not type_name:
        return None
    model, given = PUBLIC_RECORDS[type_name], match.captured_kwargs  # type: ignore[attr-defined]  # the stubs lack it
    former = FormerSlug.objects.filter(folder=model.folder, slug=given["slug"]).first()
    record = former and model.objects.published().filter(pk=former.record).first()
    card = given.get("id")
    if record and (not card or record.annotations.shown().filter(pk=card).exists()):
        return record, reverse(match.view_name, kwargs={**given, "slug": record.slug})
    return None


def _taken_down(request: HttpRequest) -> PublicRecord | None:
    """What the address led to, if it is one that was public and was taken down."""
    match, type_name = request.resolver_match, _type_named(request)
    if not match or not type_name:
        return None
    model, slug = PUBLIC_RECORDS[type_name], match.kwargs["slug"]
    former = FormerSlug.objects.filter(folder=model.folder, slug=slug).values("record")
    return model.objects.taken_down().filter(Q(slug=slug) | Q(pk__in=former)).order_by("pk").first()


def _type_named(request: HttpRequest) -> str:
    """The type of the record whose page the address names, if readers of such a page are told what became of it."""
    page = pages.named(request.resolver_match.url_name) if request.resolver_match else None
    return page.of if page and page.gone is not Gone.NOT_FOUND else ""


def unavailable(request: HttpRequest) -> HttpResponse:
    """The page for what needs the database while it is down. Made without it; nobody keeps it."""
    context = site(request) | {"is_search": request.path == "/search/"}
    answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer["Retry-After"], answer["Cache-Control"] = "60", "no-store"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """The page that must work when nothing else does: no database, no request, no context processors.

    If the database doesn't answer or a disk takes nothing, the page says to come back (503), to programs too.
    """
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)) or getattr(error, "errno", None) in DISK:
        return unavailable(request)
    return HttpResponse(render_to_string("500.html", site(request)), status=500)
