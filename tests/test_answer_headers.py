"""What every answer of the site says to browsers and caches, whoever asks and whatever is wrong."""

from datetime import date

import pytest
from django.urls import reverse

from explainer.models import Source
from explainer.publication.pages import PAGES, reads_query
from tests.factories import make_note, make_picture
from tests.test_hostile_parameters import ROUTES, filled, newsroom_of_one

__all__ = ["newsroom_of_one"]
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]
PATHS = sorted(filter(None, (filled(route, "1") for route in ROUTES)))


@pytest.fixture(params=["anonymous", "administrator"])
def asked(request, newsroom_of_one):
    """A client, and what it gets at each address, errors included."""
    client = request.getfixturevalue("client" if request.param == "anonymous" else "admin_client")
    return [(path, client.get(path)) for path in PATHS if "logout" not in path]


def test_every_answer_says_what_a_browser_may_do_with_it(asked):
    for path, answer in asked:
        assert answer["X-Content-Type-Options"] == "nosniff", path
        assert answer["Referrer-Policy"] in {"strict-origin-when-cross-origin", "no-referrer"}, path
        assert "camera=()" in answer["Permissions-Policy"], path
        assert "default-src" in answer["Content-Security-Policy"], path


def test_every_answer_of_the_desk_is_kept_by_nobody(asked):
    for path, answer in asked:
        if path.startswith("/admin/"):
            assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", ")), path


def test_a_browser_is_told_to_come_by_https_where_the_operator_says_so(client, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    answer = client.get("/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get("/")


def test_pages_that_a_query_changes_are_declared(client, newsroom_of_one):
    """Every other page is the same bytes with a query in which each parameter that any view reads has a value."""
    names = ["q", "kind", "page", "open", "card", "theme", "lang", "url", "format", "consent", "since", "version"]
    query = "&".join(f"{name}=claim" for name in names)
    picture = make_note(picture=make_picture(), picture_alt="Grey").picture.name
    for page in PAGES:
        arguments = {"article": ["known"], "note": ["known"], "claim": ["known"]}.get(page.of, [])
        if page.name in {"card", "fragment"}:
            arguments = ["known", newsroom_of_one["article"].annotations.first().pk]
        if page.name == "since":
            arguments = ["known", date(2026, 3, 1)]
        if page.name == "source":
            arguments = [Source.objects.get().pk]
        if page.name == "media":
            arguments = [picture]
        if page.parted_by:
            arguments = ["place" if page.of == "note" or "kind" in page.name else "true"]
        if page.name == "claims_of_year":
            arguments = [2023]
        path = reverse(page.name, args=arguments)
        same = client.get(path).content == client.get(f"{path}?{query}").content
        assert same or reads_query(path, query), path
