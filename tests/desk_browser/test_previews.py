"""A preview works as the article will: its draft cards open."""

from datetime import timedelta

from playwright.sync_api import expect

from explainer.actions.preview_links import make_link
from explainer.models import State
from tests.factories import annotate, make_article, make_note


def test_a_draft_card_opens_in_a_preview(desk):
    article = make_article("The chief of MI6 spoke.", state=State.DRAFT)
    annotate(article, "MI6", make_note(state=State.DRAFT, body="Founded in 1909."))
    page = desk(f"/preview/{make_link(record=article, lifetime=timedelta(days=1)).token}/").page
    page.get_by_role("link", name="MI6").click()
    page.get_by_role("link", name="Read on").click()
    expect(page.get_by_text("Founded in 1909.")).to_be_visible()
