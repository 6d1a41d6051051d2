"""Three cards on one paragraph, and five hundred on a page: opening one costs what it shows, not what there is."""

import pytest

from tests.browser.test_in_sequence import TO_THE_MIDDLE, open_in_turn, top_of
from tests.browser.test_layout import overlaps

LAST = 500
WRITTEN = """() => {
    window.written = new Set();
    new MutationObserver((all) => all.forEach(({ target }) => written.add(target.closest(".card"))))
        .observe(document.querySelector(".body"), { subtree: true, attributes: true });
}"""
CLICKED = """async (marker) => {
    marker.click();
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}"""


def cost(reader, number):
    """What a click on a marker takes: layouts, cards written to, and processor milliseconds of script, slowed."""
    session = reader.page.context.new_cdp_session(reader.page)
    session.send(
        "Performance.enable", {"timeDomain": "threadTicks"}
    )  # the processor's own time: others may want it too
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def taken():
        found = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        return found["LayoutCount"], found["ScriptDuration"] * 1000

    reader.marker(number).evaluate(TO_THE_MIDDLE)
    reader.arrived()
    reader.page.evaluate(WRITTEN)
    before = taken()
    reader.marker(number).evaluate(CLICKED)
    layouts, script = (now - was for now, was in zip(taken(), before, strict=True))
    return layouts, reader.page.evaluate("written.size"), round(script)


@pytest.mark.parametrize("width", [360, 1440])
def test_opening_the_last_of_500_lays_out_and_writes_little(visit, crowd, width):
    reader = visit(crowd, width=width)
    layouts, written, script = cost(reader, LAST)
    print(f"{width} pixels: {layouts} layouts, {written} cards, {script} ms of script")  # docs/performance.md
    assert reader.opened() == [LAST]
    assert (layouts <= 6, written <= 8) == (True, True), (layouts, written)


@pytest.mark.parametrize(("width", "touch"), [(1440, False), (360, True)])
def test_three_cards_on_a_paragraph_come_into_view_in_turn(visit, crowd, width, touch):
    reader = visit(crowd, width=width, touch=touch)
    assert open_in_turn(reader, touch=touch, leave_open=True, count=3) == []
    assert reader.opened() == [1, 2, 3]
    assert overlaps(reader.boxes(".cards details.card")[:4]) == []


@pytest.mark.parametrize("change", ["a narrower window", "larger type"])
def test_three_cards_on_a_paragraph_stay_through(visit, crowd, change):
    reader = visit(crowd, width=1500)
    assert open_in_turn(reader, touch=False, leave_open=True, count=3) == []
    if change == "larger type":
        reader.page.evaluate("document.documentElement.style.fontSize = '20px'")
    else:
        reader.page.set_viewport_size({"width": 1200, "height": 700})
    reader.settled()
    assert abs(top_of(reader, 3)) <= 1
    assert overlaps(reader.boxes(".cards details.card")[:4]) == []


# Of each paragraph: how far its first line, and its last, stand from its first words, and how many cards lines tell of.
LINES_OF_A_PARAGRAPH = """blocks => blocks.map((block) => {
    const words = block.querySelector(".marker").getClientRects()[0].top;
    const shown = [...block.querySelectorAll(".card")].filter((card) => card.checkVisibility() && card.offsetHeight);
    const told = shown.map((card) => 1 + parseInt(card.querySelector(".title").dataset.waiting || 0));
    const at = shown.map((card) => card.getBoundingClientRect().top - words);
    return [at[0], at.at(-1), told.reduce((sum, n) => sum + n, 0)];
})"""


def test_lines_without_room_are_joined_beside_their_own_paragraph(visit, short_lines):
    reader = visit(short_lines)
    reader.settled()
    found = reader.page.locator(".block").evaluate_all(LINES_OF_A_PARAGRAPH)
    assert [cards for *_, cards in found] == [2] * 39 + [20]
    assert [at for at in found if not (-1 <= at[0] <= 32 and at[1] <= 165)] == []
    assert overlaps(reader.boxes(".cards details.card")) == []


def test_a_card_among_joined_lines_opens_at_its_words_and_they_come_back(visit, short_lines):
    reader = visit(short_lines)
    reader.settled()
    before = reader.page.locator(".block").evaluate_all(LINES_OF_A_PARAGRAPH)
    for number in (42, 98):  # the second of its paragraph, the last of twenty
        reader.marker(number).evaluate(TO_THE_MIDDLE)
        reader.marker(number).click()
        reader.settled()
        assert abs(top_of(reader, number)) <= 1
        assert overlaps(reader.boxes(".cards details.card")) == []
        reader.marker(number).click(delay=600)
    reader.settled()
    assert reader.page.locator(".block").evaluate_all(LINES_OF_A_PARAGRAPH) == before
