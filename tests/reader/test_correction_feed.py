"""Corrections can be followed in a feed reader: Atom, with no date of its own making."""

import pytest
from defusedxml import ElementTree

from explainer.actions.revising import revise
from explainer.models import StalePage, State
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from tests.factories import make_claim, make_note
from tests.reader.test_changes import edit

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client):
    answer = client.get("/corrections/feed.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_it_has_each_correction_with_its_line_and_its_way(client, settings):
    settings.SITE_URL = "https://news.example"
    note, claim = make_note(title="Mutiny"), make_claim(title="There are <25,000>", claimant="Petra Lang")
    revise(note)
    revise(claim)
    made = [edit(note, "correction", "It was 1968 & not 1969.", summary="It was 1968."),
            edit(claim, "correction", "She said fewer.", summary="She said so.")]  # fmt: skip
    edit(note, "new_fact", "He died.", summary="It was 1968. He died.")
    found = entries(client)
    assert [entry.findtext(f"{ATOM}summary") for entry in found] == ["She said fewer.", "It was 1968 & not 1969."]
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
