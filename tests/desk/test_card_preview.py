"""The preview beside a form: the very markup that readers get after saving, and nothing saved by looking."""

import re

import pytest

from explainer.models import Citation, Claim, Event, Note, State
from tests.desk.test_admin import form_of, inline, url
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db


def card_in(html, pk):
    """The markup of one card."""
    cards = re.findall(r'<details class="card".*?</div></div></details>', html, re.DOTALL)
    return next(card for card in cards if f'id="card-{pk}"' in card)


def look(client, item, data, address=None):
    answer = client.post(address or url(item._meta.model_name, "preview", item.pk), data)
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def note():
    """A note with an event and a citation, second card of an article whose first card has a source too."""
    note = make_note(title="Old", summary="Old.", body="Old *text*.", as_of="2026-03-01")
    note.events.create(date="1968-08-21", text="Tanks came.")
    cite(note, words="the tanks")
    article = make_article("Tanks came at night.", slug="story", title="Story", language="de")
    first = make_note()
    cite(first)
    annotate(article, "Tanks", first)
    note.card = annotate(article, "night", note)
    return note


@pytest.fixture
def claim():
    claim = make_claim(title="Old", quote="Old.", reasoning="Old *text*.", verdict="disputed")
    cite(claim)
    claim.card = annotate(make_article("Tanks came.", slug="story"), "Tanks", claim)
    return claim


def changed_note(client, note):
    source = make_source(title="Another “source”")
    return form_of(client.get(url("note", "change", note.pk))) | {
        "title": "New's", "summary": "New \"summary\" <b>.", "body": "New **text**.", "place_name": "Prague",
        "events-TOTAL_FORMS": 2, "events-1-date": "1967", "events-1-text": "Before.", "events-1-note": note.pk,
        "citations-TOTAL_FORMS": 2, "citations-1-source": source.pk, "citations-1-position": 0,
        "citations-0-position": 1, "citations-1-note": note.pk,
    }  # fmt: skip


def changed_claim(client, claim):
    return form_of(client.get(url("claim", "change", claim.pk))) | {
        "title": "New's", "summary": "New.", "quote": "New.", "reasoning": "New **text**.", "verdict": "disputed",
        "would_change": "Proof.", "said_on": "1968-08",
    }  # fmt: skip


CHANGES = {"note": changed_note, "claim": changed_claim}


@pytest.mark.parametrize("kind", CHANGES)
def test_it_is_the_readers_markup_to_the_byte(admin_client, client, request, kind):
    item = request.getfixturevalue(kind)
    data = CHANGES[kind](admin_client, item)
    shown = look(admin_client, item, data)
    assert shown["problems"] == []
    saved = admin_client.post(url(kind, "change", item.pk), data)
    assert saved.status_code == 302
    published = admin_client.post(url(kind, "changes_to_publish", item.pk), {"change": "wording", "line": "Anew."})
    assert published.status_code == 302
    pk, base = item.card.pk, "/articles/story/"
    article = client.get(base).content.decode()
    fragment = client.get(f"{base}cards/{pk}/fragment/").content.decode()
    assert "New’s" in article
    assert card_in(shown["views"]["article"], pk).replace(" open", "", 1) == card_in(article, pk)
    assert fragment in shown["views"]["open"]
    item.refresh_from_db()
    embed = client.get(f"/embed/{kind}s/{item.slug}/").content.decode()
    assert shown["views"]["embed"] == embed


def test_it_saves_nothing(admin_client, note):
    before = (list(Note.objects.values()), list(Event.objects.values()), list(Citation.objects.values()))
    look(admin_client, note, changed_note(admin_client, note))
    assert (list(Note.objects.values()), list(Event.objects.values()), list(Citation.objects.values())) == before


@pytest.mark.parametrize("kind", ["note", "claim"])
def test_it_shows_what_was_never_saved(admin_client, kind):
    data = form_of(admin_client.get(url(kind, "add"))) | {
        "title": "Prague Spring",
        "kind": "event",
        "summary": "A thaw.",
    }
    if kind == "note":
        data |= inline("events", date="1968-08", text="Tanks came.")
    source = make_source(title="A book")
    shown = look(admin_client, None, data | inline("citations", source=source.pk, position=0), url(kind, "preview"))
    assert "A thaw." in shown["views"]["article"]
    assert "<span>Sources 1</span>" in shown["views"]["article"]
    assert "A book" in shown["views"]["open"]
    assert ("Tanks came." in shown["views"]["embed"]) is (kind == "note")
    assert (Note.objects.count(), Claim.objects.count()) == (0, 0)


def test_it_goes_as_far_as_it_can_and_says_what_is_wrong(admin_client, note):
    data = changed_note(admin_client, note) | {
        "title": "",
        "slug": "no slug!",
        "latitude": "99",
        "events-1-date": "June",
    }
    shown = look(admin_client, note, data)
    said = " ".join(shown["problems"])
    for words in (
        "Headline",
        "Title: This field is required.",
        "Slug:",
        "Latitude:",
        "Event: Date: “June” is not a date",
    ):
        assert (words in said) is (words != "Headline"), words
    assert "New “summary” &lt;b&gt;." in shown["views"]["article"]  # its article is in German, the note isn't
    assert "Before." not in shown["views"]["open"]


def test_it_leaves_out_rows_that_are_marked_for_deletion(admin_client, note):
    shown = look(admin_client, note, changed_note(admin_client, note) | {"events-0-DELETE": "on"})
    assert "Tanks came." not in shown["views"]["open"]
    assert "Before." in shown["views"]["open"]


def test_it_shows_a_draft_as_if_it_were_out(admin_client, note):
    Note.objects.filter(pk=note.pk).update(state=State.DRAFT)
    shown = look(admin_client, note, changed_note(admin_client, note))
    assert f'id="card-{note.card.pk}"' in shown["views"]["article"]
    assert 'data-number="2"' in shown["views"]["article"]


def test_it_keeps_a_place_for_a_picture_that_was_only_chosen(admin_client, note):
    data = changed_note(admin_client, note) | {"_picture": "640x480", "picture_alt": "A tank"}
    image = '<img src="data:,picture" width="640" height="480" alt="A tank" loading="lazy">'
    shown = look(admin_client, note, data)["views"]
    assert (image in shown["open"], image in shown["embed"], "<img" in shown["article"]) == (True, True, False)


def test_it_opens_in_a_tab_of_its_own_without_scripts(admin_client, note):
    data = changed_note(admin_client, note)
    response = admin_client.post(url("note", "preview", note.pk) + "?as=open", data)
    assert response["Content-Type"].startswith("text/html")
    assert "<strong>text</strong>" in response.content.decode()


@pytest.mark.parametrize("kind", ["note", "claim"])
@pytest.mark.parametrize(
    ("codename", "adding", "changing"), [("add", 200, 403), ("change", 403, 200), ("view", 403, 403)]
)
def test_it_is_for_those_who_may_write(client, django_user_model, request, kind, codename, adding, changing):
    item = request.getfixturevalue(kind)
    user = django_user_model.objects.create_user("writer", is_staff=True)
    from django.contrib.auth.models import Permission

    allowed = [f"{codename}_{kind}", *([f"publish_{kind}"] if codename == "change" else [])]
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(user)
    data = {"title": "X", "summary": "Y."}
    assert client.post(url(kind, "preview"), data).status_code == adding
    assert client.post(url(kind, "preview", item.pk), data).status_code == changing


def test_it_asks_for_a_sign_in_and_for_a_form(client, admin_client, note):
    address = url("note", "preview", note.pk)
    client.logout()
    assert client.post(address).status_code == 302
    client.force_login(note._meta.apps.get_model("auth.User").objects.get(username="admin"))
    assert client.get(address).status_code == 403
