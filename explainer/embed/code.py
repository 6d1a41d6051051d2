"""The page from which an editor copies the code of an embed: options, a preview in two widths, the code, what to do."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from explainer.models import Theme
from explainer.text.typography import curl

from .addresses import BadAddress, Target, card_id, read_address, theme_slug
from .answering import frame_address
from .contents import Embed, find
from .height import estimate
from .oembed import WIDEST, frame_html

PHONE = 328  # pixels: a phone of 360 with the usual 16 on either side


@require_safe
@cache_control(public=True, max_age=60)
@csp_update({"frame-src": [SELF]})
def code(request: HttpRequest) -> HttpResponse:
    """The code for the page whose address is `url`; `theme` and `open` are the choices made in the form."""
    target = _target(request)
    embed = find(target) if target else None
    if not target or not embed:
        raise Http404("There is nothing to embed at this address.")
    with translation.override(settings.LANGUAGE_CODE):
        return render(request, "embed/code.html", _context(embed, target))


def _target(request: HttpRequest) -> Target | None:
    address = request.GET.get("url", "")
    try:
        target = read_address(settings.SITE_URL + address if address.startswith("/") else address)
    except BadAddress:
        return None
    if not target:
        return None
    opened = card_id(request.GET.get("open", "")) or target.card
    return Target(target.kind, target.slug, opened, theme_slug(request.GET.get("theme", "")) or target.theme)


def _context(embed: Embed, target: Target) -> dict[str, Any]:
    source = frame_address(embed, target.theme)
    paste = embed.url + (f"?theme={target.theme}" if "theme=" in source else "")
    return {
        "embed": embed,
        "theme": target.theme,
        "themes": Theme.objects.all(),
        "paste": paste + (f"#card-{embed.opened.id}" if embed.opened and embed.opened.id else ""),
        "source": source,
        "preview": source.removeprefix(settings.SITE_URL),
        "previews": [("phone", PHONE, estimate(embed, PHONE)), ("desktop", WIDEST, estimate(embed, WIDEST))],
        "code": copied_html(embed, source, estimate(embed, WIDEST)),
    }


def copied_html(embed: Embed, source: str, height: int) -> SafeString:
    """The code to copy: the summary as text with a link, for feeds and newsletters that drop frames, and the frame."""
    title = curl(embed.title, embed.language)
    return format_html(
        '<blockquote><p>{}</p><p><a href="{}">{}</a>, {}</p></blockquote>\n{}',
        curl(embed.summary or embed.label, embed.language), embed.url, title, settings.SITE_NAME,
        frame_html(title, source, height),
    )  # fmt: skip
