"""The WSGI application that a server such as granian loads: baked pages first, then Django."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explainer.settings")
django_application = get_wsgi_application()

from explainer.actions import publishing  # noqa: E402  models can only be imported once Django is set up
from explainer.baking import queue  # noqa: E402
from explainer.baking.serving import BakedFirst  # noqa: E402

application = BakedFirst(django_application, settings.BAKE_DIR)
publishing.after_commit.append(queue.bake_soon)  # in the server only: a command's marks are for the next bake
