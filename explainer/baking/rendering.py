"""Renders a public address through the ordinary views and middleware: there is one way to make a page."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase

from explainer.publication.addresses import is_live, says_taken_down

# Made anew by whoever serves the file, or of no use there.
DROPPED_HEADERS = frozenset(
    {"content-length", "content-type", "date", "server", "connection", "etag", "location", "vary", "x-request-id"}
)


class NotBakedError(Exception):
    """An address could not be rendered. The message says what the view answered."""


@dataclass(frozen=True)
class RenderedPage:
    """What a view answered: the body as bytes, its type, and the headers worth keeping.

    `status` is 410 for a page that says that something was taken down. What isn't there at all has no body.
    """

    path: str
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...]
    location: str = ""
    status: int = 200

    @property
    def is_gone(self) -> bool:
        return not self.body and not self.location


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def render(path: str) -> RenderedPage:
    """Ask the site for a path, as a browser without cookies would. A 404 gives a page that is gone.

    So does an address that is answered live, unless a site of plain files is made, and one that leads elsewhere for
    now.

    Raises NotBakedError for every other answer that isn't a page or a permanent redirect.
    """
    if not settings.STATIC_COPY and is_live(path):
        return RenderedPage(path, b"", "", ())
    environ = _environ(path)
    response = _ask(environ)
    if response.status_code in {302, 404} or (response.status_code == 410 and not says_taken_down(path)):
        return RenderedPage(path, b"", "", ())
    if response.status_code == 301:
        return RenderedPage(path, b"", "", _response_headers(response), location=response["Location"])
    if response.status_code not in {200, 410}:
        cause = environ.get("explainer.error")
        if isinstance(cause, Exception):
            why = f"{type(cause).__name__}: {cause}"
            raise NotBakedError(f"{path} answered {response.status_code}: {why}") from cause
        raise NotBakedError(f"{path} answered {response.status_code}")
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return RenderedPage(path, body, response["Content-Type"], _response_headers(response), status=response.status_code)


def answer(path: str) -> HttpResponseBase:
    """What the site answers to a browser without cookies; `path` from the site's root (not its host's)."""
    return _ask(_environ(path))


def _ask(environ: dict[str, object]) -> HttpResponseBase:
    return _handler().get_response(WSGIRequest(environ))


def _response_headers(response: HttpResponseBase) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((n, _stable(n, value)) for n, value in response.items() if n.lower() not in DROPPED_HEADERS))


def _stable(name: str, value: str) -> str:
    """django-csp gives its directives in another order in every process; the same page must give the same bytes."""
    return "; ".join(sorted(value.split("; "))) if name.lower() == "content-security-policy" else value


def _environ(path: str) -> dict[str, object]:
    site = urlsplit(settings.SITE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "explainer.baking": True,
    }
