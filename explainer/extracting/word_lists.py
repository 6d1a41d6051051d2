"""Lists that Word puts on the clipboard as paragraphs, with their marks as words in front ("mso-list")."""

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .style_sheets import style_of

LIST = re.compile(r"mso-list\s*:\s*l(\d+)\s+level(\d)", re.I)
IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.I)
NUMBER = re.compile(r"^[(\s]*(?:\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")
MARK = re.compile(
    r"^[\s\xa0]*(?:[·•▪◦o§\-–\uf0b7\uf0a7\uf076\uf0d8]|\(?(?:\d{1,4}|[a-zA-Z]|[ivxlc]{1,6})[.)])[\s\xa0]+"
)
DEEPEST = 9  # levels that Word has


def read_word_lists(tree: HtmlElement) -> None:
    """Runs of such paragraphs become lists in the elements."""
    stack: list[HtmlElement] = []
    last: HtmlElement | None = None
    for paragraph in [
        element for element in tree.iter() if isinstance(element.tag, str) and LIST.search(style_of(element))
    ]:
        if paragraph.tag not in {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"} or paragraph.getparent() is None:
            continue
        found = LIST.search(style_of(paragraph))
        level = min(DEEPEST, int(found[2])) if found else 1
        goes_on = last is not None and _next_element(last) is paragraph
        if not goes_on:
            stack = []
        is_ordered = _take_mark(paragraph)
        item = lxml_html.Element("li")
        item.text, item[:] = paragraph.text, list(paragraph)
        _put(item, paragraph, stack, level, "ol" if is_ordered else "ul")
        last = stack[0]


def _put(item: HtmlElement, paragraph: HtmlElement, stack: list[HtmlElement], level: int, tag: str) -> None:
    """Put the item into the list of its level, which is made where there is none; the paragraph goes."""
    del stack[level:]
    if len(stack) == level and level == 1 and stack[0].tag != tag:
        stack.clear()
    while len(stack) < level:
        made = lxml_html.Element(tag)
        if not stack:
            paragraph.addprevious(made)
        elif len(stack[-1]):
            stack[-1][-1].append(made)
        else:
            stack[-1].append(lxml_html.Element("li"))
            stack[-1][-1].append(made)
        stack.append(made)
    stack[-1].append(item)
    paragraph.text, paragraph[:] = None, []
    paragraph.drop_tree()


def _next_element(element: HtmlElement) -> HtmlElement | None:
    if (element.tail or "").strip():
        return None
    following = element.getnext()
    return following


def _take_mark(paragraph: HtmlElement) -> bool:
    """Take the mark out of the paragraph's words. True if it was a number or a letter."""
    for span in list(paragraph.iter("span")):
        if IGNORED.search(style_of(span)):
            mark = span.text_content()
            span.drop_tree()
            return bool(NUMBER.match(mark.strip()))
    mark = MARK.match(paragraph.text_content())
    holder = paragraph
    while mark and not (holder.text or "").strip() and len(holder):
        holder = holder[0]
    if mark and holder.text:
        holder.text = MARK.sub("", holder.text, count=1)
        return bool(NUMBER.match(mark[0].strip()))
    return False
