"""Every page that stands in a tab of its own has the newsroom's sign, whatever asks for /favicon.ico."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_article
from tests.markup import read

TEMPLATES = settings.BASE_DIR / "templates"
IN_ANOTHER_PAGE = {"embed/frame.html", "embed/gone.html", "export/redirect.html", "embed/demo_host.html",
                   "desk/preview.html", "desk/article_preview.html"}  # fmt: skip


def test_every_template_of_a_page_has_the_sign():
    whole = {path for path in TEMPLATES.rglob("*.html") if re.search(r"<html\b", path.read_text())}
    named = {str(path.relative_to(TEMPLATES)) for path in whole if "parts/_icon.html" not in path.read_text()}
    assert named - IN_ANOTHER_PAGE == set()


@pytest.mark.django_db
def test_readers_and_editors_get_it(client, admin_client):
    article = make_article()
    seen = [client.get(article.get_absolute_url()), client.get("/nowhere/"), client.get(reverse("admin:login"))]
    annotate = reverse("admin:explainer_article_annotate", args=[article.pk])
    seen += [admin_client.get(reverse("admin:index")), admin_client.get(annotate)]
    for answer in seen:
        (icon,) = read(answer).all("link", rel="icon")
        assert "/icons/icon" in icon.attrs["href"]
