"""Writing a note with what readers will see beside it."""

from playwright.sync_api import expect

from tests.factories import annotate, cite, make_article, make_note


def frame_of(reader):
    return reader.page.frame_locator(".desk-preview iframe")


def edit(note):
    return f"/admin/explainer/note/{note.pk}/change/"


def test_the_preview_follows_what_is_typed(desk):
    note = make_note(title="Wagner mutiny", summary="A march on Moscow.", body="It *failed*.")
    cite(note)
    annotate(make_article("It was the Wagner mutiny. So be it."), "Wagner mutiny", note)
    reader = desk(edit(note))
    frame = frame_of(reader)
    expect(frame.locator("details.card[open] .inner > p").first).to_have_text("A march on Moscow.")
    expect(frame.locator(".marker")).to_have_text("Wagner mutiny")
    reader.page.get_by_label("Summary").fill("A march that stopped short.")
    expect(frame.locator("details.card .inner > p").first).to_have_text("A march that stopped short.")
    reader.page.get_by_role("button", name="Open", exact=True).click()
    expect(frame.locator(".text em")).to_have_text("failed")
    reader.page.get_by_role("button", name="Embedded").click()
    expect(frame.locator("main.embed .lede")).to_have_text("A march that stopped short.")
    assert frame.locator("main.embed").evaluate("e => getComputedStyle(e).fontFamily") != ""
    assert reader.errors == []
    note.refresh_from_db()
    assert note.summary == "A march on Moscow."
