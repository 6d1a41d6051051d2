"""Text becomes HTML in a page of ours in one place alone: the browser refuses it everywhere else."""

import pytest
from playwright.sync_api import expect

TRY = """() => {
    try { document.body.insertAdjacentHTML("beforeend", "<b>evil</b>"); } catch (error) { return error.name; }
    return "done";
}"""
NAME = "name => { try { return trustedTypes.createPolicy(name, {}).name } catch (error) { return error.name } }"


@pytest.mark.parametrize("address", ["article", "/", "/notes/", "/search/?q=1968", "/embed/notes/mi6/"])
def test_scripts_can_t_write_html(visit, story, address):
    reader = visit(story if address == "article" else address)
    assert reader.page.evaluate(TRY) == "TypeError"
    assert reader.page.evaluate(NAME, "another") == "TypeError"
    reader.settled()
    assert reader.errors == []


def test_htmx_brings_a_card_under_it_and_nobody_takes_its_policy(visit, story):
    reader = visit(story)
    reader.marker(1).click()
    reader.read_on(1)
    expect(reader.card(1).locator(".text")).to_be_visible()
    assert reader.page.evaluate(NAME, "explainer") == "TypeError"
    assert reader.errors == []


def test_a_script_in_what_htmx_brings_is_refused(visit, story):
    evil = "<div class='text'>Fine</div><script>window.evil = 1</script>"
    reader = visit(story, before=lambda page: page.route("**/fragment/", lambda route: route.fulfill(body=evil)))
    reader.marker(1).click()
    expect(reader.card(1).locator(".failed")).to_be_visible()
    assert reader.page.evaluate("window.evil") is None
