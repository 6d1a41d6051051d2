"""The smallest pages with a piece of HTML in an article, and what readers would see of what is imported."""

import re

from explainer.extracting import Extraction, extract
from explainer.rendering import render_article

ABOVE = (
    "<p>The harbour board met on Tuesday in the old customs house and sat until after midnight, said its clerk.</p>"
    "<p>Nobody had expected a vote, and the public gallery was empty but for two fishermen from the north quay.</p>"
)
BELOW = (
    "<p>A second meeting was called for Friday, when the accounts of the last three years will be read out aloud.</p>"
    "<p>The mayor left through the back door and would not say whether she means to stand again in the autumn.</p>"
)
TITLE = "Harbour board votes at midnight"


def page(piece: str = "", *, head: str = "", top: str = "", bottom: str = "", wrap: str = "article") -> str:
    """A page whose article has `piece` in its middle."""
    name = wrap.split()[0]
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE}</title>{head}</head><body>{top}"
        f"<{wrap}><h1>{TITLE}</h1>{ABOVE}{piece}{BELOW}</{name}>{bottom}</body></html>"
    )


def imported(piece: str = "", **more: str) -> Extraction:
    """What is imported of such a page."""
    return extract(page(piece, **more).encode(), "page.html")


def html_of(found: Extraction) -> str:
    """What readers get of it."""
    return "".join(block.html for block in render_article(found.body))


def said(html: str) -> str:
    """The words of HTML, one space between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def blocks_of(found: Extraction) -> list[tuple[str, str]]:
    """Kind and text of each block between the paragraphs that every page has."""
    blocks = [(block.kind, block.text) for block in render_article(found.body)]
    return blocks[2:-2]


def left(found: Extraction) -> str:
    """All that was left out, as one text."""
    return "\n".join(item.text for item in found.left_out)
