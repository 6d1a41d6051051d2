"""What our Markdown reads otherwise than Python-Markdown does by itself: as CommonMark 0.31 has it and people write it.

A heading needs a space after its number signs (section 4.2): "#MeToo" is a word. A list may follow a line of text at
once (section 5.2): bullets, and numbers that begin with 1. Words between `~~` are struck (GitHub Flavored Markdown
0.29, section 6.5). A list whose numbers fall by one counts down, as in HTML's `<ol reversed>`. A picture that is a
paragraph by itself is a figure: its title is caption and credit,
`![A bridge](/media/bridge.jpg#wide "The bridge in May | Photo: A. Tesař")`.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

_NUMBERS = "data-numbers"  # the attribute of lists while they are read
STRUCK = r"(?<!~)(~~)(?=[^\s~])((?:(?!~~).)+)(?<=[^\s~])~~(?!~)"  # linear: it ends at the next two


class _Headings(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)[ \t]*#*(?:\n|$)")


class _ListAfterText(BlockProcessor):
    """Parts a block of text where a list begins in it."""

    RE = re.compile(r"\n(?=[ ]{0,3}(?:[-+*][ \t]+\S|1[.)][ \t]+\S))")
    _LIST = re.compile(r"[ ]{0,3}(?:[-+*]|\d{1,9}[.)])[ \t]")

    def test(self, parent: Element, block: str) -> bool:
        return not self._LIST.match(block) and not block.startswith(("    ", "\t", ">", "|")) and parent.tag != "li"

    def run(self, parent: Element, blocks: list[str]) -> bool:
        found = self.RE.search(blocks[0])
        if not found:
            return False
        block = blocks.pop(0)
        blocks[:0] = [block[: found.start()], block[found.end() :]]
        return False


class _NumberedLists(SaneOListProcessor):
    """Notes the numbers as they are written, for `_Countdowns`."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = [self.CHILD_RE.match(line) for line in blocks[0].split("\n")]
        numbers = [(item[2] or "?").rstrip(".") for item in found if item]
        super().run(parent, blocks)
        listing = parent if parent.tag in self.SIBLING_TAGS else parent[-1]
        listing.set(_NUMBERS, " ".join([listing.get(_NUMBERS, ""), *numbers]).strip())


class _Countdowns(Treeprocessor):
    """Turns lists round whose numbers fall by one from each item to the next."""

    def run(self, root: Element) -> None:
        for listing in root.iter():
            numbers = listing.attrib.pop(_NUMBERS, "").split()
            if listing.tag != "ol" or len(numbers) < 2 or len(numbers) != len(listing) or "?" in numbers:
                continue
            first = int(numbers[0])
            if [int(number) for number in numbers] == list(range(first, first - len(numbers), -1)):
                listing.set("reversed", "reversed")
                listing.set("start", str(first))


class _Figures(Treeprocessor):
    """Makes a figure of each picture that stands alone, with `#wide` at the end of its address a wide one."""

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            if len(paragraph) == 1 and paragraph[0].tag == "img" and not _says(paragraph):
                _make_figure(paragraph, paragraph[0])


def _says(paragraph: Element) -> bool:
    return bool((paragraph.text or "").strip() or (paragraph[0].tail or "").strip())


def _make_figure(element: Element, picture: Element) -> None:
    element.tag, element.text, picture.tail = "figure", None, None
    address, is_wide, _nothing = picture.get("src", "").partition("#wide")
    if is_wide:
        picture.set("src", address)
        element.set("class", "outset")
    caption, _bar, credit = picture.attrib.pop("title", "").partition("|")
    if caption.strip() or credit.strip():
        below = SubElement(element, "figcaption")
        below.text = caption.strip()
        if credit.strip():
            below.text += " · " if below.text else ""
            SubElement(below, "small").text = credit.strip()


class Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        parser: BlockParser = md.parser
        parser.blockprocessors.register(_Headings(parser), "hashheader", 70)
        parser.blockprocessors.register(_NumberedLists(parser), "olist", 40)
        parser.blockprocessors.register(_ListAfterText(parser), "list_after_text", 110)
        md.ESCAPED_CHARS.append("~")
        md.inlinePatterns.register(SimpleTagInlineProcessor(STRUCK, "s"), "struck", 65)
        md.treeprocessors.register(_Countdowns(md), "countdowns", 25)
        md.treeprocessors.register(_Figures(md), "figures", 15)  # after what makes pictures, "inline"


class Dashes(SmartyExtension):
    """Dashes and dots alone: quotation marks are set by language, afterwards (typography.py)."""

    def __init__(self) -> None:
        super().__init__(smart_quotes=False)
