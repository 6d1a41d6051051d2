"""Where cards stand: in the margin of a wide window, between the paragraphs of a narrow one."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.test_address import open_cards

TEXT = ".body > p, .body > h2:not(.paper), .body > ul, .body > blockquote, .block > :first-child"


def test_styles_and_script_agree_on_where_the_margin_begins():
    limit = "(min-width: 73.75em) and (scripting: enabled)"
    for file in ("css/cards.css", "js/reader/view.js"):
        assert limit in (Path(settings.BASE_DIR) / "static" / file).read_text()


def overlaps(boxes):
    seen = [box for box in boxes if box[3] > box[1]]  # a line that is joined to another has no height
    pairs = [(a, b) for i, a in enumerate(seen) for b in seen[i + 1 :]]
    return [(a, b) for a, b in pairs if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


@pytest.mark.parametrize("width", [1180, 1440, 2560])
def test_a_wide_window_has_cards_in_the_margin_at_the_height_of_their_words(visit, story, width):
    reader = visit(story, width=width)
    reader.settled()
    column = reader.boxes(".body")[0]
    cards = reader.boxes("details.card")
    assert min(left for left, *_ in cards) > column[2]
    assert max(right for *_, right, _ in cards) <= width
    words = [reader.marker(number).evaluate("m => m.getClientRects()[0].top + scrollY") for number in (1, 2, 3, 4)]
    assert [abs(card[1] - word) <= 1 for card, word in zip(cards, words, strict=False)] == [True] * 4


def test_in_the_margin_no_card_ever_covers_another_or_the_text(visit, story):
    reader = visit(story)
    reader.settled()
    assert overlaps(reader.boxes("details.card")) == []
    open_cards(reader, 2, 4, 3, 5)
    reader.settled()
    assert overlaps(reader.boxes("details.card")) == []
    reader.page.get_by_text("Open all").click()
    for _ in range(30):
        reader.page.mouse.wheel(0, 700)
        reader.settled()
    reader.arrived()
    boxes = reader.boxes("details.card")
    assert overlaps(boxes) == []
    assert min(left for left, *_ in boxes) > reader.boxes(".body")[0][2]
    assert max(bottom for *_, bottom in boxes) <= reader.boxes(".colophon")[0][1]


def test_in_a_wide_window_no_text_moves_when_a_card_opens(visit, story):
    reader = visit(story)
    reader.settled()
    before = reader.boxes(TEXT)
    open_cards(reader, 1, 3, 6)
    reader.settled()
    assert reader.boxes(TEXT) == before


@pytest.mark.parametrize("width", [360, 768, 1179])
def test_a_narrow_window_opens_the_card_below_its_paragraph(visit, story, width):
    reader = visit(story, width=width)
    number = 4
    block = reader.card(number).locator("xpath=ancestor::*[@class='block']")
    reader.settled()
    at = block.evaluate("b => [...document.querySelectorAll('.body > *')].indexOf(b)")
    before = reader.boxes(".body > *")
    open_cards(reader, number)
    reader.settled()
    after = reader.boxes(".body > *")
    assert after[:at] == before[:at]
    assert after[at][3] > before[at][3] + 100
    paragraph = block.locator("> :first-child").bounding_box()
    assert paragraph["y"] + paragraph["height"] <= reader.card(number).bounding_box()["y"]


def test_a_card_that_fits_opens_without_scrolling(visit, story):
    reader = visit(story, width=360, height=2000)
    open_cards(reader, 1)
    assert reader.scroll() == 0


def test_a_card_below_the_window_is_brought_in_with_its_marker_still_in_view(visit, story):
    reader = visit(story, width=360, height=640)
    reader.marker(4).evaluate("marker => scrollBy(0, marker.getBoundingClientRect().bottom - innerHeight + 10)")
    open_cards(reader, 4)
    reader.settled()
    marker, card = reader.marker(4).bounding_box(), reader.card(4).bounding_box()
    assert marker["y"] >= 0
    assert card["y"] + 100 < 640


@pytest.mark.parametrize("width", [360, 768, 1180, 1440])
def test_the_page_scrolls_by_no_more_than_a_card_s_first_four_lines_need(visit, story, width):
    reader = visit(story, width=width, height=640)
    reader.marker(4).evaluate("marker => scrollBy(0, marker.getClientRects()[0].bottom - innerHeight + 10)")
    reader.settled()
    before = reader.scroll()
    reader.marker(4).evaluate("marker => marker.click()")  # the test's own click would scroll first
    reader.arrived()
    assert reader.scroll() > before
    line = reader.card(4).evaluate("card => parseFloat(getComputedStyle(card).lineHeight)")
    left = 640 - (reader.card(4).bounding_box()["y"] + 4 * line)  # below the fourth line: the card's own padding
    assert -1 <= left <= 1.5 * line
    assert reader.marker(4).evaluate("marker => marker.getClientRects()[0].top") >= 0


@pytest.mark.parametrize("width", [360, 1440])
def test_a_card_whose_first_four_lines_are_in_view_opens_without_scrolling(visit, story, width):
    reader = visit(story, width=width, height=900)
    reader.marker(4).evaluate("marker => marker.scrollIntoView({ block: 'center' })")
    reader.settled()
    before = reader.scroll()
    open_cards(reader, 4)
    reader.settled()
    assert reader.scroll() == before


def test_turning_the_window_moves_the_cards(visit, story):
    reader = visit(story)
    open_cards(reader, 1)
    reader.page.set_viewport_size({"width": 700, "height": 900})
    reader.settled()
    assert reader.boxes("details[open]")[0][0] < reader.boxes(".body")[0][2]
    reader.page.set_viewport_size({"width": 1300, "height": 900})
    reader.settled()
    assert reader.boxes("details[open]")[0][0] > reader.boxes(".body")[0][2]


def test_without_scripts_a_wide_window_opens_cards_between_the_paragraphs(visit, story):
    reader = visit(story, js=False)
    reader.marker(1).click()
    assert reader.boxes("details[open]")[0][0] == reader.boxes(".body")[0][0]
