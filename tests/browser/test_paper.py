"""Printing, saving and searching: what must be there although it is closed."""

import re
import shutil
import subprocess
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from explainer.models import Article
from explainer.reader.layout import compose


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture
def printed(visit, story, tmp_path):
    """What is on paper, as (plain text without white space, number of pages)."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")

    def printed(path=story, opened=(), **options):
        reader = visit(path, **options)
        for number in opened:
            reader.marker(number).click()
            reader.settled()
        file = tmp_path / "page.pdf"
        reader.page.pdf(path=file, format="A4")
        assert reader.errors == []
        text = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True, text=True).stdout
        return squeezed(text), text.count("\f")

    return printed


@pytest.mark.parametrize("opened", [(), (1, 2)])
def test_paper_has_every_card_as_a_numbered_endnote_with_its_sources(printed, opened):
    text, pages = printed(opened=opened)
    page = compose(Article.objects.get(slug="mi6-invites-russians"))
    last = squeezed(re.sub(r"<[^>]+>", "", page.parts[-1].html))[-40:]
    notes = text[text.index(last) :]
    at = 0
    for card in page.cards:
        heading = squeezed(f"{card.number}.{card.label}")
        at = notes.index(heading, at)
        for source in card.citations:
            assert squeezed(source.source.url) in notes
    assert pages < 20


def test_paper_says_the_same_whether_cards_were_open_or_not(printed):
    assert printed() == printed(opened=(1, 2, 3))


def test_paper_needs_no_scripts_but_for_the_list_of_sources(printed, story):
    text, _ = printed()
    sources = re.search(r"\d+sources1\.", text).start()
    plain, _ = printed(js=False)
    assert plain.startswith(text[:sources])
    assert f"Allsources,numbered<{story}full/#sources>" in plain[sources:]


def test_paper_numbers_the_words_that_have_notes(printed):
    text, _ = printed()
    assert "SirRichardMoore1told" in text


def test_paper_has_no_buttons_and_no_navigation(visit, story):
    reader = visit(story)
    reader.page.emulate_media(media="print")
    for selector in ("nav", ".skip", ".key", ".card .more", ".close", ".related", ".colophon"):
        for element in reader.page.locator(selector).all():
            expect(element).to_be_hidden()


DRAWINGS = (Path(settings.BASE_DIR) / "fixtures/drawings").glob("*.svg")
LABELS = [unescape(label) for file in DRAWINGS for label in re.findall(r"<text[^>]*>([^<]+)</text>", file.read_text())]


def test_paper_has_the_drawings_that_were_never_scrolled_to(printed, story):
    """They are fetched late (`loading="lazy"`), and stand below all that the window showed."""
    text, _ = printed(path=f"{story}full/")
    assert len(LABELS) > 10
    letters = unicodedata.normalize("NFKC", text)  # a PDF has ligatures
    assert [label for label in LABELS if squeezed(label) not in letters] == []


def test_paper_has_the_full_page_whole(printed, story):
    text, _ = printed(path=f"{story}full/")
    page = compose(Article.objects.get(slug="mi6-invites-russians"), complete=True)
    for card in page.cards:
        assert squeezed(re.sub(r"<[^>]+>", "", str(card.text)))[-30:].replace("&amp;", "&") in text


@pytest.mark.parametrize("js", [True, False])
def test_a_search_in_the_page_reaches_closed_cards(visit, story, js):
    """A closed <details> hides its text with content-visibility: browsers search it and open what they find."""
    reader = visit(story, js=js)
    card = reader.card(1)
    assert card.evaluate("card => getComputedStyle(card, '::details-content').contentVisibility") == "hidden"
    hidden = card.locator(".inner").evaluate(
        """inner => {
            for (let at = inner; at.tagName !== "DETAILS"; at = at.parentElement) {
                const { display, visibility } = getComputedStyle(at);
                if (display === "none" || visibility !== "visible") return at.outerHTML;
            }
            return "";
        }"""
    )
    assert hidden == ""


def test_a_card_that_a_search_opens_follows_like_any_other(visit, story):
    """Chromium opens the <details> itself; it can't be made to search from here, so the opening is done for it."""
    reader = visit(story)
    reader.card(1).evaluate("card => (card.open = true)")
    expect(reader.marker(1)).to_have_attribute("aria-expanded", "true")
    expect(reader.card(1).locator(".text")).to_have_count(1)
    expect(reader.card(1).locator(".inner > p").first).to_be_visible()


@pytest.mark.parametrize("path", ["{story}", "/claims/scale/", "/embed/articles/mi6-invites-russians/"])
def test_a_verdict_s_shape_is_as_full_on_paper(visit, story, path):
    """Browsers leave out backgrounds: a full disc would be a ring, which is another verdict."""
    reader = visit(path.format(story=story))
    reader.settled()
    reader.page.emulate_media(media="print")
    kept = reader.page.locator("[data-shape]").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each, '::before').printColorAdjust))]"
    )
    assert kept == ["exact"]
