"""Settings for a worker that a test kills: the tests' own, with static files beside its database."""

from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import BAKE_DIR

STATIC_ROOT = Path(BAKE_DIR).parent / "static"
