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
    """What a click on a marker takes: layouts, cards written to, and milliseconds of script, the processor slowed."""
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Performance.enable")
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
