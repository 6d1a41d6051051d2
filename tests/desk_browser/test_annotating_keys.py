"""How far it is by keyboard from the words that were chosen to what is done with them."""

import pytest
from playwright.sync_api import expect

from tests.desk_browser.test_annotating import BODY, address, chosen
from tests.factories import make_article, make_claim, make_note

WORDS = "Crimean bridge"
RIGHTS = ["view_article", "change_article", "publish_article", "view_note", "add_annotation"]
FIRST = f"offers: Put here “{WORDS}, part 0”"
FOCUS = """() => {
    const it = document.activeElement;
    return it.id || `${it.closest("[id]")?.id}: ${it.textContent.trim()}`;
}"""


@pytest.fixture
def article(transactional_db):
    """With nine notes and a claim about the words: five are offered, then "more"."""
    for number in range(9):
        make_note(title=f"{WORDS}, part {number}")
    make_claim(title=f"The {WORDS} was hit")
    return make_article(BODY, title="The chief speaks", state="draft")


def choose(page):
    """Choose the words in the text by keyboard, and go to the search box as Enter does."""
    page.locator("#text").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(chosen(page)).to_have_text(WORDS)
    page.keyboard.press("Enter")
    expect(page.locator("#typed")).to_be_focused()
    expect(page.locator("#offers li:visible")).to_have_count(5)


def tabs(page, wanted, most=40):
    """How many times Tab is pressed from here until the focus is on what is wanted."""
    met = []
    while page.evaluate(FOCUS) != wanted:
        assert len(met) < most, f"{wanted} is not among {met}"
        page.keyboard.press("Tab")
        met.append(page.evaluate(FOCUS))
    return len(met)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(("wanted", "most"), [("new-note: New note", 2), ("new-claim: New claim", 5)])
def test_a_new_card_is_near_the_search_box(desk, article, width, wanted, most):
    page = desk(address(article), width=width).page
    choose(page)
    assert tabs(page, wanted) <= most
    page.keyboard.press("Enter")
    expect(page.locator("details.new[open] [name=title]")).to_be_focused()


def test_what_the_library_offers_is_one_key_from_the_search_box(desk, article):
    page = desk(address(article)).page
    choose(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#offers li").first.get_by_role("button", name="Put here")).to_be_focused()
    page.locator("#typed").focus()
    assert tabs(page, FIRST) == 3


@pytest.mark.parametrize(("key", "kind"), [("b", "note"), ("c", "claim")])
def test_a_new_card_is_one_key_from_the_chosen_words(desk, article, key, kind):
    page = desk(address(article)).page
    page.locator("#text").focus()
    page.keyboard.press(key)
    expect(page.locator("#status")).to_have_text("Select words of the text first.")
    choose(page)
    page.locator("#text").focus()
    page.keyboard.press(key)
    title = page.locator(f"#{kind}-title")
    expect(title).to_be_focused()
    page.keyboard.type(f"By {key}")  # the words are written over, and the key is not among them
    expect(title).to_have_value(f"By {key}")
    expect(page.locator("details.new[open]")).to_have_count(1)


def test_these_keys_too_can_be_switched_off(desk, article):
    page = desk(address(article)).page
    choose(page)
    page.locator("#text").focus()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("a new note, a new claim")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.locator("#text").focus()
    page.keyboard.press("c")
    page.keyboard.press("ArrowRight")  # the page has taken the key before it takes this one
    expect(chosen(page)).not_to_have_text(WORDS)
    expect(page.locator("details.new[open]")).to_have_count(0)


def test_whoever_may_write_no_claim_is_not_led_to_one(desk, article, make_editor):
    reader = desk(address(article), by=make_editor("ben", RIGHTS))
    choose(reader.page)
    assert tabs(reader.page, FIRST) == 1
    reader.page.locator("#text").focus()
    reader.page.keyboard.press("c")
    reader.page.keyboard.press("ArrowRight")
    expect(chosen(reader.page)).not_to_have_text(WORDS)
    assert reader.errors == []
