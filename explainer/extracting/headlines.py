"""What a page says of itself: headline, standfirst, authors, day, address.

Its first-level heading, its own description for others (Open Graph, JSON-LD) and its title don't always agree: the
heading may be the paper's slogan, the description a joke for a network. Two that agree win; the editor is told.
"""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

from django.utils.translation import gettext as _
from lxml.html import HtmlElement
from trafilatura.metadata import Document, extract_metadata

from .bylines import byline_of, names_in
from .invisible import is_undrawn
from .lengths import words_of
from .opening import LONGEST_STANDFIRST, LONGEST_TITLE, day_of, same_words

LOGO = re.compile(r"(?<![a-z])(?:logo|brand|masthead|site-?(?:title|name|header)|slogan|tagline|navbar)(?![a-z])", re.I)
HEADLINE = re.compile(r"headline|(?:article|entry|post|story)[-_]*(?:title|header|hed)|^title$", re.I)
POST_TITLE = re.compile(r"(?<![\w-])(?:entry|post|article|story)-title(?![\w-])", re.I)
SUBTITLE = re.compile(
    r"sub-?title|sub-?head|standfirst|(?<![a-z])(?:dek|deck|lede?|chapo|excerpt|summary)(?![a-z])", re.I
)
TWICE_ESCAPED = re.compile(r"&(?:amp|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,4});", re.I)
SAME = 0.6  # of the words of the shorter, for two lines to be one headline


@dataclass(frozen=True)
class About:
    """What the page says of itself; empty where it says nothing."""

    headings: tuple[str, ...]  # of the first level, those that may be a headline
    sure_heading: bool  # the one heading stands in the article, or says that it is the headline
    shared: str  # og:title and its like
    title: str  # of the window
    site: str
    description: str
    byline: str
    day: date | None
    address: str


def about_page(text: str, tree: HtmlElement) -> About:
    """Read what a page says of itself. Call it before the tree is changed."""
    found = _metadata(text)
    headings = [heading for heading in tree.iter("h1") if 1 < len(words_of(_words(heading))) <= 60]
    own = [heading for heading in headings if not _is_logo(heading)]
    posts = [heading for heading in tree.iter("h2", "h3") if POST_TITLE.search(heading.get("class", ""))]
    if len(posts) == 1 and not any(_is_within(heading) for heading in own):
        own = posts  # blogs whose name is the only heading of the first level
    return About(
        headings=tuple(_words(heading) for heading in own),
        sure_heading=len(own) == 1 and _is_in_article(own[0]),
        shared=_meta(tree, "og:title", "twitter:title", "headline"),
        title=" ".join(tree.findtext(".//title", "").split()),
        site=found.sitename or "",
        description=" ".join((found.description or "").split()) or _subtitle(own, _meta(tree, "og:title")),
        byline=byline_of((found.author or "").split(";")) or byline_of(names_in(_meta(tree, "author", "byl"))),
        day=day_of(found.date or ""),
        address=found.url or "",
    )


def headline_of(about: About) -> tuple[str, tuple[str, ...]]:
    """The headline, and a warning where the page gives two that differ."""
    shared = _without_site(about.shared, about.site)
    title = _without_site(about.title, about.site)
    alike = [heading for heading in about.headings if _are_alike(heading, shared or title)]
    if alike:
        return alike[0][:LONGEST_TITLE], ()
    if len(about.headings) == 1 and (not (shared or title) or (about.sure_heading and not _are_alike(shared, title))):
        heading = about.headings[0]
        return heading[:LONGEST_TITLE], _doubt(heading, shared)
    chosen = shared or title
    if not chosen:
        return (about.headings[0][:LONGEST_TITLE] if about.headings else ""), ()
    return chosen[:LONGEST_TITLE], _doubt(chosen, about.headings[0] if about.sure_heading else "")


def standfirst_of(about: About, title: str) -> str:
    """The description, unless it repeats the headline or was cut off."""
    text = about.description
    return "" if same_words(text, title) or text.endswith(("…", "...")) else text


def _subtitle(headings: list[HtmlElement], shared: str) -> str:
    """What stands right under the headline as a smaller heading, or is called a standfirst there."""
    if len(headings) > 1:
        headings = [heading for heading in headings if same_words(_words(heading), shared)]
    if len(headings) != 1:
        return ""
    seen, inside = False, set(headings[0].iter())
    for element in headings[0].getroottree().getroot().iter():
        seen = seen or element is headings[0]
        if not seen or element in inside or not isinstance(element.tag, str) or not (element.text or "").strip():
            continue
        if element.tag in {"h2", "h3"} or SUBTITLE.search(element.get("class", "")):
            words = _words(element)
            return words if 3 <= len(words_of(words)) <= LONGEST_STANDFIRST else ""
        return ""
    return ""


def _doubt(chosen: str, other: str) -> tuple[str, ...]:
    if not other or _are_alike(chosen, other):
        return ()
    return (_("The page gives another headline too: “%(other)s”.") % {"other": other[:LONGEST_TITLE]},)


def _metadata(text: str) -> Document:
    try:
        return extract_metadata(text, date_config={"original_date": True, "extensive_search": False}) or Document()
    except (RecursionError, ValueError):
        return Document()


def _words(heading: HtmlElement) -> str:
    """What the heading says: without style sheets, scripts, and what is only for screen readers."""
    parts = [heading.text or ""]
    for child in heading:
        if (
            isinstance(child.tag, str)
            and child.tag not in {"style", "script", "noscript", "template", "svg", "button"}
            and not is_undrawn(child)
        ):
            parts.append(" " if child.tag == "br" else _words(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _meta(tree: HtmlElement, *names: str) -> str:
    for name in names:
        for element in tree.iter("meta"):
            if name in {element.get("property"), element.get("name"), element.get("itemprop")} and element.get(
                "content"
            ):
                return " ".join(TWICE_ESCAPED.sub(lambda sign: unescape(sign[0]), element.get("content")).split())
    return ""


def _is_logo(heading: HtmlElement) -> bool:
    for element in (heading, *heading.iterancestors()):
        if element.tag in {"body", "article", "main"}:
            return False
        if element.tag == "nav" or LOGO.search(element.get("class", "") + " " + element.get("id", "")):
            return True
    return False


def _is_in_article(heading: HtmlElement) -> bool:
    if heading.get("itemprop") == "headline" or HEADLINE.search(heading.get("class", "")):
        return True
    return _is_within(heading)


def _is_within(heading: HtmlElement) -> bool:
    return any(element.tag in {"article", "main"} for element in heading.iterancestors())


def _without_site(text: str, site: str) -> str:
    """A title without the name of its site: the last part, where the line is parted."""
    parts = re.split(r"\s+[|·•–—»]\s+|\s+-\s+|\s+::?\s+", text)
    if len(parts) > 1 and (
        same_words(parts[-1], site) or (len(words_of(parts[-1])) < len(words_of(parts[0])) and len(parts[-1]) < 40)
    ):
        return text[: text.rindex(parts[-1])].rstrip(" |·•–—»-:")
    if len(parts) > 1 and site and same_words(parts[0], site):
        return text[text.index(parts[1], len(parts[0])) :]
    return text


def _are_alike(one: str, other: str) -> bool:
    """True if most words of the shorter line stand in the longer."""
    first, second = set(words_of(one)), set(words_of(other))
    fewer = min(len(first), len(second))
    return bool(fewer) and len(first & second) >= SAME * fewer
