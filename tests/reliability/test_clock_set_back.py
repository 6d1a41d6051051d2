"""The clock of the machine is set back by hours, as after a wrong battery or a restored virtual machine.

`timezone.now` and `time.time` are replaced for it; the database's own clock is asked for nothing.
"""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from explainer.baking import background
from explainer.baking.queue import bake_due
from explainer.desk import asking_again
from explainer.models import Purge, StalePage
from explainer.publication.change import change
from tests.desk.test_admin import form_of
from tests.factories import make_article, make_note, make_user

pytestmark = pytest.mark.django_db
BY = timedelta(hours=5)


@pytest.fixture
def set_back(monkeypatch, settings, tmp_path):
    """Set it back with the call."""
    settings.BAKE_DIR = tmp_path / "baked"

    def do():
        real, real_time = timezone.now, time.time
        monkeypatch.setattr(timezone, "now", lambda: real() - BY)
        monkeypatch.setattr(time, "time", lambda: real_time() - BY.total_seconds())

    return do


def test_what_waits_to_be_baked_does_not_wait_for_the_clock(set_back, settings):
    note = make_note(slug="prague")
    StalePage.objects.mark(["/notes/prague/"])
    set_back()
    list(bake_due())
    assert not StalePage.objects.exists()
    with change(note):
        note.summary = "Corrected."
        note.save()
    list(bake_due())
    assert "Corrected." in (settings.BAKE_DIR / "notes/prague/index.html").read_text()


def test_what_failed_waits_no_longer_than_the_longest_pause(set_back):
    StalePage.objects.mark(["/notes/"])
    StalePage.objects.get().postpone("it failed")
    Purge.objects.create(version="1", keys="a", since=timezone.now(), due=timezone.now())
    set_back()
    assert StalePage.objects.due().exists()
    assert Purge.objects.ready().exists()
    worker = background.BackgroundWorker("idle", lambda: None, StalePage)
    assert worker._once() == 3600


def test_articles_of_the_hours_that_come_again_keep_their_files_and_are_held_live(set_back, settings, client):
    old = make_article(slug="old", published_at=timezone.now() - 2 * BY)
    make_article(slug="new")
    StalePage.objects.mark([old.get_absolute_url(), "/articles/new/"])
    list(bake_due())
    set_back()
    assert (settings.BAKE_DIR / "articles/new/index.html").exists()
    assert (client.get("/articles/old/").status_code, client.get("/articles/new/").status_code) == (200, 404)


def test_an_editor_saves_as_before(set_back, client):
    note = make_note()
    client.force_login(make_user("Editors"))
    set_back()
    desk = f"/admin/explainer/note/{note.pk}/change/"
    answer = client.post(desk, form_of(client.get(desk)) | {"summary": "Written again.", "_continue": "1"})
    assert answer.status_code == 302
    assert form_of(client.get(desk))["summary"] == "Written again."


def test_a_password_that_was_asked_for_is_not_good_for_longer(set_back, rf):
    request = rf.get("/")
    request.session = {asking_again.PROVEN_AT: time.time()}
    assert asking_again.asked(request) is None
    set_back()
    request.user = make_user("Administrators")
    request.user.is_verified = lambda: True
    assert asking_again.asked(request) is not None
