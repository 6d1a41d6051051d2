"""The list of what is left out, and the elements without it."""

from copy import deepcopy

from django.utils.translation import gettext as _
from lxml import html as lxml_html
from lxml.html import HtmlElement

from .choosing import Choice
from .cleaning import clean
from .invisible import LEFT_OUT, drawn_words
from .leaves import LOOSE
from .markdown import escape_plain_text, without_marks
from .result import LeftOut

MOST_ITEMS = 100
MOST_LETTERS = 100_000  # of all that is left out: a page's worth of comments and menus
LONGEST_AFTER = 200
KEPT_NAMES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "pre", "blockquote"}


def list_left_out(leaves: list[HtmlElement], choice: Choice) -> tuple[LeftOut, ...]:
    """What is left out, in order; neighbours of one kind are one item. What exceeds the limits is said in the last."""
    items: list[LeftOut] = []
    after, last, letters = "", "", 0
    for leaf in leaves:
        if leaf in choice.kept:
            after, last = " ".join(drawn_words(leaf).split())[:LONGEST_AFTER], ""
            continue
        kind = choice.left_out.get(leaf, "")
        text = _text(leaf)
        letters += len(text)
        if not text or letters > MOST_LETTERS:
            continue
        if kind == last and items:
            items[-1] = LeftOut(kind, f"{items[-1].text}\n\n{text}", items[-1].after)
        elif len(items) < MOST_ITEMS:
            items.append(LeftOut(kind, text, after))
        else:
            letters = MOST_LETTERS
        last = kind
    if letters >= MOST_LETTERS:
        items.append(LeftOut(_("more than can be listed"), escape_plain_text(_("Look at the original page.")), ""))
    return tuple(items)


def without_leaves(tree: HtmlElement, choice: Choice) -> HtmlElement:
    """Change the elements: what was left out goes, and with it whatever holds nothing afterwards."""
    for leaf in choice.left_out:
        row = leaf.getparent() if leaf.tag in {"td", "th"} else None
        if row is not None and any(cell in choice.kept or _holds(cell, choice) for cell in row):
            leaf.text = None
            leaf[:] = []
            continue
        parent = leaf.getparent()
        if parent is None:
            continue
        leaf.drop_tree()
        while parent.tag not in {"body", "html"} and not len(parent) and not (parent.text or "").strip():
            outer = parent.getparent()
            if outer is None:
                break
            parent.drop_tree()
            parent = outer
    for leaf in choice.kept:
        _name_for_cleaning(leaf)
    return tree


def _name_for_cleaning(leaf: HtmlElement) -> None:
    """Give a leaf that is no block of Markdown's a name that survives."""
    parent = leaf.getparent()
    if leaf.get(LOOSE) and parent is not None and parent.tag == "li" and len(parent.findall(f"*[@{LOOSE}]")) == 1:
        leaf.drop_tag()  # the item's own words, with a list below them
    elif leaf.tag not in KEPT_NAMES:
        leaf.tag = "p"


def _holds(cell: HtmlElement, choice: Choice) -> bool:
    return any(inner in choice.kept for inner in cell.iterdescendants())


def take_in(body: str, item: LeftOut) -> str:
    """The body with an item put where it stood: after the block with the words that it followed, else at the end."""
    blocks = body.replace("\r\n", "\n").split("\n\n")
    if not item.after:
        return "\n\n".join([item.text, *blocks]).strip()
    wanted = _letters(item.after)
    for place in range(len(blocks) - 1, -1, -1):
        if wanted and wanted in _letters(without_marks(blocks[place])):
            return "\n\n".join([*blocks[: place + 1], item.text, *blocks[place + 1 :]])
    return f"{body}\n\n{item.text}".strip()


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _text(leaf: HtmlElement) -> str:
    copy = deepcopy(leaf)
    copy.tail = None
    for element in list(copy.iterdescendants()):
        if isinstance(element.tag, str) and element.get(LEFT_OUT) and element.getparent() is not None:
            element.drop_tree()
    if copy.tag not in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}:
        copy.tag = "p"
    return clean(lxml_html.tostring(copy, encoding="unicode"), "")
