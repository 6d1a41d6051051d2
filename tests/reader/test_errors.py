"""What readers see when something is missing or breaks."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from explainer import urls
from explainer.desk.refusing import refused
from explainer.reader import errors
from explainer.styles import csp_hash, reader_css
from tests.factories import make_article
from tests.markup import read


def broken(request):
    raise RuntimeError("a secret of ours")


def forbidden(request):
    raise PermissionDenied


urlpatterns = [*urls.urlpatterns, path("broken/", broken), path("forbidden/", forbidden)]
handler404, handler500 = urls.handler404, urls.handler500


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nothing/", "/articles/nothing/", "/notes/nothing/", "/claims/a/b/", "/articles/"]
)
def test_it_helps_where_a_page_is_missing(client, address):
    article = make_article(title="The newest")
    response = client.get(address)
    html = read(response)
    assert response.status_code == 404
    assert html.one("h1").text == "This page is not here"
    assert html.one("a", class_="headline").attrs["href"] == article.get_absolute_url()
    assert "Cache-Control" not in response.headers or "public" not in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_helps_where_nothing_has_been_published(client):
    html = read(client.get("/nothing/"))
    assert html.all("h2") == []
    assert html.all("a", href="/")[-1].text == "All explainers"


def test_it_says_that_it_broke_without_asking_the_database():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert read(response).one("h1").text == "Something broke on our side"


@pytest.mark.urls(__name__)
def test_it_answers_a_crash_with_that_page_and_tells_nothing_of_ours(client):
    client.raise_request_exception = False
    response = client.get("/broken/")
    html = read(response)
    assert (response.status_code, html.one("h1").text) == (500, "Something broke on our side")
    assert "secret" not in response.content.decode()
    assert csp_hash(reader_css()) in response.headers["Content-Security-Policy"]
    assert html.one("style").text == reader_css()


@pytest.mark.parametrize(
    ("language", "said"), [("en-gb", "This page is not open to you"), ("de", "nicht für Sie offen")]
)
def test_a_refusal_outside_the_desk_is_said_in_the_newsroom_s_language(rf, settings, language, said):
    settings.LANGUAGE_CODE = language
    with translation.override(language):
        answer = refused(rf.get("/notes/"), PermissionDenied())
    assert answer.status_code == 403
    assert said in answer.content.decode()
