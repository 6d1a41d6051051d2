"""What a browser doesn't draw, marked in the elements of a page: hidden text is no part of an article.

Marked elements stay where they are, so that what is left out can be listed in its order; `LEFT_OUT` says why.
"""

import re

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from .style_sheets import hidden_names, style_of

LEFT_OUT = "data-left-out"  # the attribute with the kind
BREAK = "\ue000"  # stands for a line break while words are joined; a private character
NO_TEXT = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
    ),
    *("select", "textarea", "input", "datalist", "title", "link", "meta", "map", "head"),
}
UNDRAWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?\s*\)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:[^;]*scale\(\s*0\s*\)|(?<![a-z-])color\s*:\s*transparent"
    r"|text-indent\s*:\s*-\d{3,}(?:px|em|rem)?|(?:left|right|top|margin-left)\s*:\s*-\d{4,}(?:px)?\s*(?:;|!|$)"
    r"|mso-element\s*:\s*(?:comment|comment-list|annotation))",
    re.I,
)
# What has no room, and lets nothing stand out of it.
NO_ROOM = re.compile(r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.I)
CUT_OFF = re.compile(r"(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.I)
# The names that the style sheets of the field give to text for screen readers and to hidden text.
UNDRAWN_CLASSES = {
    *("visually-hidden", "visuallyhidden", "visually_hidden", "sr-only", "screen-reader-text", "screen-reader-only"),
    *(
        "screenreader-only",
        "screenreader",
        "screen-reader",
        "sr-text",
        "u-visually-hidden",
        "a11y-hidden",
        "a11y-only",
        "show-for-sr",
        "is-hidden",
    ),
    *("element-invisible", "assistive-text", "hidden", "hide", "d-none", "display-none", "u-hidden", "invisible"),
    *("msocomtxt", "msocomanchor", "msocomoff", "accessibility-hidden", "offscreen", "off-screen", "clip-text"),
    "sf-hidden",  # SingleFile puts it on what wasn't drawn when it saved the page
}

FOR_SCREEN_READERS = re.compile(r"(?<![a-z])(?:visually-?hidden|screen-?reader-?(?:text|only)|sr-only)(?![\w-])")


def mark_hidden(tree: HtmlElement, *, most: float = 1) -> None:
    """Mark what isn't drawn. What holds more than the share `most` of the page's text will be shown by its scripts."""
    names = hidden_names(tree)
    for element in list(tree.iter(*NO_TEXT)):
        if element.tag != "head" and element.getparent() is not None:
            element.drop_tree()
    body = tree.find("body")
    body = body if body is not None else tree
    longest = most * len(body.text_content())
    for element in body.iterdescendants():
        hidden = isinstance(element.tag, str) and (is_undrawn(element) or not names.isdisjoint(_names(element)))
        if hidden and len(element.text_content()) <= longest:
            element.set(LEFT_OUT, _("hidden text"))


def _names(element: HtmlElement) -> list[str]:
    return [f"#{element.get('id')}", *(f".{name}" for name in element.get("class", "").split())]


def reason_of(leaf: HtmlElement) -> str:
    """Why the element, or one around it, was marked; empty if none was."""
    return next((str(kind) for element in (leaf, *leaf.iterancestors()) if (kind := element.get(LEFT_OUT))), "")


def drawn_words(leaf: HtmlElement) -> str:
    """What the element says without what is marked in it, one space between words."""
    parts = [leaf.text or ""]
    for child in leaf:
        if isinstance(child.tag, str) and not child.get(LEFT_OUT):
            parts.append(drawn_words(child) or " " * (child.tag == "br"))
        parts.append(child.tail or "")
    return (
        " ".join("".join(parts).split()) if leaf.tag not in {"span", "a", "b", "i", "em", "strong"} else "".join(parts)
    )


def drawn_lines(leaf: HtmlElement) -> list[str]:
    """The same parted at its line breaks."""
    for mark in leaf.iter("br"):
        mark.text = BREAK
    words = drawn_words(leaf)
    for mark in leaf.iter("br"):
        mark.text = None
    return [" ".join(line.split()) for line in words.split(BREAK)]


def is_undrawn(element: HtmlElement) -> bool:
    """True if a browser doesn't draw it, by its attributes and the usual classes."""
    if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
        return True
    style = style_of(element)
    if UNDRAWN.search(style) or (NO_ROOM.search(style) and CUT_OFF.search(style)) or element.get("popover") is not None:
        return True
    names = element.get("class", "").lower()
    return bool(UNDRAWN_CLASSES.intersection(names.split())) or bool(FOR_SCREEN_READERS.search(names))
