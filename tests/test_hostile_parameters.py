"""Numbers of any length and text of any kind, in every address and every parameter: an answer, and never an error.

The addresses are those of the URL configuration, so a new one is tried too.
"""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::RuntimeWarning")]

NUMBERS = ["0", "-1", "9" * 19, "9" * 30, "9" * 5000, "٣", "²", "1e9", "1.5", "0x1"]
TEXTS = ["\0", "\ud800", "\u202e", "'\"<>", "%s%00", "\\", "a" * 2000, "[]", "🦆" * 300]
NAMES = [
    *("annotation", "back", "before", "card", "change", "choice", "days", "end", "exact", "heard", "key"),
    *("kind", "lang", "line", "maxheight", "maxwidth", "note", "claim", "notes", "open", "p", "page", "q", "question"),
    *(
        "seen",
        "start",
        "step",
        "text",
        "theme",
        "title",
        "url",
        "version",
        "with",
        "_picture",
        "_draft",
        "_step",
        "all",
    ),
    *("aliases", "as", "sent", "rich", "e", "o", "id__exact", "_changelist_filters", "_to_field", "_popup", "next"),
]
LEFT_OUT = re.compile(r"logout|password_change|/jsi18n|admin/auth/user/\d+/password")  # Django's own, with no number


def addresses(resolver=None, before="", left_out=LEFT_OUT):
    """Every pattern of the site, with its converters: `articles/<slug:slug>/cards/<int:id>/`."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route, left_out)
        elif isinstance(pattern, URLPattern) and not left_out.search(route):
            yield route


@pytest.fixture
def newsroom_of_one():
    """A record of each kind, all with the key 1 or a slug that is known, so that addresses can be filled in."""
    article, note, claim = make_article(slug="known"), make_note(slug="known"), make_claim(slug="known")
    cite(note, make_source())
    annotate(article, "MI6", note)
    return {"article": article, "note": note, "claim": claim}


def filled(route, number):
    """The address with known slugs and this number in place of its numbers; None for what is no plain path."""
    path = re.sub(r"<int:\w+>", number, route)
    path = re.sub(r"<(slug|str):(slug|token)>", "known", path)
    path = re.sub(r"<slug:kind>", "note", path)
    path = re.sub(r"<slug:\w+>", "known", path)
    path = re.sub(r"<path:object_id>", number, path)
    path = re.sub(r"<path:\w+>|<path>|<str:\w+>", "x", path)
    return None if re.search(r"[<>^$(|]", path) else f"/{path}"


ROUTES = sorted(set(addresses()))
NUMBERED = [route for route in ROUTES if "<int:" in route or "<path:object_id>" in route]


def test_it_knows_the_addresses():
    assert len(ROUTES) > 100
    assert len(NUMBERED) > 30


def ask(client, path, value="", method="get"):
    """An answer with that value in every parameter, sent as a hostile client can: lone surrogates and all."""
    client.raise_request_exception = False
    sent = urlencode(dict.fromkeys(NAMES, value), errors="surrogatepass") if value else ""
    if method == "get":
        answer = client.get(f"{path}?{sent}" if sent else path)
    else:
        answer = client.post(path, sent, content_type="application/x-www-form-urlencoded")
    return (
        []
        if answer.status_code < 500
        else [(method, path[:80], value[:20], str(answer.exc_info and answer.exc_info[1])[:80])]
    )


@pytest.mark.thorough
@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 30, "9" * 5000], ids=lambda number: str(len(number)))
def test_a_number_in_an_address_is_found_or_is_not(newsroom_of_one, admin_client, number):
    paths = filter(None, (filled(route, number) for route in NUMBERED))
    assert [failed for path in paths for failed in ask(admin_client, path)] == []


PUBLIC = [route for route in ROUTES if not route.startswith("admin/")]
DESK = [route for route in ROUTES if re.match("admin/(explainer/article/|share|questions|preview)", route)]
DESK += [route for route in ROUTES if re.match("admin/explainer/.*(import|revision|add|sources)", route)]


@pytest.mark.thorough
@pytest.mark.parametrize("values", [NUMBERS, TEXTS], ids=["numbers", "texts"])
def test_public_parameters_may_hold_anything(newsroom_of_one, client, values):
    paths = list(filter(None, (filled(route, "1") for route in PUBLIC)))
    assert [failed for path in paths for value in values for failed in ask(client, path, value)] == []


@pytest.mark.thorough
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("values", [NUMBERS[2:5], TEXTS[:6]], ids=["numbers", "texts"])
def test_the_desk_s_parameters_may_hold_anything(newsroom_of_one, admin_client, values, method):
    pk = str(newsroom_of_one["article"].pk)
    paths = [path for path in (filled(route, pk) for route in sorted(set(DESK))) if path and "delete" not in path]
    assert [failed for path in paths for value in values for failed in ask(admin_client, path, value, method)] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_public_address_is_only_read(newsroom_of_one, method):
    """With the check that browsers meet, which answered 403 before a view could say 405 and what it allows."""
    client = Client(enforce_csrf_checks=True)
    for path in filter(None, (filled(route, "1") for route in PUBLIC)):
        answer = getattr(client, method)(path, b"x=1", content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, "GET" in answer.get("Allow", "")) == (405, True), path


@pytest.mark.thorough
def test_the_numbers_of_a_decision_may_be_of_any_length(newsroom_of_one, admin_client):
    article = newsroom_of_one["article"]
    for number in NUMBERS:
        sent = {"choice": "yes", "question": "who", "note": number}
        assert admin_client.post(f"/admin/questions/{article.pk}/", sent).status_code == 302
        for sent in ({"choice": "reject", "notes": number}, {"choice": "put", "note": number, "start": number}):
            answer = admin_client.post(
                f"/admin/explainer/article/{article.pk}/annotate/change/", sent | {"key": number}
            )
            assert answer.status_code in {200, 409, 422}
