"""Lets a server answer from files while the application behind them is still loading."""

import logging
import os
import threading
from collections.abc import Callable, Iterable
from typing import cast

from .serving import Application, Environ, StartResponse

logger = logging.getLogger(__name__)


class LazyApplication:
    """A WSGI application that `load` returns, loaded by a thread of its own. A request that needs it sooner waits.

    If it can't be loaded the process ends with code 1, as if it had been loaded first, so that its server notices.
    """

    def __init__(self, load: Callable[[], Application]) -> None:
        self._load = load
        self._application: Application | None = None
        self._loading = threading.Thread(target=self._work, name="loader", daemon=True)
        self._loading.start()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._application:
            self._loading.join()
        return cast(Application, self._application)(environ, start_response)

    def _work(self) -> None:
        try:
            self._application = self._load()
        except BaseException:
            logger.critical("the application can't be loaded", exc_info=True)
            os._exit(1)
