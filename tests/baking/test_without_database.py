"""The database stops; reading goes on."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.sqlite_pass_only  # its newsroom has a database of its own

READ = """
import sys
from explainer.wsgi import application
def ask(path):
    got = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "testserver",
               "SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.input": sys.stdin.buffer,
               "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http"}
    body = b"".join(application(environ, lambda status, headers: got.append(status)))
    print(path, got[0], len(body) > 1000)
for path in ("/", "/articles/mi6-invites-russians/", "/notes/mi6/", "/search/"):
    ask(path)
"""


def test_baked_pages_are_read_without_a_database(tmp_path):
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'news.sqlite3'}",
        "BAKE_DIR": str(tmp_path / "baked"),
        "DJANGO_SETTINGS_MODULE": "tests.killable",
    }
    for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"], ["load_newsroom"], ["bake"]):
        subprocess.run([sys.executable, "manage.py", *command], env=env, check=True, capture_output=True)
    env["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/gone?connect_timeout=1"
    read = subprocess.run([sys.executable, "-c", READ], env=env, capture_output=True, text=True)
    assert read.stdout.splitlines() == [
        "/ 200 OK True",
        "/articles/mi6-invites-russians/ 200 OK True",
        "/notes/mi6/ 200 OK True",
        "/search/ 200 OK True",
    ], read.stderr[-2000:]
