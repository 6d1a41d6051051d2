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


def test_what_is_typed_is_saved_once_somebody_has_signed_in_again_in_another_tab(desk, editor):
    article = make_article("One.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Headline").fill("New")
    expect(page.locator(".autosaved.refused")).to_contain_text("you are signed out")
    other = page.context.new_page()
    other.goto("/admin/")
    other.get_by_label("Username").fill(editor.username)
    other.get_by_label("Password").fill("x")
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url("**/admin/")
    page.get_by_label("Headline").fill("Newer")
    expect(page.locator(".autosaved")).to_contain_text("Saved at")


def is_fetch(request):
    return request.resource_type == "fetch"


def test_a_save_waits_for_the_one_under_way_and_conflicts_with_nobody(desk):
    article = make_article("One.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    held = []

    def hold(route):
        held.append((route, route.fetch())) if is_fetch(route.request) else route.continue_()

    page.route("**/change/", hold)
    with page.expect_request(lambda request: is_fetch(request) and request.url.endswith("/change/")):
        page.get_by_label("Headline").fill("New")
    while not held:  # the server has saved it, and this page doesn't know yet
        page.wait_for_timeout(20)
    page.get_by_label("Headline").fill("Newer")
    page.get_by_role("button", name="Save", exact=True).click()
    held[0][0].fulfill(response=held[0][1])
    page.get_by_text("” is saved.").wait_for()
    article.refresh_from_db()
    assert (article.title, page.locator(".choice").count()) == ("Newer", 0)


def sign_in_again(page, editor):
    """End the page's session, and sign in in another tab."""
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    other.goto("/admin/")
    other.get_by_label("Username").fill(editor.username)
    other.get_by_label("Password").fill("x")
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url("**/admin/")


def test_save_goes_through_after_signing_in_again_and_a_refusal_is_called_one(desk, editor):
    article = make_article("One.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    page.route("**/change/", lambda route: route.fulfill(status=403) if is_fetch(route.request) else route.continue_())
    page.get_by_label("Headline").fill("New")
    expect(page.locator(".autosaved.refused")).to_contain_text("the newsroom refused it")
    sign_in_again(page, editor)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("” is saved.").wait_for()
    article.refresh_from_db()
    assert article.title == "New"


def test_two_tabs_of_one_person_are_offered_both_versions_and_the_chosen_one_is_in_the_form_at_once(desk):
    article = make_article("One.", title="Old", state="draft")
    address = f"/admin/explainer/article/{article.pk}/change/"
    page = desk(address).page
    there = page.context.new_page()
    there.goto(address)
    there.get_by_label("Headline").fill("There")
    there.locator("[name=body]").evaluate("area => { area.value = 'Written there.'; }")
    there.get_by_role("button", name="Save", exact=True).click()
    there.get_by_text("” is saved.").wait_for()
    page.get_by_label("Headline").fill("Here")
    page.locator("[name=body]").evaluate("area => { area.value = 'Written here.'; }")
    page.keyboard.press("Control+s")
    expect(page.locator(".autosaved.refused")).to_contain_text("you saved this in another tab at")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("group", name="your two versions")).to_have_count(2)
    headline, text = (page.get_by_role("group", name=f"{name}: your two versions") for name in ("Headline", "Text"))
    headline.get_by_label("Take what you saved there").check()
    expect(page.locator("[name=title]")).to_have_value("There")
    headline.get_by_label("Take what you typed here").check()
    expect(page.locator("[name=title]")).to_have_value("Here")
    text.get_by_label("Take what you saved there").check()
    expect(page.locator(".canvas-text")).to_have_text("Written there.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("” is saved.").wait_for()
    article.refresh_from_db()
    assert (article.title, article.body) == ("Here", "Written there.")


def test_what_a_form_asks_by_the_way_is_answered_after_signing_in_again_in_another_tab(desk, editor):
    page = desk(f"/admin/explainer/note/{make_note(state='draft').pk}/change/").page
    page.wait_for_function("() => document.querySelector('[data-names]')")
    sign_in_again(page, editor)
    with page.expect_response("**/names/") as answer:
        page.locator("[name=title]").fill("Another title")
    assert answer.value.status == 200
    sent = page.evaluate(
        "() => new FormData(document.querySelector('#content-main > form')).get('csrfmiddlewaretoken')"
    )
    assert sent == next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
