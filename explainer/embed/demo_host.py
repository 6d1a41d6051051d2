"""A page of the demonstration that plays a news site with embeds of every kind. Not there on a real server."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from explainer.models import Article, Claim, Note

from .addresses import Target
from .answering import frame_address
from .contents import Embed, find
from .height import estimate
from .oembed import WIDEST, oembed_html


@require_safe
@csp_replace({"frame-src": [SELF, settings.SITE_URL], "script-src": [SELF, settings.SITE_URL], "style-src": [SELF]})
def demo_host(request: HttpRequest) -> HttpResponse:
    """A story with five embeds as an editor would have pasted them. Opened as localhost it is another origin."""
    return render(request, "embed/demo_host.html", {"embeds": _embeds()})


def _embeds() -> dict[str, SafeString]:
    """The embeds' HTML by kind: the article with most cards, and a note and a claim that it shows."""
    article = Article.objects.published().annotate(cards=Count("annotations")).order_by("-cards").first()
    note = Note.objects.published().filter(annotations__article=article).first()
    claim = Claim.objects.published().filter(annotations__article=article).first()
    slugs = {"article": article, "note": note, "claim": claim, "timeline": article}
    found = {kind: find(Target(kind, item.slug)) for kind, item in slugs.items() if item}
    html = {kind: _pasted(embed) for kind, embed in found.items() if embed}
    if embed := found.get("claim"):
        html["dark"] = _pasted(embed, "dark")
    return html


def _pasted(embed: Embed, theme: str = "") -> SafeString:
    return oembed_html(embed, frame_address(embed, theme), estimate(embed, WIDEST))
