"""The language of the desk's own words: what its user chose, or else the browser's; for readers it is the newsroom's.

The choice is a cookie, so that it costs no query and holds for the page where one signs in too. Public pages take the
newsroom's language here and change to that of what they show by themselves; so none depends on who asked last.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from explainer.catalogues import DESK
from explainer.models.language import same_language

COOKIE = "desk_language"
KEPT = 365 * 24 * 3600  # seconds


class InterfaceLanguage:
    """A middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        at_desk = request.path_info.startswith(settings.DESK)
        with translation.override(desk_language(request) if at_desk else settings.LANGUAGE_CODE):
            return self.get_response(request)


def choices() -> list[str]:
    """The languages that the desk speaks: its own kind of English, and those of its catalogue."""
    english = settings.LANGUAGE_CODE if same_language(settings.LANGUAGE_CODE, "en") else "en"
    return [english, *DESK]


def desk_language(request: HttpRequest) -> str:
    """The one for this request: the chosen one, the browser's first that the desk speaks, the newsroom's, English."""
    known = choices()
    wanted = [request.COOKIES.get(COOKIE, "")]
    wanted += [code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    wanted.append(settings.LANGUAGE_CODE)
    return next((own for code in wanted for own in known if code and same_language(code, own)), known[0])


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice in the browser, and go back to the page where it was made."""
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        onward = settings.DESK
    response = redirect(onward)
    language = request.POST.get("language", "")
    if language in choices():
        response.set_cookie(
            COOKIE, language, KEPT, path=settings.DESK, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return response
