"""The ways out of an embed.

A sandboxed frame can't open another site's page, but WordPress follows links to the host of the frame's own address
(embedding.md, section 2). So sources are reached by a redirect of ours that takes a stored source's id, never an
address: an address would make it an open redirect.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from explainer.publication.cache_keys import carry_keys
from explainer.publication.cited import cited_in_public
from explainer.rendering import trust
from explainer.text import parsing


@require_safe
@cache_control(public=True, max_age=300)
def go(request: HttpRequest, id: int, copy: bool = False) -> HttpResponse:
    """Send a reader to a stored source (or to its stored copy), if something that is published relies on it."""
    source = get_object_or_404(cited_in_public(), pk=id)
    address = source.archived_url if copy else source.url or source.archived_url
    if urlsplit(address).scheme not in {"http", "https"}:
        raise Http404
    response = HttpResponseRedirect(address)
    response["Referrer-Policy"] = "no-referrer"  # what somebody reads is between them and us
    response["X-Robots-Tag"] = "noindex"
    return carry_keys(response, source)


def outward(html: str, sources: Mapping[str, int]) -> SafeString:
    """Clean HTML whose links work in a frame. `sources` has the ids of stored sources by their addresses.

    Links to our own pages and to stored sources open in a new window; of others only their words are left, since in a
    sandboxed frame they would be dead. They are alive on our own page, which the embed links to.
    """
    parts: list[str] = []
    kept: list[bool] = []  # for each link that is open: whether it was kept
    for token in parsing.tokens(html):
        if token.tag != "a":
            parts.append(token.html)
        elif token.kind == "start":
            href = _frame_href(token.html, sources)
            kept.append(bool(href))
            parts.append(f'<a href="{escape(href)}" target="_blank" rel="noopener">' if href else "")
        elif kept and kept.pop():
            parts.append(token.html)
    return trust("".join(parts))


def _frame_href(tag: str, sources: Mapping[str, int]) -> str:
    found = re.search(r'href="([^"]*)"', tag)
    href = unescape(found[1]) if found else ""
    if href in sources:
        return settings.SITE_URL + reverse("go", args=[sources[href]])
    if href.startswith("/") and not href.startswith("//") and "\\" not in href:
        return settings.SITE_URL + href
    return href if href.startswith(settings.SITE_URL + "/") else ""
