"""Parts of pages that are kept: the same HTML for the same values, and never another's."""

import dataclasses
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from explainer.models import Note, Source
from explainer.rendering import trust
from explainer.templatetags import fragment_cache
from tests.factories import cite, make_note, make_source

ITEM = (
    '{% load fragment_cache %}{% kept "parts/_item.html" item=note kind="note" text="" citations=citations open=True %}'
)


def page(note, **values):
    values = {"note": note, "citations": note.citations.select_related("source"), **values}
    return Template(ITEM).render(Context(values))


@pytest.fixture
def note(db):
    note = make_note(place_name="Prague", as_of=date(2026, 3, 3))
    cite(note, make_source(title="The first title", url="https://example.org/1"))
    return note


def test_a_part_is_made_once_for_the_same_values(note, monkeypatch):
    first = page(Note.objects.get())
    monkeypatch.setattr(fragment_cache, "_made", lambda *args: pytest.fail("made again"))
    assert page(Note.objects.get()) == first


def test_every_field_of_a_record_counts(note):
    assert "Prague" in page(note)
    note.place_name = "Brno"
    assert "Brno" in page(note)
    note.as_of = date(2026, 3, 4)
    assert "4 March" in page(note)


def test_a_source_counts_where_it_is_cited(note):
    assert "The first title" in page(note)
    Source.objects.update(title="The second title")
    assert "The second title" in page(note)


def test_the_language_counts(note):
    assert "Checked on" in page(note)
    with translation.override("de"):
        assert "3. März 2026" in page(note)


def test_text_and_safe_html_are_not_the_same(db):
    assert fragment_cache.plain("<b>") != fragment_cache.plain(trust("<b>"))


def test_text_that_is_not_safe_is_escaped(note):
    note.place_name = "<script>"
    assert "&lt;script&gt;" in page(note)
    assert "<script>" not in page(note)


def test_what_cannot_be_a_key_is_refused():
    @dataclasses.dataclass
    class Thing:
        name: str

    with pytest.raises(TypeError, match="Thing"):
        fragment_cache.plain(Thing("x"))


def test_it_keeps_no_more_than_its_size(note, monkeypatch):
    monkeypatch.setattr(fragment_cache, "LARGEST", fragment_cache._size + 3000)
    for number in range(30):
        note.place_name = f"Place {number} " * 10
        page(note)
    assert fragment_cache._size <= fragment_cache.LARGEST
