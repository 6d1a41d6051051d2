"""Refuses what no browser sends before Django reads it: methods that nothing here has, headers that are too long, texts
in another encoding than the UTF-8 of our forms. And of a form that is cut off on its way it says so.

Django decodes what was sent with whatever codec of Python's a client names, of which some fail and some unpack. And
Python before 3.11.10 takes quadratic time for the backslashes of a cookie (CVE-2024-7592): two seconds for 30 kB.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.http import parse_header_parameters

from explainer.text.numbers import whole_number

LONGEST_HEADER = 8_000  # characters: nginx passes no longer line on (large_client_header_buffers)
UTF_8 = {"utf-8", "utf8"}
HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", settings.X_FRAME_OPTIONS),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
    ("Permissions-Policy", ", ".join(f"{name}=()" for name, who in settings.PERMISSIONS_POLICY.items() if not who)),
]
# What parameters of headers may be that are encoded as they don't say, or are in parts that don't fit (RFC 2231).
UNREADABLE = (ValueError, LookupError, TypeError)
Environ = dict[str, Any]


class PlainRequests:
    """A WSGI application around Django's, which gets only what is plain."""

    def __init__(self, inner: WSGIHandler) -> None:
        self.inner = inner
        inner.request_class = PlainRequest

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        refused = wrong(environ)
        if not refused:
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], environ.get("CONTENT_LENGTH", ""))
            return self.inner(environ, start_response)
        body = f"{refused}\n".encode()
        allowed = "GET, HEAD, POST" if environ["PATH_INFO"].startswith(settings.DESK) else "GET, HEAD"
        start_response(refused, [*HEADERS, ("Allow", allowed), ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


class PlainRequest(WSGIRequest):
    """A request whose files may have headers of any kind."""

    def parse_file_upload(self, *args: Any) -> Any:
        """Raises MultiPartParserError, which is answered 400."""
        try:
            return super().parse_file_upload(*args)
        except UNREADABLE as error:
            raise MultiPartParserError("A header of a part can't be read.") from error


class WholeBody:
    """The body of a request, which has as many bytes as its Content-Length says. A server gives what had come when the
    connection broke as if it were all, and half an article would be saved for a whole one.
    """

    def __init__(self, stream: Any, length: str) -> None:
        self._stream = stream
        self._left = whole_number(length, digits=18) or 0

    def read(self, size: int = -1) -> bytes:
        """Raises ConnectionError if there are fewer."""
        wanted = self._left if size < 0 else min(size, self._left)
        data: bytes = self._stream.read(size)
        self._left -= len(data)
        if len(data) < wanted:
            raise ConnectionError("The body ended early.")
        return data

    def readline(self, size: int = -1) -> bytes:
        data: bytes = self._stream.readline(size)
        self._left -= len(data)
        if not data and self._left > 0 and size:
            raise ConnectionError("The body ended early.")
        return data


def wrong(environ: Environ) -> str:
    """The status that refuses the request (RFC 9110, section 15.5; RFC 6585, section 5); empty if it is plain."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "POST"}:
        return "405 Method Not Allowed"
    kind = environ.get("CONTENT_TYPE", "")
    headers = [value for name, value in environ.items() if name.startswith("HTTP_")]
    if max(map(len, [kind, *headers])) > LONGEST_HEADER:
        return "431 Request Header Fields Too Large"
    return "" if not kind or _is_utf_8(kind) else "415 Unsupported Media Type"


def _is_utf_8(content_type: str) -> bool:
    try:
        _kind, parameters = parse_header_parameters(content_type)
    except UNREADABLE:
        return False
    return parameters.get("charset", "utf-8").lower() in UTF_8
