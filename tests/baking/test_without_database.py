"""The database stops; reading goes on."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import templates

pytestmark = pytest.mark.sqlite_pass_only  # its newsroom has a database of its own

READ = """
import sys
from explainer.wsgi import application
def ask(address):
    got = []
    path, _, query = address.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver",
               "SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.input": sys.stdin.buffer,
               "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
               "REMOTE_ADDR": "127.0.0.1"}
    body = b"".join(application(environ, lambda status, headers: got.extend([status, dict(headers)])))
    title = body.decode().partition("<title>")[2].partition("</title>")[0].partition(" ·")[0]
    print(address, got[0], title, got[1].get("Cache-Control", ""), sep=" | ")
    if address == "/metrics":
        print([line for line in body.decode().splitlines() if line.startswith("explainer_database")])
for address in sys.argv[1:]:
    ask(address)
"""


KEPT = "s-maxage=30, public, max-age=60, stale-while-revalidate=3600"
MI6 = "200 OK | MI6, the Secret Intelligence Service"
NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"
RESTING = "503 Service Unavailable | Resting | no-store"
EXPECTED = {
    "/": f"200 OK | Explainer | {KEPT}",
    "/notes/mi6/": f"{MI6} | {KEPT}",
    "/notes/mi6/?utm_source=letter": f"{MI6} | {KEPT}",
    "/embed/notes/mi6/?theme=dark": f"{MI6} | public, max-age=60",
    "/search/?q=mi6": "503 Service Unavailable | Search is resting | no-store",
    "/notes/nobody/": RESTING,
    "/nothing/": RESTING,
    "/oembed?url=http://testserver/notes/mi6/": RESTING,
    "/go/1/": RESTING,
    "/admin/explainer/note/": f"302 Found |  | {NEVER}",
    "/metrics": f"200 OK |  | {NEVER}",
}


def test_baked_pages_are_read_without_a_database(tmp_path):
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'news.sqlite3'}",
        "BAKE_DIR": str(tmp_path / "baked"),
        "DJANGO_SETTINGS_MODULE": "tests.killable",
        "STATIC_ROOT": str(settings.STATIC_ROOT),
    }
    templates.copy_baked("small", tmp_path)
    env["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/gone?connect_timeout=1"
    read = subprocess.run([sys.executable, "-c", READ, *EXPECTED], env=env, capture_output=True, text=True)
    told = [line for line in read.stdout.splitlines() if line.startswith("/")]
    assert told == [f"{address} | {said}" for address, said in EXPECTED.items()], read.stderr[-2000:]
    assert "['explainer_database_up 0.0']" in read.stdout
