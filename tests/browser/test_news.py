"""What is new since a reader was here: remembered in the browser, told by a line that leads through it."""

import re

import pytest
from playwright.sync_api import expect

from explainer.models import Article


@pytest.fixture
def told(site):
    return Article.objects.get(slug="told").get_absolute_url()


def come_back(reader, *, days=0, without=(), forget=False):
    """As if the last visit was so many days ago, before these cards (by number, 0: the article) were there.

    With `forget`, they were there, but nothing had been told of them yet.
    """
    reader.settled()
    ids = ["0" if number == 0 else reader.id(number) for number in without]
    reader.page.evaluate(
        """([days, ids, forget]) => {
            const key = Object.keys(localStorage).find((name) => name.startsWith("seen-"));
            const pairs = localStorage[key].split("|")[1].split(" ").map((pair) => pair.split("."));
            const kept = pairs.filter(([id]) => forget || !ids.includes(id));
            const then = kept.map(([id, version]) => (version && !ids.includes(id) ? `${id}.${version}` : id));
            localStorage[key] = `${Date.now() - days * 864e5}|${then.join(" ")}`;
        }""",
        [days, ids, forget],
    )
    reader.page.goto(reader.page.url.split("#")[0])
    reader.page.reload()
    reader.settled()


def line(reader):
    return reader.page.locator(".key > p")


def news_scripts(reader):
    return [path for path in reader.asked if "news" in path]


def test_on_a_first_visit_and_a_second_nothing_is_new_and_nothing_more_is_fetched(visit, told):
    reader = visit(told)
    reader.settled()
    reader.page.reload()
    reader.settled()
    expect(line(reader)).to_contain_text("underlined like this")
    assert news_scripts(reader) == []
    assert reader.errors == []


def test_what_was_told_since_is_marked_and_the_line_leads_through_it(visit, told):
    reader = visit(told)
    come_back(reader, days=2, without=[0, 1, 2], forget=True)
    expect(line(reader)).to_contain_text(re.compile(r"^3 things are new since [A-Z][a-z]+day\."))
    signs = reader.page.locator(".card .new")
    expect(signs).to_have_text(["New", "New"])
    assert reader.page.locator(".marker[data-new]").count() == 2
    assert reader.page.locator(".told .new").count() == 1
    line(reader).get_by_role("link", name="Show").click()  # the article's own text
    line(reader).get_by_role("link", name="Show").click()
    reader.settled()
    assert reader.opened() == [1]
    reader.card(1).get_by_role("link", name="Next").click()
    reader.settled()
    assert 2 in reader.opened()
    expect(line(reader).get_by_role("link", name="Show")).to_be_hidden()
    reader.page.goto(told)
    reader.settled()
    expect(line(reader)).to_contain_text("underlined like this")
    assert reader.errors == []


def test_what_was_not_opened_stays_new(visit, told):
    reader = visit(told)
    come_back(reader, days=40, without=[2, 3])
    expect(line(reader)).to_contain_text(re.compile(r"^2 things are new since \d+ [A-Z][a-z]+ \d{4}\."))
    reader.marker(3).click()
    reader.settled()
    reader.page.goto(told)
    reader.settled()
    expect(line(reader)).to_contain_text(re.compile(r"^1 thing is new since \d+ "))
    line(reader).get_by_role("button", name="Mark as seen").press("Enter")
    reader.page.reload()
    reader.settled()
    expect(line(reader)).to_contain_text("underlined like this")


def test_without_a_storage_nothing_is_said(visit, told):
    forbid = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    reader = visit(told, before=lambda page: page.add_init_script(forbid))
    reader.settled()
    expect(line(reader)).to_contain_text("underlined like this")
    assert reader.errors == []


def test_without_scripts_a_page_has_what_is_new_and_leads_to_each_card(visit, told):
    reader = visit(told, js=False)
    reader.page.get_by_role("link", name="What is new").click()
    reader.page.locator(".related li a").first.click()
    expect(reader.page.locator("#count")).to_contain_text("3 things are new since")
    reader.page.locator("nav.key ol a").nth(1).click()
    expect(reader.page.locator(".thing").nth(1)).to_contain_text("What was told of Corrected.")
    reader.page.get_by_role("link", name="In the article").first.click()
    reader.went_to(f"#card-{reader.id(1)}")
    assert reader.is_open(1)


def test_a_query_leads_there(visit, told):
    reader = visit(f"{told}?since=2020-01-01")
    reader.settled()
    expect(reader.page.locator("#count")).to_contain_text("3 things are new since")
