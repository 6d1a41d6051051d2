"""Thirty cards opened one after the other: each in view at its words, and what is being read stays where it is."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.reader import TWO_FRAMES
from tests.browser.test_address import open_cards
from tests.browser.test_layout import overlaps

# Scrolls a marker to the middle of the window, as somebody who reads on does, and says where its line is.
TO_THE_MIDDLE = """marker => {
    const line = marker.getClientRects()[0];
    scrollBy(0, line.top + line.height / 2 - innerHeight / 2);
    const box = marker.getClientRects()[0];
    return {top: box.top, scroll: scrollY, x: box.left + 3, y: box.top + box.height / 2};
}"""
# Waits until the card's text is there and laid out, and says where it stands.
SEEN = """async ([marker, card]) => {
    const frame = () => new Promise(requestAnimationFrame);
    do await frame(); while (document.querySelector(".htmx-request"));
    await frame();
    const words = marker.getClientRects()[0], box = card.getBoundingClientRect();
    const paragraph = card.closest(".block")?.firstElementChild.getBoundingClientRect();
    const lines = 4 * parseFloat(getComputedStyle(card).lineHeight);
    return {
        line: words.top, height: words.height, top: box.top, bottom: box.bottom, paragraph: paragraph?.bottom,
        shown: Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= Math.min(box.height, lines) - 1,
        words: words.top >= 0 && words.bottom <= innerHeight, window: innerHeight, scroll: scrollY, open: card.open,
    };
}"""


LINES = "p => Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight))"


@pytest.fixture(scope="module")
def browser(whole_browser):
    return whole_browser


def open_in_turn(reader, *, touch, leave_open, count=None):
    """What a reader sees after opening each card: a list of findings, one for each that isn't as promised."""
    found = []
    page = reader.page
    wide = page.evaluate('matchMedia("(min-width: 73.75em)").matches')
    cards = page.locator(".cards details.card").element_handles()[:count]
    for number, card in enumerate(cards, start=1):
        marker = reader.marker(number).element_handle()
        before = marker.evaluate(TO_THE_MIDDLE)
        (page.touchscreen.tap if touch else page.mouse.click)(before["x"], before["y"])
        seen = page.evaluate(SEEN, [marker, card])
        moved = seen["line"] + seen["scroll"] - before["top"] - before["scroll"]
        beside = -1 <= seen["top"] - seen["line"] <= 1
        below = 0 <= seen["top"] - seen["paragraph"] <= 40
        checks = {
            "open": seen["open"],
            "moved": abs(moved) < 1, "in view": seen["shown"], "words": seen["words"],
            "at its words": beside if wide else below,
        }  # fmt: skip
        found += [(number, name, seen) for name, holds in checks.items() if not holds]
        if not leave_open:
            card.evaluate("card => card.querySelector('.close').click()")
            page.wait_for_function("!location.hash")  # Back has been taken, and the page held still for it
            page.evaluate(TWO_FRAMES)
    return found


@pytest.mark.parametrize("leave_open", [True, False], ids=["left open", "closed again"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1180, 900), (768, 900), (360, 740)])
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_every_card_comes_into_view_at_its_words(visit, story, width, height, touch, leave_open):
    reader = visit(story, width=width, height=height, touch=touch)
    assert open_in_turn(reader, touch=touch, leave_open=leave_open) == []
    assert reader.errors == []


@pytest.mark.parametrize("width", [360, 768, 1180, 1440])
def test_a_card_opens_as_nine_lines_or_so(visit, story, width):
    """Its summary; what it is and what is said under it have lines of their own."""
    reader = visit(story, width=width)
    lines = []
    for number in range(1, reader.page.locator(".cards details.card").count() + 1):
        reader.marker(number).evaluate("marker => marker.click()")
        reader.page.evaluate(TWO_FRAMES)
        lines.append(reader.card(number).locator(".inner > p").first.evaluate(LINES))
    assert min(lines) >= 1
    assert max(lines) <= 9, lines


def top_of(reader, number):
    """How far below the first line of its words a card begins, in pixels."""
    line = reader.marker(number).evaluate("marker => marker.getClientRects()[0].top")
    return reader.card(number).bounding_box()["y"] - line


def shrunk(reader):
    """How far each card has made way: None for one that has not."""
    states = reader.page.locator(".cards details.card").evaluate_all("all => all.map(card => card.dataset.shrunk)")
    return dict(enumerate(states, start=1))


def test_a_card_that_made_way_comes_back_when_its_words_are_touched(visit, story):
    reader = visit(story)
    open_cards(reader, 1, 2, 3)
    reader.read_on(3)
    reader.settled()
    assert (shrunk(reader)[1], shrunk(reader)[3]) == ("line", None)
    assert reader.marker(1).get_attribute("aria-expanded") == "false"
    reader.marker(1).click()
    assert (reader.opened(), shrunk(reader)[1], abs(top_of(reader, 1)) <= 1) == ([1, 2, 3], None, True)
    assert reader.marker(1).get_attribute("aria-expanded") == "true"
    reader.marker(1).click(delay=600)
    assert reader.opened() == [2, 3]


def test_cards_make_way_without_ever_covering_each_other(visit, story):
    reader = visit(story)
    for number in (2, 4, 3, 1, 7, 5, 6):
        reader.marker(number).evaluate(TO_THE_MIDDLE)
        open_cards(reader, number)
        reader.arrived()
        assert overlaps(reader.boxes(".cards details.card")) == []
        assert abs(top_of(reader, number)) <= 1


@pytest.mark.parametrize("change", ["a narrower window", "larger type", "a fold"])
def test_the_card_opened_last_stays_at_its_words_through(visit, story, change):
    reader = visit(story, width=1600)
    open_cards(reader, 3, 2)
    reader.arrived()
    if change == "a narrower window":
        reader.page.set_viewport_size({"width": 1200, "height": 900})
    elif change == "larger type":
        reader.page.evaluate("document.documentElement.style.fontSize = '22px'")
    else:
        reader.read_on(2)
        reader.card(2).locator(".fold > summary").first.click()
    reader.settled()
    assert abs(top_of(reader, 2)) <= 1
    assert overlaps(reader.boxes(".cards details.card")) == []


def test_no_card_is_longer_than_the_window_in_the_margin(visit, story):
    reader = visit(story)
    open_cards(reader, 3)
    reader.read_on(3)
    reader.arrived()
    for fold in reader.card(3).locator(".fold").all():
        fold.evaluate("fold => (fold.open = true)")
    reader.settled()
    assert reader.card(3).bounding_box()["height"] <= 0.71 * 900


def test_a_double_click_leaves_the_card_open(visit, story):
    reader = visit(story)
    reader.marker(2).dblclick()
    assert reader.opened() == [2]


@pytest.mark.parametrize("pause", [0, 100, 200])
def test_a_double_tap_leaves_the_card_open(visit, story, pause):
    """The fingers' times are the test's own: a busy machine would make one double tap two."""
    reader = visit(story, width=360, touch=True)
    x, y = reader.marker(2).evaluate(
        "marker => { marker.scrollIntoView({ block: 'center' });"
        " const b = marker.getClientRects()[0]; return [b.x + 3, b.y + 9]; }"
    )
    reader.settled()
    hand = reader.page.context.new_cdp_session(reader.page)
    began = time.time()
    for at in (began, began + pause / 1000):
        hand.send(
            "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}], "timestamp": at}
        )
        hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": [], "timestamp": at + 0.02})
        reader.page.wait_for_timeout(pause)
    expect(reader.card(2)).to_have_attribute("open", "")
    reader.settled()
    assert reader.opened() == [2]


def test_a_second_tap_later_closes_it(visit, story):
    reader = visit(story, width=360, touch=True)
    reader.marker(2).tap()
    expect(reader.card(2)).to_have_attribute("open", "")
    reader.page.wait_for_timeout(600)
    reader.marker(2).tap()
    expect(reader.page.locator("details.card[open]")).to_have_count(0)


def test_under_its_paragraph_the_card_opened_last_comes_first(visit, story):
    reader = visit(story, width=360)
    open_cards(reader, 1, 2)
    reader.settled()
    assert reader.card(2).bounding_box()["y"] < reader.card(1).bounding_box()["y"]


def test_a_window_that_is_turned_has_no_shrunk_cards(visit, story):
    reader = visit(story)
    open_cards(reader, 1, 2, 3)
    assert shrunk(reader)[1] == "line"
    reader.page.set_viewport_size({"width": 768, "height": 900})
    reader.settled()
    assert set(shrunk(reader).values()) == {None}
    assert reader.marker(1).get_attribute("aria-expanded") == "true"
    reader.marker(1).click()
    assert reader.opened() == [2, 3]
