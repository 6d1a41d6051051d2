"""An address that is pasted becomes a source."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from explainer.desk import sources
from explainer.desk.page_title import PageHead
from explainer.models import Source
from tests.desk.test_admin import url
from tests.factories import make_source

pytestmark = pytest.mark.django_db
PRIVATE = "http://127.0.0.1:9/page"


def paste(client, address, **fields):
    return client.post(url("source", "from_address"), {"url": address, **fields})


def test_a_known_address_finds_its_source(admin_client):
    source = make_source(url="https://example.org/a?id=1", title="A book")
    make_source(url="https://example.org/a?id=2")
    answer = paste(admin_client, "http://example.org/a/?id=1&utm_source=mail#top".replace("/?", "?"))
    assert (answer.status_code, answer.json()["id"]) == (200, source.pk)
    assert answer.json()["text"] == "A book"


def test_a_page_that_can_not_be_read_asks_for_its_title(admin_client):
    answer = paste(admin_client, PRIVATE)
    assert (answer.status_code, answer.json()["ask"]) == (422, "title")
    assert not Source.objects.exists()
    made = paste(admin_client, PRIVATE + "?fbclid=x", title="  A   page ").json()
    source = Source.objects.get()
    assert (source.pk, source.title, source.url) == (made["id"], "A page", PRIVATE)
    assert paste(admin_client, PRIVATE).json()["id"] == source.pk


def test_it_takes_what_the_page_says_and_leaves_out_what_is_no_date():
    head = PageHead("A" * 300, "The Daily", "2023-99-99")
    source = sources.make_source("https://example.org/", head)
    assert (source.publisher, source.published_on, len(source.slug)) == ("The Daily", "", 47)


@pytest.mark.parametrize("address", ["", "nonsense", "javascript:alert(1)", "file:///etc/passwd"])
def test_what_is_no_address_is_refused(admin_client, address):
    answer = paste(admin_client, address)
    assert answer.status_code == 422
    assert answer.json()["said"].startswith("This is not a web address.")


@pytest.mark.parametrize(("codename", "status"), [("add_source", 422), ("change_source", 403), ("change_note", 403)])
def test_it_is_for_those_who_may_add_sources(client, django_user_model, codename, status):
    assert paste(client, PRIVATE).status_code == 302
    user = django_user_model.objects.create_user("writer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    assert paste(client, PRIVATE).status_code == status


def test_searching_for_an_address_finds_the_source_that_has_it(admin_client):
    make_source(url="https://example.org/a", title="A book"), make_source(url="https://example.org/ab")
    asked = {"app_label": "explainer", "model_name": "citation", "field_name": "source"}
    for term, found in (
        ("http://example.org/a?gclid=1", ["A book"]),
        ("https://example.org/c", []),
        ("book", ["A book"]),
    ):
        answer = admin_client.get(reverse("admin:autocomplete"), asked | {"term": term}).json()
        assert [each["text"] for each in answer["results"]] == found
