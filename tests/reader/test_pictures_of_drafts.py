"""Pictures: nobody guesses their names, they are public while something public shows them, and then they go."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.utils import timezone

from explainer.actions import workflow
from explainer.actions.preview_links import make_link
from explainer.actions.working_copies import begin
from explainer.models import Article, Note, StalePage, State
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from explainer.publication.pictures import unnamed_files
from tests.factories import annotate, make_article, make_note, make_picture, make_user

pytestmark = pytest.mark.django_db
SHOWN = {"picture_alt": "A tank", "picture_caption": "Prague"}


@pytest.fixture
def draft():
    with change():
        return make_article(state=State.DRAFT, published_at=None, picture=make_picture(), **SHOWN)


def test_its_name_says_nothing(draft):
    assert re.fullmatch(r"pictures/[0-9a-f]{32}\.png", draft.picture.name)


def test_a_draft_s_picture_is_for_the_desk_and_for_its_link_alone(client, draft):
    link = make_link(record=draft, lifetime=timedelta(days=1), by=make_user("Editors"))
    address, small = draft.picture.url, draft.picture.url.replace(".png", "-480.jpg")
    page = client.get(f"/preview/{link.token}/").content.decode()
    shown = re.search(r'<figure class="lead"><img src="([^"]+)"', page)[1]
    answer = client.get(shown)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "no-store" in answer["Cache-Control"]
    other = make_article(state=State.DRAFT, picture=make_picture(), **SHOWN)
    assert client.get(shown.replace(draft.picture.name, other.picture.name)).status_code == 404
    assert [client.get(path).status_code for path in (address, small)] == [404, 404]
    client.force_login(make_user("Contributors"))
    answer = client.get(address)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    client.force_login(User.objects.create_user("roleless", is_staff=True))
    assert client.get(address).status_code == 404, "an account without a role"


def test_it_comes_and_goes_with_what_shows_it(client, draft):
    editor, address = make_user("Editors"), draft.picture.url
    small = address.replace(".png", "-480.jpg")
    pages = StalePage.objects.filter(path__startswith="/media/")

    def marked():
        found = set(pages.values_list("path", flat=True))
        StalePage.objects.all().delete()
        return found

    with change(draft):
        draft.standfirst = "Still a draft."
        draft.save()
    assert marked() == set(), "of a draft nothing is baked"
    workflow.publish(record=draft, by=editor)
    assert marked() == {address, small}
    assert {address, small} <= set(all_addresses())
    answer = client.get(address)
    assert (answer.status_code, "public" in answer["Cache-Control"]) == (200, True)
    assert client.get(small)["Content-Type"] == "image/jpeg"
    with change(draft):
        draft.standfirst = "Another word."
        draft.save()
    assert marked() == set(), "it is there already"
    workflow.take_down(record=draft, by=editor, line="It was wrong.")
    assert marked() == {address, small}
    assert [client.get(path).status_code for path in (address, small)] == [404, 404]
    assert not {address, small} & set(all_addresses())
    assert default_storage.exists(draft.picture.name), "the desk may publish it again"


def test_an_embargo_covers_its_picture(client, draft):
    workflow.publish(record=draft, by=make_user("Editors"), at=timezone.now() + timedelta(hours=1))
    assert client.get(draft.picture.url).status_code == 404
    Article.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    assert client.get(draft.picture.url).status_code == 200


def test_a_picture_in_another_one_s_text_is_public_with_it(client, draft):
    note = make_note(body=f"![A tank]({draft.picture.url})")
    assert client.get(draft.picture.url).status_code == 200
    with change(note):
        note.state = State.DRAFT
        note.save()
    assert client.get(draft.picture.url).status_code == 404


def test_a_card_s_picture_is_seen_with_the_article_s_link(client, draft):
    note = make_note(state=State.DRAFT, picture=make_picture(), picture_alt="A map")
    annotate(draft, draft.text[:4], note)
    link = make_link(record=draft, lifetime=timedelta(days=1), by=make_user("Editors"))
    assert client.get(f"/preview/{link.token}{note.picture.url}").status_code == 200


def test_its_file_goes_with_the_last_that_names_it(draft, django_capture_on_commit_callbacks):
    name = draft.picture.name
    copy = begin_of(draft)
    with django_capture_on_commit_callbacks(execute=True), change(draft):
        Article._base_manager.filter(pk=copy.pk).delete()
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True), change(draft):
        draft.delete()
    assert not default_storage.exists(name)


def begin_of(article):
    Article.objects.filter(pk=article.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    article.refresh_from_db()
    return begin(record=article, by=make_user("Editors"))


def test_what_nothing_names_is_found(draft):
    left = default_storage.save("pictures/" + "0" * 32 + ".png", make_picture())
    assert draft.picture.name not in set(unnamed_files())
    assert left in set(unnamed_files())


@pytest.mark.parametrize(
    "path", ["pictures/../../x.png", "x.txt", "pictures/none.png", "pictures/none-480.jpg", "é.png"]
)
def test_what_is_no_picture_is_not_found(client, path):
    client.force_login(make_user("Administrators"))
    assert client.get(f"/media/{path}").status_code == 404
    assert Note.objects.count() == 0
