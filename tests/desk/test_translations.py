"""Translations at the desk: behind their originals on the front desk, with what changed in the form."""

import pytest

from explainer.actions.publishing_changes import publish_changes
from explainer.actions.revising import revise
from explainer.actions.translating import follow_original
from explainer.actions.working_copies import working_copy
from explainer.models import Claim, Note
from tests.desk.test_admin import form_of
from tests.factories import make_claim, make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("Editors")
    client.force_login(user)
    return user


@pytest.mark.thorough
def test_a_translation_waits_with_what_changed_until_an_editor_says_that_it_is_up_to_date(client, editor):
    original = make_note(title="The bridge", summary="It was built in 2018.")
    revise(original)
    german = make_note(title="Die Brücke", summary="2018 gebaut.", language="de", translation_of=original)
    follow_original(item=german, is_up_to_date=False)
    revise(german)
    original.summary = "It was built in 2019."
    original.save()
    revise(original, change="correction", line="It was 2019.")
    address = f"/admin/explainer/note/{german.pk}/change/"
    assert "Translations behind their originals" in read(client.get("/admin/")).text
    page = read(client.get(address))
    assert "The original, “The bridge”, was changed" in page.text
    sent = {**form_of(client.get(address)), "summary": "2019 gebaut.", "up_to_date": "on"}
    assert client.post(address, sent).status_code == 302
    publish_changes(copy=working_copy(german), by=editor, change="correction", line="2019.")
    assert "Translations behind their originals" not in read(client.get("/admin/")).text
    assert "was changed since" not in read(client.get(address)).text
    assert Note.objects.get(pk=german.pk).summary == "2019 gebaut."


def test_the_form_offers_the_claimants_that_there_are(client, editor):
    claim = make_claim(claimant="Petra Lang", state="draft")
    page = read(client.get(f"/admin/explainer/claim/{claim.pk}/change/"))
    assert page.one("input", name="claimant").attrs["list"] == "known-claimant"
    assert "Petra Lang" in [option.attrs["value"] for option in page.all("option")]


def test_another_verdict_is_published_with_a_reason_alone(client, editor):
    claim = make_claim(verdict="unproven", claimant="Lang")
    revise(claim)
    address = f"/admin/explainer/claim/{claim.pk}/"
    sent = {**form_of(client.get(f"{address}change/")), "verdict": "disputed"}
    assert client.post(f"{address}change/", sent).status_code == 302
    refused = client.post(f"{address}changes/", {"change": "new_fact"})
    assert refused.status_code == 422
    assert "Say in a sentence why the verdict changed" in read(refused).text
    assert client.post(f"{address}changes/", {"change": "new_fact", "line": "A count."}).status_code == 302
    assert [each.before for each in Claim.objects.get(pk=claim.pk).verdict_changes.all()] == ["unproven"]
