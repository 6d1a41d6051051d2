"""What a change marks is no more than what shows it: at a large newsroom, every page too many is one too many."""

import pytest

from explainer.publication.change import shown
from explainer.publication.dependencies import paths_showing
from tests.factories import annotate, cite, make_article, make_note, make_source

pytestmark = pytest.mark.django_db


def sitemaps(record):
    return {path for path in paths_showing(record) if path.startswith("/sitemap")}


def test_a_note_is_in_the_map_of_notes_and_decides_which_timelines_and_maps_are_listed():
    """Its words are none of theirs: these pages are made anew when it gets its first date or place."""
    note = make_note()
    annotate(make_article("Tanks came."), "Tanks", note)
    assert sitemaps(note) == {"/sitemap.xml", "/sitemap-notes-1.xml"}
    before = shown(note)
    note.events.create(date="1968", text="Tanks came.")
    dated = before | shown(note)
    assert [path for path in dated.paths if "timelines-" in path or "maps-" in path] == ["/sitemap-timelines-1.xml"]
    before = shown(note)
    note.language = "de"
    note.save()
    assert "/sitemap-timelines-1.xml" in (before | shown(note)).paths  # articles show a translation by its language


def test_a_source_is_in_no_map():
    note, source = make_note(), make_source()
    annotate(make_article("Tanks came."), "Tanks", note)
    cite(note, source)
    assert sitemaps(source) == set()
