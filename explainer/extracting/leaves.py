"""A page's text in leaves: the blocks that hold words and no further block.

Text that stands beside blocks, in no block of its own, is wrapped in a paragraph; two line breaks part paragraphs, as
they do in what content systems of the nineties wrote. After that every word of the page belongs to one leaf.
"""

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .invisible import LEFT_OUT

INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
    *("ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike"),
    *("slot", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "nobr", "o:p", "picture", "source"),
}
LOOSE = "data-loose"  # the attribute of paragraphs that are made here
NO_WRAPPING = {"ul", "ol", "table", "tbody", "thead", "tfoot", "tr", "dl", "html", "pre", "a", "span", "b", "i", "em"}


def part_into_leaves(body: HtmlElement) -> list[HtmlElement]:
    """Change the elements so that each word stands in a leaf, and return the leaves that have words, in order."""
    blocks = _with_blocks(body)
    for element in list(body.iter()):
        if element in blocks and isinstance(element.tag, str):
            _wrap_loose_text(element)
        elif element.tag == "p":
            _part_at_breaks(element)
    blocks = _with_blocks(body)
    leaves = [element for element in body.iter() if _is_leaf(element, blocks)]
    return [leaf for leaf in leaves if re.search(r"\w", leaf.text_content())]


def _is_leaf(element: HtmlElement, blocks: set[HtmlElement]) -> bool:
    """True for a block without blocks in it, and for words in a line that were marked to be left out."""
    if not isinstance(element.tag, str) or element in blocks:
        return False
    return _is_block(element) or bool(element.get(LEFT_OUT))


def _is_block(element: HtmlElement) -> bool:
    """Elements that a page makes up itself, with a hyphen in their names, are drawn within the line."""
    return isinstance(element.tag, str) and element.tag not in INLINE and "-" not in element.tag


def _with_blocks(body: HtmlElement) -> set[HtmlElement]:
    """The elements that have a block somewhere in them."""
    found: set[HtmlElement] = set()
    for element in body.iter():
        if not _is_block(element):
            continue
        for outer in element.iterancestors():
            if outer in found:
                break
            found.add(outer)
    return found


def _wrap_loose_text(element: HtmlElement) -> None:
    """Put each run of words and inline elements that stand between the blocks of `element` into paragraphs."""
    if element.tag not in NO_WRAPPING:
        parts = _parts(element)
        element.text = None
        element[:] = parts


def _parts(element: HtmlElement) -> list[HtmlElement]:
    """The children of `element`, with what stands between blocks, or between double line breaks, in paragraphs."""
    run = _new_paragraph(element.text)
    parts: list[HtmlElement] = []
    for child in list(element):
        tail, child.tail = child.tail, None
        is_block = _is_block(child) or any(_is_block(inner) for inner in child.iterdescendants())
        second_break = child.tag == "br" and len(run) and run[-1].tag == "br" and not (run[-1].tail or "").strip()
        if is_block or second_break:
            if second_break:
                run.remove(run[-1])
            parts += [run, child] if is_block else [run]
            run = _new_paragraph(tail)
        else:
            child.tail = tail
            run.append(child)
    parts.append(run)
    return [part for part in parts if part.tag != "p" or len(part) or (part.text or "").strip()]


def _new_paragraph(text: str | None) -> HtmlElement:
    paragraph = lxml_html.Element("p", {LOOSE: "1"})
    paragraph.text = text
    return paragraph


def _part_at_breaks(paragraph: HtmlElement) -> None:
    """A paragraph with two line breaks in a row becomes two."""
    if sum(child.tag == "br" for child in paragraph) < 2 or paragraph.getparent() is None:
        return
    parts = _parts(paragraph)
    for part in parts:
        part.attrib.update(paragraph.attrib)
        paragraph.addprevious(part)
    paragraph.text, paragraph[:] = None, []
    paragraph.drop_tag()
