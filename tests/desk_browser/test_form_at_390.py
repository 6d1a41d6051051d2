"""A form on a phone: nothing sticks out sideways, and every button can be seen whole and hit with a finger."""

import pytest
from playwright.sync_api import expect

from explainer.actions import working_copies
from tests.desk_browser.test_canvas import READY
from tests.factories import make_article, make_claim, make_note

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TABLE = f"Tanks came.\n\n| Year | {LONG} |\n|---|---|\n| 1968 | Prague |\n"
MAKE = {"article": make_article, "note": make_note, "claim": make_claim}
# The buttons and links of bar and tools that stand outside the window, are cut by what holds them, or are too small.
WRONG = """() => [...document.querySelectorAll(":is(.workflow, .canvas-tools) :is(button, a, input)")]
    .filter(each => each.type !== "hidden" && each.checkVisibility()).filter(each => {
        const box = each.getBoundingClientRect(), holder = each.parentElement.getBoundingClientRect();
        return box.left < 0 || box.right > innerWidth || box.right > holder.right + 1 || box.left < holder.left - 1
            || (each.matches("button, .step") && (box.width < 24 || box.height < 24))
            || each.scrollWidth > each.clientWidth + 1;
    }).map(each => each.textContent || each.name)"""
IN_TABLE = f"""async () => {{
    const {{ editor }} = await ({READY})();
    editor.state.doc.descendants((node, at) => void (node.type.name === "tableCell" && editor.commands.focus(at + 2)));
}}"""
OVERLAP = """() => {
    const all = [...document.querySelectorAll(".canvas-tools :is(button, .words)")];
    const boxes = all.filter(each => each.checkVisibility())
        .map(each => [each.textContent, each.getBoundingClientRect()]);
    return boxes.flatMap(([name, one], at) => boxes.slice(at + 1)
        .filter(([, other]) => one.left < other.right - 1 && other.left < one.right - 1
            && one.top < other.bottom - 1 && other.top < one.bottom - 1)
        .map(([other]) => [name, other]));
}"""


@pytest.mark.parametrize("language", ["en-gb", "de"])
@pytest.mark.parametrize("kind", ["article", "note", "claim"])
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_everything_fits_at_390(desk, site, editor, kind, language, touch):
    words = {"reasoning" if kind == "claim" else "body": TABLE}
    record = MAKE[kind](title=f"Why {LONG} spoke", **words)
    copy = working_copies.begin(record=record, by=editor)
    type(copy)._base_manager.filter(pk=copy.pk).update(title=f"{LONG} spoke", edited_by=editor)

    def speak(page):
        page.context.add_cookies([{"name": "desk_language", "value": language, "url": site}])

    reader = desk(f"/admin/explainer/{kind}/{record.pk}/change/", width=390, height=844, touch=touch, before=speak)
    page = reader.page
    assert page.locator("[name=title]").bounding_box()["y"] < 470  # the form begins early
    page.evaluate(IN_TABLE)
    expect(page.locator(".canvas-tools [data-tool=noTable]")).to_be_visible()
    assert page.evaluate(WRONG) == []
    assert page.evaluate(OVERLAP) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".more-steps").click()
    take_down = page.locator("[name=_step][value=take_down]")
    expect(take_down).to_be_visible()
    assert page.evaluate(WRONG) == []
    page.keyboard.press("Escape")
    expect(take_down).to_be_hidden()


def test_a_step_from_below_is_taken(desk):
    article = make_article("Tanks came.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/", width=390, height=844, touch=True).page
    page.get_by_role("button", name="More steps").tap()
    page.get_by_role("link", name="History and restore…").tap()
    page.wait_for_url("**/revisions/")


def test_a_wide_screen_shows_all_steps_at_once(desk):
    article = make_article("Tanks came.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/").page
    expect(page.get_by_role("button", name="More steps")).to_be_hidden()
    expect(page.get_by_role("link", name="History and restore…")).to_be_in_viewport()


def test_the_bar_leads_to_what_is_wrong_and_never_covers_it(desk):
    article = make_article("Tanks came.", title="Once", standfirst="Once.", state="draft")
    page = desk(f"/admin/explainer/article/{article.pk}/change/", width=390, height=844, touch=True).page
    type(article).objects.filter(pk=article.pk).update(standfirst="Theirs.")
    page.locator("[name=standfirst]").fill("Mine.")
    page.locator("[name=title]").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    bar = page.get_by_role("group", name="State", exact=True)
    for link, place in (("Headline", page.locator("[name=title]")), ("Standfirst", page.locator(".choice legend"))):
        bar.get_by_role("link", name=link).click()
        expect(place).to_be_in_viewport()
        under = "document.elementFromPoint(60, place.getBoundingClientRect().top + 5)?.closest('.workflow')"
        page.wait_for_function(f"place => {under} === null", arg=place.element_handle())
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("ul.errorlist").last).to_have_css("margin-left", "0px")
