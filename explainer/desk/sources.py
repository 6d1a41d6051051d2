"""Makes a source of an address that an editor pastes, or finds the one that is there already."""

import logging
import secrets
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from explainer.actions.permissions import may_add
from explainer.models import Source
from explainer.text.addresses import clean_address, same_page
from explainer.text.slugs import make_slug

from .page_title import PageHead, UnreachableError, look_at

logger = logging.getLogger(__name__)


@require_POST
def source_from_address(request: HttpRequest) -> JsonResponse:
    """JSON {id, text, said} of the source; 422 with {said} where there can be none, and {ask: "title"} to get one."""
    if not may_add(request.user, Source):
        raise PermissionDenied
    try:
        url = clean_address(request.POST.get("url", ""))
    except ValueError:
        return JsonResponse({"said": _("This is not a web address. It begins with https:// or http://.")}, status=422)
    known = find_source(url)
    if known:
        return _answer(known, _("This source is known already."))
    title = " ".join(request.POST.get("title", "").split())
    head = PageHead(title) if title else _head(url)
    if not head.title:
        said = _("The page could not be read from here. Type its title.")
        return JsonResponse({"ask": "title", "said": said}, status=422)
    try:
        return _answer(make_source(url, head), _("Added to the sources."))
    except ValidationError as error:
        return JsonResponse({"ask": "title", "said": " ".join(error.messages)}, status=422)


def _answer(source: Source, said: str) -> JsonResponse:
    return JsonResponse({"id": source.pk, "text": str(source), "said": said})


def _head(url: str) -> PageHead:
    try:
        return look_at(url)
    except UnreachableError as error:
        logger.info("no title: %s", error)
        return PageHead()


def find_source(url: str) -> Source | None:
    """The source with this address, tracking parameters, fragment, scheme and final slash aside. One query."""
    middle = clean_address(url).partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/")
    as_read = unquote(middle)  # typed into a form, it may have the letters themselves
    likely = Source.objects.filter(Q(url__icontains=middle) | Q(url__icontains=as_read)).order_by("pk")[:200]
    return next((source for source in likely if same_page(source.url, url)), None)


def make_source(url: str, head: PageHead) -> Source:
    """A new source. Raises ValidationError if the title, say, is too long."""
    slug = f"{make_slug(head.title)[:40].strip('-') or 'source'}-{secrets.token_hex(3)}"
    source = Source(slug=slug, title=head.title, publisher=head.publisher, published_on=head.published_on, url=url)
    try:
        source.full_clean()
    except ValidationError as error:
        if "published_on" not in error.message_dict or len(error.message_dict) > 1:
            raise
        source.published_on = ""  # the page gave something that is no date
    source.save()
    return source
