"""The newsroom's screens in a real browser, used by editors who are signed in.

Unlike the reader's tests (tests/browser) these write: each test has a database of its own that is emptied after it, and
the server's threads have connections of their own. SQLite in memory can't be shared like that, since all threads
would have to use one connection and one transaction: here it is copied to a file first.
"""

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings

# The same fixtures, once for this folder: what a package's conftest imports is set up and ended with the package.
from tests.browser.conftest import USUAL_DATABASE, browser, launch, whole_browser  # noqa: F401
from tests.browser.reader import Reader, profiles

# What several people write at once, and the whole way from import to correction; the other screens are tested without
# a browser on PostgreSQL (tests/editor).
ON_BOTH = {"test_annotating_together", "test_ten_minutes", "test_front_desk"}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if item.path.stem not in ON_BOTH:
                item.add_marker(pytest.mark.sqlite_pass_only)


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of a server on the test database. WhiteNoise serves the files, as it does deployed."""
    assert settings.DATABASES["default"]["NAME"] != USUAL_DATABASE, "these tests empty their database"
    connections.settings["default"]["CONN_MAX_AGE"] = 0  # one left open would keep the test database from being removed
    with django_db_blocker.unblock(), override_settings(ALLOWED_HOSTS=["*"]):
        put_back = use_file(tmp_path_factory.mktemp("desk") / "newsroom.sqlite3")
        server = LiveServerThread("127.0.0.1", lambda app: app)
        server.daemon = True
        server.start()
        server.is_ready.wait(30)
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()
        put_back()


def use_file(path):
    """Copy a test database in memory to a file, and use that. Returns what takes it back."""
    memory = connections["default"]
    if memory.vendor != "sqlite" or not memory.is_in_memory_db():
        return lambda: None
    memory.ensure_connection()
    with sqlite3.connect(path) as file:
        memory.connection.backup(file)
    file.close()
    name = memory.settings_dict["NAME"]
    memory.settings_dict = {**memory.settings_dict}  # it shared its own with every connection to come
    connections.settings["default"]["NAME"] = str(path)
    connections["default"] = connections.create_connection("default")

    def put_back():
        connections["default"].close()
        connections.settings["default"]["NAME"] = name
        connections["default"] = memory

    return put_back


@pytest.fixture
def make_editor(transactional_db):
    """Makes users who may sign in: `make_editor("anna")` may do everything in the newsroom, `make_editor("ben",
    ["change_article"])` only what is named."""

    def make_editor(name="anna", allowed=None):
        user = User.objects.create_user(name, password="x", is_staff=True)
        permissions = Permission.objects.filter(content_type__app_label="explainer")
        user.user_permissions.set(permissions if allowed is None else permissions.filter(codename__in=allowed))
        return user

    return make_editor


@pytest.fixture
def editor(make_editor):
    return make_editor()


@pytest.fixture
def desk(browser, site, editor):  # noqa: F811
    """Opens pages as an editor who is signed in: `desk("/admin/", width=768, touch=True)` returns a Reader.

    `by` is another user than `editor`; every call is a browser profile of its own. Options go to the context.
    """

    def desk(path="/admin/", *, by=None, before=None, **options):
        context = new_profile(base_url=site, **options)
        context.add_cookies([{"name": "sessionid", "value": session(by or editor), "url": site}])
        return Reader(context, path, before)

    with profiles(browser) as new_profile:
        yield desk


def session(user):
    """The key of a new session in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
