"""The walk through an article: by mouse, by touch, by keyboard alone, and with scripts off."""

import pytest
from playwright.sync_api import expect


def test_it_opens_and_closes_by_mouse(visit, story):
    reader = visit(story)
    reader.marker(1).click()
    expect(reader.card(1).locator(".inner > p").first).to_be_visible()
    expect(reader.card(1).locator(".text")).to_be_hidden()
    reader.read_on(1)
    expect(reader.card(1).locator(".text")).to_be_visible()
    assert (reader.opened(), reader.marker(1).get_attribute("aria-expanded")) == ([1], "true")
    reader.card(1).locator(".close").click()
    expect(reader.marker(1)).to_have_attribute("aria-expanded", "false")
    assert (reader.opened(), reader.errors) == ([], [])


def test_it_opens_and_closes_by_the_line_in_the_margin(visit, story):
    reader = visit(story)
    reader.card(2).locator("summary").click()
    assert reader.opened() == [2]
    reader.marker(2).click()
    assert reader.opened() == []


def test_it_opens_and_closes_by_touch(visit, story):
    reader = visit(story, width=360, height=780, touch=True)
    reader.marker(2).tap()
    reader.read_on(2)
    expect(reader.card(2).locator(".text")).to_be_visible()
    assert reader.opened() == [2]
    reader.card(2).locator(".close").tap()
    expect(reader.marker(2)).to_have_attribute("aria-expanded", "false")
    assert (reader.opened(), reader.errors) == ([], [])


def test_it_opens_everything_and_closes_it_again(visit, story):
    reader = visit(story)
    count = reader.page.locator("details.card").count()
    reader.page.get_by_text("Open all").click()
    assert reader.opened() == list(range(1, count + 1))
    reader.page.get_by_text("Close all").press("Enter")
    assert reader.opened() == []
    expect(reader.page.get_by_text("Open all")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keys_open_and_close(visit, story, key):
    reader = visit(story)
    reader.marker(1).focus()
    before = reader.scroll()
    reader.page.keyboard.press(key)
    assert (reader.opened(), reader.scroll()) == ([1], before)
    reader.page.keyboard.press(key)
    assert reader.opened() == []


@pytest.mark.parametrize("width", [360, 1440])
def test_tab_goes_from_the_marker_through_its_card_to_what_follows(visit, story, width):
    reader = visit(story, width=width)
    keyboard = reader.page.keyboard
    while reader.focused() != ("marker", 1):
        keyboard.press("Tab")
    keyboard.press("Enter")
    reader.card(1).locator(".more > a").dispatch_event("click")
    expect(reader.card(1).locator(".text")).to_be_visible()
    keyboard.press("Tab")
    assert reader.focused() == ("card", 1)
    stops = 1
    while reader.focused() == ("card", 1):
        keyboard.press("Tab")
        stops += 1
    assert stops > 4  # its heading, sources and links
    assert reader.focused() == ("marker", 2)
    keyboard.press("Tab")
    assert reader.focused() == ("marker", 3)
    for place in [("marker", 2), *[("card", 1)] * (stops - 1), ("marker", 1)]:
        keyboard.press("Shift+Tab")
        assert reader.focused() == place


@pytest.mark.parametrize("width", [360, 1440])
def test_tab_reaches_everything_once_with_all_cards_open(visit, story, width):
    reader = visit(story, width=width)
    reader.page.get_by_text("Open all").click()
    reader.settled()
    seen = []
    while (place := reader.focused())[0] != "BODY" and len(seen) < 1000:
        seen.append(place)
        reader.page.keyboard.press("Tab")
    cards = [number for kind, *number in seen if kind == "marker"]
    assert cards == [[number] for number in reader.opened()]
    for at, (kind, *number) in enumerate(seen):
        if kind == "card":
            assert seen[at - 1] in [("card", *number), ("marker", *number)]


def test_a_tab_right_after_opening_finds_the_card(visit, story):
    reader = visit(story)
    stops = reader.marker(2).evaluate("""marker => {
        const summary = document.querySelector(".cards summary[data-number='2']");
        const tabs = [summary.tabIndex];
        for (let n = 0; n < 2; n++) marker.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })),
            tabs.push(summary.tabIndex);
        return tabs;
    }""")
    assert stops == [-1, 0, -1]


def test_escape_closes_and_puts_the_focus_back(visit, story):
    reader = visit(story)
    reader.marker(2).focus()
    for key in ("Enter", "Tab", "Tab"):
        reader.page.keyboard.press(key)
    assert reader.focused() == ("card", 2)
    reader.page.keyboard.press("Escape")
    assert (reader.opened(), reader.focused()) == ([], ("marker", 2))
    reader.page.keyboard.press("Escape")
    assert (reader.opened(), reader.focused()) == ([], ("marker", 2))


def test_a_screen_reader_hears_what_opened(visit, story):
    reader = visit(story)
    reader.marker(1).click()
    summary = reader.card(1).locator(".inner > p").first.inner_text()
    expect(reader.page.get_by_role("status")).to_have_text(f"Background. {reader.title(1)}. {summary}")


def test_the_focus_stays_in_the_card_when_its_rest_arrives(visit, story):
    waiting = []
    reader = visit(story, before=lambda page: page.route("**/fragment/", lambda route: waiting.append(route)))
    reader.marker(1).press("Enter")
    reader.card(1).locator(".more > a").focus()
    reader.page.keyboard.press("Enter")
    while not waiting:
        reader.page.wait_for_timeout(10)
    waiting[0].continue_()
    expect(reader.card(1).locator(".text")).to_be_visible()
    assert reader.focused() == ("card", 1)


def test_a_click_for_a_new_tab_is_left_to_the_browser(visit, story):
    reader = visit(story)
    with reader.page.context.expect_page() as opened:
        reader.marker(1).click(modifiers=["ControlOrMeta"])
    assert reader.opened() == []
    assert opened.value.url.endswith(f"{story}#card-{reader.id(1)}")


@pytest.mark.parametrize("width", [360, 1440])
def test_without_scripts_a_marker_opens_its_card(visit, story, width):
    reader = visit(story, width=width, js=False)
    card = reader.card(2)
    expect(card.locator(".inner")).to_be_hidden()
    reader.marker(2).click()
    expect(card.locator(".inner > p").first).to_be_in_viewport()
    card.locator("summary").click()
    expect(card.locator(".inner")).to_be_hidden()


def test_without_scripts_a_card_leads_to_its_page_and_back(visit, story):
    reader = visit(story, width=360, js=False)
    page = reader.page
    page.locator(".marker").first.click()
    title = page.locator("details[open] .title").inner_text()
    page.locator("details[open] .more a").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".text")).to_be_visible()
    expect(page.locator("blockquote mark")).to_be_visible()
    page.locator(".from .headline").click()
    expect(page.locator("details[open] .title")).to_have_text(title)


def test_without_scripts_everything_is_on_the_full_page(visit, story):
    reader = visit(story, js=False)
    reader.page.get_by_text("Open all").click()
    reader.went_to("/full/")
    cards = reader.page.locator(".card")
    assert cards.count() == reader.page.locator(".card .text:visible").count() > 20
    assert reader.page.locator("details:not([open])").count() == 0
