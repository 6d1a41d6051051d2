"""A second finder of articles, asked whether it found the same text: where two disagree, an editor should look.

It is readability's, as trafilatura ships it: another method on the same page, by the weight of paragraphs in their
elements, and their links.
"""

from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura.readability_lxml import Document

from .invisible import LEFT_OUT
from .lengths import words_of
from .markdown import without_marks

RUN = 4  # words in a row that are compared
FEWEST_RUNS = 60  # a shorter text says too little
LEAST_SHARE = 0.5  # of the runs of either text that stand in the other; the lowest of 25 right ones is 0.6
MOST_LETTERS = 500_000  # of a page: beyond it a second reading takes too long


def differs(tree: HtmlElement, body: str) -> bool:
    """Whether another method finds a text that has less than half in common with `body` (Markdown)."""
    if len(tree.text_content()) > MOST_LETTERS:
        return False
    ours, theirs = _runs(without_marks(body)), _runs(_found(tree))
    fewest = min(len(ours), len(theirs))
    return fewest >= FEWEST_RUNS and len(ours & theirs) < LEAST_SHARE * max(len(ours), len(theirs))


def _found(tree: HtmlElement) -> str:
    page = deepcopy(tree)
    for element in list(page.iter()):
        if isinstance(element.tag, str) and element.get(LEFT_OUT) and element.getparent() is not None:
            element.drop_tree()
    try:
        text = Document(page).summary()
        return str(lxml_html.fromstring(text).text_content()) if text else ""
    except (etree.ParserError, ValueError, RecursionError, AttributeError, TypeError):
        return ""  # it has no answer to every page


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
