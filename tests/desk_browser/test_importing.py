"""Importing an article in a browser: nothing that was pasted is lost, and its first cards are minutes away."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from explainer.models import Article
from tests.desk.test_importing import PAGE_WITH_A_SECRET
from tests.extracting.test_sites import FILES

PAGE = "/admin/explainer/article/import/"
TEXT = "A night in August\n\nThe tanks came at night.\n\nThey left by day."
# A click while the preview still waits for a pause in what was typed, and the pause after it.
AT_ONCE_AFTER_TYPING = """button => {
    const real = [setTimeout, clearTimeout];
    let later;
    window.setTimeout = call => void (later = call);
    window.clearTimeout = () => void (later = null);
    button.form.elements.byline.dispatchEvent(new Event("input", { bubbles: true }));
    button.click();
    later?.();
    [window.setTimeout, window.clearTimeout] = real;
}"""
AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"


def test_an_article_is_imported_from_a_file(desk):
    page = desk(PAGE).page
    page.get_by_label("Or a file").set_input_files(FILES / "broadcaster.html")
    page.get_by_role("button", name="See what is in it").click()
    preview = page.get_by_label("As readers will see it")
    expect(preview.get_by_role("heading", name="Why a spy chief spoke of 1968 in Prague")).to_be_visible()
    expect(preview.get_by_text("20 July 2023", exact=True)).to_be_visible()
    expect(page.get_by_label("Published elsewhere")).to_have_value("2023-07-20")
    page.get_by_role("button", name="Save as draft").click()
    page.wait_for_url("**/annotate/")
    assert Article.objects.get().byline == "Hannah Ostrow and Tom Ellery"


@pytest.mark.parametrize("step", ["paste", "found"])
def test_what_was_pasted_survives_a_session_that_ended(desk, editor, step):
    page = desk(PAGE).page
    page.get_by_label("Text", exact=True).fill(TEXT)
    if step == "found":
        page.get_by_role("button", name="See what is in it").click()
        page.get_by_label("Byline").fill("Jane Roe")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save as draft" if step == "found" else "See what is in it").click()
    expect(page.get_by_label("Username")).to_be_visible()
    page.context.add_cookies(cookies)
    page.goto(PAGE)
    page.get_by_role("button", name="Bring it back").click()
    if step == "found":
        expect(page.get_by_label("Byline")).to_have_value("Jane Roe")
        page.get_by_role("button", name="Save as draft").click()
        page.wait_for_url("**/annotate/")
        page.goto(PAGE)
        expect(page.get_by_role("button", name="Bring it back")).to_be_hidden()
    else:
        expect(page.get_by_label("Text", exact=True)).to_have_value(TEXT)


def test_links_of_what_was_copied_are_kept(desk):
    page = desk(PAGE).page
    page.get_by_label("Text", exact=True).evaluate(
        """box => {
            const data = new DataTransfer();
            data.setData("text/html", '<p>The <a href="https://example.org/">tanks</a> came.</p>');
            data.setData("text/plain", "The tanks came.");
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
            box.value = "The tanks came.";
            box.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    # What is pasted as a whole is looked at by itself.
    expect(page.get_by_label("Text", exact=True)).to_have_value("The [tanks](https://example.org/) came.")


def test_words_are_dragged_out_of_the_text_and_what_was_left_out_comes_back_with_a_click(desk):
    page = desk(PAGE).page
    file = {"name": "a.html", "mimeType": "text/html", "buffer": PAGE_WITH_A_SECRET.encode()}
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_role("button", name="See what is in it").click()
    take_in = page.get_by_role("button", name="Take in: Embargoed")
    take_in.evaluate(AT_ONCE_AFTER_TYPING, timeout=30_000)  # reading other people's pages is slow
    body, standfirst = page.get_by_label("Text", exact=True), page.get_by_label("Standfirst")
    expect(body).to_have_value(re.compile("Embargoed until Thursday"))
    first = body.input_value().partition("\n")[0]
    body.evaluate("box => (box.focus(), box.scrollTo(0, 0), box.setSelectionRange(0, box.value.indexOf('\\n')))")
    standfirst.scroll_into_view_if_needed()
    box, to = body.bounding_box(), standfirst.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 18)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] - 5, steps=4)
    page.mouse.move(to["x"] + 40, to["y"] + 20, steps=5)
    page.mouse.up()
    expect(standfirst).to_have_value(first)
    expect(body).not_to_have_value(re.compile(re.escape(first)))
    expect(page.get_by_label("As readers will see it").locator(".standfirst")).to_have_text(first)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(desk, tmp_path):
    (tmp_path / "large.txt").write_bytes(b"x" * 5_300_000)
    page = desk(PAGE).page
    page.get_by_label("Text", exact=True).fill("Kept")
    page.get_by_label("Or a file").set_input_files(tmp_path / "large.txt")
    page.get_by_role("button", name="See what is in it").click()
    expect(page.get_by_role("alert")).to_have_text("This is more than 5 MB. Leave out pictures, or paste the text.")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Kept")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts")
@pytest.mark.parametrize("dark", [False, True])
def test_importing_is_accessible(desk, dark):
    page = desk(PAGE, dark=dark, width=360).page
    source = AXE.read_text()
    for step in ("paste", "found"):
        page.evaluate(source)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == [], step
        if step == "paste":
            page.get_by_label("Text", exact=True).fill(TEXT)
            page.get_by_role("button", name="See what is in it").click()
