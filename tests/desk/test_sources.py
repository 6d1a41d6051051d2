"""An address that is pasted becomes a source."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from explainer.desk import sources
from explainer.desk.page_title import PageHead
from explainer.models import LinkCheck, Source
from tests.desk.test_admin import url
from tests.factories import make_source
from tests.markup import read

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


def archive_links(page):
    return [link.attrs["href"] for link in page.all("a") if "archive.example" in link.attrs.get("href", "")]


def test_a_sources_form_offers_the_operators_archive_until_there_is_a_stored_copy(admin_client, settings):
    source = make_source(url="https://example.org/a?id=1&b=2")

    def form():
        return read(admin_client.get(url("source", "change", source.pk)))

    assert archive_links(form()) == []
    settings.ARCHIVE_ADDRESS = "https://archive.example/save/{address}"
    settings.ARCHIVE_SEARCH = "https://archive.example/?q={address}"
    assert archive_links(form()) == ["https://archive.example/save/https://example.org/a?id=1&b=2"]
    LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), is_dead=True)
    Source.objects.update(is_gone=True)
    assert archive_links(form()) == ["https://archive.example/?q=https%3A%2F%2Fexample.org%2Fa%3Fid%3D1%26b%3D2"]
    assert archive_links(read(admin_client.get(url("source", "changelist")))) == archive_links(form())
    Source.objects.update(archived_url="https://copies.example/1")
    assert archive_links(form()) == []
    assert archive_links(read(admin_client.get(url("source", "add")))) == []


def test_the_list_of_sources_says_what_is_to_be_done_about_a_link(admin_client):
    new = "https://example.org/<new>"
    for title, found in (
        ("Changed", {"changed_on": "2026-03-03"}), ("Fine", {}), ("Gone", {"is_dead": True, "status": 404}),
        ("Read again", {"changed_on": "2026-03-02"}), ("Went", {"moved_to": new}),
    ):  # fmt: skip
        source = make_source(title=title, url=f"https://example.org/{title}", seen_on="2026-03-02")
        LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), **found)
    make_source(title="Never looked at")
    other = make_source(title="With another address since")
    LinkCheck.objects.create(source=other, address="https://example.org/old", checked_at=timezone.now(), moved_to=new)
    page = read(admin_client.get(url("source", "changelist") + "?o=1"))
    assert "Afrikaans" not in page.text  # a choice of all languages is no filter
    said = [cell.text for cell in page.all("td", class_="field-online")]
    assert said == ["changed", "", "dead", "", "", "moved", ""]
    helped = {}
    for source in Source.objects.order_by("title"):
        form = read(admin_client.get(url("source", "change", source.pk)))
        helped[source.title] = form.one("div", id="id_url_helptext").text.partition(". ")[2].strip()
    ends = "Once you have read the page again, set “seen” to that day."
    assert {title: said for title, said in helped.items() if said} == {
        "Changed": f"The last check found: changed, noticed on 3 March 2026. {ends}",
        "Gone": "The last check found the link dead: 404.",
        "Went": f"The last check found: moved to {new}. {ends}",
    }
