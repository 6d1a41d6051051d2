"""The settings: read from the environment, in a process of their own, as a server reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from explainer.checks import site_url

SHOW = "from django.conf import settings; print(({}))"
DATABASE = "import django; django.setup(); from django.db import connection, transaction\n"


def python(code, **environment):
    """Run `code` with the project's settings and only this environment. Returns the finished process."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**keep, "DJANGO_SETTINGS_MODULE": "explainer.settings", "SECRET_KEY": "a-key", **environment},
        cwd=Path(settings.BASE_DIR),
        capture_output=True,
        text=True,
        timeout=60,
    )


def shown(expression, **environment):
    process = python(SHOW.format(expression), **environment)
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


def test_it_refuses_to_start_without_a_secret_key():
    process = python("import django; django.setup()", SECRET_KEY="")
    assert process.returncode == 1
    message = process.stderr.strip().splitlines()[-1]
    assert message.startswith("django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set. Set it in the envir")
    assert "secrets.token_urlsafe(50)" in message


def test_it_says_which_variable_is_wrong():
    process = python("import django; django.setup()", DEBUG="perhaps")
    assert process.returncode == 1
    assert '"DEBUG" invalid' in process.stderr


def test_it_is_strict_unless_told_otherwise():
    expression = "settings.DEBUG, settings.SITE_URL, settings.TIME_ZONE, settings.SESSION_COOKIE_SECURE"
    assert shown(expression) == "(False, 'http://127.0.0.1:8000', 'UTC', False)"


def test_it_follows_the_site_s_address():
    expression = (
        "settings.SITE_URL, settings.ALLOWED_HOSTS[-1], settings.CSRF_TRUSTED_ORIGINS, settings.CSRF_COOKIE_SECURE"
    )
    expected = "('https://news.example', 'news.example', ['https://news.example'], True)"
    assert shown(expression, SITE_URL="https://news.example/") == expected


def test_it_takes_hosts_time_zone_and_cache_from_the_environment():
    expression = "settings.ALLOWED_HOSTS, settings.TIME_ZONE, settings.CACHES['default']['BACKEND'].rpartition('.')[2]"
    environment = {"ALLOWED_HOSTS": "a.example,b.example", "TIME_ZONE": "Europe/Prague", "CACHE_URL": "dummy://"}
    assert shown(expression, **environment) == "(['a.example', 'b.example'], 'Europe/Prague', 'DummyCache')"
    assert "LocMemCache" in shown(expression)


def test_it_answers_only_the_hosts_it_is_told():
    code = (
        "import django; django.setup()\n"
        "from django.test import RequestFactory\n"
        "for host in ('a.example', 'b.example'):\n"
        "    print(RequestFactory().get('/', headers={'host': host}).get_host())\n"
    )
    process = python(code, ALLOWED_HOSTS="a.example")
    assert process.stdout == "a.example\n"
    assert "Invalid HTTP_HOST header: 'b.example'" in process.stderr


def test_it_picks_the_database_by_its_url():
    expression = "settings.DATABASES['default']['ENGINE'], settings.DATABASES['default']['CONN_MAX_AGE']"
    assert shown(expression) == "('django.db.backends.sqlite3', 60)"
    postgres = shown(expression, DATABASE_URL="postgres://somebody:secret@db.example:5433/newsroom")
    assert postgres == "('django.db.backends.postgresql', 60)"


def test_it_opens_sqlite_for_many_readers_and_one_patient_writer(tmp_path):
    code = DATABASE + (
        "with connection.cursor() as cursor:\n"
        "    for name in ('journal_mode', 'busy_timeout', 'synchronous', 'foreign_keys'):\n"
        "        print(name, cursor.execute(f'PRAGMA {name}').fetchone()[0])\n"
    )
    process = python(code, DATABASE_URL=f"sqlite:///{tmp_path / 'news.sqlite3'}")
    assert process.stdout.splitlines() == ["journal_mode wal", "busy_timeout 20000", "synchronous 1", "foreign_keys 1"]
    assert (tmp_path / "news.sqlite3").exists()


def test_it_takes_sqlite_s_write_lock_when_a_transaction_begins(tmp_path):
    path = tmp_path / "news.sqlite3"
    code = DATABASE + (
        "import sqlite3\n"
        "with transaction.atomic():\n"
        "    connection.cursor().execute('SELECT 1')\n"
        f"    other = sqlite3.connect({str(path)!r}, timeout=0, isolation_level=None)\n"
        "    try:\n"
        "        other.execute('BEGIN IMMEDIATE')\n"
        "    except sqlite3.OperationalError as error:\n"
        "        print(error)\n"
    )
    assert python(code, DATABASE_URL=f"sqlite:///{path}").stdout.strip() == "database is locked"


@pytest.mark.parametrize("address", ["https://news.example", "http://127.0.0.1:8001"])
def test_it_accepts_a_site_s_address(settings, address):
    settings.SITE_URL = address
    assert site_url() == []


@pytest.mark.parametrize(
    "address", ["news.example", "ftp://news.example", "https://", "https://news.example/paper", "https://a.example?b=c"]
)
def test_it_refuses_what_is_not_a_site_s_address(settings, address):
    settings.SITE_URL = address
    [error] = site_url()
    assert (error.id, address in error.msg, "SITE_URL" in error.hint) == ("explainer.E001", True, True)


def test_it_checks_the_site_s_address_at_each_start():
    process = python(
        "import sys; from django.core.management import execute_from_command_line as run; run(['manage.py', 'check'])",
        SITE_URL="news.example",
    )
    assert process.returncode == 1
    assert "explainer.E001" in process.stderr
