"""An editor reads a source's page, selects the words relied on, and sees how each sentence stands to them."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from explainer.desk import support
from explainer.models import Citation
from tests.desk.test_page_title import HERE, server
from tests.desk_browser.test_writing import AXE, AXE_RUN, STILL
from tests.factories import cite, make_note, make_source

WORDS = "Some 25,000 fighters joined the march on Moscow, and it ended on 24 June 2023."
PAGE = f"<article><h1>The march</h1><p>{WORDS}</p>" + "<p>Much else was said that day, and little done.</p>" * 9
SELECT = """([page, words]) => {
    const start = page.value.indexOf(words);
    page.setSelectionRange(start, start + words.length);
}"""


@pytest.fixture
def note():
    return make_note(summary="Some 8,000 fighters joined the march. It ended on 24 June 2023.")


def test_words_are_selected_in_the_sources_page_and_checked(desk, note, monkeypatch):
    monkeypatch.setattr(support, "readable_text", partial(support.readable_text, **HERE))  # this machine's servers too
    with server(lambda _path: (200, {"Content-Type": "text/html"}, PAGE.encode())) as (url, _asked):
        citation = cite(note, make_source(url=url))
        page = desk(f"/admin/explainer/note/{note.pk}/sentences/").page
        expect(page.locator("tr[data-state=none]")).to_have_count(2)
        page.get_by_role("button", name="Read the page").click()
        read = page.locator("textarea.page")
        expect(read).to_have_value(re.compile("25,000 fighters"))
        page.evaluate(SELECT, [read.element_handle(), WORDS])
        page.get_by_role("button", name="Add the selected words").click()
        expect(page.get_by_label("Words of the source")).to_have_value(WORDS)
        page.get_by_role("button", name="Keep and check").click()
    expect(page.locator("tr[data-doubtful] mark")).to_have_text("8,000")
    expect(page.locator("tr[data-state=verbatim]")).to_contain_text("Word for word")
    assert Citation.objects.get(pk=citation.pk).excerpt == WORDS


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_read_by_everybody(desk, note, width, dark):
    cite(note, excerpt=WORDS)
    reader = desk(f"/admin/explainer/note/{note.pk}/sentences/", width=width, dark=dark)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    reader.page.evaluate(AXE.read_text())
    reader.page.evaluate(STILL)
    found = reader.page.evaluate(AXE_RUN)["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert reader.errors == []
