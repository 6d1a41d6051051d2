"""Narrow, zoomed, without colours, without motion, without content: the page holds."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from explainer.models import Annotation, Claim, Note
from tests.browser.test_layout import overlaps

STORY = "/articles/mi6-invites-russians/"
PAGES = ["/", "/notes/", "/claims/", "/nothing/here/", f"{STORY}timeline/", f"{STORY}map/"]


def sticks_out(reader):
    """How far the page is wider than its window, in pixels."""
    return reader.page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [320, 640])  # 640 is 1280 at 200 %
def test_the_article_fits_with_everything_open(visit, story, width):
    reader = visit(story, width=width, height=700)
    assert sticks_out(reader) == 0
    reader.page.get_by_text("Open all").click()
    reader.settled()
    assert sticks_out(reader) == 0


@pytest.mark.parametrize("path", PAGES)
def test_other_pages_fit(visit, path):
    assert sticks_out(visit(path, width=320)) == 0


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_a_word_of_300_letters_wraps(visit, strange, width):
    reader = visit(strange, width=width)
    assert sticks_out(reader) == 0
    reader.page.get_by_text("Open all").click()
    reader.settled()
    assert sticks_out(reader) == 0
    for path in ("/", f"{strange}full/"):
        assert sticks_out(visit(path, width=width)) == 0


@pytest.mark.parametrize("width", [360, 1179])
def test_text_at_twice_its_size_still_fits(visit, story, width):
    reader = visit(story, width=width)
    reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
    reader.page.get_by_text("Open all").click()
    reader.settled()
    assert sticks_out(reader) == 0


def test_markers_are_told_apart_without_colours(visit, story):
    reader = visit(story, forced_colors="active")
    styles = reader.page.locator(".marker").evaluate_all(
        "markers => Object.fromEntries(markers.map(m => [m.dataset.kind, getComputedStyle(m).textDecorationStyle]))"
    )
    assert styles == {"note": "dotted", "claim": "dashed"}
    reader.marker(1).click()
    assert reader.marker(1).evaluate("m => getComputedStyle(m).textDecorationStyle") == "solid"


@pytest.mark.parametrize("kind", ["", "map/", "timeline/"], ids=["figure", "map", "timeline"])
def test_drawings_are_legible_in_forced_colours_and_whole_on_paper(visit, story, kind):
    reader = visit(f"{story}{kind}", forced_colors="active")
    words = reader.page.locator(".drawing text").evaluate_all(
        "texts => [...new Set(texts.map(text => getComputedStyle(text).fill))]"
    )
    assert words == [reader.page.evaluate("getComputedStyle(document.body).color")]
    reader.page.emulate_media(media="print", forced_colors="none")
    assert reader.page.locator(".drawing svg").first.bounding_box()["height"] <= 22 * 96 / 2.54 + 1


@pytest.mark.parametrize("reduced", ["reduce", "no-preference"])
def test_cards_move_only_for_those_who_don_t_mind(visit, story, reduced):
    reader = visit(story, reduced_motion=reduced)
    reader.marker(1).dispatch_event("click")
    moving = reader.page.evaluate("getComputedStyle(document.querySelector('details[open] .inner')).animationName")
    assert (moving == "none") == (reduced == "reduce")


def test_fingers_have_room(visit, story):
    reader = visit(story, width=360, height=780, touch=True)
    reader.marker(2).tap()
    reader.read_on(2)
    expect(reader.card(2).locator(".text")).to_be_visible()
    controls = ".masthead a, .all a, details[open] .close, details[open] .fold > summary, details[open] .links a"
    small = reader.page.locator(controls).evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)"
        ".map(e => [e.textContent, e.getBoundingClientRect().height])"
    )
    assert small == []


def test_annotations_that_overlap_nest_and_stand_on_links_all_open(visit, strange):
    reader = visit(strange)
    count = reader.page.locator("details.card").count()
    for number in range(1, count + 1):
        reader.marker(number).focus()
        reader.page.keyboard.press("Enter")
    assert reader.opened() == list(range(1, count + 1))


def test_a_page_of_right_to_left_text_mirrors(visit, arabic):
    reader = visit(arabic)
    assert reader.boxes("details.card")[0][2] < reader.boxes(".body")[0][0]
    assert sticks_out(reader) == 0


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("kind", ["claim", "embed of a claim", "embed of an article", "card"])
def test_other_pages_of_right_to_left_text_mirror(visit, arabic, kind, width):
    """What begins a line stands at its right: headings, the line beside a list, what folds."""
    claim = Claim.objects.get(language="ar")
    card = Annotation.objects.get(article__slug="arabic", claim=claim)
    paths = {
        "claim": claim.get_absolute_url(),
        "embed of a claim": f"/embed/claims/{claim.slug}/?open=1",
        "embed of an article": f"/embed/articles/arabic/?card={card.pk}",
        "card": card.get_absolute_url(),
    }
    reader = visit(paths[kind], width=width)
    assert sticks_out(reader) == 0
    leaning = reader.page.locator("h1, .text p, .sources li, .checked, summary").evaluate_all(
        """all => all.filter((each) => each.checkVisibility()).map((each) => {
            const words = document.createRange(), box = each.getBoundingClientRect();
            words.selectNodeContents(each);
            const right = Math.max(...[...words.getClientRects()].map((line) => line.right));
            return [each.outerHTML.slice(0, 80), getComputedStyle(each).direction, Math.abs(box.right - right) < 40];
        })"""
    )
    assert [each for each in leaning if each[1:] != ["rtl", True]] == []
    assert len(leaning) >= 3


@pytest.mark.parametrize("width", [360, 1440])
def test_a_full_card_of_right_to_left_text_mirrors(visit, arabic, width):
    reader = visit(arabic, width=width)
    reader.marker(3).click()
    reader.arrived()
    reader.read_on(3)
    reader.settled()
    card = reader.card(3)
    expect(card.locator(".text")).to_be_visible()
    for part in (".text p", ".sources li", ".fold > summary", ".timeline li"):
        assert card.locator(part).first.evaluate("part => getComputedStyle(part).direction") == "rtl", part
    line = card.locator(".timeline li").first.evaluate("li => getComputedStyle(li).borderRightStyle")
    assert line == "solid"
    assert sticks_out(reader) == 0
    if width == 1440:
        assert reader.boxes("details.card")[2][2] < reader.boxes(".body")[0][0]


@pytest.mark.parametrize("width", [360, 1440])
def test_a_card_whose_words_are_gone_opens_below_the_text_and_covers_nothing(visit, loose, width):
    reader = visit(loose, width=width)
    reader.marker(1).click()
    reader.settled()
    gone = reader.page.locator(".adrift details.card")
    gone.locator("summary").click()
    expect(gone.locator(".inner > p").first).to_be_visible()
    reader.arrived()
    gone.locator(".more > a").click()
    expect(gone.locator(".text")).to_be_visible()
    [box], [text] = reader.boxes(".adrift details.card"), reader.boxes(".body")
    last = reader.boxes(".body > .block")[-1]
    assert (box[0] >= text[0], box[2] <= text[2], box[1] >= last[3]) == (True, True, True)
    assert overlaps(reader.boxes("details.card")) == []
    assert sticks_out(reader) == 0
    assert "shrunk" not in gone.evaluate("card => ({...card.dataset})")
    gone.locator(".close").click()
    assert reader.opened() == [1]


def test_words_are_broken_by_the_rules_of_their_language(visit, story):
    """The browser breaks words where it knows the language: each paragraph says which that is."""
    for path, language in ((story, "en-gb"), ("/articles/uebersetzt/", "de"), ("/articles/arabic/", "ar")):
        found = (
            visit(path, width=360)
            .page.locator(".body > p, .block > p")
            .evaluate_all("all => all.map(p => [getComputedStyle(p).hyphens, p.closest('[lang]').lang])")
        )
        assert {tuple(each) for each in found} == {("auto", language)}


def test_an_empty_list_says_so(visit):
    empty = next(kind for kind in Note.Kind.values if not Note.objects.filter(kind=kind).exists())
    reader = visit(reverse("notes_of_kind", args=[empty]))
    expect(reader.page.locator(".list > li")).to_have_count(0)
    expect(reader.page.locator(".empty")).to_be_visible()


def test_an_article_without_cards_has_nothing_that_speaks_of_them(visit, plain):
    reader = visit(plain)
    expect(reader.page.locator(".key, .references, .related")).to_have_count(0)
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Escape")
    assert reader.errors == []
