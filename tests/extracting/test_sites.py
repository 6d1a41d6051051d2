"""It finds the article in saved pages of eight sorts of news site: all of its words, and none of what stands around.

Each of these pages in `files/` is made up in the manner of a real kind of site; the `.words.txt` beside it holds the
words of the article as a person marked them.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from explainer.extracting import extract

FILES = Path(__file__).parent / "files"
PAGES = sorted(path.with_name(path.name.replace(".words.txt", ".html")) for path in FILES.glob("*.words.txt"))
ABOUT = {
    "arabic-site": ("المكتبة القديمة تفتح أبوابها من جديد", "ليلى منصور", date(2025, 1, 15), "ar"),
    "blog-system": ("Swing bridge shut until May after crack is found", "Dora Finch", date(2024, 3, 12), "en-gb"),
    "broadcaster": (
        "Why a spy chief spoke of 1968 in Prague", "Hannah Ostrow and Tom Ellery", date(2023, 7, 20), "en-gb",
    ),
    "french-daily": ("A Saint-Aubin, le pain revient au village", "Éloïse Marchetti", date(2025, 2, 10), "fr"),
    "german-daily": ("Niedrigwasser am See: Die Fähre bleibt im Hafen", "Käthe Brühl", date(2025, 5, 19), "de"),
    "old-agency": ("Strike of mackerel boats ends with fixed price", "Anders Weld", date(2003, 11, 7), "en-gb"),
    "quality-paper": ("The hole that taught governments to agree", "Lena Adeyemi", date(2025, 5, 2), "en-gb"),
    "tabloid": (
        "Parrot lost for six years comes home - and swears in Portuguese", "Kit Lowndes", date(2025, 8, 4), "en-gb",
    ),
}  # fmt: skip


def found_in(page):
    return extract(page.read_bytes(), page.name)


def words(text):
    return Counter(re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text)))


def test_it_has_pages_of_eight_sorts():
    assert {page.stem for page in PAGES} == ABOUT.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_finds_every_word_of_the_article_and_no_other(page):
    found, labelled = words(found_in(page).body), words(page.with_suffix(".words.txt").read_text(encoding="utf-8"))
    both = (found & labelled).total()
    assert (round(both / found.total(), 3), round(both / labelled.total(), 3)) == (1, 1), (
        found - labelled,
        labelled - found,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_finds_headline_byline_day_and_language(page):
    found = found_in(page)
    assert (found.title, found.byline, found.published_on, found.language) == ABOUT[page.stem]
    assert found.warnings == ()


def test_it_finds_the_standfirst_and_keeps_it_out_of_the_text():
    found = found_in(FILES / "quality-paper.html")
    assert found.standfirst == "The ozone layer is mending slowly. What a treaty of 1987 did, and what is still to do."
    assert found.body.startswith("Forty years ago three scientists")


def test_it_keeps_headings_lists_tables_quotations_links_and_emphasis():
    body = found_in(FILES / "quality-paper.html").body
    for part in (
        "## What it did\n",
        "> The treaty works because",
        "- **1985**: the thinning over Antarctica is reported.\n- **1987**",
        "| Region | Back at the level of 1980 by about |\n| --- | --- |\n| Antarctica | 2066 |",
        "[Montreal Protocol](https://ozone.unep.org/treaties/montreal-protocol)",
    ):
        assert part in body
    assert "*Prague Spring*" in found_in(FILES / "broadcaster.html").body


def test_it_keeps_smart_punctuation_of_a_page_in_windows_1252_that_calls_itself_latin_1():
    body = found_in(FILES / "german-daily.html").body
    assert "2,41 Metern – so tief" in body
    assert "„Wir fahren, sobald wir wieder eine Handbreit Wasser unter dem Kiel haben“, sagte" in body


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_leaves_no_script_and_no_html(page):
    body = found_in(page).body
    assert not re.search(r"<(?!https?://)|javascript:|window\.|&lt;", body)
