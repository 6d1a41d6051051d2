"""Attaching background by selecting words: with mouse, touch and keyboard, and everything is saved at once."""

import re

import pytest
from playwright.sync_api import expect

from explainer.models import Note
from tests.factories import annotate, make_article, make_claim, make_note, make_source

BODY = """The chief of MI6 spoke in Prague about **the war** in Ukraine.

## A heading

Some Russians were silently appalled by the war, he said, and [many had left](https://example.org/) since.

The Crimean bridge was hit in July."""


def module(name):
    """JavaScript for what one of the page's modules exports: the module that runs already, not another."""
    return f"(await import(document.querySelector(\"script[src*='/desk/{name}.']\").src))"


SELECT = f"""async ([from, to]) => {{
    const range = {module("words")}.rangeOf(from, to);
    getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}}"""


@pytest.fixture
def article(transactional_db):
    return make_article(BODY, title="The chief speaks", state="draft")


def address(article):
    return f"/admin/explainer/article/{article.pk}/annotate/"


def box_of(page, start, end):
    """Where the words at these code points are in the window: the first line's box and the last's."""
    return page.evaluate(
        f"""async ([from, to]) => {{
            const {{ bringIntoView, rangeOf }} = {module("words")};
            bringIntoView(rangeOf(from, to));
            const boxes = [...rangeOf(from, to).getClientRects()].filter((box) => box.width);
            return [boxes[0], boxes.at(-1)].map(({{ left, top, right, bottom }}) => [left, (top + bottom) / 2, right]);
        }}""",
        [start, end],
    )


def select_by_mouse(page, article, words):
    page.evaluate("() => document.fonts.ready.then(() => true)")  # a face that comes late moves the words
    start = article.text.index(words)
    first, last = box_of(page, start, start + len(words))
    page.mouse.move(first[0] + 1, first[1])
    page.mouse.down()
    page.mouse.move(last[2] - 1, last[1], steps=5)
    page.mouse.up()


def chosen(page):
    return page.locator("#chosen")


def saved(page):
    return expect(page.locator("#status"))


def test_it_puts_a_note_on_words_that_are_selected_with_the_mouse(desk, article):
    make_note(title="Polls in Russia")
    page = desk(address(article)).page
    select_by_mouse(page, article, "silently appalled")
    expect(chosen(page)).to_have_text("silently appalled")
    page.get_by_label("Search notes and claims").fill("polls")
    page.get_by_role("button", name="Put here “Polls in Russia”").click()
    saved(page).to_contain_text("Saved.")
    assert article.annotations.get().exact == "silently appalled"
    expect(page.locator("#text .marker[data-annotation]")).to_have_text("silently appalled")


def test_a_new_claim_that_is_in_the_library_already_is_pointed_out_while_it_is_written(desk, article):
    make_claim(title="Many were silently appalled by the war")
    make_note(title="Silently appalled")
    page = desk(address(article)).page
    select_by_mouse(page, article, "silently appalled")
    page.get_by_text("New claim", exact=True).click()
    known = page.locator("#new-claim .known")
    page.locator("#claim-title").fill("Many silently were appalled by the war")
    expect(known).to_have_text("This claim may be the same in other words: Many were silently appalled by the war")
    expect(known.get_by_role("link")).to_have_attribute("target", "_blank")
    page.locator("#claim-title").fill("The bridge was hit in July")
    expect(known).to_be_empty()
    page.get_by_text("New note", exact=True).click()  # its title is the words chosen: nothing is typed
    expect(page.locator("#new-note .known")).to_have_text("A note with this title or alias exists: Silently appalled")


def test_five_are_offered_and_the_others_on_demand(desk, article):
    for number in range(7):
        make_note(title=f"The war, part {number}")
    page = desk(address(article)).page
    select_by_mouse(page, article, "the war")
    expect(page.locator("#offers li:visible")).to_have_count(0)  # "war" and "the" tell no texts apart
    select_by_mouse(page, article, "The Crimean bridge")
    for number in range(7):
        make_note(title=f"The Crimean bridge, part {number}")
    page.get_by_role("button", name="Clear").click()
    select_by_mouse(page, article, "The Crimean bridge")
    expect(page.locator("#offers li:visible")).to_have_count(5)
    page.get_by_text("2 more").click()
    expect(page.locator("#offers li:visible")).to_have_count(7)


def test_it_chooses_words_by_keyboard_alone(desk, article):
    make_note(title="Polls in Russia")
    page = desk(address(article)).page
    page.locator("#text").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(chosen(page)).to_have_text("Russians")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(chosen(page)).to_have_text("Russians were silently")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    page.keyboard.type("polls")
    expect(page.get_by_role("button", name="Put here “Polls in Russia”")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    saved(page).to_contain_text("Saved.")
    assert article.annotations.get().exact == "Russians were"
    assert page.evaluate("document.activeElement.id") == "text"


def long_press(page, x, y):
    """A finger that stays: real touch events, not a selection made by script."""
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    expect(chosen(page)).not_to_be_empty()
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("width", [360, 768])
def test_it_chooses_words_by_a_long_press_and_never_covers_them(desk, article, width):
    make_note(title="Polls in Russia")
    page = desk(address(article), width=width, height=640, touch=True).page
    start = article.text.index("July")
    page.evaluate("() => scrollTo(0, 0)")
    first, _ = box_of(page, start, start + 4)
    long_press(page, first[0] + 6, first[1])
    expect(chosen(page)).to_have_text("July")
    page.get_by_label("Search notes and claims").fill("polls")
    put = page.get_by_role("button", name="Put here “Polls in Russia”")
    expect(put).to_be_visible()
    bottom = page.evaluate(
        f"async () => {module('words')}.rangeOf({start}, {start + 4}).getBoundingClientRect().bottom"
    )
    assert bottom < page.locator("#panel").bounding_box()["y"]
    put.tap()
    saved(page).to_contain_text("Saved.")
    assert article.annotations.get().exact == "July"


def test_it_chooses_words_that_are_typed(desk, article):
    page = desk(address(article)).page
    page.get_by_text("Choose words by typing them").click()
    page.get_by_label("Words of the article").fill("the war")
    page.get_by_role("button", name="Choose these").click()
    expect(chosen(page)).to_have_text("the war")
    start = f"async () => {module('choosing')}.chosen.start"
    first = page.evaluate(start)
    page.get_by_role("button", name="Choose these").click()
    page.wait_for_function(f"async () => {module('choosing')}.chosen.start > {first}")


def test_a_selection_is_whole_words_and_leaves_headings_out(desk, article):
    page = desk(address(article)).page
    text = article.text
    page.evaluate(SELECT, [text.index("lently"), text.index("palled")])
    expect(chosen(page)).to_have_text("silently appalled")
    page.evaluate(
        """() => getSelection().setBaseAndExtent(
            document.querySelector("#text p").firstChild, 0, document.querySelector("#text h2").firstChild, 5)"""
    )
    expect(chosen(page)).to_have_text("The chief of MI6 spoke in Prague about the war in Ukraine.")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#text h2'))")
    saved(page).to_contain_text("Cards can’t stand on headings")


def test_a_note_is_written_whole_without_losing_the_place(desk, article):
    known = make_source(title="A poll", url="https://example.org/poll")
    page = desk(address(article)).page
    select_by_mouse(page, article, "silently appalled")
    page.get_by_text("New note", exact=True).click()
    expect(page.locator("#note-title")).to_have_value("silently appalled")
    expect(page.locator("#note-title")).to_be_focused()
    page.keyboard.type("Russian opinion")
    page.get_by_role("radio", name="Concept").check()
    page.locator("#note-summary").evaluate("field => field.removeAttribute('required')")
    page.locator("#new-note").get_by_label("What happened").fill("It began")
    page.get_by_role("button", name="Save and put it here").click()
    expect(page.locator("#new-note .refused").first).to_contain_text("The date “It began”: This field is required.")
    expect(page.locator("#note-title")).to_have_value("Russian opinion")
    expect(chosen(page)).to_have_text("silently appalled")
    page.locator("#note-summary").fill("What polls say.")
    page.get_by_label("Date", exact=True).first.fill("1968-08")
    page.locator("#new-note [name=source_url]").fill("https://example.org/poll?utm_source=x")
    page.keyboard.press("Enter")
    expect(page.locator("#new-note .picked")).to_contain_text("A poll")
    page.get_by_role("button", name="Save and put it here").click()
    saved(page).to_contain_text("Saved.")
    note = Note.objects.get()
    assert (note.title, note.summary, note.state, note.kind) == (
        "Russian opinion",
        "What polls say.",
        "draft",
        "concept",
    )
    assert [(event.date, event.text) for event in note.events.all()] == [("1968-08", "It began")]
    assert [citation.source for citation in note.citations.all()] == [known]
    assert article.annotations.get().note == note
    expect(page.locator(".card-row .draft")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    saved(page).to_contain_text("The draft that was written for it is in the bin")
    assert not Note.objects.exists()


@pytest.fixture
def placed(article):
    """A card on “silently appalled”."""
    return annotate(article, "silently appalled", make_note(title="Polls"))


def words_of(annotation):
    annotation.refresh_from_db()
    return annotation.exact


def marker(page, annotation):
    return page.locator(f"#text .marker[data-annotation='{annotation.pk}']").first


def test_a_card_is_moved_by_dragging_its_end(desk, article, placed):
    page = desk(address(article)).page
    marker(page, placed).click()
    handle = page.locator(".handle[data-handle=end]").bounding_box()
    to = article.text.index("by the war") + 4
    _, last = box_of(page, to, to + 2)
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(last[0] + 6, last[1], steps=6)
    page.mouse.up()
    saved(page).to_contain_text("Saved.")
    assert words_of(placed) == "silently appalled by the"


def test_a_card_is_moved_by_a_finger(desk, article, placed):
    page = desk(address(article), width=768, touch=True).page
    marker(page, placed).tap()
    handle = page.locator(".handle[data-handle=start]").bounding_box()
    to = article.text.index("Russians were")
    first, _ = box_of(page, to, to + 8)
    client = page.context.new_cdp_session(page)
    points = [
        (handle["x"] + handle["width"] / 2, handle["y"] + 12),
        (first[0] + 20, first[1]),
        (first[0] + 12, first[1]),
    ]
    for kind, point in zip(["touchStart", "touchMove", "touchMove"], points, strict=True):
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": point[0], "y": point[1]}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    saved(page).to_contain_text("Saved.")
    assert words_of(placed) == "Russians were silently appalled"


def test_a_card_is_adjusted_by_key_and_by_button(desk, article, placed):
    page = desk(address(article)).page
    marker(page, placed).click()
    page.keyboard.press("Shift+ArrowRight")
    saved(page).to_contain_text("“silently appalled by”")
    page.keyboard.press("Alt+Shift+ArrowLeft")
    saved(page).to_contain_text("“were silently appalled by”")
    page.get_by_role("group", name="At the end").get_by_text("one word less").click()
    saved(page).to_contain_text("“were silently appalled”")
    page.locator(".handle[data-handle=start]").focus()
    page.keyboard.press("ArrowRight")
    saved(page).to_contain_text("“silently appalled”")
    assert words_of(placed) == "silently appalled"


def test_quick_steps_one_after_another_all_count(desk, article, placed):
    page = desk(address(article)).page
    marker(page, placed).focus()
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    saved(page).to_contain_text("“silently appalled by the war, he”")
    assert words_of(placed) == "silently appalled by the war, he"


def test_a_card_is_moved_to_other_words(desk, article, placed):
    page = desk(address(article)).page
    marker(page, placed).click()
    select_by_mouse(page, article, "in July")
    page.get_by_role("button", name="Move here: Polls").click()
    saved(page).to_contain_text("Saved.")
    assert words_of(placed) == "in July"


def test_a_card_is_removed_and_comes_back(desk, article, placed):
    page = desk(address(article)).page
    marker(page, placed).click()
    page.get_by_role("button", name="Remove").click()
    saved(page).to_contain_text("removed “Polls”")
    assert not article.annotations.exists()
    page.get_by_role("button", name="Undo").click()
    saved(page).to_contain_text("took back")
    assert article.annotations.get().pk == placed.pk
    expect(marker(page, placed)).to_have_text("silently appalled")
    page.locator("#text").focus()
    page.keyboard.press("Shift+Tab")
    marker(page, placed).focus()
    page.keyboard.press("Shift+ArrowRight")
    saved(page).to_contain_text("appalled by")
    page.keyboard.press("Control+z")
    saved(page).to_contain_text("took back")
    assert words_of(placed) == "silently appalled"


def test_suggestions_are_decided_by_key(desk, article):
    make_note(title="Prague")
    make_note(title="Ukraine")
    bridge = make_note(title="Crimean bridge")
    page = desk(address(article)).page
    expect(page.locator("#text .marker[data-suggestion]")).to_have_count(3)
    page.locator("#text").focus()
    page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_contain_text("Prague")
    page.keyboard.press("a")
    saved(page).to_contain_text("accepted “Prague”")
    expect(page.locator("[data-current]")).to_contain_text("Ukraine")
    page.keyboard.press("r")
    saved(page).to_contain_text("rejected the suggestion “Ukraine”")
    expect(page.locator("[data-current]")).to_contain_text("Crimean bridge")
    assert [a.note.title for a in article.annotations.all()] == ["Prague"]
    assert [rejection.note.title for rejection in article.rejections.all()] == ["Ukraine"]
    page.keyboard.press("Control+z")
    saved(page).to_contain_text("took back")
    assert not article.rejections.exists()
    assert bridge.annotations.count() == 0


def test_single_keys_can_be_switched_off_and_never_act_in_a_field(desk, article):
    make_note(title="Prague")
    page = desk(address(article)).page
    page.get_by_label("Search notes and claims").fill("")
    page.keyboard.type("narp")
    expect(page.locator("[data-current]")).to_have_count(0)
    page.locator("#text").focus()
    page.keyboard.press("?")
    page.get_by_label(re.compile("Single keys")).uncheck()
    page.keyboard.press("Escape")
    page.locator("#text").focus()
    page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_have_count(0)
    page.reload()
    page.locator("#text").focus()
    page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_have_count(0)
    assert not article.annotations.exists()


def test_loose_cards_come_first(desk, article, placed):
    make_note(title="Prague")
    article.body = BODY.replace("silently appalled by the war, he said", "asked about nothing at all")
    article.save()
    page = desk(address(article)).page
    page.locator("#text").focus()
    page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_contain_text("Polls")
    select_by_mouse(page, article, "in July")
    page.get_by_role("button", name="Move here: Polls").click()
    saved(page).to_contain_text("Saved.")
    assert words_of(placed) == "in July"


def test_the_page_points_to_the_cards_when_scripts_are_off(desk, article):
    page = desk(address(article), js=False).page
    page.get_by_role("link", name="The page of cards and suggestions works without it.").click()
    page.wait_for_url("**/cards/")


def test_a_new_card_that_is_being_typed_is_spoken_of_before_publishing_and_kept(desk, article):
    page = desk(address(article)).page
    select_by_mouse(page, article, "Crimean bridge")
    page.locator("summary", has_text="New claim").click()
    form = page.locator("form[data-send=new_claim]")
    page.get_by_role("button", name="Publish…").click()
    expect(page.locator("#publish")).to_be_visible()  # nothing was typed yet
    page.get_by_role("button", name="Not yet").click()
    form.locator("[name=title]").fill("The bridge was hit twice")
    page.get_by_role("button", name="Publish…").click()
    expect(page.locator("#publish")).not_to_be_visible()
    saved(page).to_contain_text("is not saved")
    expect(form.locator("[name=title]")).to_be_focused()
    page.get_by_role("button", name="Publish…").click()
    page.locator("#publish").get_by_role("button", name="Publish now").click()
    page.wait_for_url("**/change/")
    page.goto(address(article))
    expect(form.locator("[name=title]")).to_have_value("The bridge was hit twice")
