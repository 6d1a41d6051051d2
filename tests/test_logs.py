"""One line for each live request, that a program can read and that says nothing of the reader."""

import io
import json
import logging
import logging.config
import os
import subprocess
import sys

import pytest

from explainer.baking.rendering import NotBakedError, render
from explainer.logs import configuration

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """What is written from here on, as JSON."""
    out = io.StringIO()
    logging.config.dictConfig(configuration("INFO", "json"))
    [handler] = [h for h in logging.getLogger().handlers if h.__class__ is logging.StreamHandler]
    handler.setStream(out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    logging.getLogger("explainer").setLevel(logging.NOTSET)


def test_a_live_request_leaves_one_line_without_query_or_address(client, lines):
    response = client.get("/notes/?q=secret", REMOTE_ADDR="203.0.113.9", headers={"User-Agent": "Mozilla"})
    [line] = lines()
    assert (line["method"], line["path"], line["status"], line["level"]) == ("GET", "/notes/", 200, "INFO")
    assert line["milliseconds"] > 0
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert line["time"][:2] == "20"
    assert not {"secret", "203.0.113.9", "Mozilla"} & set(json.dumps(line).replace('"', " ").split())


def test_a_sane_request_id_is_kept_and_another_is_made_anew(client):
    assert client.get("/healthz", headers={"X-Request-ID": "abc-123.def_4"}).headers["X-Request-ID"] == "abc-123.def_4"
    for wrong in ("short", "x" * 65, 'a"b{"c": 1}', "new\tline-or-tab"):
        made = client.get("/healthz", headers={"X-Request-ID": wrong}).headers["X-Request-ID"]
        assert made != wrong
        assert len(made) == 32


def test_what_is_logged_on_the_way_has_the_request_s_id(client, lines):
    client.get("/nowhere/", headers={"X-Request-ID": "the-same-id"})
    assert {line["request_id"] for line in lines()} == {"the-same-id"}


def test_baking_leaves_no_line_and_no_id_in_the_page(lines):
    page = render("/notes/")
    assert lines() == []
    assert "X-Request-ID" not in dict(page.headers)


def test_what_is_gone_is_no_warning_while_baking(lines, client):
    assert render("/notes/nobody/").is_gone
    assert lines() == []
    client.get("/notes/nobody/")
    assert [line["message"] for line in lines() if line["level"] == "WARNING"] == ["Not Found: /notes/nobody/"]


def test_what_breaks_while_baking_is_written_once_with_its_cause(lines, monkeypatch):
    monkeypatch.setattr("explainer.reader.library.Note", None)
    with pytest.raises(NotBakedError, match="answered 500: AttributeError: 'NoneType'") as caught:
        render("/notes/")
    assert isinstance(caught.value.__cause__, AttributeError)
    assert lines() == []


@pytest.mark.thorough
def test_at_a_terminal_it_is_written_for_people():
    ours, theirs = os.openpty()
    code = "import django; django.setup(); import logging; logging.getLogger('explainer').error('broken')"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "explainer.settings"}
    for name in ("LOG_FORMAT", "DEBUG"):
        env.pop(name, None)
    subprocess.run([sys.executable, "-c", code], env=env, check=True, stderr=theirs)
    assert os.read(ours, 1000).decode().strip() == "ERROR    explainer: broken"
    piped = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stderr
    assert json.loads(piped)["message"] == "broken"


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="Choose json or text"):
        configuration("INFO", "xml")
