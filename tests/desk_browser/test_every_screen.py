"""Every screen of the desk, by its address: accessible in light and dark, whole on a phone, clear in forced colours.

The addresses are those of `tests/data/access.txt`, asked for by an administrator in a newsroom that has of everything.
"""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from explainer.actions import working_copies
from explainer.models import Claimant, EmbeddingSite, ScaleVerdict, State, Theme
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.test_access import address, desk_routes

AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"
COLOURS = ["color-contrast", "link-in-text-block"]
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map(each => each.outerHTML.slice(0, 120))"""
# The first of each kind of what takes the focus, without an outline once it has it: shadows are not drawn there.
NO_RING = """() => {
    const seen = new Set(), found = [];
    for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
        const kind = `${each.tagName}.${each.type ?? ""}.${each.className}`;
        if (seen.has(kind) || each.disabled || each.matches("main, [inert] *")) continue;
        if (!each.checkVisibility({ visibilityProperty: true })) continue;
        seen.add(kind);
        each.focus();
        if (document.activeElement !== each) continue;
        const ringed = each.closest(".canvas:has(.canvas-text :focus)") ?? each;
        const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
        if (outlineStyle === "none" || outlineWidth === "0px") found.push(each.outerHTML.slice(0, 120));
    }
    return found;
}"""
# What is pressed looks otherwise than what isn't.
UNMARKED = """() => [...document.querySelectorAll("[aria-pressed=true]")]
    .filter(on => on.checkVisibility()).filter(on => {
        const others = [...on.parentElement.querySelectorAll(":scope > [aria-pressed=false]")];
        const off = others.find(each => each.checkVisibility());
        const look = each => { const is = getComputedStyle(each); return is.backgroundColor + is.borderWidth; };
        return off && look(on) === look(off);
    }).map(on => on.outerHTML.slice(0, 120))"""


@pytest.fixture
def newsroom(transactional_db):
    """Of everything one: published with a working copy, with the words of long ago, a card, a source. Returns keys."""
    by = make_user("Administrators")
    article = make_article("Tanks came at night.\n\nThey left.", title=f"Why {LONG} spoke")
    note, claim, source = make_note(title=LONG), make_claim(), make_source(title=LONG)
    cite(note, source)
    annotation = annotate(article, "Tanks", note)
    annotate(article, "They left", claim)
    for record in (article, note, claim):
        copy = working_copies.begin(record=record, by=by)
        type(copy)._base_manager.filter(pk=copy.pk).update(title=f"{LONG} again", edited_by=by)
    make_article(state=State.DRAFT, title="A draft")
    make_note(state=State.REVIEW, review_by=timezone.localdate())
    site = EmbeddingSite.objects.create(name="A site", origins=["https://a.example"])
    look = Theme.objects.create(name="A look", slug="a-look")
    verdict = ScaleVerdict.objects.create(
        value="true", label="True", meaning="It is so.", reached="By reading.", shape="full"
    )
    return {
        "article": article.pk, "note": note.pk, "claim": claim.pk, "source": source.pk, "annotation": annotation.pk,
        "user": by.pk, "group": by.groups.get().pk, "claimant": Claimant.objects.first().pk,
        "embeddingsite": site.pk, "theme": look.pk, "scaleverdict": verdict.pk, "by": by,
    }  # fmt: skip


def screens(keys, routes):
    """The addresses of these routes that answer with a page."""
    client = Client()
    client.force_login(keys["by"])
    for route in routes:
        path = re.sub(r"/steps/1/$", "/steps/take_down/", address(route, keys))
        answer = client.get(path)
        if answer.status_code == 200 and b"<html" in getattr(answer, "content", b""):
            yield path


PARTS = 6  # each a test of its own, so that none takes minutes


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts")
def test_every_screen_of_the_desk(desk, newsroom, part):
    paths = [*screens(newsroom, desk_routes()[part::PARTS])]
    assert len(paths) >= 8  # of the six together some 95
    page = desk("/admin/", by=newsroom["by"]).page
    source, wrong = AXE.read_text(), {}
    page.on("dialog", lambda dialog: dialog.accept())

    def note(path, what, found):
        if found:
            wrong.setdefault(path, []).append((what, found))

    def axe(path, what, rules=None):
        options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": rules} if rules else {})
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        note(path, what, [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found])

    for path in paths:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
        page.goto(path)
        if page.locator("textarea[data-canvas]").count():
            page.locator(".canvas-text > [contenteditable]").first.wait_for()
        page.evaluate(source)
        axe(path, "light")
        page.emulate_media(color_scheme="dark")
        axe(path, "dark", COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="active")
        page.keyboard.press("Shift")
        note(path, "no ring of focus", page.evaluate(NO_RING))
        note(path, "pressed looks like not pressed", page.evaluate(UNMARKED))
        page.set_viewport_size({"width": 390, "height": 844})
        note(path, "wider than a phone", page.evaluate(WIDER))
    assert [(path, *each) for path, found in wrong.items() for each in found] == []
