"""The WSGI application that a server such as granian loads: baked pages at once, Django as soon as it is there."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explainer.settings")

from django.conf import settings

from explainer import database, limited_process, metrics
from explainer.actions import embed_counts
from explainer.baking.lazy_application import LazyApplication
from explainer.baking.serving import Application, BakedFirst
from explainer.baking.storage import FOLDER
from explainer.publication.pages import is_framed, reads_query


def load() -> Application:
    """Django with everything that it needs for its first answer."""
    from django.core.wsgi import get_wsgi_application

    from explainer.plain_requests import PlainRequests

    application: Application = PlainRequests(get_wsgi_application())
    from django.urls import get_resolver

    from explainer.actions import jobs
    from explainer.baking import queue
    from explainer.baking.workers import collect_rarely
    from explainer.publication import outbox  # models can only be imported once Django is set up

    outbox.after_commit.append(queue.bake_soon)  # in the server only: a command's marks are for the next bake
    _ = get_resolver().url_patterns
    collect_rarely()
    limited_process.enable()
    database.limit_waits()
    jobs.run_in_background()
    queue.baker.start()  # what was left when the last server stopped
    return application


def count(environ: dict[str, Any], status: str) -> None:
    """Count an answer from a file, and a page that was framed as the live view counts it."""
    metrics.baked(status)
    if is_framed(environ["PATH_INFO"]):
        said = {"DNT": environ.get("HTTP_DNT", ""), "Sec-GPC": environ.get("HTTP_SEC_GPC", "")}
        embed_counts.count(
            referer=environ.get("HTTP_REFERER", ""),
            destination=environ.get("HTTP_SEC_FETCH_DEST", ""),
            declined=embed_counts.declines(said, {}),
        )


# With DEBUG somebody is working on the pages themselves and wants them fresh. With a bucket, files here are old ones.
has_files = not settings.DEBUG and settings.STORAGES["baked"]["BACKEND"] == FOLDER
application = BakedFirst(LazyApplication(load), settings.BAKE_DIR, count, reads_query) if has_files else load()
