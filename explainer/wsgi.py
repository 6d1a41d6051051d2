"""The WSGI application that a server such as granian loads: baked pages first, then Django."""

import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explainer.settings")
django_application = get_wsgi_application()

from explainer import metrics  # noqa: E402
from explainer.actions import counting, publishing  # noqa: E402  models can only be imported once Django is set up
from explainer.baking import queue  # noqa: E402
from explainer.baking.files import BakeFolder  # noqa: E402
from explainer.baking.serving import BakedFirst  # noqa: E402


def count(environ: dict[str, Any], status: str) -> None:
    """Count an answer from a file, and a page that was framed as the live view counts it."""
    metrics.baked(status)
    if environ["PATH_INFO"].startswith("/embed/"):
        said = {"DNT": environ.get("HTTP_DNT", ""), "Sec-GPC": environ.get("HTTP_SEC_GPC", "")}
        counting.count(
            referer=environ.get("HTTP_REFERER", ""),
            destination=environ.get("HTTP_SEC_FETCH_DEST", ""),
            declined=counting.declines(said, {}),
        )


# With DEBUG somebody is working on the pages themselves and wants them fresh. With a bucket, files here are old ones.
has_files = not settings.DEBUG and isinstance(queue.place(), BakeFolder)
application = BakedFirst(django_application, settings.BAKE_DIR, count) if has_files else django_application
publishing.after_commit.append(queue.bake_soon)  # in the server only: a command's marks are for the next bake
