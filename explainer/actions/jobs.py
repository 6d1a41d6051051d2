"""Work that nobody waits for: mail (`mailing`), checks of links, what has been in the bin for long. Never baking.

Jobs are tasks of django-tasks, whose API is that of Django 6, as rows of the database: enqueued in the transaction of
what they follow from. The server runs them in a thread; with JOBS_IN_SERVER=false a worker does, `manage.py db_worker`,
and the server still sees to it that what is due daily waits for the worker.
"""

import logging
import os
import secrets
import threading
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from explainer.database.statistics import refresh_statistics
from explainer.publication.pictures import delete_unneeded

from .bin import KEPT, empty_bin
from .link_checks import check_links, due
from .mailing import take_up_lost

logger = logging.getLogger(__name__)
PAUSE = 5.0  # seconds between two looks for jobs
DAY = timedelta(days=1)
FIRST = timedelta(hours=1)  # a server that has just been started asks no other host at once
LINKS_AT_ONCE, LINKS_OLDER_THAN = 500, timedelta(days=7)


@task()
def check_due_links() -> int:
    """Ask for the addresses of sources that were not checked for a week. Returns how many."""
    return sum(1 for _ in check_links(sources=due(older_than=LINKS_OLDER_THAN)[:LINKS_AT_ONCE]))


@task()
def tidy() -> int:
    """Empty the bin of what is old, delete pictures that nothing names, forget finished jobs, let the database count.
    Returns how many records and pictures went."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    gone = empty_bin() + delete_unneeded(before=timezone.now() - DAY)
    refresh_statistics()
    return gone


def enqueue_daily() -> None:
    """See to it that each daily job is done once a day. Two servers that do so at once do no harm."""
    daily: list[Any] = [tidy, *([check_due_links] if settings.CHECK_LINKS else [])]
    for job in daily:
        known = DBTaskResult.objects.filter(task_path=job.module_path)
        if not known.filter(enqueued_at__gt=timezone.now() - DAY).exists():
            job.using(run_after=timezone.now() + FIRST).enqueue()


def run_ready() -> None:
    """Run what is ready, one job after the other. A job that fails is kept with its traceback, and ends no other."""
    if not DBTaskResult.objects.ready().exists():  # a look takes no lock
        return
    name = f"server-{os.getpid()}-{secrets.token_hex(4)}"
    Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=name, excluded_queue_names=[],
    ).run()  # fmt: skip


def look_after() -> None:
    """What the server does every few seconds. It leaves running to a worker where there is one (JOBS_IN_SERVER)."""
    enqueue_daily()
    take_up_lost()
    if settings.JOBS_IN_SERVER:
        run_ready()


def run_in_background() -> None:
    """Start the server's thread that looks after jobs."""
    threading.Thread(target=_run_for_ever, name="jobs", daemon=True).start()


def _run_for_ever() -> None:
    while True:
        try:
            look_after()
        except Exception:
            logger.exception("jobs stopped, and go on in %s seconds", PAUSE)
        finally:
            connection.close()
        time.sleep(PAUSE)
