"""The desk as a whole, played as people would: from a saved web page to a correction that readers can look up.

A contributor imports an article, gives it background and hands it on; an editor publishes it and puts it right later;
a reader who isn't signed in reads it on a phone. Everything is found by what people see: roles, labels, words.
"""

import re

import pytest
from playwright.sync_api import expect

from explainer.actions.working_copies import working_copy
from explainer.models import Article, Claim, Note
from tests.browser.conftest import visit  # noqa: F401 - a fixture: a reader who isn't signed in
from tests.conftest import fill_with_demonstration
from tests.desk_browser.test_annotating import chosen, select_by_mouse
from tests.extracting.test_sites import FILES
from tests.factories import make_user

HEADLINE = "Why a spy chief spoke of 1968 in Prague"
POLLSTER = "The Levada Centre"
SUMMARY = "A Russian pollster that the state calls a foreign agent. It asks about 1,600 people each month."
FULL = "It works from Moscow and publishes its figures."
BOOK = "http://127.0.0.1:9/levada"  # inside our own network: nothing is fetched, and the title is asked for
BEFORE = (
    "in August 1968, tanks ended that attempt at reform; the invasion of Czechoslovakia by the Soviet Union and three "
    "of its allies turned"
)
AFTER = "on the night to 21 August 1968, tanks ended that attempt at reform; that night turned"
MENDED = "tanks ended that attempt at reform"
LINE = "We had the month only. The tanks came on the night to 21 August."


@pytest.fixture(scope="module")
def browser(whole_browser):
    return whole_browser


@pytest.fixture
def newsroom(transactional_db):
    """The demonstration's library, and the two who play: a contributor and an editor."""
    fill_with_demonstration()
    return make_user("Contributors", "carla"), make_user("Editors", "edith")


MOST_CLICKS, MOST_LOADS = 25, 4
PASTED = """What the chief of MI6 asked for in Prague

The head of the British service invited Russians to help it

By Jane Roe

Richard Moore spoke in Prague and compared the war with the night of August 1968.

He said that the Wagner mutiny had shown how weak the state is, and that 25,000 men had followed its leader.

The Levada Centre asks Russians each month what they think, and the Wilson Centre writes about it."""


def test_it_takes_25_clicks_and_4_page_loads_to_publish_an_explainer(desk, newsroom):
    """Pasted text to two cards of the library, two new notes with sources and a new claim with a verdict, all public.

    Presses of the mouse are counted, those that begin a drag too; fields are reached by Tab.
    """
    counted = {"clicks": 0, "loads": 0, "pages": 0}

    def count(page):
        page.context.on("page", lambda _page: counted.update(pages=counted["pages"] + 1))
        page.expose_binding("pressed", lambda _source: counted.update(clicks=counted["clicks"] + 1))
        page.add_init_script("addEventListener('pointerdown', (event) => event.isTrusted && window.pressed(), true)")
        page.on("load", lambda: counted.update(loads=counted["loads"] + 1))

    page = desk("/admin/", by=newsroom[1], before=count).page
    paste_an_article(page)
    article = Article.objects.get(title=PASTED.split("\n")[0])
    for words, first in (("Wagner mutiny", "The Wagner mutiny"), ("Richard Moore", "Sir Richard Moore")):
        select_by_mouse(page, article, words)
        best = page.locator("#offers li").first
        expect(best).to_contain_text(first)
        best.get_by_role("button").click()
        expect(page.locator("#status")).to_contain_text(f"put “{first}” on “{words}”.")
    for words, address in (("The Levada Centre", BOOK), ("the Wilson Centre", f"{BOOK}-2")):
        write_a_whole_note(page, article, words, address)
    write_a_claim(page, article)
    page.get_by_role("button", name="Publish…").click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(3)
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("listitem").filter(has_text="is published.")).to_be_visible()
    article.refresh_from_db()
    assert article.is_public
    assert article.annotations.shown().count() == 5
    page.wait_for_load_state()
    assert counted["clicks"] <= MOST_CLICKS
    assert counted["loads"] <= MOST_LOADS
    assert counted["pages"] == 0


def paste_an_article(page):
    page.get_by_role("link", name="Import an article").first.click()
    page.wait_for_url("**/import/")
    page.evaluate(
        """(words) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", words);
            const box = document.activeElement;
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
            box.value = words;
            box.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }""",
        PASTED,
    )
    expect(page.get_by_label("Byline", exact=True)).to_have_value("Jane Roe", timeout=60_000)
    page.get_by_role("button", name="Save as draft").click()
    page.wait_for_url("**/annotate/")


def write_a_whole_note(page, article, words, address):
    select_by_mouse(page, article, words)
    page.get_by_text("New note", exact=True).click()
    title = page.locator("#note-title")
    expect(title).to_be_focused()
    expect(title).to_have_value(words)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Organisation")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(SUMMARY)
    page.keyboard.press("Tab")
    page.keyboard.type(FULL)
    for _ in range(4):  # past the dates
        page.keyboard.press("Tab")
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.locator("#new-note [data-title]")).to_be_focused()
    page.keyboard.type(f"How {words} works")
    page.keyboard.press("Enter")
    expect(page.locator("#new-note .picked li")).to_have_count(1)
    page.locator("#new-note").get_by_role("button", name="Save and put it here").click()
    expect(page.locator("#status")).to_contain_text(f"wrote “{words}”")
    assert Note.objects.get(title=words).citations.get().source.url == address


def write_a_claim(page, article):
    select_by_mouse(page, article, "25,000 men had followed its leader")
    page.get_by_text("New claim", exact=True).click()
    expect(page.locator("#claim-title")).to_be_focused()
    for typed in ("25,000 men followed its leader", "Richard Moore", "2023-07-19"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the words, which are there
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("His number, which nobody else gives.")
    page.get_by_role("radio", name="Unproven").check()
    page.keyboard.press("Tab")
    page.keyboard.type("No count is known.")
    page.locator("#new-claim").get_by_role("button", name="Save and put it here").click()
    expect(page.locator("#status")).to_contain_text("wrote “25,000 men followed its leader”")
    claim = Claim.objects.get(title="25,000 men followed its leader")
    assert (claim.claimant, claim.said_on, claim.verdict) == ("Richard Moore", "2023-07-19", "unproven")
    assert claim.quote == "25,000 men had followed its leader"


def test_ten_minutes_from_a_web_page_to_a_correction(desk, visit, newsroom):  # noqa: F811
    carla, edith = newsroom
    page = desk("/admin/", by=carla).page
    article = import_a_web_page(page)
    decide_about_suggestions(page, article)
    write_a_note_on_words(page, article)
    adjust_its_marker(page)
    submit(page, article)
    page = desk("/admin/", by=edith).page
    publish_with_its_draft(page)
    phone = visit("/", width=360, height=740, touch=True).page
    read_a_card(phone)
    correct_a_paragraph(page)
    mend_what_came_loose(page, article)
    publish_the_changes(page)
    look_the_correction_up(phone)


def import_a_web_page(page):
    page.get_by_role("link", name="Import an article").first.click()
    page.get_by_label("Or a file").set_input_files(FILES / "broadcaster.html")
    page.get_by_role("button", name="See what is in it").click()
    expect(page.get_by_label("Headline")).to_have_value(HEADLINE)
    page.get_by_role("button", name="Save as draft").click()
    page.wait_for_url("**/annotate/")
    return Article.objects.get(title=HEADLINE)


def decide_about_suggestions(page, article):
    """Accept three and reject one, by keyboard alone."""
    focused = page.get_by_role("article").and_(page.locator(":focus"))
    page.keyboard.press("n")
    for key, said, attached in (("a", "accepted", 1), ("a", "accepted", 2), ("r", "rejected", 2), ("a", "accepted", 3)):
        title = focused.locator("b").inner_text()
        page.keyboard.press(key)
        expect(page.get_by_role("status").filter(has_text=f"carla {said}")).to_contain_text(f"“{title}”")
        expect(page.get_by_role("heading", name=re.compile(rf"^{attached} cards? attached"))).to_be_visible()
    assert article.rejections.count() == 1


def write_a_note_on_words(page, article):
    """With its source, whose page can't be read from here: its title is asked for."""
    select_by_mouse(page, article, POLLSTER)
    page.get_by_text("New note", exact=True).click()
    form = page.get_by_role("group").filter(has_text="New note")
    expect(form.get_by_label("Title", exact=True)).to_have_value(POLLSTER)
    form.get_by_role("radio", name="Organisation").check()
    form.get_by_label("Summary").fill(SUMMARY)
    form.get_by_label("Text").fill(FULL)
    form.get_by_label("Source").fill(BOOK)
    page.keyboard.press("Enter")
    form.get_by_label("Title of the page").fill("How we ask")
    page.keyboard.press("Enter")
    expect(form.get_by_text("Added to the sources.")).to_be_visible()
    form.get_by_role("button", name="Save and put it here").click()
    expect(page.get_by_role("heading", name="4 cards attached")).to_be_visible()
    assert Note.objects.get(title=POLLSTER).citations.get().source.url == BOOK


def adjust_its_marker(page):
    page.get_by_role("link", name=POLLSTER).click()
    page.get_by_role("group", name="At the end").get_by_role("button", name="one word more").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_contain_text(f"“{POLLSTER}, an”")


def submit(page, article):
    expect(page.get_by_role("button", name="Publish…")).to_have_count(0)
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("waits for an editor’s review")).to_be_visible()
    assert not article.is_public


def publish_with_its_draft(page):
    page.get_by_role("region", name="In review").get_by_role("link", name=HEADLINE).click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text(f"“{HEADLINE}” is published")).to_be_visible()  # and with it the note of its panel


def read_a_card(phone):
    phone.reload()
    phone.get_by_role("link", name=HEADLINE).tap()
    card = phone.get_by_role("group").filter(has_text=POLLSTER)
    expect(card.get_by_text(SUMMARY)).to_be_hidden()
    phone.get_by_role("link", name=f"{POLLSTER}, an").tap()
    expect(card.get_by_text(SUMMARY)).to_be_visible()
    card.get_by_role("link", name="Read on").tap()
    expect(card.get_by_text(FULL)).to_be_visible()
    card.get_by_text("1 source").tap()
    expect(card.get_by_role("link", name="How we ask")).to_be_visible()


def correct_a_paragraph(page):
    page.get_by_role("button", name="Markdown").click()
    body = page.locator("#id_body")
    body.fill(body.input_value().replace(BEFORE, AFTER))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 card lost its words")).to_be_visible()


def mend_what_came_loose(page, article):
    page.get_by_role("link", name="Decide what happens to them").click()
    page.get_by_role("link", name="Annotate by selecting words").click()
    page.wait_for_url("**/annotate/")
    loose = page.get_by_role("region", name="1 card lost its words")
    expect(loose).to_contain_text("The 1968 invasion of Czechoslovakia")
    select_by_mouse(page, working_copy(article), MENDED)
    expect(chosen(page)).to_have_text(MENDED)
    loose.get_by_role("button", name="Use the selected words").click()
    expect(page.get_by_role("heading", name="0 cards lost their words")).to_be_visible()


def publish_the_changes(page):
    page.get_by_role("link", name="Publish changes").click()
    page.get_by_label("What kind of change is it?").select_option("Correction")
    page.get_by_label("What changed, in a sentence").fill(LINE)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Readers are told: correction.")).to_be_visible()


def look_the_correction_up(phone):
    phone.reload()
    expect(phone.get_by_role("link", name=MENDED)).to_be_visible()
    phone.get_by_role("region", name="Corrections").get_by_role("link", name="What changed").tap()
    phone.wait_for_url("**/changes/*")
    change = phone.get_by_role("region").filter(has_text=LINE)
    expect(change.get_by_role("heading", level=2)).to_contain_text("Correction")
    expect(change.get_by_role("insertion").filter(has_text="that night")).to_be_visible()
    expect(change.get_by_role("deletion").filter(has_text="the invasion of Czechoslovakia")).to_be_visible()
    phone.get_by_role("link", name="All corrections").tap()
    phone.wait_for_url("**/corrections/")
    expect(phone.get_by_role("listitem").filter(has_text=LINE).get_by_role("link", name=HEADLINE)).to_be_visible()
