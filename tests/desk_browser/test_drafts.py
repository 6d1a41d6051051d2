"""Unsaved work survives a closed tab, an expired sign-in, a server error and a lost connection."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from explainer.models import Note
from tests.desk_browser.conftest import session
from tests.factories import make_article, make_note, make_source

OFFER = "Restore what you had typed at"


@pytest.fixture
def desk(desk):
    """A desk where forms don't save themselves, as without a connection: what this browser keeps is all there is."""

    def alone(path):
        reader = desk(path)
        reader.page.context.route("**/*", lambda route: route.abort() if saves(route.request) else route.fallback())
        return reader

    def saves(request):
        return request.resource_type == "fetch" and request.method == "POST" and "preview" not in request.url

    return alone


@pytest.fixture
def note(transactional_db):
    note = make_note(title="Wagner mutiny", summary="A march.", state="draft")
    note.events.create(date="2023-06", text="It began.")
    make_source(title="A good book")
    return note


@pytest.fixture
def address(note):
    return f"/admin/explainer/note/{note.pk}/change/"


def write(page):
    """Change a text, and add an event in a new row."""
    page.get_by_label("Summary").fill("A march that stopped.")
    page.locator("#events-group summary").click()
    page.get_by_role("button", name="Add another Event").click()
    page.locator("[name=events-1-date]").fill("2023-08")
    page.locator("[name=events-1-text]").fill("He died.")
    page.wait_for_function("() => Object.keys(localStorage).some(key => localStorage[key].includes('He died'))")


def typed(page):
    return [page.locator(f"[name={name}]").input_value() for name in ("summary", "events-1-date", "events-1-text")]


def restore(page):
    page.get_by_role("button", name=OFFER).click()
    assert typed(page) == ["A march that stopped.", "2023-08", "He died."]


def save(page):
    page.get_by_role("button", name="Save", exact=True).last.click()


def copies(page):
    return page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('draft:')).length")


def test_a_closed_tab_loses_nothing_and_a_save_takes_the_copy_away(desk, address, note):
    reader = desk(address)
    write(reader.page)
    context = reader.page.context
    reader.page.close()
    page = context.new_page()
    page.goto(address)
    page.get_by_text("What differs").click()
    differing = [text.lower() for text in page.locator(".desk-draft dt").all_inner_texts()]
    assert differing == ["summary", "date", "what happened"]
    expect(page.locator(".desk-draft dd").first).to_contain_text("A march that stopped.")
    restore(page)
    save(page)
    page.get_by_text("” is saved.").wait_for()
    page.goto(address)
    expect(page.locator(".desk-draft")).to_be_hidden()
    assert copies(page) == 0
    note.refresh_from_db()
    assert (note.summary, note.events.count()) == ("A march that stopped.", 2)


def test_after_an_expired_sign_in_the_work_is_offered_again(desk, address, editor, site):
    page = desk(address).page
    write(page)
    Session.objects.all().delete()
    save(page)
    page.wait_for_url("**/login/**")
    page.context.add_cookies([{"name": "sessionid", "value": session(editor), "url": site}])
    page.goto(address)
    restore(page)


def test_an_article_is_found_again_after_signing_in_through_the_form(desk):
    article = make_article("Tanks came.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    page.locator("[name=body]").fill("Tanks came at night.")
    Session.objects.all().delete()
    save(page)
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("x")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name=OFFER).click()
    assert page.locator("[name=body]").input_value() == "Tanks came at night."
    save(page)
    page.get_by_text("” is saved.").wait_for()
    article.refresh_from_db()
    assert article.body == "Tanks came at night."


@pytest.mark.parametrize("failure", [{"status": 500, "body": "broken"}, None], ids=["server error", "no connection"])
def test_after_a_failure_the_work_is_offered_again(desk, address, failure):
    page = desk(address).page
    write(page)

    def fail(route):
        if route.request.method != "POST" or "preview" in route.request.url:
            return route.fallback()
        return route.fulfill(**failure) if failure else route.abort()

    page.route("**/change/", fail)
    with page.expect_event("requestfinished" if failure else "requestfailed", lambda asked: asked.method == "POST"):
        save(page)
    if failure:
        expect(page.locator("body")).to_have_text("broken")
    page.unroute("**/change/")
    page.goto(address)
    restore(page)


def test_a_form_with_mistakes_keeps_what_was_typed_when_it_is_closed(desk, address):
    page = desk(address).page
    write(page)
    page.get_by_label("Title").fill("")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Title: This field is required.")
    expect(page.locator(".desk-draft")).to_be_hidden()
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(address)
    restore(page)


def test_it_is_gone_when_it_is_discarded(desk, address):
    page = desk(address).page
    write(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    assert copies(page) == 0
    page.reload()
    expect(page.locator(".desk-draft")).to_be_hidden()


def test_it_asks_before_leaving_and_only_then(desk, address):
    page = desk(address).page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []
    write(page)
    page.reload()
    assert asked == ["beforeunload"]


def test_it_is_nobody_elses(desk, address, make_editor, site):
    page = desk(address).page
    write(page)
    other = make_editor("ben")
    page.context.add_cookies([{"name": "sessionid", "value": session(other), "url": site}])
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    expect(page.locator(".desk-draft")).to_be_hidden()


def test_an_articles_form_has_it_too(desk):
    article = make_article("Tanks came.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[name=body]").fill("Tanks came at night.")
    page.reload()
    page.get_by_role("button", name=OFFER).click()
    assert page.locator("[name=body]").input_value() == "Tanks came at night."


def test_a_new_note_that_was_saved_is_not_offered_again(desk):
    page = desk("/admin/explainer/note/add/").page
    page.get_by_label("Title").fill("Prague Spring")
    page.locator("[name=kind]").select_option("event")
    page.get_by_label("Summary").fill("A thaw.")
    save(page)
    page.get_by_text("” is saved.").wait_for()
    page.goto("/admin/explainer/note/add/")
    expect(page.locator(".desk-draft")).to_be_hidden()
    assert Note.objects.get().title == "Prague Spring"
