"""One search over everything: drafts and sources too, for those who may see them."""

import pytest
from django.test import Client

from explainer import search
from explainer.actions.working_copies import begin
from explainer.models import State
from tests.factories import make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db


def found(client, typed, **more):
    page = read(client.get("/admin/search/", {"q": typed, **more}))
    return [link.text for item in page.all("li") for link in item.all("a")[:1] if "/explainer/" in link.attrs["href"]]


@pytest.fixture
def records(db):
    made = [
        make_article("Tanks came.", title="Bridge article", state=State.DRAFT),
        make_note(title="Bridge note", state=State.REVIEW), make_claim(title="Bridge claim"),
    ]  # fmt: skip
    for record in made:
        search.index(record)
    make_source(title="Bridge source")
    return made


def test_it_finds_drafts_and_sources_and_says_what_they_are(client, records):
    client.force_login(make_user("Editors"))
    assert sorted(found(client, "bridge")) == ["Bridge article", "Bridge claim", "Bridge note", "Bridge source"]
    page = read(client.get("/admin/search/?q=bridge")).text
    assert "In review" in page
    assert found(client, "zebra") == found(client, "") == []
    assert "Fewer words find more" in client.get("/admin/search/?q=zebra").content.decode()
    assert client.get("/admin/search/", {"q": "x" * 5000, "page": "9" * 99}).status_code == 200
    assert not search.find("bridge article").count  # readers find no draft


def test_every_answer_opens_and_a_working_copy_is_none(client, records):
    editor = make_user("Editors")
    client.force_login(editor)
    begin(record=records[2], by=editor)
    page = read(client.get("/admin/search/?q=bridge"))
    links = [link.attrs["href"] for item in page.all("li") for link in item.all("a")]
    links = [link for link in links if "/change/" in link]
    assert len(links) == 4
    assert {client.get(link).status_code for link in links} == {200}


def test_it_shows_nobody_what_they_may_not_see(records, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_user("carl", is_staff=True))
    assert found(client, "bridge") == []


def test_more_than_a_page_is_led_to(client):
    client.force_login(make_user("Editors"))
    for number in range(23):
        search.index(make_note(title=f"Bridge {number}"))
    assert (len(found(client, "bridge")), len(found(client, "bridge", page=2))) == (20, 3)
