"""Answers for whoever watches the server: is the process up, and is everything behind it."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explainer.models import Purge, StalePage

from .metrics import may_see

OLDEST_PAGE = 300  # seconds that a page may wait to be baked
LEAST_DISK = 100 * 1024 * 1024  # bytes


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anybody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 if the database answers, no page or purge waits too long and the disk has room; else 503 and why."""
    checks = {
        "database": _database(in_full=may_see(request)),
        "baking": "unknown",
        "purging": "unknown",
        "disk": _disk(),
    }
    if checks["database"] == "ok":
        checks["baking"], checks["purging"] = _baking(), _purging()
    return JsonResponse(checks, status=200 if set(checks.values()) == {"ok"} else 503)


def _database(*, in_full: bool) -> str:
    """The whole reason names the server and its user, so it is for who may see the metrics."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return f"does not answer: {error}".strip() if in_full else "does not answer"
    return "ok"


def _baking() -> str:
    oldest = StalePage.objects.order_by("since").values_list("since", flat=True).first()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    return "ok" if age <= OLDEST_PAGE else f"a page has waited for {age:.0f} seconds; see manage.py bake --status"


def _purging() -> str:
    """Nothing waits for ever where no cache is told."""
    oldest = Purge.objects.order_by("since").values_list("since", flat=True).first() if settings.PURGER else None
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    return "ok" if age <= OLDEST_PAGE else f"a purge has waited for {age:.0f} seconds; see manage.py bake --status"


def _disk() -> str:
    folder = Path(settings.BAKE_DIR)
    free = shutil.disk_usage(folder if folder.exists() else settings.BASE_DIR).free
    return "ok" if free >= LEAST_DISK else f"{free // 1024 // 1024} MB left for baked pages"
