"""The desk knows who is signed in, and shows each editor what they may do."""

from explainer.models import Article
from tests.factories import make_article


def test_an_editor_who_is_signed_in_sees_the_desk(desk):
    make_article(title="The bridge")
    page = desk("/admin/explainer/article/").page
    assert page.get_by_role("link", name="The bridge").is_visible()
    assert "anna" in page.locator("#user-tools").inner_text().lower()


def test_what_an_editor_saves_in_the_browser_is_in_the_database(desk):
    article = make_article(title="The bridge", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    page.get_by_label("Headline").fill("The bridge again")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/article/")
    assert Article.objects.get().title == "The bridge again"


def test_each_editor_sees_what_they_may_do(desk, make_editor):
    ben = make_editor("ben", ["view_note"])
    page = desk("/admin/", by=ben).page
    assert page.get_by_role("link", name="Notes").count() == 1
    assert page.get_by_role("link", name="Articles", exact=True).count() == 0
