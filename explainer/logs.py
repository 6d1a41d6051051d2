"""What a live request leaves behind: an id, one line of log, and numbers for Prometheus.

Baked answers are not here: they never reach Django. The proxy in front logs those.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from explainer import metrics

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
request_id: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger("explainer.requests")


class Text(logging.Formatter):
    """For people: each record begins one line, and what comes with an error is indented below it. So an address with
    a line break in it is no second line, and what a terminal would obey is only shown."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return CONTROLS.sub(_as_escape, super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        lines = super().formatException(ei).split("\n")
        return "\n".join(f"    {CONTROLS.sub(_as_escape, line)}" for line in lines)


def _as_escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


class WithRequestId(logging.Filter):
    """Gives every line that is written while a request is answered that request's id."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class NoAnswersToTheBaker(logging.Filter):
    """Django warns of each 404 and 410; the baker asks to see what is gone, and writes of what breaks."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if not isinstance(request, HttpRequest) or not request.META.get("explainer.baking"):
            return True
        return record.levelno >= logging.ERROR and "explainer.error" not in request.META


class Requests:
    """Middleware, the outermost. No address, no query and no cookie of a reader is written: what somebody searches for
    and where from is not needed to keep a server up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        # Never taken back: Django writes of a 404 after its middleware is done. The thread's next request sets it anew.
        request_id.set(given if SANE.fullmatch(given) else uuid.uuid4().hex)
        began = time.perf_counter()
        response = self.get_response(request)
        if not request.META.get("explainer.baking"):
            response["X-Request-ID"] = request_id.get()
            self._note(request, response.status_code, time.perf_counter() - began)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Leave for the baker, whose page becomes a 500 like any other, what was wrong."""
        request.META["explainer.error"] = exception

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        metrics.live(view=match.view_name if match else "none", status=status, seconds=seconds)
        said = {
            "method": request.method, "path": request.path, "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }  # fmt: skip
        logger.info("%s %s %s", request.method, request.path, status, extra=said)


def configuration(level: str, form: str) -> dict[str, object]:
    """Django's LOGGING: JSON lines, or text for people, all to standard error. Raises ValueError for another form."""
    if form not in {"json", "text"}:
        raise ValueError(f"LOG_FORMAT is “{form}”. Choose json or text.")
    fields = "%(asctime)s %(levelname)s %(name)s %(message)s"
    json_lines = {
        "()": "pythonjsonlogger.json.JsonFormatter", "fmt": fields,
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        "datefmt": "%Y-%m-%dT%H:%M:%S%z", "reserved_attrs": [*RESERVED],
    }  # fmt: skip
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "explainer.logs.WithRequestId"},
            "answers": {"()": "explainer.logs.NoAnswersToTheBaker"},
        },
        "formatters": {
            "json": json_lines,
            "text": {"()": "explainer.logs.Text", "fmt": "%(levelname)-8s %(name)s: %(message)s"},
        },
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": form, "filters": ["answers", "request_id"]},
            "none": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            "explainer": {"level": level},
            # Django's own handlers would write everything twice, and runserver says what we say.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": ["none"], "propagate": False},
        },
    }


# What a log record has of its own, and Django adds to some. Whatever else is given as `extra` gets into the line.
RESERVED = {
    "args", "asctime", "created", "exc_info", "exc_text", "filename", "funcName", "levelname", "levelno", "lineno",
    "module", "msecs", "message", "msg", "name", "pathname", "process", "processName", "relativeCreated",
    "stack_info", "taskName", "thread", "threadName", "request", "server_time", "status_code",
}  # fmt: skip
