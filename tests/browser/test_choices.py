"""What a reader prefers: cards below the paragraph, cards complete. Kept in the browser, without a cookie."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_address import open_cards


def choose(reader, *names):
    """Tick the boxes, by keyboard alone."""
    summary = reader.page.locator(".choices > summary")
    summary.press("Enter")
    for name in names:
        reader.page.get_by_label(name).press("Space")
    summary.press("Enter")


def test_cards_open_below_the_paragraph_where_one_prefers_it(visit, story):
    reader = visit(story)
    choose(reader, "Cards below the paragraph")
    open_cards(reader, 2)
    paragraph = reader.page.locator(".block").first.locator("> p").bounding_box()
    card = reader.card(2).bounding_box()
    assert card["x"] < paragraph["x"] + paragraph["width"] / 2
    assert card["y"] >= paragraph["y"] + paragraph["height"]
    reader.page.reload()
    reader.settled()
    assert reader.card(2).bounding_box()["x"] == card["x"]
    choose(reader, "Cards below the paragraph")
    reader.settled()
    assert reader.card(2).bounding_box()["x"] > paragraph["x"] + paragraph["width"]
    assert reader.page.context.cookies() == []


@pytest.mark.parametrize("width", [360, 1440])
def test_cards_open_complete_where_one_prefers_it(visit, story, width):
    reader = visit(story, width=width)
    choose(reader, "Cards open complete")
    open_cards(reader, 1)
    expect(reader.card(1).locator(".text")).to_be_visible()
    expect(reader.card(1).locator(".more > a")).to_have_text("Less")
    reader.read_on(1)
    expect(reader.card(1).locator(".text")).to_be_hidden()
    reader.page.reload()
    reader.page.keyboard.press("Escape")
    open_cards(reader, 3)
    expect(reader.card(3).locator(".text")).to_be_visible()


def test_changing_it_leaves_what_is_read_where_it_is(visit, story):
    reader = visit(story)
    open_cards(reader, 1, 2, 3)
    box = reader.page.get_by_label("Cards below the paragraph")
    reader.page.locator(".choices > summary").click()
    before = reader.page.locator(".block > p").nth(0).bounding_box()["y"]
    box.click()
    reader.settled()
    assert abs(reader.page.locator(".block > p").nth(0).bounding_box()["y"] - before) < 1


def test_without_a_storage_it_holds_for_this_page(visit, story):
    forbid = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    reader = visit(story, before=lambda page: page.add_init_script(forbid))
    choose(reader, "Cards open complete")
    open_cards(reader, 1)
    expect(reader.card(1).locator(".text")).to_be_visible()
    assert reader.errors == []


def test_without_scripts_nothing_is_offered(visit, story):
    expect(visit(story, js=False).page.locator(".choices")).to_be_hidden()
