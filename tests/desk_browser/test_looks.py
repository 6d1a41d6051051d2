"""What an editor sees at once: the note's form on one screen, a tablet's whole width, rings that leave labels free."""

import pytest
from playwright.sync_api import expect

from explainer.actions.revising import revise
from explainer.models import Event
from tests.browser.reader import TWO_FRAMES
from tests.desk_browser.test_annotating import address, module
from tests.factories import annotate, cite, make_article, make_note

LONG = "\n\n".join(f"Paragraph {number} says that the chief spoke in Prague about the war." for number in range(150))
# Where the ring around each field, button or link of a form crosses the words of a label that isn't its own holder.
COVERED = """() => {
    const labels = [...document.querySelectorAll("main label, main legend")].filter(each => each.checkVisibility());
    const words = () => labels.flatMap(label => {
        const range = document.createRange(), texts = [];
        const walk = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) if (walk.currentNode.data.trim()) {
            range.selectNodeContents(walk.currentNode);
            texts.push(...[...range.getClientRects()].map(box => [label, box]));
        }
        return texts;
    });
    const found = [];
    for (const each of document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)")) {
        if (!each.checkVisibility({ visibilityProperty: true }) || each.closest(".visually-hidden")) continue;
        each.focus({ preventScroll: true });
        if (document.activeElement !== each) continue;
        const style = getComputedStyle(each), box = each.getBoundingClientRect();
        const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
        const wide = style.outlineStyle === "none" ? 0 : ring;
        for (const [label, text] of words()) {
            if (label.contains(each) || each.contains(label)) continue;
            const top = text.top + (text.height - 14) / 2, bottom = text.bottom - (text.height - 14) / 2;
            const beside = box.right + wide < text.left + 1 || text.right - 1 < box.left - wide;
            const apart = box.bottom + wide < top || bottom < box.top - wide;
            if (!beside && !apart) found.push([label.textContent.trim(), each.outerHTML.slice(0, 80)]);
        }
    }
    return found;
}"""
RIGHT = """selectors => Math.max(...[...document.querySelectorAll(selectors)].filter(each => each.checkVisibility())
    .map(each => each.getBoundingClientRect().right))"""


@pytest.fixture
def note(transactional_db):
    note = make_note(title="The Crimean bridge", body="It was hit.\n\nIt was opened.", aliases=["Kerch bridge"])
    for number in range(4):
        cite(note)
        Event.objects.create(note=note, date=f"202{number}", text="It was hit.")
    annotate(make_article("It was hit."), "hit", note)
    return note


def form(desk, record, **options):
    page = desk(f"/admin/explainer/{record.type_name}/{record.pk}/change/", **options).page
    page.locator(".canvas-text > [contenteditable]").first.wait_for()
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate(TWO_FRAMES)
    return page


def test_a_notes_form_is_one_screen_for_what_is_always_needed(desk, note):
    page = form(desk, note, width=1440, height=900)
    for name in ("title", "kind", "summary"):
        expect(page.locator(f"[name={name}]").first).to_be_in_viewport(ratio=1)
    text = page.locator(".canvas-text").first
    expect(text).to_be_in_viewport()
    rail = page.locator(".desk-preview")
    assert text.bounding_box()["width"] > 600
    assert rail.bounding_box()["x"] >= text.bounding_box()["x"] + text.bounding_box()["width"]
    held = [" ".join(each.split()) for each in page.locator("details:not([open]) > summary").all_inner_texts()]
    assert any("Sources: 4" in each for each in held), held
    assert any("Dates: 4" in each for each in held), held
    assert page.evaluate("document.documentElement.scrollHeight") < 1800  # 3,600 once


@pytest.mark.parametrize("kind", ["article", "note"])
def test_a_tablet_is_used_to_its_edge(desk, note, kind):
    record = note if kind == "note" else note.annotations.get().article
    page = form(desk, record, width=768, height=1024)
    fields = "#content :is([name=title], [name=summary], [name=standfirst], .canvas)"
    assert page.evaluate(RIGHT, fields) > 700
    page.goto(f"/admin/explainer/{kind}/")
    assert page.evaluate(RIGHT, "#result_list, #changelist-filter") > 700


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_ring_covers_the_words_of_a_label(desk, note, width):
    page = form(desk, note, width=width, height=900)
    page.evaluate("() => document.querySelectorAll('details').forEach(each => (each.open = true))")
    page.keyboard.press("Shift")  # as by keyboard: rings are shown
    assert page.evaluate(COVERED) == []


def test_what_went_wrong_stands_in_sight_in_red_however_far_one_has_scrolled(desk, transactional_db):
    article = make_article(LONG, state="draft")
    page = desk(address(article)).page
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate(f"async () => {module('queue')}.send({{ choice: 'remove', annotation: '0' }})")
    problem = page.locator("#problem .problem")
    expect(problem).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") > 2000
    red = "each => getComputedStyle(each).color"
    assert problem.evaluate(red) == page.locator("#status").evaluate(red)
    r, g, b = (int(part) for part in problem.evaluate(red)[4:-1].split(","))
    assert r > 2 * max(g, b)


def test_a_new_note_and_a_new_claim_stand_above_what_the_library_offers(desk, transactional_db):
    article = make_article(LONG[:2000], state="draft")
    for number in range(8):
        make_note(title=f"Prague {number}")
    page = desk(address(article)).page
    page.evaluate("() => document.querySelector('details.by-hand').open = true")
    page.locator("#by-hand").fill("Paragraph 1 says")
    page.locator("[data-by-hand] button").click()
    offers = page.locator("#offers")
    page.locator("#typed").fill("Prague")
    expect(offers.get_by_text("Prague 1", exact=True)).to_be_visible()
    top = offers.bounding_box()["y"]
    for name in ("New note", "New claim"):
        button = page.get_by_text(name, exact=True)
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box["y"] + box["height"] <= top


def test_a_history_on_a_telephone_stands_in_lines_and_not_in_columns_a_letter_wide(desk, transactional_db):
    article = make_article("He said that they must.")
    revise(article)
    article.body = "He said that they may."
    article.save()
    revise(article, change="correction", was_wrong="He said that they must.", is_right="He said that they may.")
    page = desk(f"/admin/explainer/article/{article.pk}/history/", width=390).page
    for cell in page.locator(".wide td:not(:empty)").all():
        assert cell.bounding_box()["width"] > 250
    expect(page.locator(".wide td").filter(has_text="He said that they may.")).to_be_visible()
