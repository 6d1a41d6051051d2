"""Changes can be followed in a feed reader: corrections, all updates, those of a note. Atom, undated by itself."""

from datetime import date, timedelta

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from explainer.actions.revising import revise
from explainer.models import StalePage, State
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from explainer.publication.schedule import go_out
from tests.factories import annotate, make_article, make_claim, make_note
from tests.reader.test_changes import edit

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, address="/corrections/feed.xml"):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_it_has_each_correction_with_its_line_and_its_way(client, settings):
    settings.SITE_URL = "https://news.example"
    note, claim = make_note(title="Mutiny"), make_claim(title="There are <25,000>", claimant="Petra Lang")
    revise(note)
    revise(claim)
    made = [edit(note, "correction", "It was 1968 & not <b>1969</b>.", summary="It was 1968."),
            edit(claim, "correction", "She said fewer.", summary="She said so.")]  # fmt: skip
    edit(note, "new_fact", "He died.", summary="It was 1968. He died.")
    found = entries(client)
    assert [entry.findtext(f"{ATOM}summary") for entry in found] == [
        "She said fewer.",
        "It was 1968 &amp; not &lt;b&gt;1969&lt;/b&gt;.",
    ]
    assert [entry.find(f"{ATOM}link").attrib["href"] for entry in found] == [
        f"https://news.example{revision.address}" for revision in reversed(made)
    ]
    assert found[0].findtext(f"{ATOM}title") == claim.headline
    assert len({entry.findtext(f"{ATOM}id") for entry in found}) == 2
    assert client.get("/corrections/feed.xml").content == client.get("/corrections/feed.xml").content


def test_it_keeps_quiet_about_what_was_taken_down(client):
    note = make_note()
    revise(note)
    assert edit(note, "correction", "Wrong.", summary="Right.").is_told
    assert len(entries(client)) == 1
    note.state = State.TAKEN_DOWN
    note.save()
    assert entries(client) == []


def test_it_is_baked_and_again_with_a_correction_and_not_without():
    assert "/corrections/feed.xml" in set(all_addresses())
    note = make_note()
    revise(note)
    StalePage.objects.all().delete()
    with change(note):
        note.summary = "Other words."
        note.save()
    assert not StalePage.objects.filter(path="/corrections/feed.xml").exists()
    edit(note, "correction", "Wrong.", summary="Right.")
    with change(note):
        note.save()
    assert StalePage.objects.filter(path="/corrections/feed.xml").exists()


def test_all_updates_have_a_feed_and_each_note_has_its_own(client):
    note, claim = make_note(title="Mutiny"), make_claim()
    revise(note)
    revise(claim)
    edit(note, "new_fact", "He died.", summary="He died.")
    edit(note, "wording", "", summary="He has died.")
    edit(claim, "clarification", "She meant men.", summary="She meant men.")
    for address, told in (
        ("/updates/feed.xml", ["Clarification: She meant men.", "New fact: He died."]),
        (f"/notes/{note.slug}/feed.xml", ["New fact: He died."]),
    ):
        found = entries(client, address)
        assert [entry.findtext(f"{ATOM}summary") for entry in found] == told
        assert [entry.find(f"{ATOM}category").get("term") for entry in found][-1] == "new_fact"
        assert {address} <= set(all_addresses())
    assert client.get(f"/notes/{make_note(state=State.DRAFT).slug}/feed.xml").status_code == 404
    assert f'href="/notes/{note.slug}/feed.xml"' in client.get(note.get_absolute_url()).text


def test_a_note_past_its_review_says_when_it_was_checked_last_once_the_day_has_passed(client):
    today = timezone.localdate()
    note = make_note(as_of=date(2026, 3, 2), review_by=today - timedelta(days=1))
    card = annotate(make_article("Tanks came."), "Tanks", note)
    type(note).objects.update(is_overdue=False)  # as it was saved the day before
    pages = [note.get_absolute_url(), card.article.get_absolute_url(), f"/embed{note.get_absolute_url()}"]
    assert not any("Last checked on" in client.get(page).text for page in pages)
    StalePage.objects.all().delete()
    go_out()
    assert set(pages) <= set(StalePage.objects.values_list("path", flat=True))
    assert all("Last checked on" in client.get(page).text for page in pages)
    note.review_by = today
    note.save()
    assert not any("Last checked on" in client.get(page).text for page in pages)
