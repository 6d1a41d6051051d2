"""Settings for a worker that a test starts: the tests' own, with static files beside its database
unless STATIC_ROOT says where they are already."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import BAKE_DIR

STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or Path(BAKE_DIR).parent / "static")
