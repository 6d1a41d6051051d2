"""A background worker: one thread of a server's process, which works again, after a pause, while some of it fails."""

import logging
import threading
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from explainer.models import Purge, StalePage
from explainer.models.outbox import LONGEST_PAUSE

logger = logging.getLogger(__name__)
PAUSE_AFTER_CRASH = 30  # seconds
SHORTEST_PAUSE = 0.5  # seconds


class BackgroundWorker:
    """`work` does what is due; rows of `kind` that are left say when to call it again."""

    def __init__(self, name: str, work: Callable[[], object], kind: type[StalePage] | type[Purge]) -> None:
        self.name, self._work, self._kind = name, work, kind
        self._at_work, self._wake = threading.Lock(), threading.Event()

    @property
    def is_at_work(self) -> bool:
        return self._at_work.locked()

    def start(self) -> None:
        """See to it that what is due now is done soon."""
        self._wake.set()
        if self._at_work.acquire(blocking=False):
            threading.Thread(target=self._run, name=self.name, daemon=True).start()

    def _run(self) -> None:
        pause: float | None = 0.0
        while pause is not None or self._wake.is_set():
            self._wake.wait(pause)
            self._wake.clear()
            pause = self._once()
        self._at_work.release()
        if self._wake.is_set():  # in this very moment
            self.start()

    def _once(self) -> float | None:
        """Work. Returns after how many seconds to work again, or None."""
        try:
            self._work()
            soonest = self._kind.objects.unfinished().values_list("due", flat=True).first()
            pause = (soonest - timezone.now()).total_seconds() if soonest else 0
            # longer than the longest: the clock was set back
            return min(max(SHORTEST_PAUSE, pause), LONGEST_PAUSE.total_seconds()) if soonest else None
        except Exception:
            logger.exception("the %s stopped, and goes on in %s seconds", self.name, PAUSE_AFTER_CRASH)
            return PAUSE_AFTER_CRASH
        finally:
            connection.close()
