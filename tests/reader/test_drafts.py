"""What isn't published is a 404 everywhere, and not a word of it leaks into the pages that are."""

import datetime

import pytest
from django.utils import timezone

from explainer.models import State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db

HIDDEN = [State.DRAFT, State.REVIEW, State.TAKEN_DOWN]
SECRET = "Zyxwv"
LISTS = ["/", "/notes/", "/claims/", "/notes/kinds/person/", "/claims/verdicts/disputed/"]


def secret_note(state):
    note = make_note(state=state, slug="hidden", title=f"{SECRET} title", summary=f"{SECRET} summary",
                     body=f"{SECRET} body", place_name=f"{SECRET} place", kind="person")  # fmt: skip
    note.events.create(date="1968", text=f"{SECRET} event")
    return note


def secret_claim(state):
    return make_claim(state=state, slug="hidden", title=f"{SECRET} title", summary=f"{SECRET} summary", claimant=SECRET,
                      quote=f"{SECRET} quote", reasoning=f"{SECRET} reasoning", verdict="disputed")  # fmt: skip


def texts(client, *addresses):
    responses = [client.get(address) for address in addresses]
    assert [response.status_code for response in responses] == [200] * len(addresses)
    return [response.content.decode() for response in responses]


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize(("make", "page"), [(secret_note, "/notes/hidden/"), (secret_claim, "/claims/hidden/")])
def test_it_hides_a_note_or_claim_that_is_not_published(client, state, make, page):
    item = make(state)
    cite(item, make_source(title=f"{SECRET} source"))
    article = make_article("Tanks came at night.", slug="story")
    hidden = annotate(article, "Tanks", item)
    annotate(article, "night", make_note(title="What is public"))
    for text in texts(client, "/articles/story/", "/articles/story/full/"):
        assert SECRET not in text
        assert f"card-{hidden.pk}" not in text
        assert "What is public" in text
    for text in texts(client, *LISTS):
        assert SECRET not in text
    for address in (hidden.get_absolute_url(), f"{hidden.get_absolute_url()}fragment/", page):
        response = client.get(address)
        assert response.status_code == 404
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    ("state", "minutes"), [(State.DRAFT, -5), (State.REVIEW, -5), (State.TAKEN_DOWN, -5), (State.PUBLISHED, 5)]
)
def test_it_hides_an_article_that_is_not_published_or_not_yet_due(client, state, minutes):
    note, claim = make_note(slug="open", title="Open note"), make_claim(slug="open")
    article = make_article(f"{SECRET} a b", slug="hidden", title=f"{SECRET} title", standfirst=SECRET, state=state,
                           published_at=timezone.now() + datetime.timedelta(minutes=minutes))  # fmt: skip
    public = make_article("a b", slug="public")
    cards = [annotate(article, "a", note), annotate(article, "b", claim)]
    annotate(public, "a", note)
    annotate(public, "b", claim)
    pages = [*LISTS, "/articles/public/", "/articles/public/full/", "/notes/open/", "/claims/open/"]
    for text in texts(client, *pages):
        assert SECRET not in text
    addresses = ["/articles/hidden/", "/articles/hidden/full/"]
    for card in cards:
        addresses += [card.get_absolute_url(), f"{card.get_absolute_url()}fragment/"]
    for address in addresses:
        response = client.get(address)
        assert (address, response.status_code) == (address, 404)
        assert SECRET not in response.content.decode()


def test_it_is_there_when_its_time_has_come(client):
    article = make_article("a", published_at=timezone.now() + datetime.timedelta(minutes=5))
    assert client.get(article.get_absolute_url()).status_code == 404
    article.published_at = timezone.now() - datetime.timedelta(seconds=1)
    article.save()
    assert client.get(article.get_absolute_url()).status_code == 200


def test_it_leaks_nothing_to_editors_through_public_pages_either(client, admin_user):
    article = make_article("a", state=State.DRAFT)
    client.force_login(admin_user)
    assert client.get(article.get_absolute_url()).status_code == 404
