"""A public record's form and annotate screen in a browser: saved by itself for the desk, out when it is published."""

from playwright.sync_api import expect

from explainer.actions.working_copies import working_copy
from tests.factories import annotate, make_article, make_note


def test_what_is_typed_is_saved_by_itself_and_published_by_key(desk):
    note = make_note(title="Prague Spring", summary="A thwa in Prague.")
    page = desk(f"/admin/explainer/note/{note.pk}/change/").page
    page.get_by_label("Summary").fill("A thaw in Prague.")
    expect(page.get_by_text("for the desk alone.").last).to_contain_text("Saved at")
    assert working_copy(note).summary == "A thaw in Prague."
    note.refresh_from_db()
    assert note.summary == "A thwa in Prague."
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []
    expect(page.get_by_label("Summary")).to_have_value("A thaw in Prague.")
    page.get_by_label("Summary").press("Control+Enter")
    expect(page.get_by_text("are published")).to_be_visible()
    note.refresh_from_db()
    assert note.summary == "A thaw in Prague."
    assert working_copy(note) is None


def test_quick_steps_with_a_public_card_all_count_and_readers_see_none(desk):
    article = make_article("Some Russians were silently appalled by the war, he said.")
    card = annotate(article, "silently appalled", make_note(title="Polls"))
    page = desk(f"/admin/explainer/article/{article.pk}/annotate/").page
    page.locator(f'.marker[data-annotation="{card.pk}"]').click()
    for _ in range(2):
        page.get_by_role("group", name="At the end").get_by_role("button", name="one word more").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_contain_text("appalled by the")
    card.refresh_from_db()
    assert card.exact == "silently appalled"
    page.get_by_role("link", name="Publish changes").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("are published")).to_be_visible()
    card.refresh_from_db()
    assert card.exact == "silently appalled by the"
