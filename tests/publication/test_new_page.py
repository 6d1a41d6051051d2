"""A new kind of page is its view, address, template and one declaration: the one in docs/developers.md is made."""

import re
from types import ModuleType

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template import engines
from django.urls import clear_url_caches, path
from django.views.decorators.http import require_safe

from explainer import urls
from explainer.actions import workflow
from explainer.models import Note, StalePage
from explainer.publication import pages
from explainer.publication.addresses import all_addresses, taken_down_addresses
from explainer.publication.cache_keys import shows
from explainer.publication.change import change
from explainer.reader.articles import fresh_for_a_minute
from tests.factories import cite, make_note, make_source, make_user

pytestmark = pytest.mark.django_db
SECTION = (settings.BASE_DIR / "docs" / "developers.md").read_text("utf-8").split("\n## A new kind of page\n")[1]
CODE, TEMPLATE = (found[1] for found in re.findall(r"```(python|html)\n(.*?)```", SECTION.split("\n## ")[0], re.S))
VIEW, ADDRESS, DECLARATION = (part.split("\n", 1)[1] for part in re.split(r"^# explainer/", CODE, flags=re.M)[1:])


@pytest.fixture
def note(monkeypatch, settings, tmp_path):
    """A note with a source, on a site that has the new kind of page."""
    library = ModuleType("library")
    vars(library).update(
        HttpRequest=HttpRequest, HttpResponse=HttpResponse, Note=Note, shows=shows, render=render,
        require_safe=require_safe, fresh_for_a_minute=fresh_for_a_minute, get_object_or_404=get_object_or_404,
    )  # fmt: skip
    exec(VIEW, vars(library))  # noqa: S102  our own document
    address = eval(ADDRESS, {"path": path, "library": library})  # noqa: S307
    declared = eval(DECLARATION, {"_page": pages._page, "Gone": pages.Gone})  # noqa: S307
    monkeypatch.setattr(pages, "PAGES", (*pages.PAGES, declared))
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, address])
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader/note_sources.html").write_text(TEMPLATE)
    loaders = engines["django"].engine
    monkeypatch.setattr(loaders, "dirs", [*loaders.dirs, tmp_path])
    for loader in loaders.template_loaders:
        loader.reset()
    clear_url_caches()
    settings.SURROGATE_HEADER = "Surrogate-Key"
    made = make_note(slug="mi6")
    cite(made, make_source(title="A speech in Prague"))
    yield made
    clear_url_caches()


def test_it_takes_twenty_lines_at_most():
    assert 10 < len([line for line in (CODE + TEMPLATE).splitlines() if line.strip()]) <= 20


def test_it_is_read_and_says_what_it_shows(note, client):
    answer = client.get("/notes/mi6/sources/")
    assert "A speech in Prague" in answer.content.decode()
    assert answer["Surrogate-Key"].split() == [f"note-{note.pk}", "site"]


def test_it_is_baked_again_when_its_record_changes(note):
    assert "/notes/mi6/sources/" in set(all_addresses())
    StalePage.objects.all().delete()
    with change(note):
        note.summary = "Corrected."
        note.save()
    assert StalePage.objects.filter(path="/notes/mi6/sources/").exists()
    with change(note):
        note.slug = "sis"
        note.save()
    assert set(all_addresses()) >= {"/notes/mi6/sources/", "/notes/sis/sources/"}


def test_it_stands_in_the_sitemap(note, client):
    assert "/notes/mi6/sources/</loc>" in client.get("/sitemap.xml").content.decode()  # of a small site: no index
    assert "/notes/mi6/sources/</loc>" in client.get("/sitemap-note-sources-1.xml").content.decode()


def test_it_says_that_its_record_was_taken_down(note, client):
    workflow.take_down(record=note, by=make_user("Editors"), line="It was wrong.")
    assert "/notes/mi6/sources/" in set(taken_down_addresses()) - set(all_addresses())
    answer = client.get("/notes/mi6/sources/")
    assert (answer.status_code, "It was wrong." in answer.content.decode()) == (410, True)
