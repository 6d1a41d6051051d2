"""What axe-core finds: nothing, on any page, open or closed, light or dark, wide or narrow."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from explainer.models import Annotation, Article, Claim, Claimant, Note, VerdictChange
from explainer.reader.errors import server_error

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
pytestmark = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts")
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules of axe that look at them
LOOKS = [(360, False), (360, True), (1440, False), (1440, True)]


@pytest.fixture
def violations():
    source = AXE.read_text()

    def violations(reader, rules=None):
        """What is wrong, as (rule, the elements' HTML). The script is run from outside the page, past its policy."""
        options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": rules} if rules else {})
        if not reader.page.evaluate("Boolean(window.axe)"):  # half a megabyte: once a page
            reader.page.evaluate(source)
        found = reader.page.evaluate("options => axe.run(document, options)", options)
        return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]

    return violations


@pytest.fixture
def seen_in_every_look(violations):
    """What is wrong with a page, by width and colours. Dark is another set of colours and nothing else."""

    def seen(reader):
        found = {}
        for width, dark in LOOKS:
            reader.page.set_viewport_size({"width": width, "height": reader.page.viewport_size["height"]})
            reader.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
            reader.settled()
            if wrong := violations(reader, COLOURS if dark else None):
                found[width, dark] = wrong
        return found

    return seen


def test_an_article_is_accessible_with_no_card_open(visit, story, seen_in_every_look):
    assert seen_in_every_look(visit(story)) == {}


def test_an_article_is_accessible_with_all_cards_open(visit, story, seen_in_every_look):
    reader = visit(story, width=1440, height=40_000)
    reader.page.get_by_text("Open all").click()
    expect(reader.page.locator(".card .text")).to_have_count(len(reader.opened()), timeout=30_000)
    reader.page.evaluate("document.querySelectorAll('.fold').forEach(fold => (fold.open = true))")
    assert seen_in_every_look(reader) == {}


def test_an_article_is_accessible_with_all_cards_unfolded(visit, story, seen_in_every_look):
    reader = visit(story, width=768, height=40_000)
    reader.page.get_by_text("Open all").click()
    expect(reader.page.locator(".card .text")).to_have_count(len(reader.opened()))
    reader.page.evaluate("document.querySelectorAll('.card .more > a').forEach(link => link.click())")
    assert reader.page.locator(".card .text:visible").count() == len(reader.opened())
    assert seen_in_every_look(reader) == {}


def test_a_card_that_failed_to_arrive_is_accessible(visit, story, seen_in_every_look):
    reader = visit(story, before=lambda page: page.route("**/fragment/", lambda route: route.abort()))
    reader.marker(1).click()
    expect(reader.card(1).locator(".failed")).to_be_visible()
    assert seen_in_every_look(reader) == {}


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "notes",
        "note",
        "claims",
        "claim",
        "card",
        "full",
        "timeline",
        "map",
        "not found",
        "strange",
        "one kind",
        "search",
        "found",
        "not found by search",
        "how to read",
        "scale",
        "claimant",
        "changes of a claim",
        "in German",
    ],
)
def test_every_page_is_accessible(visit, story, strange, seen_in_every_look, name):
    card = Annotation.objects.filter(article__slug="mi6-invites-russians").first().pk
    paths = {
        "home": "/",
        "notes": "/notes/",
        "note": Note.objects.get(slug="wagner-mutiny").get_absolute_url(),
        "claims": "/claims/",
        "claim": Claim.objects.get(slug="russians-already-helping").get_absolute_url(),
        "card": f"{story}cards/{card}/",
        "full": f"{story}full/",
        "timeline": f"{story}timeline/",
        "map": f"{story}map/",
        "not found": "/nothing/here/",
        "strange": strange,
        "search": "/search/",
        "found": "/search/?q=prague",
        "not found by search": "/search/?q=qqqq",
        "how to read": "/claims/reading/",
        "scale": "/claims/scale/",
        "claimant": Claimant.objects.heard().most_first().first().get_absolute_url(),
        "changes of a claim": f"{VerdictChange.objects.first().claim.get_absolute_url()}changes/",
        "in German": Article.objects.get(slug="uebersetzt").get_absolute_url(),
        "one kind": reverse("notes_of_kind", args=["person"]),
    }
    assert seen_in_every_look(visit(paths[name])) == {}


def test_the_page_for_a_broken_server_is_accessible(visit, seen_in_every_look):
    broken = server_error(None).content.decode()
    reader = visit(
        before=lambda page: page.route("**/", lambda route: route.fulfill(body=broken, content_type="text/html"))
    )
    assert seen_in_every_look(reader) == {}
