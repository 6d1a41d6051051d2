"""What a page says between its headline and its text: names and the day, in lines that are no part of the text."""

import re
from datetime import date

from lxml.html import HtmlElement

from .bylines import clean_name
from .choosing import Choice
from .headlines import SUBTITLE
from .invisible import drawn_lines, drawn_words, reason_of
from .opening import LONGEST_TITLE, credit_in, is_headline

MOST_LINES = 12  # above the text
NAMED = re.compile(r"(?<![a-z])(?:by-?line|author|credits?|writer)(?![a-z])", re.I)
PICTURE = re.compile(r"photo|image|picture|caption|media", re.I)
MOST_WORDS_OF_NAMES = 6


def lines_above(leaves: list[HtmlElement], choice: Choice) -> list[tuple[str, bool]]:
    """The last lines before the article's first words that were left out, and whether a class calls one a byline."""
    first = next((place for place, leaf in enumerate(leaves) if leaf in choice.kept), 0)
    lines: list[tuple[str, bool]] = []
    for leaf in leaves[max(0, first - MOST_LINES) : first]:
        if reason_of(leaf) and not leaf.text_content().strip():
            continue
        names = " ".join(element.get("class", "") for element in (leaf, *list(leaf.iterancestors())[:2]))
        named = bool(NAMED.search(names)) and not PICTURE.search(names)
        lines += [(line, named) for line in drawn_lines(leaf) if line]
    return lines


def running_first(leaves: list[HtmlElement], choice: Choice) -> str:
    """The words of the article's first paragraph, if it runs on into the next; empty where it is set apart.

    Many pages describe themselves by it, and it is no standfirst for that.
    """
    kept = [leaf for leaf in leaves if leaf in choice.kept and leaf.tag != "h1"][:2]
    if len(kept) < 2 or kept[0].tag != "p" or kept[0].getparent() is not kept[1].getparent():
        return ""
    around = (kept[0], *list(kept[0].iterancestors())[:2])
    if any(SUBTITLE.search(element.get("class", "")) for element in around) or kept[0].get("class", "") != kept[1].get(
        "class", ""
    ):
        return ""
    return drawn_words(kept[0])


def read_above(lines: list[tuple[str, bool]]) -> tuple[str, str, date | None]:
    """A headline, names and a day among these lines; empty or None where there is none."""
    title, byline, day = "", "", None
    for place, (line, named) in enumerate(lines):
        found = credit_in(line)
        if found is None:
            name = clean_name(line) if named and len(line.split()) <= MOST_WORDS_OF_NAMES else ""
            byline = byline or (name if name[:1].isupper() else "")
            continue
        byline, day = byline or found[0], day or found[1]
        if not title and place and is_headline(lines[place - 1][0]):
            title = lines[place - 1][0][:LONGEST_TITLE]
    return title, byline, day
