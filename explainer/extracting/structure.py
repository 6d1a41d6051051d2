"""Lists, quotations and marks of HTML, put so that their Markdown is read as the same blocks.

Each function changes the elements in place, but for `follows` and `is_loose`.
"""

import re
from collections.abc import Set

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

MERGED = ("strong", "em", "b", "i", "s", "del", "sup", "sub", "code")
LOOSE = "data-loose"  # the attribute of lists with blank lines
STRAY = {"b", "strong", "i", "em", "a", "span", "s", "del", "code", "p", "div"}  # what stands between items by mistake
NUMBER = "data-number"  # and that of their items
HOLDERS = ["li", "td", "th", "dd", "blockquote"]  # blocks with blocks of their own
BLOCKS = ["p", "ul", "ol", "pre", "blockquote", "table", "dl", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "div"]


def follows(el: Tag, kinds: Set[str]) -> bool:
    """Whether the last words before an element are in one of these kinds that ends right before it, boxes aside."""
    outer = {id(parent) for parent in el.parents}
    before = next((node for node in el.previous_elements if _is_seen(node)), None)
    found = [box for box in before.parents if box.name in kinds and id(box) not in outer] if before else []
    return bool(found) and found[-1].find_parent(HOLDERS) is el.find_parent(HOLDERS)


def _is_seen(node: PageElement) -> bool:
    """Whether a node shows something: words, or a rule."""
    return (type(node) is NavigableString and bool(node.strip())) or (isinstance(node, Tag) and node.name == "hr")


def is_loose(listing: Tag | None) -> bool:
    """Whether a list has blank lines between its items."""
    return listing is not None and listing.get(LOOSE) is not None


def mark_loose_lists(soup: BeautifulSoup) -> None:
    """A list with a paragraph and the like in it, or in a list inside it, has blank lines between all of its items."""
    for outer in soup.find_all(["ul", "ol"]):
        if outer.find_parent(["ul", "ol"]) is None and (
            outer.find(["p", "pre", "blockquote", "table"])
            or any(_has_two_lists(item) for item in outer.find_all("li"))
        ):
            for listing in [outer, *outer.find_all(["ul", "ol"])]:
                listing[LOOSE] = "1"


def _has_two_lists(item: Tag) -> bool:
    return len(item.find_all(["ul", "ol"], recursive=False)) > 1


def wrap_quotations(soup: BeautifulSoup) -> None:
    """The words of a quotation stand in paragraphs."""
    for quotation in soup.find_all("blockquote"):
        if not quotation.find(BLOCKS):
            paragraph = soup.new_tag("p")
            for child in list(quotation.children):
                paragraph.append(child.extract())
            quotation.append(paragraph)


def merge_neighbours(soup: BeautifulSoup) -> None:
    """Two pieces of bold beside each other are one: their marks would meet and mean something else."""
    for element in soup.find_all(MERGED):
        following = element.next_sibling
        while isinstance(following, Tag) and following.name == element.name:
            for child in list(following.children):
                element.append(child.extract())
            following.decompose()
            following = element.next_sibling


def nest_lists(soup: BeautifulSoup) -> None:
    """A list between the items of another, as old editors write it, belongs to the item before it."""
    for listing in soup.find_all(["ul", "ol"]):
        item = listing.find_previous_sibling("li")
        if listing.parent is not None and listing.parent.name in {"ul", "ol"} and isinstance(item, Tag):
            item.append(listing.extract())


def gather_items(soup: BeautifulSoup) -> None:
    """Words between the items of a list belong to the item before them; a rule in an item is none of Markdown's."""
    for listing in soup.find_all(["ul", "ol"]):
        if any(map(_is_stray, listing.children)):
            _gather(soup, listing)
    for item in soup.find_all("li"):
        for rule in item.find_all("hr"):
            rule.decompose()


def _gather(soup: BeautifulSoup, listing: Tag) -> None:
    children, last = list(listing.contents), None
    listing.clear()  # and filled anew: taking one out looks through all that stand before it
    for child in children:
        if last is not None and _is_stray(child):
            last.append(soup.new_tag("br"))
            last.append(child)
            continue
        listing.append(child)
        if isinstance(child, Tag) and child.name == "li":
            last = child


def _is_stray(child: PageElement) -> bool:
    return (type(child) is NavigableString and bool(child.strip())) or (isinstance(child, Tag) and child.name in STRAY)


def number_items(soup: BeautifulSoup) -> None:
    """Note on each item of a numbered list its number. Empty ones have none.

    A list may count down. Where its numbers leap, it is parted: Markdown counts a list through from its first number.
    Numbers below nought stand before the words of a list with bullets.
    """
    for listing in soup.find_all("ol"):
        items = listing.find_all("li", recursive=False)
        numbers, following = _numbers(listing, items)
        if any(number < 0 for number in numbers):
            _put_into_words(listing, items, numbers)
            continue
        leaps = []
        for item, number, due in zip(items, numbers, numbers[:1] + following, strict=False):
            item[NUMBER] = str(number)
            if number != due:
                leaps.append(item)
        if leaps:
            _part(soup, listing, leaps)


def _numbers(listing: Tag, items: list[Tag]) -> tuple[list[int], list[int]]:
    """What a browser writes before each item, an empty one having the number of the next; and what goes on from it."""
    is_reversed = listing.get("reversed") is not None
    full = [bool(item.get_text(strip=True)) for item in items]
    number = _integer(listing.get("start"), sum(full) if is_reversed else 1)
    numbers, following = [], []
    for item, is_full in zip(items, full, strict=True):
        number = _integer(item.get("value"), number)
        numbers.append(number)
        if is_full:
            number += -1 if is_reversed else 1
        following.append(number)
    return numbers, following


def _integer(value: object, otherwise: int) -> int:
    text = str(value if value is not None else "").strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else otherwise


def _put_into_words(listing: Tag, items: list[Tag], numbers: list[int]) -> None:
    listing.name = "ul"
    for item, number in zip(items, numbers, strict=True):
        holder = item.p if item.p is not None else item
        holder.insert(0, f"{number}. ".replace("-", "−"))


def _part(soup: BeautifulSoup, listing: Tag, leaps: list[Tag]) -> None:
    """Each of these items begins a list of its own, with all that follow it."""
    begins = set(map(id, leaps))  # equal items are not the same
    attributes = {name: value for name, value in listing.attrs.items() if name != "start"}
    children, part, parts = list(listing.contents), listing, []
    listing.clear()
    for child in children:
        if id(child) in begins:
            part = soup.new_tag("ol")
            part.attrs = dict(attributes)
            parts.append(part)
        part.append(child)
    for part in reversed(parts):
        listing.insert_after(part)
