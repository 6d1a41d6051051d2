"""What every answer of the site says to browsers and caches, whoever asks and whatever is wrong."""

from datetime import date

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path as route
from django.urls import reverse

from explainer import urls
from explainer.models import Source
from explainer.publication.pages import PAGES, reads_query
from tests.factories import make_note, make_picture, make_user
from tests.test_hostile_parameters import ROUTES, filled, newsroom_of_one

__all__ = ["newsroom_of_one"]
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]
PATHS = sorted(filter(None, (filled(route, "1") for route in ROUTES)))
FAR = {"REMOTE_ADDR": "203.0.113.7"}
PASSWORDS = {"old_password": "x", "new_password1": "Zyxwv-1968", "new_password2": "Zyxwv-1968"}
SENT_OR_WRONG = [
    (200, "post", "/admin/logout/", {}),
    (200, "get", "/admin/password_change/", {}),
    (302, "post", "/admin/password_change/", {"data": PASSWORDS}),
    (400, "get", "/", {"HTTP_HOST": "evil.example"}),
    (400, "get", "/admin/", {"HTTP_HOST": "evil.example"}),
    (400, "post", "/admin/password_change/", {"data": dict.fromkeys(map(str, range(1_001)), "1")}),
    (403, "post", "/admin/logout/", {"HTTP_ORIGIN": "https://evil.example"}),
    (403, "get", "/admin/auth/user/", {}),
    (404, "get", "/nowhere/", {}),
    (404, "get", "/admin/nowhere/", {}),
    (405, "post", "/", {}),
    (405, "get", "/admin/logout/", {}),
    (413, "post", "/admin/explainer/article/canvas/", {"data": {"text": "a" * 400_001}}),
    (429, "get", "/nowhere/", FAR),
    (429, "get", "/admin/", FAR),
    (500, "get", "/broken/", {}),
    (500, "get", "/admin/broken/", {}),
    (503, "get", "/down/", {}),
    (503, "get", "/admin/down/", {}),
]


def broken(request):
    raise RuntimeError


def down(request):
    raise OperationalError


broken_ones = [route(f"{folder}{view.__name__}/", view) for folder in ("", "admin/") for view in (broken, down)]
urlpatterns = [*broken_ones, *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500


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


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("status", "method", "address", "sent"), SENT_OR_WRONG)
def test_what_is_sent_and_what_is_wrong_says_it_too(settings, tmp_path, status, method, address, sent):
    """And nobody keeps an error: what is missing now may be published in a minute."""
    settings.RATE_LIMITS, settings.RATE_LIMITS_FILE = {"live": 1, "desk": 1}, tmp_path / "limits.sqlite3"
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(enforce_csrf_checks="HTTP_ORIGIN" in sent, raise_request_exception=False)
    client.force_login(make_user("Editors"))
    if status == 429:
        client.get(address, **FAR)
    answer = getattr(client, method)(address, **sent)
    assert answer.status_code == status
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


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
