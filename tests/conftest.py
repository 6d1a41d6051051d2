"""Fixtures that every test may ask for."""

import gc
import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from whitenoise.base import WhiteNoise

from explainer.actions import jobs
from explainer.actions.newsroom_files import load_newsroom
from explainer.publication import addresses
from explainer.reader import sitemaps
from tests import postgres_cover, templates
from tests import settings as tests_settings
from tests.factories import make_roles

hypothesis.settings.register_profile("untimed", deadline=None)  # how long a case takes says nothing about it
hypothesis.settings.load_profile("untimed")

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@pytest.fixture(scope="session", autouse=True)
def folder_of_templates(tmp_path_factory):
    """Where the run's processes share the databases that they copy."""
    own = tmp_path_factory.getbasetemp()
    templates.folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def collected_static(tmp_path_factory):
    """The static files as they are deployed: hashed names, Brotli and gzip beside them.

    Compressing them takes seven seconds, so they are kept for the next run, of another copy of the code too, under a
    name that changes with any of them.
    """
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    kept = Path(tests_settings.FILES) / f"static-{_digest_of_static_files()}"
    kept.parent.mkdir(exist_ok=True)
    settings.STATIC_ROOT = templates.make_once(kept, _collect)


def _collect(folder):
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was ended
    settings.STATIC_ROOT = folder
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(scope="session", autouse=True)
def scanned_once():
    """Each client of the tests is a new application, for which WhiteNoise reads all static files: a third of a request
    to the desk. Those of a run don't change, so what it read first serves all."""
    read = {}

    def scan(self, root, prefix):
        if (root, prefix) not in read:
            before = self.files
            self.files = {}
            real(self, root, prefix)
            read[root, prefix], self.files = self.files, before
        self.files |= read[root, prefix]

    real = WhiteNoise.update_files_dictionary
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", scan)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_thread_for_jobs():
    """No thread works in the tests' own process: what it wrote would be in whatever test runs by then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "run_in_background", lambda: None)
        yield


def _digest_of_static_files():
    """Of their names and contents, and of how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    files = sorted((name, storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    for name, path in files:
        digest.update(f"{name} {hashlib.sha256(Path(path).read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def common_fonts():
    """A sans serif as wide as Arial: heights of embeds are guessed for readers who have one, as nearly all do."""
    listed = shutil.which("fc-list") and subprocess.run(["fc-list"], capture_output=True, text=True, check=True).stdout
    if listed and not any(name in listed for name in ("Liberation Sans", "Arial", "Helvetica")):
        pytest.skip("no font as wide as Arial: install one (Debian: apt-get install fonts-liberation)")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, folder_of_templates):
    """The test database in memory begins as a copy of the run's migrated one: Django finds its migrations done, instead
    of doing them in each process."""
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as memory:
        with closing(sqlite3.connect(templates.template("migrated"))) as migrated:
            migrated.backup(memory)
        yield  # it lives as long as somebody is connected


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables are emptied after tests with real transactions, the audit log too: tests/actions/test_auditing.py tries
    the guard that would refuse it."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for statement in import_module("explainer.migrations.0002_search").UNGUARD[connection.vendor]:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def roles(request, _django_db_marker):
    """The newsroom's groups are there in each test with a database, whatever earlier tests of its process emptied.

    Django's content types, which a process asks for once, are known too: so a test that counts queries counts the same
    whatever ran before it.
    """
    if _uses_database(request.node):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        make_roles()
        ContentType.objects.get_for_models(*apps.get_models())


@pytest.fixture(autouse=True)
def one_page_of_each_section(monkeypatch):
    """PostgreSQL counts its keys on from test to test, and pages of the sitemap go by keys."""
    if connection.vendor == "postgresql":
        for module in (addresses, sitemaps):
            monkeypatch.setattr(module, "SITEMAP_STEP", 1_000_000)


@pytest.fixture
def newsroom(db):
    """The demonstration newsroom."""
    fill_with_demonstration()


def fill_with_demonstration():
    if connection.vendor == "sqlite":
        templates.fill_database()
    else:
        load_newsroom(folder=FIXTURES)


@pytest.hookimpl(trylast=True)  # after the folders' conftests, which mark their tests
def pytest_collection_modifyitems(config, items):
    """What doesn't depend on the suite's database runs once, on SQLite, and what is PostgreSQL's alone there alone.

    Left out, not skipped: nothing is missing.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=_is_quick)  # in each folder's order; no process is left with a long one at the end
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        left_out = [item for item in items if item.get_closest_marker("postgres_pass_only")]
    else:
        left_out = [item for item in items if item.get_closest_marker("sqlite_pass_only") or not _uses_database(item)]
        if os.environ.get("POSTGRES_PASS") == "short":
            covered = set(postgres_cover.LEFT_OUT.read_text(encoding="utf-8").splitlines())
            left_out += [item for item in items if item.nodeid in covered]
    kept = set(items) - set(left_out)
    items[:] = [item for item in items if item in kept]
    config.hook.pytest_deselected(items=left_out)
    if hasattr(config, "workerinput") and config.option.loadgroup:
        for item in items:
            _name_group(item)


def pytest_collection_finish():
    """What all tests share is never garbage: looking through it again and again takes a twentieth of the suite."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_itemcollected(item):
    """One process runs all tests of a file, so that what the file starts is started once."""
    if not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group(item.location[0]))


def _name_group(item):
    """xdist (3.8) reads a test's group from the end of its id, and writes it where pytest (since 9.2) keeps no ids:
    without this it would deal out the tests of a file singly. tests/test_repository.py holds it."""
    (group,) = item.get_closest_marker("xdist_group").args
    if not item.nodeid.endswith(f"@{group}"):
        item._id = type(item._id).parse(f"{item.nodeid}@{group}")


def _is_quick(item):
    """Whether a test needs no browser, no server or newsroom of its own, and little time: those of `make check`."""
    return not any(map(item.get_closest_marker, ("browser", "sqlite_pass_only", "thorough")))


def _uses_database(item):
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


def pytest_sessionfinish(session, exitstatus):
    """Where nothing may be skipped (NO_SKIPS, in continuous integration), a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
