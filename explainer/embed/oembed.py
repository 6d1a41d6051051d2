"""The oEmbed provider (https://oembed.com/): an address goes in, the HTML to embed it comes out.

Consumers differ from the specification and from each other; what is done for which of them is in docs/embedding.md.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from explainer.publication.cache_keys import shows
from explainer.text.numbers import whole_number
from explainer.text.typography import curl

from .addresses import BadAddress, Target, read_address
from .answering import for_everyone, frame_address, fresh_within_a_minute, loader_address
from .contents import Embed, find
from .height import estimate
from .thumbnail import thumbnail

WIDEST = 640  # pixels: what an embed is designed for, and what it says where nobody asks
CACHE_AGE = 3600  # seconds; Wagtail refreshes only after that, others ignore it
FORMATS = ("json", "xml")


class Refused(Exception):
    """Why there is no answer: an HTTP status and a sentence. Nothing of the request is repeated in it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True)
class Bounds:
    """The largest size that the consumer takes, in pixels; None where it does not say."""

    width: int | None = None
    height: int | None = None


@require_safe
@conditional_page
@for_everyone
@fresh_within_a_minute
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer in the format asked for, or refuse: 400 bad address, 401 may not be embedded, 404 not ours, 501 format."""
    try:
        form = request.GET.get("format", "json").lower() or "json"
        if form not in FORMATS:
            raise Refused(501, "The formats are json and xml.")
        bounds = Bounds(_pixels(request.GET.get("maxwidth")), _pixels(request.GET.get("maxheight")))
        values = answer(request.GET.get("url", ""), bounds)
    except Refused as refused:
        return JsonResponse({"error": refused.reason}, status=refused.status)
    if form == "xml":
        return HttpResponse(as_xml(values), content_type="text/xml; charset=utf-8")
    return JsonResponse(values, json_dumps_params={"ensure_ascii": False})


def answer(address: str, bounds: Bounds) -> dict[str, Any]:
    """The values of a rich oEmbed answer (section 2.3.4.4) for an address as it was pasted. Raises Refused."""
    if not address:
        raise Refused(400, "Give the address of a page as url.")
    try:
        target = read_address(address)
    except BadAddress:
        raise Refused(400, "That is no web address.") from None
    embed = find(target) if target else None
    if not target or not embed:
        raise Refused(404, "There is no such page here.")
    if not embed.may_be_framed:
        raise Refused(401, "This page may not be embedded. Link to it instead.")
    return _values(embed, target.theme, bounds)


@require_safe
@conditional_page
@for_everyone
@fresh_within_a_minute
def stored(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The JSON answer for one page at an address of its own, so that it can be a file: a site of files has no other."""
    embed = find(Target(kind, slug))
    if not embed or not embed.may_be_framed:
        raise Http404("There is nothing to embed at this address.")
    response = JsonResponse(_values(embed, "", Bounds()), json_dumps_params={"ensure_ascii": False})
    return shows(response, f"oembed_{kind}", embed.record, cards=embed.shown)


def _values(embed: Embed, theme: str, bounds: Bounds) -> dict[str, Any]:
    width = min(bounds.width or WIDEST, WIDEST)
    with translation.override(embed.language):
        height = min(estimate(embed, width), bounds.height or 10**6)
    return {
        "version": "1.0",
        "type": "rich",
        "title": curl(embed.title, embed.language),
        **({"author_name": embed.article.byline} if embed.article and embed.article.byline else {}),
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL + reverse("home"),
        "cache_age": CACHE_AGE,
        "width": width,
        "height": height,
        "html": oembed_html(embed, frame_address(embed, theme), height),
        **thumbnail(embed.article, bounds.width, bounds.height),
    }


def oembed_html(embed: Embed, source: str, height: int) -> SafeString:
    """What consumers put into their page. WordPress wants a blockquote first, and keeps neither style nor class."""
    title = curl(embed.title, embed.language)
    return format_html(
        '<blockquote><a href="{}">{}</a></blockquote>{}', embed.url, title, frame_html(title, source, height)
    )


def frame_html(title: str, source: str, height: int) -> SafeString:
    """The frame and the loader that keeps its height right."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" frameborder="0" loading="lazy"></iframe>'
        '<script async src="{}"></script>',
        source, title, height, loader_address(),
    )  # fmt: skip


def as_xml(values: dict[str, Any]) -> str:
    """The same values as XML: flat elements, HTML escaped as text, without characters that XML 1.0 forbids."""
    fields = "".join(f"<{name}>{escape(_xml_text(str(value)))}</{name}>" for name, value in values.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{fields}</oembed>\n'


def _xml_text(text: str) -> str:
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _pixels(text: str | None) -> int | None:
    """A size as a consumer gives it, or None if it is none: such are ignored (embedding.md, section 9)."""
    return whole_number(text or "", digits=6) or None
