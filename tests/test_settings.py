"""The settings: read from the environment, in a process of their own, as a server reads them."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from explainer.checks import site_url
from tests.documented import copy_of_the_project

KEY = "a-key-that-is-long-enough-for-these-tests"
PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
SHOW = "from django.conf import settings; print(({}))"
DATABASE = "import django; django.setup(); from django.db import connection, transaction\n"


def run(command, *, folder=settings.BASE_DIR, **environment):
    """Run a command in the project, or in a copy of it, with only this environment. Returns the finished process."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    process = subprocess.Popen(
        command, env={**keep, **environment}, cwd=Path(folder), text=True, start_new_session=True, **PIPES
    )
    try:
        out, error = process.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # a server that should have refused to start
    return subprocess.CompletedProcess(command, process.returncode, out, error)


def python(code, **environment):
    """Run `code` with the project's settings and only this environment. Returns the finished process."""
    environment = {"DJANGO_SETTINGS_MODULE": "explainer.settings", "SECRET_KEY": KEY, "ENV_FILE": "", **environment}
    return run([sys.executable, "-c", code], **environment)


def shown(expression, **environment):
    process = python(SHOW.format(expression), **environment)
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


def make(target, folder, *variables, **environment):
    """Run a target of the Makefile in a copy of the project, with this Python and without installing anything."""
    variables = (f"PYTHON={sys.executable}", f"BIN={Path(sys.executable).parent}", *variables)
    return run(["make", "-o", ".venv/.run", target, *variables], folder=folder, **environment)


def test_it_refuses_to_start_without_a_secret_key():
    process = python("import django; django.setup()", SECRET_KEY="")
    assert process.returncode == 1
    message = process.stderr.strip().splitlines()[-1]
    assert message.startswith("django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set. Set it in the envir")
    assert "secrets.token_urlsafe(50)" in message


@pytest.mark.parametrize("key", ["x", "k" * 31])
def test_it_refuses_a_short_secret_key_and_says_what_to_do(key):
    process = python("import django; django.setup()", SECRET_KEY=key)
    assert process.returncode == 1
    message = process.stderr.strip().splitlines()[-1]
    assert f"ImproperlyConfigured: SECRET_KEY is too short: {len(key)} of at least 32 characters. Set it in" in message
    assert "secrets.token_urlsafe(50)" in message


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *((name, "", "is empty") for name in ("BAKE_DIR", "MEDIA_ROOT", "DATABASE_URL", "CACHE_URL", "SITE_URL")),
        *((name, "", "is empty") for name in ("TIME_ZONE", "LANGUAGE_CODE")),
        ("BAKE_DIR", "baked", "is “baked”, another folder wherever a command is started"),
        ("MEDIA_ROOT", "./media", "is “./media”, another folder wherever a command is started"),
        ("DATABASE_URL", "sqlite:///news.sqlite3", "names the file “news.sqlite3”, another one wherever"),
        ("EMAIL_URL", "mail.example:587", "begins with no way to hand over mail"),
    ],
)
def test_it_refuses_what_would_be_the_folder_that_it_is_started_in_or_nobody_s_mail(name, value, said):
    process = python("import django; django.setup()", **{name: value})
    assert process.returncode == 1
    assert f"ImproperlyConfigured: {name} {said}" in process.stderr.strip().splitlines()[-1]


def test_it_starts_with_a_secret_key_of_32_characters():
    assert shown("len(settings.SECRET_KEY)", SECRET_KEY="k" * 32) == "32"


def test_it_reads_what_the_environment_lacks_from_a_file(tmp_path):
    file = tmp_path / "settings"
    file.write_text(f"# a comment\nSECRET_KEY={'f' * 40}\nSITE_NAME='The File'\nTIME_ZONE=Europe/Prague\n")
    code = SHOW.format("settings.SECRET_KEY, settings.SITE_NAME, settings.TIME_ZONE")
    environment = {"DJANGO_SETTINGS_MODULE": "explainer.settings", "ENV_FILE": str(file)}
    process = run([sys.executable, "-c", code], TIME_ZONE="Asia/Tokyo", **environment)
    assert process.stdout.strip() == f"('{'f' * 40}', 'The File', 'Asia/Tokyo')"


def test_it_refuses_a_file_of_settings_that_is_not_there(tmp_path):
    process = python("import django; django.setup()", ENV_FILE=str(tmp_path / "none"))
    assert process.returncode == 1
    assert f"ENV_FILE names {tmp_path / 'none'}, and there is no such file." in process.stderr


def test_tests_read_no_developer_s_file(tmp_path):
    copy = copy_of_the_project(tmp_path)
    (copy / ".env").write_text("SITE_NAME=Mine\nEMBED_ORIGINS=https://mine.example\n")
    code = SHOW.format("settings.SITE_NAME, settings.EMBED_ORIGINS")
    process = run([sys.executable, "-c", code], folder=copy, DJANGO_SETTINGS_MODULE="tests.settings")
    assert process.stdout.strip() == "('Explainer', [])", process.stderr


def test_the_demonstration_s_file_is_made_once_for_its_owner_alone(tmp_path):
    copy = copy_of_the_project(tmp_path)
    assert make(".env", copy, "PORT=8123").returncode == 0
    file = copy / ".env"
    first = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    process = run([sys.executable, "manage.py", "shell", "-v0", "-c", SHOW.format("settings.SITE_URL")], folder=copy)
    assert process.stdout.strip() == "http://127.0.0.1:8123", process.stderr
    assert make(".env", copy, "PORT=8124").returncode == 0
    assert file.read_text() == first
    process = run([sys.executable, "manage.py", "check", "-v0"], folder=copy, SITE_URL="news.example")
    assert "SITE_URL" in process.stderr, "the environment wins"

    shutil.rmtree(copy)
    copy = copy_of_the_project(tmp_path)
    assert make(".env", copy, "PORT=8123").returncode == 0
    assert (copy / ".env").read_text() != first, "every copy has a key of its own"


def test_git_leaves_the_demonstration_s_file_alone():
    assert "/.env" in (Path(settings.BASE_DIR) / ".gitignore").read_text().split()


def test_make_serve_refuses_without_a_key_whatever_the_demonstration_s_file_says(tmp_path):
    copy = copy_of_the_project(tmp_path)
    (copy / ".env").write_text(f"SECRET_KEY={KEY}\nDEBUG=1\n")
    process = make("serve", copy, "PORT=8125", "WORKERS=1")
    assert process.returncode
    assert "ImproperlyConfigured: SECRET_KEY is not set." in process.stderr


def test_make_serve_refuses_a_short_key(tmp_path):
    process = make("serve", copy_of_the_project(tmp_path), "PORT=8125", "WORKERS=1", SECRET_KEY="x")
    assert process.returncode
    assert "SECRET_KEY is too short: 1 of at least 32 characters." in process.stderr


def test_make_serve_reads_the_file_that_it_is_told(tmp_path):
    copy = copy_of_the_project(tmp_path)
    (copy / "server").write_text("SECRET_KEY=too-short\n")
    process = make("serve", copy, "PORT=8125", "WORKERS=1", "ENV_FILE=server")
    assert process.returncode
    assert "SECRET_KEY is too short: 9 of at least 32 characters." in process.stderr


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


def test_an_invitation_lives_for_days_and_a_forgotten_password_s_link_for_hours_whatever_is_set():
    expression = "settings.INVITATION_HOURS, settings.PASSWORD_RESET_TIMEOUT // 3600"
    assert (shown(expression), shown(expression, INVITATION_HOURS="24")) == ("(72, 2)", "(24, 2)")


@pytest.mark.parametrize(
    ("name", "value"),
    [("INVITATION_HOURS", "0"), ("SESSION_HOURS", "-1"), ("ASK_AGAIN_MINUTES", "0"), ("BAKE_NICENESS", "20")],
)
def test_a_number_that_can_t_be_meant_is_refused_with_its_name(name, value):
    process = python(SHOW.format("settings.DEBUG"), **{name: value})
    assert process.returncode == 1
    assert f'Environment variable "{name}" invalid' in process.stderr.splitlines()[-1]


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
    assert postgres == "('explainer.database', 60)"


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


def test_a_wrong_proxy_is_named():
    process = python("import django; django.setup()", TRUSTED_PROXIES="10.0.0.1,10.0.0.1/8")
    assert process.returncode == 1
    assert "TRUSTED_PROXIES: 10.0.0.1/8 has host bits set. Give addresses or networks" in process.stderr


def modes(folder):
    return {path.name: oct(path.stat().st_mode & 0o777) for path in [folder, *folder.iterdir()]}


def test_the_database_is_its_owner_s_alone(tmp_path):
    """With the usual umask: the file, its companions in use, its folder, a backup; another folder is warned of."""
    project = copy_of_the_project(tmp_path)
    environment = {"SECRET_KEY": KEY, "ENV_FILE": ""}
    use = DATABASE + "connection.ensure_connection(); connection.cursor().execute('CREATE TABLE t (a)')\n"
    use += "import os; from pathlib import Path; files = Path('var/database').iterdir()\n"
    use += "print(sorted((file.name, oct(file.stat().st_mode & 0o777)) for file in files))"
    environment |= {"DJANGO_SETTINGS_MODULE": "explainer.settings"}
    done = run(["sh", "-c", f'umask 022; exec {sys.executable} -c "$1"', "sh", use], folder=project, **environment)
    names = ["explainer.sqlite3", "explainer.sqlite3-shm", "explainer.sqlite3-wal"]
    assert done.stdout.strip() == str([(name, "0o600") for name in names]), done.stderr
    assert modes(project / "var/database") == {"database": "0o700", "explainer.sqlite3": "0o600"}
    (project / "var/database").chmod(0o755)
    (project / "var/database/explainer.sqlite3").chmod(0o644)
    run([sys.executable, "manage.py", "check"], folder=project, **environment)
    assert modes(project / "var/database") == {"database": "0o700", "explainer.sqlite3": "0o600"}
    elsewhere = tmp_path / "open"
    elsewhere.mkdir(mode=0o755)
    environment["DATABASE_URL"] = f"sqlite:///{elsewhere}/news.sqlite3"
    warned = run([sys.executable, "manage.py", "check", "--deploy"], folder=project, **environment)
    assert f"{elsewhere} can be read by others." in warned.stderr
    assert modes(elsewhere)["news.sqlite3"] == "0o600"


def test_the_documented_settings_of_a_server_are_clean(tmp_path):
    environment = {
        "SECRET_KEY": "x9" * 10 + "a-long-one-of-this-server-alone-0123456", "SITE_URL": "https://news.example.org",
        "ENV_FILE": "", "HSTS_SECONDS": "31536000", "HSTS_INCLUDE_SUBDOMAINS": "true", "HSTS_PRELOAD": "true",
    }  # fmt: skip
    done = run([sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], **environment)
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr
