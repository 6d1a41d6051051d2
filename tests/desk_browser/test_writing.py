"""Writing a note with what readers will see beside it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from explainer.text.counting import count_words
from tests.factories import annotate, cite, make_article, make_note

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"

# The admin's links change their colour slowly: two frames until they begin, then until all have ended.
STILL = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ended = Promise.all(document.getAnimations().map(animation => animation.finished));
    await Promise.race([ended, new Promise(done => setTimeout(done, 1000))]);  // those in closed folds stand still
}"""
# The preview is the reader's page, which has its own tests; Django's tables and select2's boxes are theirs.
AXE_RUN = """() => axe.run(
    {include: [["#content"]], exclude: [["iframe"], [".select2-container"]]},
    {resultTypes: ["violations"], rules: {"empty-table-header": {enabled: false}}})"""


def frame_of(page):
    return page.frame_locator(".desk-preview iframe")


def edit(note):
    return f"/admin/explainer/note/{note.pk}/change/"


def test_the_preview_follows_what_is_typed(desk):
    note = make_note(title="Wagner mutiny", summary="A march on Moscow.", body="It *failed*.")
    cite(note)
    annotate(make_article("It was the Wagner mutiny. So be it."), "Wagner mutiny", note)
    reader = desk(edit(note))
    frame = frame_of(reader.page)
    expect(frame.locator("details.card[open] .inner > p").first).to_have_text("A march on Moscow.")
    expect(frame.locator(".marker")).to_have_text("Wagner mutiny")
    reader.page.get_by_label("Summary").fill("A march that stopped short.")
    expect(frame.locator("details.card .inner > p").first).to_have_text("A march that stopped short.")
    reader.page.get_by_role("button", name="Opened", exact=True).click()
    expect(frame.locator(".text em")).to_have_text("failed")
    reader.page.get_by_role("button", name="Embedded").click()
    expect(frame.locator("main.embed .lede")).to_have_text("A march that stopped short.")
    expect(frame.locator("main.embed")).to_have_css("font-family", re.compile("Charter"))
    assert reader.errors == []
    note.refresh_from_db()
    assert note.summary == "A march on Moscow."


def test_a_pasted_address_becomes_a_source_by_keyboard_alone(desk):
    note = make_note(state="draft")
    page = desk(edit(note)).page
    page.get_by_role("button", name="Add another Citation").press("Enter")
    page.locator(".field-source .select2-selection").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".select2-search__field")).to_be_focused()
    page.keyboard.insert_text("http://127.0.0.1:9/page?utm_source=mail")  # a private address: nothing is fetched
    page.keyboard.press("Enter")
    expect(page.get_by_text("The page could not be read from here. Type its title.")).to_be_visible()
    expect(page.get_by_label("Title of the page")).to_be_focused()
    page.keyboard.insert_text("A good page")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added to the sources.")).to_be_visible()
    expect(frame_of(page).locator(".refs")).to_contain_text("1")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("” is saved.").wait_for()
    source = note.citations.get().source
    assert (source.title, source.url) == ("A good page", "http://127.0.0.1:9/page")


def test_the_browser_counts_words_as_the_server_does(desk):
    page = desk("/admin/explainer/note/add/").page
    for text in ("字" * 95, "ประเทศไทย", "東京は、日本の首都です。 2008 games", "ภาษา\u200bไทย", "한국어 뉴스"):
        page.get_by_label("Summary").fill(text)
        expect(page.locator("#id_summary_length")).to_contain_text(f"Words: {count_words(text)} of")


def test_it_warns_of_a_name_that_exists_and_of_length_while_one_types(desk):
    make_note(title="Prague Spring")
    page = desk("/admin/explainer/note/add/").page
    page.get_by_label("Title").press_sequentially("prague spring")
    expect(page.locator(".desk-known")).to_contain_text("A note with this title or alias exists: Prague Spring")
    page.get_by_label("Summary").fill("word " * 61)
    expect(page.locator("#id_summary_length")).to_contain_text("Words: 61 of about 50. That is long")
    expect(page.locator("#content-main > [role=status]")).to_contain_text("61 of about 50")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts")
def test_it_is_accessible_in_every_look(desk):
    note = make_note(title="Wagner mutiny", summary="word " * 70, body="It *failed*.")
    note.events.create(date="2023", text="It began.")
    cite(note)
    annotate(make_article("It was the Wagner mutiny."), "Wagner mutiny", note)
    page = desk(edit(note)).page
    page.locator(".desk-usage summary").click()
    expect(frame_of(page).locator("details.card")).to_be_visible()
    page.evaluate(AXE.read_text())
    found = {}
    for width in (360, 768, 1440):
        for colours in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            page.evaluate(STILL)
            wrong = page.evaluate(AXE_RUN)["violations"]
            if wrong:
                found[width, colours] = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in wrong]
    assert found == {}
