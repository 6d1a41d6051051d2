"""What a live request gets from the files while the database is down."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from explainer.baking.files import BakeFolder
from explainer.baking.rendering import RenderedPage
from explainer.baking.stale_if_error import StaleIfError

HEADERS = (("Cache-Control", "public, s-maxage=86400"), ("Surrogate-Key", "note-1"))
HTML = "text/html; charset=utf-8"


@pytest.fixture(autouse=True)
def files(folder):
    BakeFolder(folder).write(
        [
            RenderedPage("/page/", b"<p>Hello</p>", HTML, HEADERS),
            RenderedPage("/old/", b"", HTML, HEADERS, location="/page/"),
            RenderedPage("/gone/", b"taken down", HTML, HEADERS, status=410),
        ]
    )


def ask(request, error=OperationalError):
    return StaleIfError(None).process_exception(request, error("the server closed the connection"))


@pytest.mark.parametrize(
    ("path", "status", "body", "location"),
    [
        ("/page/", 200, b"<p>Hello</p>", None),
        ("/old/", 301, b"", "/page/"),
        ("/gone/", 410, b"taken down", None),
    ],
)
def test_it_is_the_file_with_its_headers_for_a_minute(path, status, body, location):
    answer = ask(RequestFactory().get(path, {"utm_source": "letter"}), InterfaceError)
    assert (answer.status_code, answer.content, answer.headers.get("Location")) == (status, body, location)
    assert (answer.headers["Surrogate-Key"], answer.headers["Cache-Control"]) == ("note-1", "public, max-age=60")


@pytest.mark.parametrize("path", ["/nothing/", "/page", "/../page/", "/page/index.html"])
def test_where_there_is_no_file_the_request_fails(path):
    assert ask(RequestFactory().get(path)) is None


def test_only_readers_get_it_and_only_when_the_database_is_gone():
    assert ask(RequestFactory().post("/page/")) is None
    assert ask(RequestFactory().get("/page/"), ValueError) is None
    assert ask(RequestFactory().get("/page/", **{"explainer.baking": True})) is None
