"""The list of sources at the end of an article: there when it is wanted, and nothing is fetched before."""

import pytest
from playwright.sync_api import expect

from explainer.models import Article
from explainer.reader.layout import compose


def listed(reader):
    return reader.page.locator("details.references li")


@pytest.fixture
def count():
    """How many sources the article has."""
    return len(compose(Article.objects.get(slug="mi6-invites-russians")).sources)


def test_nothing_of_it_is_fetched_at_rest(visit, story):
    reader = visit(story)
    reader.settled()
    assert [path for path in reader.asked if path.endswith("/sources/")] == []


@pytest.mark.parametrize("width", [360, 1440])
def test_it_opens_with_all_sources_numbered(visit, story, count, width):
    reader = visit(story, width=width)
    heading = reader.page.locator("details.references > summary")
    heading.focus()
    reader.page.keyboard.press("Enter")
    expect(listed(reader)).to_have_count(count)
    expect(listed(reader).first).to_be_visible()
    expect(reader.page.locator(".references .more > a")).to_be_hidden()
    heading.click()
    expect(listed(reader).first).to_be_hidden()
    heading.click()
    reader.settled()
    assert len([path for path in reader.asked if path.endswith("/sources/")]) == 1
    assert reader.errors == []


def test_what_fails_says_so_and_is_asked_for_again(visit, story, count):
    reader = visit(story, before=lambda page: page.route("**/sources/", lambda route: route.abort()))
    reader.page.locator("details.references > summary").click()
    expect(reader.page.locator(".references .failed")).to_be_visible()
    reader.page.unroute("**/sources/")
    reader.page.locator(".references [data-retry]").click()
    expect(listed(reader)).to_have_count(count)


def test_without_scripts_it_leads_to_the_page_with_everything(visit, story, count):
    reader = visit(story, js=False)
    reader.page.locator("details.references > summary").click()
    reader.page.locator(".references .more > a").click()
    reader.went_to(f"{story}full/#sources")
    expect(reader.page.locator(".references li")).to_have_count(count)
