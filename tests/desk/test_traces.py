"""What is public at once leaves a trace: the scale's words on its page, a source's or a claimant's name in the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from explainer.models import Claimant, ScaleChange, ScaleVerdict
from explainer.models.verdict import copy_ours
from tests.desk.test_admin import form_of, url
from tests.factories import make_claim, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db


def save(client, record, **fields):
    address = url(record._meta.model_name, "change", record.pk)
    form = form_of(client.get(address))
    if getattr(record, "is_open", False):
        form["is_open"] = "on"
    assert client.post(address, form | fields).status_code == 302


@pytest.fixture
def disputed(db):
    list(copy_ours())
    return ScaleVerdict.objects.get(value="disputed")


def told(client):
    """What the public page says of changes: days and sentences."""
    page = read(client.get(reverse("claim_scale")))
    return [" ".join(item.text.split()) for item in page.one("main").all("li")]


def today():
    return f"{timezone.localdate():%-d %B %Y}: "


def test_a_scale_that_nobody_changed_has_no_changes(client, disputed):
    assert told(client) == []


def test_a_renamed_verdict_and_another_meaning_are_told_with_what_they_were(client, admin_client, disputed):
    was = disputed.meaning
    save(admin_client, disputed, label="Contested", meaning="Somebody who would know denies it.")
    assert told(client) == [
        f"{today()}What “Contested” means is said otherwise. Until then: “{was}”",
        f"{today()}“Disputed” is called “Contested” now.",
    ]


def test_another_way_to_a_verdict_is_told_and_another_place_is_not(client, admin_client, disputed):
    was = disputed.reached
    save(admin_client, disputed, reached="We ask both.", position=9)
    assert told(client) == [f"{today()}How we come to “Disputed” is said otherwise. Until then: “{was}”"]


def test_what_comes_and_what_goes_is_told(client, admin_client, disputed):
    new = {"label": "Half true", "value": "half-true", "meaning": "One half is.", "shape": "bars", "position": "7"}
    address = url("scaleverdict", "add")
    assert admin_client.post(address, form_of(admin_client.get(address)) | new).status_code == 302
    gone = reverse("admin:explainer_scaleverdict_delete", args=[disputed.pk])
    assert admin_client.post(gone, {"post": "yes"}).status_code == 302
    assert told(client) == [f"{today()}“Disputed” is given no more.", f"{today()}“Half true” is new."]


def test_several_deleted_at_once_are_told_one_by_one(client, admin_client, disputed):
    keys = ScaleVerdict.objects.filter(value__in=["disputed", "opinion"]).values_list("pk", flat=True)
    sent = {"action": "delete_selected", "post": "yes", "_selected_action": list(keys)}
    assert admin_client.post(url("scaleverdict"), sent).status_code == 302
    assert {line.removeprefix(today()) for line in told(client)} == {
        "“Disputed” is given no more.", "“Opinion” is given no more.",
    }  # fmt: skip


def test_a_slip_that_is_mended_the_same_day_is_no_change(client, admin_client, disputed):
    save(admin_client, disputed, label="Dispued")
    save(admin_client, disputed, label="Contested")
    assert told(client) == [f"{today()}“Disputed” is called “Contested” now."]
    save(admin_client, disputed, label="Disputed")
    assert told(client) == []


def test_what_was_changed_on_another_day_is_a_change_of_its_own(client, admin_client, disputed):
    save(admin_client, disputed, label="Contested")
    ScaleChange.objects.update(made=timezone.now() - timedelta(days=40))
    save(admin_client, disputed, label="In dispute")
    assert [line.partition(": ")[2] for line in told(client)] == [
        "“Contested” is called “In dispute” now.", "“Disputed” is called “Contested” now.",
    ]  # fmt: skip


@pytest.mark.parametrize(("make", "field"), [(make_source, "title"), (Claimant, "name")])
def test_a_new_name_stands_in_the_records_history_beside_the_old_one(admin_client, make, field):
    make_claim(claimant="The old name")
    record = Claimant.objects.get() if make is Claimant else make(title="The old name")
    save(admin_client, record, **{field: "The new name", "goes_public": "1"})
    page = read(admin_client.get(url(record._meta.model_name, "history", record.pk), headers={"Accept-Language": "en"}))
    assert "Renamed: “The old name” is “The new name” now." in page.text
    page = read(admin_client.get(url(record._meta.model_name, "history", record.pk), headers={"Accept-Language": "de"}))
    assert "Umbenannt: „The old name“ heißt jetzt „The new name“." in page.text
