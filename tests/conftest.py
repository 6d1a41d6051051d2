"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command

from explainer.actions.importing import load_newsroom

hypothesis.settings.register_profile("untimed", deadline=None)  # how long a case takes says nothing about it
hypothesis.settings.load_profile("untimed")

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@pytest.fixture(scope="session", autouse=True)
def collected_static(tmp_path_factory):
    """The static files as they are deployed: hashed names, Brotli and gzip beside them. Each worker has its own."""
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture
def newsroom(db):
    """The demonstration newsroom."""
    load_newsroom(folder=FIXTURES)


def pytest_sessionfinish(session, exitstatus):
    """Where nothing may be skipped (NO_SKIPS, in continuous integration), a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
