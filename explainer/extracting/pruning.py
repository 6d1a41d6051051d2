"""Takes out of a page what stands inside its article without belonging to it, before the article is looked for.

trafilatura knows most of it. What it leaves now and then is what these rules name: bars to share, polls, sign-up
boxes, links to other stories between two paragraphs, and tables that only lay the page out. Nothing of more than 60
words goes.
"""

import re

from lxml.html import HtmlElement

from explainer.text.counting import count_words

MOST_WORDS = 60
BOXES = re.compile(
    r"(?<![a-z])(?:share|sharing|social|poll|newsletter|signup|sign-up|subscribe|promo|related|rich-link|teaser|trending|"
    r"most-read|most-viewed|ad-slot|advert|cookie|consent|gdpr|paywall|outbrain|taboola|gallery-teaser)(?![a-z])",
    re.I,
)
READ_ALSO = re.compile(
    r"^(?:read (?:also|more|next)|see also|also read|related|more on this|lire aussi|à lire aussi|"
    r"lesen sie auch|mehr zum thema|"
    r"lea también|le puede interesar|leggi anche|"
    r"lees ook|läs också|les også|leia também|czytaj też|читайте также|اقرأ أيضا)\b",
    re.I,
)
NEVER_DROPPED = {"html", "head", "body", "main", "article", "h1", "script", "meta", "link"}


def prune(tree: HtmlElement) -> None:
    """Change the page's elements in place."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in NEVER_DROPPED or element.getparent() is None:
            continue
        if element.tag == "table" and _is_layout(element):
            _unwrap(element)
        elif _is_box(element) or _leads_elsewhere(element):
            element.drop_tree()


def _is_box(element: HtmlElement) -> bool:
    names = " ".join(element.get(name, "") for name in ("class", "id", "data-component"))
    return bool(names.strip() and BOXES.search(names)) and _is_small(element, MOST_WORDS)


def _leads_elsewhere(element: HtmlElement) -> bool:
    """A line such as "Read also: …" whose every word leads to another story, or introduces the link."""
    if element.tag not in {"p", "div", "section", "aside"}:
        return False
    start = "".join(element.itertext())[:200].strip() if _is_small(element, 30) else ""
    return bool(start and READ_ALSO.match(start)) and element.find(".//a") is not None


def _is_small(element: HtmlElement, most: int) -> bool:
    """True if it has at most that many words. Stops counting there."""
    count = 0
    for text in element.itertext():
        count += count_words(text)
        if count > most:
            return False
    return element.find(".//h1") is None


def _is_layout(table: HtmlElement) -> bool:
    """A table without header cells that holds headings, paragraphs or tables lays the page out; it is no data."""
    return table.find(".//th") is None and any(table.find(f".//td//{tag}") is not None for tag in ("h1", "p", "table"))


def _unwrap(table: HtmlElement) -> None:
    for element in list(table.iter("table", "tbody", "tr", "td")):
        element.tag = "div"
