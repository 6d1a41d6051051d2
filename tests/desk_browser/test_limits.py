"""How much a text may have is said while it is typed, and counted as the server counts it."""

import pytest
from playwright.sync_api import expect

from explainer.text.limits import LONGEST, MOST, excess
from tests.factories import make_article
from tests.text.test_limits import FULL

TYPE = """(area, text) => {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture
def page(desk, transactional_db):
    article = make_article("One line.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    expect(page.locator(".canvas-text > [contenteditable]")).to_be_visible()
    page.get_by_role("button", name="Markdown").first.click()
    return page


def write(page, text):
    page.locator("#id_body").evaluate(TYPE, text)


def test_nothing_is_said_of_an_ordinary_text_and_more_the_nearer_it_comes(page):
    said = page.locator(".limit")
    expect(said).to_be_hidden()
    write(page, "word " * 1000)
    page.wait_for_timeout(600)  # what would be said is said by then
    expect(said).to_be_hidden()
    write(page, "w" * (LONGEST - 10_000))
    expect(said).to_have_text("190,000 of at most 200,000 characters.")
    assert said.get_attribute("data-over") is None
    write(page, "w" * (LONGEST + 1))
    expect(said).to_have_text("200,001 characters: at most 200,000 can be saved. Split the text, or take some out.")
    assert said.get_attribute("data-over") is not None
    write(page, "short again")
    expect(said).to_be_hidden()


@pytest.mark.parametrize("name", MOST)
def test_the_script_says_too_many_where_the_server_would(page, name):
    mark, most = MOST[name]
    times = most // max(1, len(mark.findall(FULL[name] + "x")))
    text = FULL[name] * (times + 5) + "x"
    found = excess(text)
    write(page, text)
    expect(page.locator(".limit[data-over]")).to_contain_text(f"{found.times:,} ")


def test_letters_beyond_the_first_plane_count_once(page):
    write(page, "𝄞" * (LONGEST - 1))
    expect(page.locator(".limit")).to_have_text("199,999 of at most 200,000 characters.")
