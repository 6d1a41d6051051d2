"""The pages that other sites show in a frame: complete without scripts, in a sandbox, without cookies or storage."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from explainer.actions import embed_counts
from explainer.models import Theme
from explainer.models.theme import BUILT_IN
from explainer.publication.cache_keys import THEMES, shows
from explainer.rendering import trust
from explainer.styles import embed_css

from .addresses import Target, card_id, theme_slug
from .answering import find_theme, for_everyone, frame_policy, fresh_within_a_minute
from .contents import Embed, find


@require_safe
@xframe_options_exempt
@conditional_page
@for_everyone
@fresh_within_a_minute
def frame(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """An embed. `open` (or `card`) names the card to open at first, `theme` a look, `lang` the interface's words."""
    embed_counts.count(
        referer=request.headers.get("Referer", ""),
        destination=request.headers.get("Sec-Fetch-Dest", ""),
        declined=embed_counts.declines(request.headers, request.GET),
    )
    opened = card_id(request.GET.get("open") or request.GET.get("card", ""))
    embed = find(Target(kind, slug, opened))
    name = theme_slug(request.GET.get("theme", ""))
    scheme, theme = (name, None) if name in BUILT_IN else ("", find_theme(name))
    if embed and embed.may_be_framed:
        language = _language(request.GET.get("lang", ""), embed)
        return _answer(request, "embed/frame.html", embed, scheme, theme, language)
    return _answer(request, "embed/gone.html", None, scheme, theme, settings.LANGUAGE_CODE, status=404)


def _language(wanted: str, embed: Embed) -> str:
    return wanted if wanted in dict(settings.LANGUAGES) else embed.language


def _answer(
    request: HttpRequest, template: str, embed: Embed | None, scheme: str, theme: Theme | None, language: str, *,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "embed": embed,
        "theme": theme,
        "scheme": scheme,
        "frame_styles": trust(embed_css(scheme)),
        "theme_styles": trust(theme.css()) if theme else "",
    }
    with translation.override(language):
        response = render(request, template, context, status=status)
    response["Content-Security-Policy"] = frame_policy(embed, scheme, theme)
    return _with_keys(response, embed, theme) if embed else response


def _with_keys(response: HttpResponse, embed: Embed, theme: Theme | None) -> HttpResponse:
    keys = [THEMES] if theme else []
    return shows(response, f"embed_{embed.kind}", embed.record, cards=embed.shown, keys=keys)
