"""The canvas by keyboard alone: each shortcut makes the Markdown that its button makes; and the words are counted."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import TWO_FRAMES
from tests.desk_browser.test_canvas import READY, canvas_of, put_caret, stored
from tests.factories import make_article

BEGUN = "One line.\n\n"
# The keys, and what the paragraph "Last." is afterwards. By italic it is chosen first.
SHORTCUTS = {
    "italic": ("Control+i", "*Last.*"),
    "heading": ("Control+Alt+2", "## Last."),
    "smaller heading": ("Control+Alt+3", "### Last."),
    "bullets": ("Control+Shift+8", "- Last."),
    "numbers": ("Control+Shift+7", "1. Last."),
    "quotation": ("Control+Shift+b", "> Last."),
}


@pytest.fixture
def article(transactional_db):
    return make_article(f"{BEGUN}Last.", state="draft")


def choose(page, text, words):
    """Choose a whole paragraph, as Shift and End do, and wait until the editor knows."""
    put_caret(page, text, words)
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    chosen = f"const {{ from, to }} = (await ({READY})()).editor.state.selection"
    page.wait_for_function(f"async (length) => {{ {chosen}; return to - from === length; }}", arg=len(words))


@pytest.mark.parametrize("tool", SHORTCUTS)
def test_a_shortcut_makes_the_same_as_its_button(desk, article, tool):
    keys, markdown = SHORTCUTS[tool]
    page, text = canvas_of(desk, article)
    choose(page, text, "Last.")
    page.keyboard.press(keys)
    page.evaluate(TWO_FRAMES)
    assert stored(page) == BEGUN + markdown


def test_the_key_for_a_link_asks_for_its_address(desk, article):
    page, text = canvas_of(desk, article)
    choose(page, text, "Last.")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Address of the link")).to_be_focused()
    page.keyboard.type("example.org/b")
    page.keyboard.press("Enter")
    assert stored(page) == f"{BEGUN}[Last.](https://example.org/b)"


def test_the_key_for_a_table_puts_one_and_tab_goes_through_it(desk, article):
    page, text = canvas_of(desk, article)
    put_caret(page, text, "Last.")
    page.keyboard.press("End")
    page.keyboard.press("Control+Alt+Shift+t")
    expect(text.locator("table")).to_be_visible()
    page.keyboard.type("Year")
    page.keyboard.press("Tab")
    page.keyboard.type("Place")
    assert "| Year | Place |\n| --- | --- |" in stored(page)


def test_the_words_are_counted_as_they_are_typed(desk, article):
    page, text = canvas_of(desk, article)
    words = page.locator(".canvas-tools .words")
    expect(words).to_have_text("Words: 3")
    put_caret(page, text, "Last.")
    page.keyboard.press("End")
    page.keyboard.type(" Then two-fold joy")
    expect(words).to_have_text("Words: 7")
