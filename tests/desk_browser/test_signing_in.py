"""The desk knows who is signed in, and shows each editor what they may do."""

from playwright.sync_api import expect

from explainer.models import Article, AuditEntry
from tests.browser.reader import profiles
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
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("” is saved.").wait_for()
    assert Article.objects.get().title == "The bridge again"


def test_each_editor_sees_what_they_may_do(desk, make_editor):
    ben = make_editor("ben", ["view_note"])
    page = desk("/admin/", by=ben).page
    assert page.get_by_role("link", name="Notes").count() == 1
    assert page.get_by_role("link", name="Articles", exact=True).count() == 0


def test_a_passkey_is_added_signs_in_and_is_removed(browser, site, editor):
    """With a device that Chromium plays (the domain WebAuthn of its protocol)."""
    host = site.replace("127.0.0.1", "localhost")  # a passkey is bound to a name, never to an address
    with profiles(browser) as new_profile:
        context = new_profile(base_url=host)
        page = context.new_page()
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
        device.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
        sign_in(page)
        page.goto("/admin/passkeys/")
        page.get_by_label("A name for it").fill("My phone")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        context.clear_cookies()
        sign_in(page)
        heading = page.get_by_role("heading", name="Your second factor")
        expect(heading, "the password alone is not enough").to_be_visible()
        page.goto("/admin/explainer/article/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url("**/article/")
        page.goto("/admin/passkeys/")
        page.get_by_label("Name", exact=True).fill("My old phone")
        with page.expect_navigation():
            page.get_by_role("button", name="Save the name").click()
        expect(page.get_by_label("Name", exact=True)).to_have_value("My old phone")
        page.get_by_role("button", name="Remove").click()
        page.get_by_text("signs you in no more").wait_for()
        context.clear_cookies()
        sign_in(page)
        expect(page.locator("#user-tools"), "the password alone again").to_be_visible()
    kept = AuditEntry.objects.filter(action="second_factor", who="anna").order_by("pk").values_list("detail", flat=True)
    assert [*kept] == ["passkey added", "new recovery codes", "passkey removed"]


def sign_in(page):
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("x")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "/admin/login/" not in url)
