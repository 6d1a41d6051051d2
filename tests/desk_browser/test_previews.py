"""A preview works as the article will: its draft cards open. Beside the text it follows what is typed."""

from datetime import timedelta

from playwright.sync_api import expect

from explainer.actions.preview_links import make_link
from explainer.models import State
from tests.factories import annotate, make_article, make_note, make_user


def test_a_draft_card_opens_in_a_preview(desk):
    article = make_article("The chief of MI6 spoke.", state=State.DRAFT)
    annotate(article, "MI6", make_note(state=State.DRAFT, body="Founded in 1909."))
    page = desk(
        f"/preview/{make_link(record=article, lifetime=timedelta(days=1), by=make_user('Editors')).token}/"
    ).page
    page.get_by_role("link", name="MI6").click()
    page.get_by_role("link", name="Read on").click()
    expect(page.get_by_text("Founded in 1909.")).to_be_visible()


def test_an_articles_preview_follows_what_is_typed_and_keeps_its_place(desk):
    article = make_article(
        "\n\n".join(["The chief of MI6 spoke.", *["Words and more words. " * 30] * 12, "Last."]), state="draft"
    )
    annotate(article, "MI6", make_note(title="The service"))
    page = desk(f"/admin/explainer/article/{article.pk}/change/", width=1440, height=900).page
    text = page.locator(".canvas-text > [contenteditable]")
    expect(text).to_be_visible()
    button = page.get_by_role("button", name="As readers see it")
    panel, shown = page.locator(".desk-preview"), page.frame_locator(".desk-preview iframe")
    expect(panel).to_be_hidden()
    button.press("Enter")
    shown.get_by_role("link", name="MI6").click()
    expect(shown.get_by_text("Summary of note")).to_be_visible()
    panel.evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
    place = panel.evaluate("panel => panel.scrollTop")
    assert place > 500
    text.get_by_text("Last.").click()
    page.keyboard.press("End")
    page.keyboard.type(" And **then** some")
    expect(shown.get_by_text("Last. And")).to_be_visible()
    near = "([panel, place]) => Math.abs(panel.scrollTop - place) < 60"
    page.wait_for_function(near, arg=[panel.element_handle(), place])
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(text).to_be_hidden()
    expect(panel).to_be_visible()
    button.click()
    expect(panel).to_be_hidden()
    expect(text).to_be_visible()
