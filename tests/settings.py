"""The project's own settings with what tests need: a key, and places of their own for files."""

import os
import tempfile
from pathlib import Path

os.environ["ENV_FILE"] = ""  # what a developer keeps in .env is no part of a test
os.environ.setdefault("SECRET_KEY", "for-tests-only-and-known-to-everybody")
os.environ["DEBUG"] = "0"
os.environ["SITE_URL"] = "http://testserver"

from explainer.settings import *  # noqa: F403

FILES = Path(tempfile.gettempdir()) / f"explainer-tests-{os.getuid()}"
STATIC_ROOT = FILES / "static"
MEDIA_ROOT = FILES / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # tests/desk/test_signing_in.py switches it on
ALLOWED_HOSTS = ["*"]
EMBED_COUNT_SECONDS = 0  # no thread writes while tests run; those about counting switch it on
