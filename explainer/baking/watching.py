"""`bake --watch` outlives its database and a full disk: it says what is wrong, waits, and tries again."""

import logging
import time
from collections.abc import Callable

from django.db import Error, connections

from explainer.models.outbox import pause

logger = logging.getLogger(__name__)
PAUSE = 0.25  # seconds between two rounds
LONGEST_PAUSE = 30  # seconds, after several failures


def run_until_stopped(bake: Callable[[], None]) -> None:
    """Call `bake` for ever. A failure of the database, the disk or a process is logged, and it is called again after
    2 seconds, 4, 8, at most half a minute."""
    failures = 0
    while True:
        try:
            bake()
        except (Error, OSError, RuntimeError) as error:
            failures += 1
            seconds = min(LONGEST_PAUSE, pause(failures).total_seconds())
            logger.error("cannot bake just now, next try in %d seconds: %s", seconds, " ".join(str(error).split()))
            connections.close_all()
            time.sleep(seconds)
        else:
            if failures:
                logger.warning("baking goes on")
            failures = 0
            time.sleep(PAUSE)
