"""Drafts go to a bin for thirty days; what readers could see is taken down, or purged for good by an administrator."""

import os
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from explainer import search
from explainer.actions import bin, jobs, workflow
from explainer.actions.revising import revise
from explainer.actions.working_copies import begin
from explainer.models import Annotation, Article, CardChange, FormerSlug, KnownName, Note, Revision, State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_picture, make_user

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]
SECRET = "Zanzibarine"


@pytest.fixture
def editor():
    return make_user("Editors")


@pytest.fixture
def administrator(client):
    user = make_user("Administrators")
    client.force_login(user)
    return user


def binned(record):
    return type(record)._base_manager.get(pk=record.pk)


@pytest.mark.parametrize("make", MAKERS)
def test_a_draft_in_the_bin_is_nowhere_and_comes_back_as_it_was(editor, make):
    record = make(state=State.DRAFT, title=SECRET, slug="zanzibarine")
    cite(record)
    revise(record)
    bin.put_into_bin(record=record, by=editor)
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert list(bin.in_bin(type(record))) == [record]
    another = make(slug="zanzibarine")  # its slug is free
    there = bin.restore_from_bin(record=binned(record), by=editor)
    assert (there.title, there.slug, there.state) == (SECRET, "zanzibarine-2", State.DRAFT)
    assert there.citations.count() == there.revisions.count() == 1
    assert another.slug == "zanzibarine"
    bin.put_into_bin(record=there, by=editor)
    assert bin.restore_from_bin(record=binned(record), by=editor).slug == "zanzibarine-2"


def test_cards_come_off_with_a_note_and_back_with_it(editor):
    article, note = make_article("Tanks came at night."), make_note(state=State.DRAFT, title=SECRET)
    stays, goes = annotate(article, "night", note), annotate(article, "Tanks", note)
    other = annotate(article, "came")
    bin.put_into_bin(record=note, by=editor)
    assert list(article.annotations.all()) == [other]
    assert not KnownName.objects.of(note).exists()
    article.body = "Before dawn they came at night."
    article.save()
    bin.restore_from_bin(record=binned(note), by=editor)
    cards = {card.pk: card for card in article.annotations.filter(note=note)}
    assert (cards[stays.pk].exact, cards[stays.pk].is_attached) == ("night", True)
    assert article.text[cards[stays.pk].start :].startswith("night")
    assert not cards[goes.pk].is_attached
    assert KnownName.objects.of(note).exists()


@pytest.mark.parametrize("make", MAKERS)
def test_what_was_ever_public_or_is_about_to_be_never_gets_into_the_bin(editor, make):
    public, down = make(), make()
    workflow.take_down(record=down, by=editor, line="Wrong.")
    later = make_article(state=State.DRAFT)
    workflow.publish(record=later, by=editor, at=timezone.now() + timedelta(hours=1))
    for record in (public, down, later, begin(record=public, by=editor)):
        with pytest.raises(ValidationError):
            bin.put_into_bin(record=record, by=editor)


def test_after_thirty_days_it_is_deleted_with_its_picture(editor):
    old = make_note(state=State.DRAFT, picture=make_picture(), picture_alt="A square")
    new = make_note(state=State.DRAFT)
    for note in (old, new):
        bin.put_into_bin(record=note, by=editor)
    Note._base_manager.filter(pk=old.pk).update(binned_at=timezone.now() - timedelta(days=31))
    name = old.picture.name
    assert default_storage.exists(name)
    call_command("empty_bin", verbosity=0)
    assert [note.pk for note in Note._base_manager.all()] == [new.pk]


def test_a_picture_that_nothing_names_goes_after_a_day():
    kept = make_note(picture=make_picture(), picture_alt="A square").picture.name
    old, new = (default_storage.save(f"pictures/{letter * 32}.png", make_picture()) for letter in "ab")
    then = (timezone.now() - timedelta(hours=25)).timestamp()
    for name in (kept, old):
        os.utime(default_storage.path(name), (then, then))
    assert jobs.tidy.func() == 1
    assert [default_storage.exists(name) for name in (kept, old, new)] == [True, False, True]


@pytest.mark.django_db(transaction=True)
def test_a_picture_goes_with_the_last_record_that_shows_it(editor):
    first = make_note(state=State.DRAFT, picture=make_picture(), picture_alt="A square")
    second = make_note(state=State.DRAFT, picture=first.picture.name, picture_alt="The same")
    for note, is_kept in ((first, True), (second, False)):
        bin.put_into_bin(record=note, by=editor)
        bin.delete_from_bin(record=binned(note))
        assert default_storage.exists(first.picture.name) is is_kept


@pytest.mark.thorough
@pytest.mark.parametrize("make", MAKERS)
def test_purging_leaves_nothing_but_reserved_addresses(client, administrator, settings, tmp_path, make):
    settings.BAKE_DIR = tmp_path
    record = make(title=SECRET, slug="zanzibarine")
    article = record if make is make_article else make_article("Tanks came.", title="Other")
    if make is make_article:
        annotate(record, "MI6")
    else:
        annotate(article, "Tanks", record)
        CardChange.objects.create(article=article, key="k", choice="put", title=SECRET, words="Tanks",
                                  after={f"{record.type_name}_id": record.pk})  # fmt: skip
    revise(record)
    record.slug = "second"
    record.save()
    begin(record=record, by=administrator)
    call_command("bake", "--all", verbosity=0)
    address = f"/admin/explainer/{record.type_name}/{record.pk}/purge/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"typed": "Zanzi"}).status_code == 422
    assert type(record).objects.filter(pk=record.pk).exists()
    public = record.get_absolute_url()
    assert client.post(address, {"typed": f" {SECRET} "}).status_code == 302
    call_command("bake", verbosity=0)
    assert not type(record)._base_manager.filter(pk=record.pk).exists()
    assert not Revision.objects.filter(snapshot__title=SECRET).exists()
    assert not Annotation.objects.filter(article__title=SECRET).exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert not search.find(SECRET).count
    kinds = {"article": "articles", "note": "notes", "claim": "claims"}
    for path in (public, f"/{kinds[record.type_name]}/zanzibarine/", f"/embed/{record.folder}/second/"):
        assert Client().get(path).status_code == 404, path
    assert SECRET not in Client().get("/feed.xml").content.decode()
    assert not CardChange.objects.filter(title=SECRET).exists()
    assert not LogEntry.objects.filter(object_repr=SECRET).exists()
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"zanzibarine", "second"}
    for slug in ("zanzibarine", "second"):
        with pytest.raises(ValidationError, match="stays reserved"):
            make(slug=slug)
    assert type(record).objects.free_slug("Second") == "second-2"


def test_nobody_but_an_administrator_purges_and_nobody_deletes_at_once(client, editor):
    client.force_login(editor)
    public, draft = make_note(), make_note(state=State.DRAFT)
    base = "/admin/explainer/note/"
    page = client.get(f"{base}{public.pk}/change/").content.decode()
    assert "/delete/" not in page
    assert "Remove for good" not in page
    assert client.post(f"{base}{public.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{base}{public.pk}/purge/", {"typed": public.title}).status_code == 403
    assert client.post(f"{base}{public.pk}/bin/").status_code == 403
    assert client.post(f"{base}{draft.pk}/delete/", {"post": "yes"}).url == f"{base}{draft.pk}/bin/"
    assert b"delete_selected" not in client.get(base).content
    chosen = {"action": "move_to_bin", "_selected_action": [public.pk, draft.pk]}
    answer = client.post(base, chosen, follow=True).content.decode()
    assert "1 draft is in the bin." in answer
    assert "Not moved" in answer
    assert list(Note.objects.all()) == [public]


def test_the_page_of_the_bin_brings_back_deletes_and_empties(client, editor):
    client.force_login(editor)
    notes = [make_note(state=State.DRAFT, title=f"Thrown {n}") for n in range(3)]
    assert "The bin is empty" in client.get("/admin/bin/").content.decode()
    for note in notes:
        assert client.get(f"/admin/explainer/note/{note.pk}/bin/").status_code == 200
        client.post(f"/admin/explainer/note/{note.pk}/bin/")
    page = client.get("/admin/bin/").content.decode()
    assert ("Thrown 2" in page, "<td>30</td>" in page, "<td>29</td>" in page) == (True, True, False)
    for choice in ("restore", "delete", "delete"):
        client.post("/admin/bin/", {"choice": f"{choice} note {notes[0].pk if choice == 'restore' else notes[1].pk}"})
    assert list(Note.objects.all()) == [notes[0]]
    assert [note.pk for note in bin.in_bin(Note)] == [notes[2].pk]
    assert client.post("/admin/bin/", {"choice": "restore theme 1"}).status_code == 404
    client.post("/admin/bin/", {"choice": "empty"})
    assert not bin.in_bin(Note)


def test_a_contributor_throws_away_and_takes_back_their_own_drafts_alone(client, editor):
    contributor = make_user("Contributors")
    own, other = (make_article(state=State.DRAFT, made_by=by, published_at=None) for by in (contributor, editor))
    client.force_login(contributor)
    assert client.post(f"/admin/explainer/article/{other.pk}/bin/").status_code == 403
    assert client.post(f"/admin/explainer/article/{own.pk}/bin/").status_code == 302
    bin.put_into_bin(record=other, by=editor)
    page = client.get("/admin/bin/").content.decode()
    assert own.title in page
    assert other.title not in page
    client.post("/admin/bin/", {"choice": f"restore article {other.pk}"})
    client.post("/admin/bin/", {"choice": "empty"})
    assert [each.pk for each in bin.in_bin(Article)] == [other.pk]


def test_cards_of_an_article_in_the_bin_wait_for_nobody(client, editor):
    article = make_article("Tanks came.", state=State.DRAFT)
    card = annotate(article, "Tanks")
    Annotation.objects.filter(pk=card.pk).update(anchor="adrift")
    bin.put_into_bin(record=article, by=editor)
    client.force_login(editor)
    assert "Lost their words" not in client.get("/admin/").content.decode()
    assert not Annotation.objects.on_articles().exists()
