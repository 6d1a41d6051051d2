"""What our Markdown reads otherwise than Python-Markdown does by itself: as CommonMark 0.31 has it and people write it.

A heading needs a space after its number signs (section 4.2): "#MeToo" is a word. A list may follow a line of text at
once (section 5.2): bullets, and numbers that begin with 1.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.smarty import SmartyExtension


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


class Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        parser: BlockParser = md.parser
        parser.blockprocessors.register(_Headings(parser), "hashheader", 70)
        parser.blockprocessors.register(_ListAfterText(parser), "list_after_text", 110)


class Dashes(SmartyExtension):
    """Dashes and dots alone: quotation marks are set by language, afterwards (typography.py)."""

    def __init__(self) -> None:
        super().__init__(smart_quotes=False)
