"""`/metrics`: numbers for a Prometheus on this machine, or for one that has the token; nothing for everybody else."""

import secrets
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explainer.metrics import text
from explainer.models import Annotation, Purge, StalePage

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
UP = "Whether the database answers."
LOOPBACK = {"127.0.0.1", "::1"}


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers in Prometheus's text format. 404 unless asked from this machine, past no proxy, or with the token."""
    if not may_see(request):
        raise Http404
    return HttpResponse(text(_now()), content_type=FORMAT)


def may_see(request: HttpRequest) -> bool:
    """Asked from this machine, past no proxy, or with the token."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        return secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    is_proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not is_proxied


def _now() -> dict[str, tuple[str, float]]:
    """What is true at this moment. Without a database, whatever it isn't needed for."""
    baked = Path(settings.BAKE_DIR) / ".baked"
    last = baked.stat().st_mtime if baked.exists() else 0
    found = {"explainer_last_bake_timestamp_seconds": ("When pages were last written.", last)}
    try:
        return found | _waiting() | {"explainer_database_up": (UP, 1)}
    except Error:
        return found | {"explainer_database_up": (UP, 0)}


def _waiting() -> dict[str, tuple[str, float]]:
    """What waits, in five small queries."""
    oldest = StalePage.objects.order_by("since").values_list("since", flat=True).first()
    return {
        "explainer_pages_waiting": ("Pages that wait to be baked.", StalePage.objects.count()),
        "explainer_pages_waiting_seconds": (
            "How long the oldest of them has waited.", (timezone.now() - oldest).total_seconds() if oldest else 0,
        ),
        "explainer_pages_failing": ("Pages that could not be baked.", StalePage.objects.failing().count()),
        "explainer_purges_waiting": ("Changes that caches have not been told of.", Purge.objects.count()),
        "explainer_annotations_loose": ("Cards that wait for an editor.", Annotation.objects.waiting().count()),
    }  # fmt: skip
