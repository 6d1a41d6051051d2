"""Settings for an export that a test runs: the tests' own, at an address of its own, with files beside its database."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import BAKE_DIR

SITE_URL = os.environ.get("EXPORT_SITE_URL", "https://news.example")
STATIC_ROOT = Path(BAKE_DIR).parent / "static"
MEDIA_ROOT = Path(BAKE_DIR).parent / "media"
