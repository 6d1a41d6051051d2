"""Numbers for Prometheus. With several workers each writes its own into a folder, and whoever is asked adds them up.

The folder (PROMETHEUS_MULTIPROC_DIR) must be set before prometheus_client is loaded, and empty when the server starts:
`make serve` does both. Without it a worker tells only of itself.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily

_baked = Counter("explainer_baked_answers", "Requests answered by a baked file, by status.", ["status"])
_live = Counter("explainer_live_answers", "Requests answered by Django, by view and status.", ["view", "status"])
_seconds = Histogram(
    "explainer_live_seconds", "Time that Django took for a request.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
_by_status = {line: _baked.labels(line[:3]) for line in ("200 OK", "304 Not Modified")}


def baked(status: str) -> None:
    """Count an answer from a file, by its status line."""
    (_by_status.get(status) or _baked.labels(status[:3])).inc()


def live(*, view: str, status: int, seconds: float) -> None:
    """Count an answer of Django's. `view` is the name of its address, never the address itself."""
    _live.labels(view, str(status)).inc()
    _seconds.observe(seconds)


class Now:
    """Numbers that are asked for when they are told, such as how many pages wait."""

    def __init__(self, values: dict[str, tuple[str, float]]) -> None:
        self.values = values

    def collect(self) -> list[GaugeMetricFamily]:
        return [GaugeMetricFamily(name, text, value=value) for name, (text, value) in self.values.items()]


def text(now: dict[str, tuple[str, float]]) -> bytes:
    """Everything in Prometheus's text format. `now`: explanations and values by name."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        for metric in (_baked, _live, _seconds):
            registry.register(metric)
    registry.register(Now(now))
    return generate_latest(registry)
