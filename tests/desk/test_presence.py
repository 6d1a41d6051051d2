"""Who else has a record open: told to those who may change it, until two minutes after the last word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from explainer.actions.working_copies import begin
from explainer.models import Presence, State
from tests.factories import make_article, make_claim, make_note, make_user

pytestmark = pytest.mark.django_db
MAKE = {"article": make_article, "note": make_note, "claim": make_claim}


def person(role, name=""):
    client = Client()
    client.user = make_user(role, name)
    client.force_login(client.user)
    return client


def here(client, record, **sent):
    answer = client.post(f"/admin/explainer/{record.type_name}/{record.pk}/here/", sent)
    return answer.json()["said"] if answer.status_code == 200 else answer.status_code


@pytest.mark.parametrize("kind", MAKE)
def test_two_people_are_told_of_each_other(kind):
    record, anna, ben = MAKE[kind](), person("Editors", "anna"), person("Editors", "ben")
    ben.user.first_name, ben.user.last_name = "Ben", "Okri"
    ben.user.save()
    assert here(anna, record) == ""
    Presence.objects.update(since=timezone.now().replace(hour=9, minute=5))
    assert here(ben, record) == "Since 09:05 UTC anna has this open too."
    begin(record=record, by=anna.user)  # both work on the copy now
    assert here(anna, record).endswith(" Ben Okri has this open too.")
    assert here(anna, MAKE[kind]()) == ""
    assert here(anna, record, leaving="1") == ""
    assert here(ben, record) == ""


def test_whoever_says_nothing_for_two_minutes_is_gone():
    record, anna, ben = make_note(), person("Editors", "anna"), person("Editors")
    here(anna, record)
    for seconds, is_here in ((119, True), (121, False)):
        Presence.objects.filter(user=anna.user).update(seen=timezone.now() - timedelta(seconds=seconds))
        assert ("anna" in here(ben, record)) is is_here
    assert not Presence.objects.filter(user=anna.user).exists()


def test_who_may_not_change_it_is_told_nothing_and_named_to_nobody():
    draft, anna, other = make_note(state=State.DRAFT), person("Editors", "anna"), person("Contributors")
    here(anna, draft)
    assert here(other, draft) == 403
    assert here(anna, draft) == ""
