"""The front desk in a browser: accessible in both lights at every width, and its lines lead on."""

import pytest
from django.conf import settings
from django.utils import timezone

from explainer.models import Annotation, LinkCheck, State
from tests.factories import annotate, make_article, make_claim, make_note, make_source

AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"


def fill():
    make_article(state=State.REVIEW, title="Why a spy chief spoke of 1968 in Prague")
    make_article(state=State.DRAFT, title="The bridge, a year on")
    loose = make_article("Tanks came.", title="A night in August")
    Annotation.objects.filter(pk=annotate(loose, "Tanks").pk).update(anchor="adrift")
    make_note(title="Wagner mutiny", review_by=timezone.localdate())
    make_claim(title="Russians are already helping MI6", claimant="Richard Moore")
    source = make_source(title="Timeline of the mutiny", archived_url="https://archive.example/1")
    LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=404, is_dead=True)


def test_a_loose_card_is_two_clicks_away(desk):
    fill()
    page = desk("/admin/").page
    page.get_by_role("region", name="Lost their words").get_by_role("link", name="A night in August").click()
    page.wait_for_url("**/cards/")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts")
@pytest.mark.parametrize("dark", [False, True])
def test_the_front_desk_and_the_questions_are_accessible(desk, dark):
    fill()
    page = desk("/admin/", dark=dark).page
    source = AXE.read_text()
    for address in ("/admin/", f"/admin/explainer/article/{annotated()}/cards/"):
        page.goto(address)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(source)
            found = page.evaluate("() => axe.run('.desk', {resultTypes: ['violations']})")
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
            assert page.evaluate("document.querySelector('.desk').scrollWidth <= innerWidth")


def annotated():
    return Annotation.objects.get().article_id
