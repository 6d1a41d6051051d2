"""Marks inside a line, as the writers of pages and of clipboards have them, in the few elements that Markdown knows.

Google Docs, Word and content systems say "bold" by a style; notes are marks that link to an element; a quotation's
signs and the reading beside a Chinese character are drawn by the browser.
"""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .invisible import LEFT_OUT
from .leaves import INLINE
from .style_sheets import style_of
from .word_lists import read_word_lists

BOLD = re.compile(
    r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)|(?<![\w-])font\s*:[^;]*(?<![\w-])(?:bold|bolder|[6-9]00)(?![\w-])", re.I
)
NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.I)
ITALIC = re.compile(
    r"font-style\s*:\s*(?:italic|oblique)|(?<![\w-])font\s*:[^;]*(?<![\w-])(?:italic|oblique)(?![\w-])", re.I
)
NOT_ITALIC = re.compile(r"font-style\s*:\s*normal", re.I)
STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
STRUCK_CLASS = re.compile(r"(?<![a-z])(?:strike(?:-?through)?|line-through|struck)(?![a-z])", re.I)
RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
NOTE_MARK = re.compile(
    r"^[\[(]?\s*(?:note\s+|n\.?\s*)?([0-9]{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}|[a-z]{1,2}|[ivxlc]{1,5}|[*†‡§¶]{1,3})\s*[\])]?$",
    re.I,
)
MARKS = (("strong", BOLD), ("em", ITALIC), ("s", STRUCK), ("sup", RAISED))
MOST_NOTES = 500
UNLINKED = re.compile(r"(?<![a-z])(?:foot|end)?note-?(?:ref|mark|number|call)?(?![a-z])", re.I)
NOTES = "data-notes"  # the attribute of the page that keeps them while its text is chosen
LONGEST_NOTE = 3000
BACK = re.compile(r"^[\s↩↑^⤴︎\ufe0e\ufe0f]*$|^(?:back|jump up|return|zurück|retour)\b.{0,20}$", re.I)


def read_inline(tree: HtmlElement) -> None:
    """Change the elements in place."""
    read_word_lists(tree)
    for element in list(tree.iter("span", "b", "strong", "font", "i", "em")):
        _read_style(element)
    for element in list(tree.iter("p", "li", "div")):
        _read_style_of_block(element)
    for element in reversed(list(tree.iter("ins", "strike", "q", "ruby", "rb", "rtc", "rp", "rt", "wbr"))):
        _read_sign(element)
    _read_notes(tree)


def _read_style(element: HtmlElement) -> None:
    style = style_of(element)
    if element.tag in {"b", "strong"} and NOT_BOLD.search(style):
        element.tag = "span"
    if element.tag in {"i", "em"} and NOT_ITALIC.search(style):
        element.tag = "span"
    if element.tag not in {"span", "font"} or not (element.text_content().strip()):
        return
    if element.getparent() is not None and any(inner.tag in {"p", "div", "ul", "table"} for inner in element.iter()):
        return
    wanted = [tag for tag, pattern in MARKS if pattern.search(style)]
    if "s" not in wanted and STRUCK_CLASS.search(element.get("class", "")):
        wanted.append("s")
    if wanted:
        element.tag = wanted[0]
        for tag in wanted[1:]:
            _wrap_inside(element, tag)


def _read_style_of_block(block: HtmlElement) -> None:
    """Emphasis and strokes by the style of a paragraph are those of its words."""
    style = style_of(block)
    wanted = [tag for tag, pattern in MARKS[:3] if style and pattern.search(style)]
    if "s" not in wanted and block.tag == "p" and STRUCK_CLASS.search(block.get("class", "")):
        wanted.append("s")
    if not block.text_content().strip() or not all(inner.tag in INLINE for inner in block.iterdescendants()):
        return
    for tag in wanted:
        _wrap_inside(block, tag)


def _wrap_inside(element: HtmlElement, tag: str) -> None:
    inner = lxml_html.Element(tag)
    inner.text, element.text = element.text, None
    inner[:] = list(element)
    element.append(inner)


def _read_sign(element: HtmlElement) -> None:
    if element.tag == "strike":
        element.tag = "s"
    elif element.tag == "rp" or element.getparent() is None:
        element.drop_tree()
    elif element.tag == "rt":
        reading = " ".join(element.text_content().split())
        wide = not reading.isascii()
        element.text = (f"（{reading}）" if wide else f" ({reading}) ") if reading else ""
        element[:] = []
        element.drop_tag()
    else:
        if element.tag == "q":
            depth = sum(outer.tag == "q" for outer in element.iterancestors())  # inner ones come first
            opening, closing = ("‘", "’") if depth % 2 else ("“", "”")
            element.text = opening + (element.text or "")
            if len(element):
                element[-1].tail = (element[-1].tail or "") + closing
            else:
                element.text += closing
            element.tag = "span"
            return
        element.drop_tag()


def _read_notes(tree: HtmlElement) -> None:
    """Marks of notes become references that the writer of Markdown knows; the notes go to the end of the body."""
    for element in list(tree.iter("span")):
        if (
            UNLINKED.search(element.get("class", ""))
            and NOTE_MARK.match(element.text_content().strip())
            and not len(element)
        ):
            element.tag = "sup"
    targets = {element.get("id") or element.get("name"): element for element in tree.iter() if _has_name(element)}
    notes: dict[str, int] = {}
    listing = lxml_html.Element("ol")
    for link, mark in list(_marks(tree)):
        if link.get("id") in notes:  # the number before a note, which leads back to its mark
            continue
        name = link.get("href", "").partition("#")[2]
        target = targets.get(name)
        if name not in notes:
            text = _note_text(target, mark) if target is not None and len(notes) < MOST_NOTES else None
            if text is None or target is None:
                _set_apart(link)
                continue
            notes[name] = len(notes) + 1
            item = lxml_html.Element("li", id=f"footnote-{notes[name]}")
            item.text = text.text
            item[:] = list(text)
            listing.append(item)
        outer = link.getparent()
        link.set("href", f"#footnote-{notes[name]}")
        if outer is not None and outer.tag not in {"sup", "span"}:
            continue
    for name in notes:
        _drop_note(targets[name])
    if len(listing):
        tree.set(NOTES, lxml_html.tostring(listing, encoding="unicode"))


def put_notes_back(tree: HtmlElement) -> HtmlElement:
    """Change the elements: the notes whose marks are still there stand at the end."""
    listing = lxml_html.fromstring(tree.attrib.pop(NOTES)) if tree.get(NOTES) else []
    marks = {link.get("href") for link in tree.iter("a")}
    body = tree.find("body")
    for note in list(listing):
        if f"#{note.get('id')}" not in marks:
            note.drop_tree()
    if len(listing):
        (tree if body is None else body).append(listing)
    return tree


def _has_name(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and bool(element.get("id") or (element.tag == "a" and element.get("name")))


def _marks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for link in tree.iter("a"):
        href = link.get("href", "")
        mark = NOTE_MARK.match(" ".join(link.text_content().split()))
        if not mark or "#" not in href or _is_left_out(link):
            continue
        parent = link.getparent()
        raised = parent is not None and (parent.tag == "sup" or link.find(".//sup") is not None or _is_raised(link))
        if raised and (href.startswith("#") or re.search(r"#[\w.:-]*(?:note|fn|ref|cite)", href)):
            yield link, mark[1]


def _is_raised(link: HtmlElement) -> bool:
    names = link.get("class", "") + " " + link.get("role", "") + " " + link.get("epub:type", "")
    if re.search(r"note-?ref|noteref|footnote|(?<![a-z])fn(?![a-z])", names) or not link.text_content().isascii():
        return True
    inner = " ".join(element.get("class", "") for element in link.iter("span"))
    return bool(re.search(r"#_?(?:ftn|edn)\d+$", link.get("href", "")) or "noteReference" in inner)


def _is_left_out(link: HtmlElement) -> bool:
    return any(element.get(LEFT_OUT) for element in link.iterancestors())


def _holder_of_note(target: HtmlElement) -> HtmlElement:
    """The block with the note's words: the target, or what it stands in where the target is an empty anchor."""
    holder = target
    while holder.tag in {"a", "sup", "span", "b", "strong"} and holder.getparent() is not None:
        holder = holder.getparent()
    return holder


def _note_text(target: HtmlElement, mark: str) -> HtmlElement | None:
    """A copy of the note's words without its own number and the way back; None if it is no note."""
    holder = _holder_of_note(target)
    words = holder.text_content().strip()
    if holder.tag in {"body", "html", "article", "main"} or not words or len(words) > LONGEST_NOTE:
        return None
    copy = lxml_html.fromstring(lxml_html.tostring(holder, encoding="unicode", with_tail=False))
    copy.tag = "div"
    for element in list(copy.iter("a", "sup", "span")):
        text = " ".join(element.text_content().split())
        leads_back = element.tag == "a" and (element.get("href", "").startswith("#") or not element.get("href"))
        is_mark = NOTE_MARK.match(text) and (leads_back or element.tag == "sup")
        if element.getparent() is not None and (is_mark or (leads_back and BACK.match(text))):
            element.drop_tree()
    lead = re.compile(rf"^\s*(?:[\[(]?{re.escape(mark)}[\])]?[.:]?|\d{{1,3}}[.)]|\[\d{{1,3}}\])\s+|^\s*[\^↑]\s*")
    copy.text = lead.sub("", copy.text or "")
    return copy


def _drop_note(target: HtmlElement) -> None:
    holder = _holder_of_note(target)
    outer = holder.getparent()
    if outer is None:
        return
    holder.drop_tree()
    if outer.tag in {"ol", "ul", "dl"} and not outer.text_content().strip() and outer.getparent() is not None:
        outer.drop_tree()


def _set_apart(link: HtmlElement) -> None:
    """A mark whose note isn't there keeps its number in brackets, apart from the word before it."""
    text = " ".join(link.text_content().split()).strip("[]() ")
    link[:] = []
    link.text = f"[{text}]"
    link.attrib.pop("href", None)
