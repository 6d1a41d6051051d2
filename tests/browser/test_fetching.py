"""What is asked of the network, and when: nothing at rest, the full card on intent, and once."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def rest(visit, story):
    """A reader whose clock stands still until the test moves it."""

    def rest(**options):
        reader = visit(story, before=lambda page: page.clock.install(time=0), **options)
        reader.page.clock.pause_at(3_600_000)
        return reader

    return rest


def test_at_rest_nothing_is_fetched(rest):
    reader = rest()
    reader.page.mouse.wheel(0, 3000)
    reader.page.clock.run_for(60_000)
    assert reader.fragments() == []


def test_a_pointer_that_passes_over_fetches_nothing(rest):
    reader = rest()
    for number in (1, 2, 3):
        reader.marker(number).hover()
        reader.page.clock.run_for(60)
    reader.page.locator("h1").hover()
    reader.page.clock.run_for(1000)
    assert reader.fragments() == []


def test_a_pointer_that_rests_fetches_the_card_once_and_opening_costs_nothing(rest):
    reader = rest()
    card = int(reader.id(1))
    reader.marker(1).hover()
    reader.page.clock.run_for(100)
    expect(reader.card(1).locator(".text")).to_have_count(1)
    before = len(reader.asked)
    for _ in range(3):
        reader.marker(1).click()
        reader.page.clock.run_for(1000)
    assert reader.fragments() == [card]
    assert len(reader.asked) == before


def test_focus_fetches_the_card_once(rest):
    reader = rest()
    card = int(reader.id(2))
    reader.marker(2).focus()
    reader.page.clock.run_for(100)
    expect(reader.card(2).locator(".text")).to_have_count(1)
    reader.page.keyboard.press("Enter")
    reader.page.clock.run_for(1000)
    assert reader.fragments() == [card]


def test_the_start_of_a_touch_fetches_the_card_before_it_opens(visit, story):
    reader = visit(story, width=360, height=780, touch=True)
    reader.marker(1).dispatch_event("touchstart")
    expect(reader.card(1).locator(".text")).to_have_count(1)
    assert reader.opened() == []
    reader.marker(1).tap()
    reader.settled()
    assert (reader.opened(), reader.fragments()) == ([1], [int(reader.id(1))])


def test_a_quick_tap_opens_its_card_before_anything_is_fetched(rest):
    reader = rest(width=360, height=780, touch=True)
    asked = """marker => {
        const card = document.querySelector("details.card");
        marker.dispatchEvent(new Event("touchstart", { bubbles: true }));
        marker.click();
        return [card.open, card.querySelectorAll("[data-asked]").length];
    }"""
    assert reader.marker(1).evaluate(asked) == [True, 0]
    reader.page.clock.run_for(100)
    expect(reader.card(1).locator(".text")).to_have_count(1)
    assert reader.fragments() == [int(reader.id(1))]


def test_clicking_at_once_fetches_the_card_once(visit, story):
    reader = visit(story)
    reader.marker(1).dispatch_event("click")
    reader.read_on(1)
    expect(reader.card(1).locator(".text")).to_be_visible()
    reader.settled()
    assert reader.fragments() == [int(reader.id(1))]


@pytest.mark.parametrize("width", [360, 1440])
def test_open_all_fetches_only_what_is_near_the_window(visit, story, width):
    reader = visit(story, width=width)
    reader.page.get_by_text("Open all").click()
    expect(reader.card(1).locator(".text")).to_have_count(1)
    reader.settled()
    count = len(reader.opened())
    first = reader.fragments()
    assert 0 < len(first) < count / 2
    reader.card(count).scroll_into_view_if_needed()
    expect(reader.card(count).locator(".text")).to_have_count(1)
    assert int(reader.id(count)) not in first
    assert len(reader.fragments()) == len(set(reader.fragments())) < count


def test_a_fragment_needs_no_vary(visit, story):
    """Any cache may keep it: the same bytes for everyone who takes the same encoding."""
    reader = visit(story)
    with reader.page.expect_response("**/fragment/") as answer:
        reader.marker(1).click()
    headers = answer.value.all_headers()
    assert headers.get("vary", "accept-encoding").lower() == "accept-encoding"
    assert "set-cookie" not in headers
    assert "public" in headers["cache-control"]


FAILURES = {
    "cut off": lambda route: route.abort(),
    "an error": lambda route: route.fulfill(status=500, body="<h1>Traceback</h1>"),
    "gone": lambda route: route.fulfill(status=404, body="<h1>Not here</h1>"),
    "hanging": lambda route: None,
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_fetch_leaves_the_summary_and_offers_a_retry(visit, story, failure):
    def prepare(page):
        page.route("**/fragment/", FAILURES[failure])
        page.clock.install()

    reader = visit(story, before=prepare)
    card = reader.card(1)
    reader.marker(1).click()
    if failure == "hanging":
        expect(card.locator(".htmx-request")).to_have_count(1)
        reader.page.clock.run_for(10_100)
    expect(card.locator(".failed")).to_be_visible()
    expect(card.locator(".inner > p").first).to_be_visible()
    link = card.locator(".more > a")
    assert link.get_attribute("href") == f"{story}cards/{reader.id(1)}/"
    assert "Traceback" not in card.inner_text()
    assert "did not arrive" in reader.page.get_by_role("status").inner_text()
    expect(reader.page.locator(".htmx-request, [disabled], [aria-busy=true]")).to_have_count(0)

    card.locator("[data-retry]").click()
    if failure == "hanging":
        reader.page.clock.run_for(10_100)
    expect(card.locator(".failed")).to_have_count(1)
    reader.page.unroute("**/fragment/")
    card.locator("[data-retry]").press("Enter")
    expect(card.locator(".text")).to_have_count(1)
    expect(card.locator(".failed")).to_have_count(0)
    assert reader.focused() == ("card", 1)
    assert reader.errors == []


def test_a_failure_that_comes_before_the_card_is_read_out_is_read_out_with_it(rest):
    """The failure of a fetch asked for by a resting pointer, between the click and what follows the card's painting."""
    reader = rest()
    failed = """marker => {
        marker.click();
        document.querySelector(".card .more > a").dispatchEvent(new Event("htmx:error", { bubbles: true }));
    }"""
    reader.marker(1).evaluate(failed)
    reader.page.clock.run_for(1000)
    expect(reader.card(1).locator(".failed")).to_be_visible()
    read_out = reader.page.get_by_role("status").inner_text()
    assert (reader.title(1) in read_out, "did not arrive" in read_out) == (True, True), read_out


def test_what_failed_ahead_of_opening_is_asked_for_again_on_opening(visit, story):
    reader = visit(story, before=lambda page: page.route("**/fragment/", lambda route: route.abort()))
    with reader.page.expect_event("requestfailed"):
        reader.marker(1).hover()
    reader.settled()
    expect(reader.card(1).locator(".failed")).to_have_count(0)
    reader.page.unroute("**/fragment/")
    reader.marker(1).click()
    expect(reader.card(1).locator(".text")).to_have_count(1)


def test_without_htmx_cards_still_open(visit, story):
    reader = visit(story, before=lambda page: page.route("**/htmx*", lambda route: route.abort()))
    reader.marker(1).click()
    expect(reader.card(1).locator(".more > a")).to_be_visible()
    reader.page.keyboard.press("Escape")
    assert (reader.opened(), reader.errors) == ([], [])
