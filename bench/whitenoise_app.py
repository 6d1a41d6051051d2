"""WhiteNoise in front of an application that knows nothing: the baked pages as its root files. Folder in PLAIN."""

import os

from whitenoise import WhiteNoise


def nothing(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b""]


application = WhiteNoise(nothing, root=os.environ["PLAIN"], index_file=True, max_age=60)
