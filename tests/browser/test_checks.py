"""What a reader can check, in a browser: who said it, how a verdict came about, what is translated and from when, and
how all of that is read. Each with scripts and without: nothing of it needs them.
"""

import re

import pytest
from playwright.sync_api import expect

from explainer.models import Article, Claimant, Note, VerdictChange


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def open_page(visit, request):
    """Opens a page on a phone; returns the Reader."""
    return lambda path: visit(path, width=360, js=request.param)


def is_as_wide_as_the_window(reader):
    return reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_that_somebody_said_is_a_click_from_the_list_of_who_said_something(site, open_page):
    somebody = Claimant.objects.heard().most_first().first()
    reader = open_page("/claimants/")
    reader.page.get_by_role("main").get_by_role("link", name=somebody.name, exact=True).click()
    reader.went_to(somebody.get_absolute_url())
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(somebody.name)
    said = reader.page.locator(".list .headline")
    expect(said).to_have_count(somebody.claims.published().count())
    for line in said.all_inner_texts():
        assert re.match(r"[A-Z][\w ]+: ", line), line  # the verdict comes first
    said.first.click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text(somebody.name)


def test_a_verdicts_history_says_what_it_was_until_when_why_and_leads_to_the_words(site, open_page):
    change = VerdictChange.objects.select_related("claim", "revision").first()
    reader = open_page(change.claim.get_absolute_url())
    past = reader.page.locator(".past").first
    expect(past).to_contain_text(re.compile(rf"Was “{change.was.label}” until \d+ \w+ \d{{4}}"))
    expect(past).to_contain_text(change.revision.line[:30].replace("'", "’"))
    past.get_by_role("link", name="What changed").click()
    shown = reader.page.locator(f"#change-{change.revision.pk}")
    expect(shown).to_be_in_viewport()
    for word, sign in ((change.was.label, "del"), (change.became.label, "ins")):
        assert set(word.split()) & set(" ".join(shown.locator(sign).all_inner_texts()).split())


def test_a_translation_is_shown_and_says_that_its_original_was_changed(site, open_page):
    reader = open_page(Article.objects.get(slug="uebersetzt").get_absolute_url())
    reader.marker(1).click()
    expect(reader.page.locator(".card .inner").first).to_contain_text("Sie wurde 2017 eröffnet.")
    reader.page.goto(Note.objects.get(slug="bruecke").get_absolute_url())
    behind = reader.page.locator(".behind")
    expect(behind).to_be_visible()
    expect(behind).to_contain_text(re.compile(r"\d+\. \w+ \d{4}"))
    reader.page.get_by_role("link", name="The bridge that was changed").first.click()
    original = Note.objects.get(title="The bridge that was changed")
    reader.went_to(original.get_absolute_url())
    assert reader.page.locator("html").get_attribute("lang").startswith("en")


def test_a_claims_page_leads_to_how_a_check_is_read(site, open_page):
    reader = open_page(VerdictChange.objects.first().claim.get_absolute_url())
    reader.page.get_by_role("main").get_by_role("link", name="How to read a check").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("How to read a check")
    shapes = reader.page.locator(".verdict")
    expect(shapes).to_have_count(6)
    widths = [box["width"] for box in (each.bounding_box() for each in shapes.all())]
    assert min(widths) > 30
    assert is_as_wide_as_the_window(reader)
