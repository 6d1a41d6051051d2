"""Pages are answered from files before Django is loaded; what needs Django waits for it, and its failure is noticed."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from explainer.baking.lazy_application import LazyApplication

pytestmark = pytest.mark.sqlite_pass_only  # nothing here asks the database


def test_who_asks_before_it_is_loaded_waits():
    may_load, answers = threading.Event(), []

    def load():
        assert may_load.wait(10)
        return lambda environ, start_response: [environ["PATH_INFO"].encode()]

    late = LazyApplication(load)
    asking = threading.Thread(target=lambda: answers.extend(late({"PATH_INFO": "/soon"}, None)))
    asking.start()
    asking.join(0.2)
    assert answers == []
    may_load.set()
    asking.join(10)
    assert answers == [b"/soon"]
    assert late({"PATH_INFO": "/later"}, None) == [b"/later"]


def run(code, **env):
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "", **env}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(settings.BASE_DIR), env=env, timeout=60
    )


def test_a_process_that_can_t_load_it_ends_and_says_why():
    done = run(
        "import time\nfrom explainer.baking.lazy_application import LazyApplication\n"
        "def load(): raise ImportError('no module named urls')\nLazyApplication(load)\ntime.sleep(30)"
    )
    assert done.returncode == 1
    assert "can't be loaded" in done.stderr
    assert "no module named urls" in done.stderr


def test_a_page_is_answered_before_django_s_models_are_there(tmp_path):
    (tmp_path / "index.html").write_text("baked")
    (tmp_path / "index.html.json").write_text('{"type": "text/html", "headers": {}, "location": "", "etag": "e"}')
    done = run(
        "import threading, os\n"
        "threading.Thread.start = lambda self: None\n"  # the loader never gets to run
        "from explainer.wsgi import application\nfrom django.apps import apps\n"
        "body = application({'REQUEST_METHOD': 'GET', 'PATH_INFO': '/'}, lambda *answer: None)\n"
        "print(b''.join(body), apps.ready, flush=True)\nos._exit(0)",
        BAKE_DIR=str(tmp_path),
    )
    assert done.stdout.strip() == "b'baked' False", done.stderr


def test_importing_articles_is_loaded_when_the_first_comes():
    done = run(
        "import django, sys\ndjango.setup()\nimport explainer.urls\n"
        "print(sorted({'trafilatura', 'mammoth', 'lxml.html', 'bs4'} & set(sys.modules)))"
    )
    assert done.stdout.strip() == "[]", done.stderr
