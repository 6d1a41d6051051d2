"""Pictures in texts: for whoever writes, seen by them alone until something public shows them, and then they go."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from explainer.models import KeptForm, PictureUpload, State
from explainer.publication.pictures import delete_unnamed, unnamed_files
from tests.factories import make_article, make_claim, make_note, make_picture, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/explainer/article/picture/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def writer(client):
    writer = make_user("Contributors")
    client.force_login(writer)
    return writer


def upload(client, **words):
    return client.post(ADDRESS, {"picture": make_picture(), **words})


def of_yesterday():
    PictureUpload.objects.update(at=timezone.now() - timedelta(hours=25))


def test_its_uploader_alone_sees_it_until_something_public_shows_it(client, writer):
    src = upload(client, **{"as": "json"}).json()["src"]
    assert re.fullmatch(r"/media/pictures/[0-9a-f]{32}\.png", src)
    answer = client.get(src)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    client.force_login(make_user("Editors"))
    assert client.get(src).status_code == 404
    client.logout()
    assert client.get(src).status_code == 404
    for record in (
        make_article(f'One.\n\n![A tank]({src}#wide "In May | A. Tesař")', state=State.DRAFT),
        make_note(body=f"![A tank]({src})", state=State.DRAFT),
        make_claim(reasoning=f"![A tank]({src})", state=State.DRAFT),
    ):
        assert client.get(src).status_code == 404
        type(record).objects.filter(pk=record.pk).update(state=State.PUBLISHED)
        assert client.get(src).status_code == 200, record
        record.delete()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({}, "![]({})"),
        ({"alt": "A [red] tank"}, r"![A \[red\] tank]({})"),
        ({"alt": "A tank", "caption": 'The "bridge"', "wide": "on"}, '![A tank]({}#wide "The ”bridge”")'),
        ({"alt": "A tank", "caption": "In May", "credit": "A | B"}, '![A tank]({} "In May | A / B")'),
        ({"alt": "A tank", "credit": "A. Tesař"}, '![A tank]({} "| A. Tesař")'),
    ],
)
def test_without_scripts_a_page_gives_its_markdown(client, writer, words, line):
    assert "A picture for a text" in client.get(ADDRESS).content.decode()
    answer = upload(client, **words)
    assert answer.context["markdown"] == line.replace("({}", f"(/media/{PictureUpload.objects.get().name}")


def test_what_is_no_picture_is_refused_with_a_sentence(client, writer):
    file = SimpleUploadedFile("x.png", b"<svg onload=alert(1)>", "image/png")
    answer = client.post(ADDRESS, {"picture": file, "as": "json"})
    assert (answer.status_code, answer.json()["said"].split(".")[0]) == (422, "This is no picture that pages can show")
    assert (client.post(ADDRESS, {"as": "json"}).status_code, PictureUpload.objects.count()) == (422, 0)
    assert not default_storage.exists("pictures")


def test_a_file_that_no_text_names_goes_after_a_day(client, writer):
    upload(client)
    name = PictureUpload.objects.get().name
    assert (list(unnamed_files()), delete_unnamed([name])) == ([], 0), "its text may not be saved yet"
    of_yesterday()
    kept = KeptForm.objects.create(user=writer, kind="note", record=0, fields={"body": f"![x](/media/{name})"})
    assert (list(unnamed_files()), delete_unnamed([name])) == ([], 0), "its text can't be saved yet"
    kept.delete()
    assert (list(unnamed_files()), delete_unnamed([name])) == ([name], 1)
    assert (PictureUpload.objects.count(), default_storage.exists(name)) == (0, False)
