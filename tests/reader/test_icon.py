"""The site's icon: a file, so that other programs can fetch it, and pixels for whoever guesses its address."""

import io
import re

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from PIL import Image

from explainer.publication.addresses import all_addresses
from tests.factories import make_article, make_note

pytestmark = pytest.mark.django_db
ICON = re.compile(r'<link rel="icon" href="([^"]*)">')


@pytest.mark.parametrize("address", ["/", "/articles/story/", "/notes/note/", "/search/", "/nowhere/", "/admin/login/"])
def test_every_page_names_one_that_other_sites_can_fetch(client, address):
    make_article(slug="story")
    make_note(slug="note")
    assert ICON.findall(client.get(address).text) == [static("icons/icon.svg")]
    assert finders.find("icons/icon.svg")


def test_the_screen_for_annotating_names_it_too(admin_client):
    article = make_article()
    page = admin_client.get(f"/admin/explainer/article/{article.pk}/annotate/")
    assert ICON.findall(page.text) == [static("icons/icon.svg")]


def test_who_asks_without_having_read_a_page_gets_pixels(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/vnd.microsoft.icon")
    picture = Image.open(io.BytesIO(answer.content))
    assert sorted(picture.info["sizes"]) == [(16, 16), (32, 32), (48, 48)]
    assert picture.convert("RGB").getpixel((4, 24)) == (0x17, 0x56, 0x6B)
    assert len(answer.content) < 1_000
    assert "/favicon.ico" in set(all_addresses())


def test_pictures_come_from_the_site_alone_and_on_the_desk_from_what_is_chosen_too(client, admin_client):
    assert "img-src 'self';" in client.get("/")["Content-Security-Policy"] + ";"
    assert "img-src 'self' data:;" in admin_client.get("/admin/")["Content-Security-Policy"] + ";"
