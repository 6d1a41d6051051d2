"""Thirty cards opened one after the other: each comes into view at its words, and what is being read stays where it is."""

import pytest

# Scrolls a marker to the middle of the window, as somebody who reads on does, and says where its line is.
TO_THE_MIDDLE = """marker => {
    const line = marker.getClientRects()[0];
    scrollBy(0, line.top + line.height / 2 - innerHeight / 2);
    return marker.getClientRects()[0].top;
}"""
SEEN = """([marker, card]) => {
    const words = marker.getClientRects()[0], box = card.getBoundingClientRect();
    const paragraph = card.closest(".block")?.firstElementChild.getBoundingClientRect();
    const lines = 4 * parseFloat(getComputedStyle(card).lineHeight);
    return {
        line: words.top, height: words.height, top: box.top, bottom: box.bottom, paragraph: paragraph?.bottom,
        shown: Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= Math.min(box.height, lines) - 1,
        words: words.top >= 0 && words.bottom <= innerHeight, window: innerHeight, scroll: scrollY,
    };
}"""


def open_in_turn(reader, *, touch, leave_open):
    """What a reader sees after opening each card: a list of findings, one for each that isn't as promised."""
    found = []
    page = reader.page
    wide = page.evaluate('matchMedia("(min-width: 73.75em)").matches')
    for number in range(1, reader.page.locator(".cards details.card").count() + 1):
        marker = reader.marker(number)
        before = marker.evaluate(TO_THE_MIDDLE)
        start = page.evaluate("scrollY")
        point = marker.evaluate("m => { const b = m.getClientRects()[0]; return [b.left + 3, b.top + b.height / 2] }")
        (page.touchscreen.tap if touch else page.mouse.click)(*point)
        reader.arrived()
        seen = page.evaluate(SEEN, [marker.element_handle(), reader.card(number).element_handle()])
        moved = seen["line"] + seen["scroll"] - before - start
        beside = -1 <= seen["top"] - seen["line"] <= 1
        below = 0 <= seen["top"] - seen["paragraph"] <= 40
        checks = {
            "open": number in reader.opened(), "moved": abs(moved) < 1, "in view": seen["shown"], "words": seen["words"],
            "at its words": beside if wide else below,
        }  # fmt: skip
        found += [(number, name, seen) for name, holds in checks.items() if not holds]
        if not leave_open:
            reader.card(number).evaluate("card => card.querySelector('.close').click()")
    return found


@pytest.mark.parametrize("leave_open", [True, False], ids=["left open", "closed again"])
@pytest.mark.parametrize(
    ("width", "height", "touch"), [(1440, 900, False), (1180, 900, False), (768, 900, True), (360, 740, True)]
)
def test_every_card_comes_into_view_at_its_words(visit, story, width, height, touch, leave_open):
    reader = visit(story, width=width, height=height, touch=touch)
    assert open_in_turn(reader, touch=touch, leave_open=leave_open) == []
    assert reader.errors == []
