"""The project's own settings with what tests need: a key, and places of their own for files."""

import os
import tempfile
from pathlib import Path

os.environ["ENV_FILE"] = ""  # what a developer keeps in .env is no part of a test
os.environ.setdefault("SECRET_KEY", "for-tests-only-and-known-to-everybody")
os.environ["DEBUG"] = "0"
os.environ["SITE_URL"] = "http://testserver"

from explainer.settings import *  # noqa: F403

if not {"KILLS", "SOAK_SECONDS"} & os.environ.keys():  # `make kills` and `make soak` wait as a newsroom does
    os.sync = lambda: None  # it writes out all that the machine has not, other tests' too, with each batch of pages

FILES = Path(tempfile.gettempdir()) / f"explainer-tests-{os.getuid()}"
STATIC_ROOT = FILES / "static"
MEDIA_ROOT = FILES / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # tests/desk/test_signing_in.py switches it on
ALLOWED_HOSTS = ["*"]
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405  a crash of the machine may lose a test's commit
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off -c jit=off"  # noqa: F405
BAKE_NICENESS = 0  # a baker that gives way to the other tests keeps its own waiting
JOBS_IN_SERVER = False
EMBED_COUNT_SECONDS = 0  # no thread writes while tests run; those about counting switch it on
