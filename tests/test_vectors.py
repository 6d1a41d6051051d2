"""Published vectors of cross-site scripting come out of the cleaning, and of imported files, without what runs."""

from contextlib import suppress

import pytest

from explainer.extracting import NotExtractedError, extract, extract_text
from explainer.rendering import render, render_article
from tests.test_rendering import assert_harmless
from tests.vectors import VECTORS

ACTIVE = ("<script", "<img src=x", "<svg", "javascript:")


def test_there_are_many():
    assert len(VECTORS) > 200
    assert all(any(part in vector.lower() for vector in VECTORS) for part in ACTIVE)


def test_no_vector_survives_rendering():
    for vector in VECTORS:
        for source in (vector, f"![{vector}]({vector}) [{vector}]({vector})"):
            assert_harmless(render(source))
        for block in render_article(vector):
            assert_harmless(block.html)


@pytest.mark.thorough
def test_no_vector_survives_an_import():
    story = "The tanks came at night, from four sides.\n\nNobody in the city had been told that they would. "
    for start in range(0, len(VECTORS), 20):
        some = VECTORS[start : start + 20]
        page = f"<html><title>{some[0]}</title><article><h1>{some[1]}</h1><p>{story}</p><p>{'</p><p>'.join(some)}</p>"
        for read, given in ((extract, page.encode()), (extract_text, story + page)):
            with suppress(NotExtractedError):
                for block in render_article(read(given).body):
                    assert_harmless(block.html)
