"""The desk speaks German to whom chose it or whose browser asks for it; readers get the newsroom's language."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_user("Editors"))
    return client


def language_of(client, path=None, accepted=""):
    answer = client.get(path or reverse("admin:index"), headers={"Accept-Language": accepted})
    return read(answer).one("html").attrs["lang"]


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [("", "en-gb"), ("de-AT,de;q=0.9", "de"), ("fr,de;q=0.5,en;q=0.1", "de"), ("fr", "en-gb"), ("en,de", "en-gb")],
)
def test_the_browser_says_in_which_language_the_desk_is(desk, accepted, shown):
    assert language_of(desk, accepted=accepted) == shown


def test_a_choice_is_kept_in_the_browser_and_comes_before_what_it_asks_for(desk):
    address = reverse("desk_language")
    answer = desk.post(address, {"language": "de", "next": "/admin/explainer/article/"})
    assert answer["Location"] == "/admin/explainer/article/"
    cookie = answer.cookies["desk_language"]
    assert (cookie.value, cookie["path"], cookie["httponly"], cookie["samesite"]) == ("de", "/admin/", True, "Lax")
    page = read(desk.get(reverse("admin:index"), headers={"Accept-Language": "en"}))
    assert page.one("html").attrs["lang"] == "de"
    assert "Nichts wartet." in page.text
    assert [button.text for button in page.all("button", name="language")] == ["English"]
    assert "desk_language" not in desk.post(address, {"language": "xx"}).cookies
    assert desk.post(address, {"next": "https://evil.example/"})["Location"] == "/admin/"


def test_readers_get_the_newsrooms_language_whatever_the_browser_says(desk):
    desk.cookies["desk_language"] = "de"
    assert language_of(desk, "/", "de") == "en-gb"
    assert language_of(desk, make_article("Worte.", language="de").get_absolute_url(), "fr") == "de"


def test_a_newsroom_in_another_language_has_an_english_desk(desk, settings):
    settings.LANGUAGE_CODE = "fr"
    assert language_of(desk) == "en"
    assert "Nothing waits." in read(desk.get(reverse("admin:index"))).text
    assert language_of(desk, "/") == "fr"
