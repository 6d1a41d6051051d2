"""What every answer to another site has in common: nothing that identifies a reader, nothing that forbids its use."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from explainer.models import Theme, allowed_origins
from explainer.models.theme import BUILT_IN
from explainer.styles import csp_hash, embed_css

from .contents import Embed

P = ParamSpec("P")

# Half a minute in any cache, half a minute more of the old page while the new one is fetched: a correction is
# everywhere within a minute.
fresh_within_a_minute = cache_control(public=True, max_age=30, stale_while_revalidate=30)


def for_everyone(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let scripts and pages of other origins read the answer (CORS, and hosts that isolate themselves)."""

    @wraps(view)
    def open_view(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return open_view


def find_theme(slug: str) -> Theme | None:
    """The operator's theme of that name; none for the built-in ones and for names that nobody has given."""
    if not slug or slug in BUILT_IN:
        return None
    return Theme.objects.filter(slug=slug).select_related("when_dark").first()


def frame_policy(embed: Embed | None, scheme: str = "", theme: Theme | None = None) -> str:
    """The Content-Security-Policy of an embed page.

    Without an allow-list there is no `frame-ancestors` at all: `*` would shut out sandboxed and local pages
    (w3c/webappsec-csp#421; measured).
    """
    styles = [csp_hash(embed_css(scheme)), *([csp_hash(theme.css())] if theme else [])]
    policy = [
        "default-src 'none'",
        "script-src 'self'",
        f"style-src {' '.join(styles)}",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    origins = allowed_origins(embed.kind, listed_only=embed.only_listed) if embed else None
    if origins is not None:
        policy.append(" ".join(["frame-ancestors 'self'", *origins]))
    return "; ".join(policy)


def frame_address(embed: Embed, theme: str = "") -> str:
    """The absolute address of the embed's frame: with the card that is to be open, and the theme."""
    query = []
    if embed.opened:
        query.append(f"open={embed.opened.id or 1}")
    if theme in BUILT_IN or find_theme(theme):
        query.append(f"theme={theme}")
    return settings.SITE_URL + embed.source + ("?" + "&".join(query) if query else "")


def loader_address() -> str:
    return settings.SITE_URL + reverse("loader")
