"""Tells the caches in front which keys to drop, once the pages behind them are right.

It works through rows as the baker does (queue.py), but apart from it, so that a cache that doesn't answer holds up no
page: in the server in a thread of its own, in `manage.py bake` after the pages.
"""

import logging
from contextlib import nullcontext

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from explainer.models import Purge

from .background import BackgroundWorker
from .purgers import Purger

logger = logging.getLogger(__name__)
BATCH = 100  # changes told of together


def purge_due() -> int:
    """Purge what is ready, until nothing is. Returns the number of changes that were told of, or were tried."""
    count = 0
    while settings.PURGER and (done := _purge_batch()):
        count += done
    return count


purger = BackgroundWorker("purger", purge_due, Purge)


def purge_in_background() -> None:
    """The same in a thread, and again what failed."""
    if settings.PURGER and Purge.objects.ready().exists():
        purger.start()


def _purge_batch() -> int:
    """The locks of PostgreSQL keep two workers from the same rows; elsewhere the same keys may be purged twice."""
    with transaction.atomic() if connection.features.has_select_for_update else nullcontext():
        rows = list(Purge.objects.ready().select_for_update(skip_locked=True)[:BATCH])
        if not rows:
            return 0
        try:
            _purger().purge(sorted({key for row in rows for key in row.keys.split()}))
        except Exception as error:
            logger.warning("could not purge: %s", error)
            for row in rows:
                row.postpone(f"{type(error).__name__}: {error}")
        else:
            for row in rows:
                if row.is_early:
                    row.postpone("told early: some of its pages can't be baked yet")
            Purge.objects.filter(pk__in=[row.pk for row in rows if not row.is_early]).delete()
    return len(rows)


def _purger() -> Purger:
    made: Purger = import_string(settings.PURGER)(settings.PURGE_URL, settings.PURGE_TOKEN)
    return made
