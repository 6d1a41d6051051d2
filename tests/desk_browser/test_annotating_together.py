"""Saving when the connection fails, and two editors on one article: nothing is lost and nothing is overwritten."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from explainer.models import CardChange, Presence
from tests.desk_browser.test_annotating import BODY, SELECT, address, chosen, marker, saved, select_by_mouse, words_of
from tests.factories import annotate, make_article, make_note


@pytest.fixture
def article(transactional_db):
    return make_article(BODY, title="The chief speaks", state="draft")


@pytest.fixture
def placed(article):
    return annotate(article, "silently appalled", make_note(title="Polls"))


def put_note(page, article, words, title):
    select_by_mouse(page, article, words)
    expect(chosen(page)).to_have_text(words)
    page.get_by_role("button", name=f"Put here “{title}”").click()


def look_again(page):
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_is_done_without_a_connection_is_kept_and_sent_later(desk, article, placed):
    make_note(title="Prague")
    page = desk(address(article)).page
    select_by_mouse(page, article, "Prague")
    button = page.get_by_role("button", name="Put here “Prague”")
    expect(button).to_be_visible()
    page.context.set_offline(True)
    button.click()
    saved(page).to_contain_text("Not saved: no connection. Your last change is kept")
    marker(page, placed).focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    saved(page).to_contain_text("Your last 2 changes are kept")
    assert article.annotations.count() == 1
    page.context.set_offline(False)
    saved(page).to_contain_text("Saved.")
    expect(marker(page, placed)).to_have_text("silently appalled by the")
    assert sorted(article.annotations.values_list("exact", flat=True)) == ["Prague", "silently appalled by the"]
    assert page.evaluate("localStorage.length") == 0


def test_what_is_kept_outlives_the_page(desk, article):
    make_note(title="Prague")
    page = desk(address(article)).page
    page.route("**/annotate/change/", lambda route: route.abort())
    put_note(page, article, "Prague", "Prague")
    saved(page).to_contain_text("is kept")
    page.unroute_all()
    page.reload()
    saved(page).to_contain_text("Saved.")
    assert article.annotations.get().exact == "Prague"


def test_what_was_saved_but_not_acknowledged_is_not_done_twice(desk, article):
    make_note(title="Prague")
    page = desk(address(article)).page
    lost = []

    def lose_the_answer(route):
        route.fetch()
        lost.append(True)
        route.abort()

    page.route("**/annotate/change/", lose_the_answer, times=1)
    put_note(page, article, "Prague", "Prague")
    saved(page).to_contain_text("is kept")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page).to_contain_text("Saved.")
    assert lost == [True]
    assert article.annotations.count() == CardChange.objects.count() == 1


def test_a_change_that_was_not_sent_yet_can_be_taken_back(desk, article):
    make_note(title="Prague")
    page = desk(address(article)).page
    page.route("**/annotate/change/", lambda route: route.abort())
    put_note(page, article, "Prague", "Prague")
    saved(page).to_contain_text("is kept")
    page.keyboard.press("Control+z")
    saved(page).to_contain_text("not sent yet is dropped")
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    assert page.evaluate("localStorage.length") == 0
    assert not article.annotations.exists()


def test_it_says_when_the_sign_in_has_expired_and_keeps_what_was_done(desk, article, editor):
    make_note(title="Prague")
    page = desk(address(article)).page
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    put_note_without_library(page, article)
    expect(page.locator("#problem")).to_contain_text("You are signed out")
    saved(page).to_contain_text("signed out")
    page.context.add_cookies(cookies)
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page).to_contain_text("Saved.")
    expect(page.locator("#problem")).to_have_text("")
    assert article.annotations.get().exact == "Prague"


def test_a_new_note_outlives_a_lost_sign_in(desk, article):
    """Words, form and decision are there again after signing in, without another tab."""
    make_note(title="Prague")
    page = desk(address(article)).page
    Session.objects.all().delete()
    put_note_without_library(page, article)
    bar = page.locator("#bar")
    expect(bar).to_contain_text("Not saved: you are signed out.")
    expect(bar).to_have_attribute("data-wrong", "")
    select_by_mouse(page, article, "silently appalled")
    page.get_by_text("New note", exact=True).click()
    page.locator("#note-summary").fill("What polls say.")
    page.get_by_role("radio", name="Concept").check()
    bar.get_by_role("link", name="Sign in, and come back here").click()
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("x")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/annotate/")
    saved(page).to_contain_text("Saved.")
    expect(chosen(page)).to_have_text("silently appalled")
    expect(page.locator("#note-summary")).to_have_value("What polls say.")
    expect(page.get_by_role("radio", name="Concept")).to_be_checked()
    page.get_by_role("button", name="Save and put it here").click()
    saved(page).to_contain_text("wrote “silently appalled”")
    assert {each.exact for each in article.annotations.all()} == {"Prague", "silently appalled"}
    assert page.evaluate("localStorage.length") == 0


def put_note_without_library(page, article):
    """Press Accept, which needs no search."""
    page.get_by_role("button", name="Accept").click()


def test_editors_see_what_the_other_did(desk, make_editor, article, placed):
    make_note(title="Prague")
    anna = desk(address(article)).page
    ben = desk(address(article), by=make_editor("ben")).page
    marker(anna, placed).click()
    anna.get_by_role("button", name="Remove").click()
    saved(anna).to_contain_text("Saved.")
    look_again(ben)
    expect(ben.locator("#notices")).to_contain_text("anna removed “Polls” from “silently appalled”.")
    expect(ben.locator("#text .marker[data-annotation]")).to_have_count(0)
    expect(anna.locator("#notices")).to_have_text("")
    put_note(ben, article, "Prague", "Prague")
    saved(ben).to_contain_text("Saved.")
    anna.get_by_role("button", name="Undo").click()  # an answer to anything tells what the other did
    expect(anna.locator("#notices")).to_contain_text("ben put “Prague” on “Prague”.")


def test_a_card_that_the_other_moved_is_not_overwritten(desk, make_editor, article, placed):
    anna = desk(address(article)).page
    ben = desk(address(article), by=make_editor("ben")).page
    marker(anna, placed).focus()
    anna.keyboard.press("Shift+ArrowRight")
    saved(anna).to_contain_text("Saved.")
    marker(ben, placed).focus()
    ben.keyboard.press("Alt+Shift+ArrowLeft")
    problem = ben.locator("#problem")
    expect(problem).to_contain_text("Somebody has changed this card meanwhile.")
    expect(problem).to_contain_text("silently appalled by")
    expect(problem).to_contain_text("were silently appalled")
    saved(ben).to_have_text("Not saved.")
    assert words_of(placed) == "silently appalled by"
    ben.get_by_role("button", name="Put it on my words").click()
    saved(ben).to_contain_text("Saved.")
    assert words_of(placed) == "were silently appalled"


def test_words_that_are_gone_are_refused_and_a_new_note_is_not_lost(desk, article):
    page = desk(address(article)).page
    select_by_mouse(page, article, "silently appalled")
    page.get_by_text("New note", exact=True).click()
    page.locator("#note-title").fill("Russian opinion")
    page.locator("#note-summary").fill("What polls say.")
    page.get_by_role("radio", name="Concept").check()
    article.body = BODY.replace("silently appalled", "quite astonished")
    article.save()
    page.get_by_role("button", name="Save and put it here").click()
    expect(page.locator("#problem")).to_contain_text("“silently appalled” stands there no more")
    expect(page.locator("#text")).to_contain_text("quite astonished")
    assert not article.annotations.exists()
    select_by_mouse(page, article, "quite astonished")
    expect(page.locator("#note-title")).to_have_value("Russian opinion")
    page.get_by_role("button", name="Save and put it here").click()
    saved(page).to_contain_text("Saved.")
    assert article.annotations.get().exact == "quite astonished"


@pytest.mark.parametrize(
    ("body", "language", "words"),
    [
        ("👩‍🚀🚀 Zwei 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 words **and 🎉 more** of it.", "en-gb", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 words and 🎉"),
        ("خطب رئيس الجهاز في براغ.\n\nتذكر عام 1968 🎉 بعد ذلك.", "ar", "رئيس الجهاز"),
        ("خطب رئيس الجهاز في براغ.\n\nتذكر عام 1968 🎉 بعد ذلك.", "ar", "🎉 بعد"),
        ("A note[^1] of foot & more.\n\n- one\n- two &lt;b&gt; three\n\n[^1]: Here.", "en-gb", "of foot & more"),
        ("A note[^1] of foot & more.\n\n- one\n- two &lt;b&gt; three\n\n[^1]: Here.", "en-gb", "one\ntwo <b"),
        ("| Year | What |\n|--|--|\n| 1968 | Prague |", "en-gb", "1968\tPrague"),
    ],
)
def test_any_script_keeps_its_words(desk, transactional_db, body, language, words):
    article = make_article(body, language=language, state="draft")
    make_note(title="A note to put")
    page = desk(address(article)).page
    start = article.text.index(words)
    page.evaluate(SELECT, [start, start + len(words)])
    expect(page.locator(".panel .chosen")).to_be_visible()
    page.get_by_label("Search notes and claims").fill("a note to put")
    page.get_by_role("button", name="Put here “A note to put”").click()
    saved(page).to_contain_text("Saved.")
    annotation = article.annotations.get()
    assert (annotation.start, annotation.exact) == (start, words)
    marked = "".join(page.locator("#text .marker[data-annotation]").all_text_contents())
    assert marked.split() == words.split() or marked == "".join(words.split("\n")) or "\t" in words
    marker(page, annotation).click()
    expect(page.locator(".handle").first).to_be_visible()


def until_known(page, name, *, is_here):
    """Wait until the newsroom knows of somebody's coming or going, which their page tells when it has time."""
    while Presence.objects.filter(user__username=name).exists() != is_here:
        page.wait_for_timeout(20)


def test_each_sees_that_the_other_is_here(desk, make_editor, article):
    form = desk(f"/admin/explainer/article/{article.pk}/change/").page
    until_known(form, "anna", is_here=True)
    expect(form.locator("[data-here]")).to_have_text("")
    other = desk(address(article), by=make_editor("ben")).page
    expect(other.locator("[data-here]")).to_contain_text("anna has this open too.")
    form.reload()
    expect(form.locator("[data-here]")).to_contain_text("ben has this open too.")
    other.goto("about:blank")
    until_known(form, "ben", is_here=False)
    form.reload()
    expect(form.locator("[data-here]")).to_have_text("")


PIECES = """() => {
    const said = (node) => node.nodeType === 3 ? node.data : [node.tagName,
        ...Array.from(node.attributes, (each) => `${each.name}=${each.value}`).sort(),
        ...Array.from(node.childNodes, said)];
    return Array.from(document.querySelectorAll("[data-piece]"), said);
}"""  # whatever order the attributes were given in


def test_after_changes_by_both_the_page_is_as_if_loaded_anew(desk, make_editor, article, placed):
    """Each answer brings the pieces alone that the page has not (the paragraph, and rows of the list)."""
    make_note(title="Prague")
    make_note(title="Russians")
    anna, ben = desk(address(article)).page, desk(address(article), by=make_editor("ben")).page
    put_note(anna, article, "Prague", "Prague")
    saved(anna).to_contain_text("Saved.")
    marker(ben, placed).click()
    ben.get_by_role("button", name="Remove").click()  # before it knows of Anna's card
    saved(ben).to_contain_text("Saved.")
    row = anna.locator(f'.card-row[data-card="{placed.pk}"]')
    marker(anna, placed).click()
    row.get_by_role("button", name="Remove").click()
    expect(anna.get_by_role("alert")).to_contain_text("Somebody has removed this card meanwhile.")
    expect(row).to_have_count(0)
    put_note(ben, article, "Russians", "Russians")
    saved(ben).to_contain_text("Saved.")
    look_again(anna)
    expect(anna.locator(".card-row")).to_have_count(2)
    for page in (anna, ben):
        page.keyboard.press("Escape")
        before = page.evaluate(PIECES)
        page.reload()
        assert before == page.evaluate(PIECES)


def test_a_row_whose_change_was_refused_can_be_pressed_again(desk, article, placed):
    """The list's rows aren't sent anew where nothing of them has changed."""
    page = desk(address(article)).page
    marker(page, placed).click()
    row = page.locator(".card-row[data-held]")
    page.evaluate("document.querySelector('[data-send=remove]').dataset.seen = 'old'")
    row.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody has changed this card meanwhile.")
    expect(page.locator(".card-row")).to_have_count(1)
    expect(page.locator("[data-sent]")).to_have_count(0)
