"""Whoever has a link sees what isn't published as readers will see it; nobody else does, and no machine keeps it."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.actions import preview_links
from explainer.models import Note, PreviewLink, State
from explainer.publication.addresses import all_addresses
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
BODY = "The chief of MI6 spoke in Prague.\n\nHe recalled 1968."


def link_to(record, days=1):
    editor = make_user("Editors")
    return f"/preview/{preview_links.make_link(record=record, lifetime=timedelta(days=days), by=editor).token}/"


@pytest.fixture
def draft():
    article = make_article(BODY, state=State.DRAFT, slug="prague", title="A speech", published_at=None)
    annotate(article, "MI6", make_note(state=State.DRAFT, title="The service", body="Founded in *1909*."))
    annotate(article, "recalled 1968", make_claim(state=State.REVIEW, title="He was right"))
    annotate(article, "Prague", make_note(state=State.TAKEN_DOWN, title="A wrong note"))
    return article


def test_it_shows_the_article_with_its_draft_cards(client, draft):
    html = client.get(link_to(draft)).content.decode()
    assert "Preview: this is not published." in html
    assert html.count('class="marker"') == 2
    assert "The service" in html
    assert "says that he was right" in html
    assert "A wrong note" not in html
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_its_cards_open_under_the_link(client, draft):
    address = link_to(draft)
    fragments = re.findall(r'hx-get="([^"]+)"', client.get(address).content.decode())
    assert fragments == [f"{address}cards/{a.pk}/fragment/" for a in draft.annotations.to_come()]
    assert "Founded in <em>1909</em>." in client.get(fragments[0]).content.decode()
    for more in ("full/", "timeline/", fragments[0].removeprefix(address).removesuffix("fragment/")):
        assert client.get(address + more).status_code == 200
    assert client.get(f"{address}cards/99999/").status_code == 404


@pytest.mark.parametrize("more", ["", "full/", "timeline/"])
def test_no_link_of_it_leads_to_the_unpublished_article(client, draft, more):
    html = client.get(link_to(draft) + more).content.decode()
    assert "/articles/prague/" not in html
    assert "oembed" not in html


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_it_shows_a_note_and_a_claim(client, make):
    item = make(state=State.DRAFT, title="The thing")
    html = client.get(link_to(item)).content.decode()
    assert read(html).one("h1").text == item.headline
    assert "Embed this" not in html
    assert client.get(item.get_absolute_url()).status_code == 404


def test_nobody_keeps_it(client, draft):
    for address in (link_to(draft), f"{link_to(draft)}cards/{draft.annotations.first().pk}/fragment/", "/preview/x/"):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Robots-Tag"].startswith("noindex")
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert [path for path in all_addresses() if "preview" in path] == []


def test_a_link_ends(client, draft, monkeypatch):
    address = link_to(draft, days=3)
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=2, hours=23))
    assert client.get(address).status_code == 200
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=3, seconds=1))
    response = client.get(address)
    assert response.status_code == 410
    assert "Ask whoever sent it to you for a new one." in response.content.decode()


def test_all_links_of_a_record_are_withdrawn_and_no_others(client):
    draft, other = make_article(BODY, pk=5000, state=State.DRAFT), make_note(pk=5000, state=State.DRAFT)
    old, kept = link_to(draft), link_to(other)
    preview_links.withdraw_links(record=draft, by=make_user("Editors"))
    assert client.get(old).status_code == 410
    assert client.get(link_to(draft)).status_code == 200
    assert client.get(kept).status_code == 200


def test_a_link_to_what_is_gone_has_ended(client):
    note = make_note(state=State.DRAFT)
    address = link_to(note)
    note.delete()
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("token", ["nonsense", "a:b:c", "Inh5eiI:1abcde:zzzz"])
def test_a_wrong_link_says_what_to_do(client, token):
    response = client.get(f"/preview/{token}/")
    assert response.status_code == 404
    assert "Copy all of it" in response.content.decode()


def test_one_link_is_withdrawn_and_the_others_go_on(client, draft):
    addresses = [link_to(draft) for _ in range(3)]
    newest = preview_links.links_of(record=draft)[0]
    assert preview_links.withdraw_links(record=draft, by=newest.by, pk=newest.pk) == 1
    assert [client.get(address).status_code for address in addresses] == [200, 200, 410]
    with pytest.raises(PermissionDenied):
        preview_links.make_link(record=draft, lifetime=timedelta(days=1), by=make_user("Contributors"))


@pytest.mark.parametrize("ends", ["off", "role", "gone"])
def test_a_link_ends_with_its_maker(client, draft, ends):
    address = link_to(draft)
    assert client.get(address).status_code == 200
    maker = PreviewLink.objects.get().by
    if ends == "gone":
        maker.delete()
    else:
        maker.groups.clear()
        maker.is_active = ends != "off"
        maker.save()
    assert client.get(address).status_code == (404 if ends == "gone" else 410)


def test_no_more_than_twenty_work_at_once(draft):
    for _ in range(20):
        link_to(draft)
    with pytest.raises(ValidationError, match="Withdraw some first"):
        link_to(draft)


def test_a_changed_link_and_one_signed_for_something_else_are_wrong(client, draft):
    address = link_to(draft)
    assert client.get(f"{address[:-3]}xx/").status_code == 404
    other = signing.dumps(["article", draft.pk, 0, 2**40], salt="another purpose")
    assert client.get(f"/preview/{other}/").status_code == 404


def test_it_says_so_when_it_has_been_published(client):
    article = make_article(BODY)
    html = client.get(link_to(article)).content.decode()
    assert "Read what is published" in html


def test_it_takes_as_many_queries_for_3_cards_as_for_30(client):
    taken = []
    for count in (3, 30):
        article = make_article(" ".join(f"word{n}end" for n in range(count)), state=State.DRAFT)
        for n in range(count):
            note = make_note(state=State.DRAFT)
            cite(note)
            annotate(article, f"word{n}end", note)
        address = link_to(article)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 9  # the link, its record, its maker and what that role may among them
    assert Note.objects.published().count() == 0
