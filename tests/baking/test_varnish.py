"""A real Varnish keeps pages for a day, and shows a correction with the next request."""

import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.baking.running import free_port, get, wait_for
from tests.baking.test_nginx_attacked import listening

PROGRAM = shutil.which("varnishd") or shutil.which("varnishd", path="/usr/sbin")
XKEY = list(Path("/usr/lib").glob("**/varnish/vmods/libvmod_xkey.so"))
pytestmark = [
    pytest.mark.sqlite_pass_only,
    pytest.mark.skipif(
        not (PROGRAM and XKEY), reason="Varnish is not installed (Debian: apt-get install varnish varnish-modules)"
    ),
]
CONFIG = Path(settings.BASE_DIR) / "deploy/varnish.vcl"
CORRECT = """
from explainer.publication.change import change
from explainer.models import Note
note = Note.objects.get(slug="mi6")
with change(note):
    note.summary = "Corrected at %s."
    note.save()
"""


@contextmanager
def varnish_before(port, cache_port, folder):
    """The shipped configuration, with the port of the application replaced and nothing else; yields its address."""
    config = CONFIG.read_text()
    assert '.port = "8000"' in config
    (folder / "default.vcl").write_text(config.replace('.port = "8000"', f'.port = "{port}"'))
    command = [
        PROGRAM, "-j", "none", "-F", "-f", folder / "default.vcl", "-a", f"127.0.0.1:{cache_port}",
        "-n", folder / "v", "-p", "http_gzip_support=off", "-s", "malloc,64m",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{cache_port}"
    try:
        wait_for(address + "/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def varnish(tmp_path, keyed):
    with varnish_before(keyed.port, keyed.cache_port, tmp_path) as address:
        yield address


SHOWING = ["/notes/mi6/", "/articles/mi6-invites-russians/", "/embed/notes/mi6/", "/embed/notes/mi6/?theme=dark"]
OTHERS = ["/claims/", "/notes/mutiny/", "/articles/ozone-layer-mending/"]


def test_a_correction_is_out_with_the_next_request_and_other_pages_stay(varnish, keyed):
    for page in [*SHOWING, *OTHERS]:
        assert get(varnish + page)[1]["x-cache"] == "MISS", page
        assert get(varnish + page)[1]["x-cache"] == "HIT", page
    words = f"Corrected at {time.monotonic()}."
    keyed.manage(code=CORRECT % words[13:-1])
    assert get(varnish + SHOWING[0])[1]["x-cache"] == "HIT"  # nothing is baked yet
    keyed.manage("bake")
    for page in SHOWING:
        _, headers, body = get(varnish + page)
        assert headers["x-cache"] == "MISS", page
        assert words.encode() in body, page
    assert {page: get(varnish + page)[1]["x-cache"] for page in OTHERS} == dict.fromkeys(OTHERS, "HIT")
    assert "0 purges wait" in keyed.manage("bake", "--status")


def test_readers_get_the_headers_of_the_application_without_keys(varnish, keyed):
    for page in ["/articles/mi6-invites-russians/", "/embed/notes/mi6/", "/notes/wagner-mutiny/"]:
        ours, theirs = get(keyed.address + page)[1], get(varnish + page)[1]
        assert "article-" in ours["surrogate-key"] or "note-" in ours["surrogate-key"]
        for name in ("surrogate-key", "date", "server", "connection"):
            ours.pop(name, None)
            theirs.pop(name, None)
        for added in ("x-cache", "accept-ranges"):
            theirs.pop(added, None)
        assert theirs == ours


def test_brotli_passes_and_each_form_is_kept(varnish):
    for accept, encoding in (("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)):
        _, headers, _ = get(varnish + "/claims/", **{"Accept-Encoding": accept})
        assert headers.get("content-encoding") == encoding


def test_the_desk_and_what_is_live_pass_by(varnish):
    for page in ("/admin/login/", "/healthz", "/nowhere/"):
        get(varnish + page)
        assert get(varnish + page)[1]["x-cache"] == "MISS", page


def test_nobody_says_who_they_are_under_another_spelling(tmp_path):
    port, forged = free_port(), {"X_Forwarded_For": "203.0.113.7", "X_Forwarded_Proto": "https"}
    with listening(port) as sent, varnish_before(port, free_port(), tmp_path) as address:
        get(address + "/live/", **forged)
    names = {line.partition(":")[0].lower() for line in sent[-1].split("\r\n")[1:]}
    assert "x-forwarded-for" in names
    assert not {name for name in names if "_" in name}
