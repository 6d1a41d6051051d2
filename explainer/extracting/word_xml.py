"""What mammoth doesn't read of a .docx, put right in its XML before: hidden words, readings above characters, fields,
formulas.

Elements as ECMA-376, part 1: 17.3.2.41 (vanish), 17.3.3.25 (ruby).
"""

import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import ElementTree as SafeTree
from django.utils.translation import gettext as _

from .markdown import escape_plain_text
from .result import LeftOut

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
UNREAD = (b"vanish", b":ruby", b":fldSimple", b":dstrike", b":oMath")  # by mammoth
OFF = {"0", "false", "off"}


def put_right(data: bytes) -> tuple[bytes, tuple[LeftOut, ...]]:
    """The same document without hidden runs and with the base text of each ruby; and what was left out."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in TEXTS if name in file.namelist()}
        if not any(mark in part for mark in UNREAD for part in parts.values()) and not _styles_hide(file):
            return data, ()
        hiding = _hiding_styles(file)
        left_out: list[LeftOut] = []
        for name, content in parts.items():
            root = SafeTree.fromstring(content)
            _read(root, hiding, left_out)
            parts[name] = tostring(root, encoding="utf-8", xml_declaration=True)
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for part in file.infolist():
                new.writestr(part.filename, parts.get(part.filename) or file.read(part))
    return made.getvalue(), tuple(left_out)


def _styles_hide(file: zipfile.ZipFile) -> bool:
    return "word/styles.xml" in file.namelist() and b"vanish" in file.read("word/styles.xml")


def _hiding_styles(file: zipfile.ZipFile) -> set[str]:
    """The names of the styles whose words aren't drawn."""
    if not _styles_hide(file):
        return set()
    styles = SafeTree.fromstring(file.read("word/styles.xml")).iter(f"{W}style")
    return {style.get(f"{W}styleId", "") for style in styles if _vanishes(style.find(f"{W}rPr"))}


def _vanishes(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(f"{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in OFF


def _is_hidden(run: Element, paragraph_style: str, hiding: set[str]) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is not None and properties.find(f"{W}vanish") is not None:
        return _vanishes(properties)
    style = None if properties is None else properties.find(f"{W}rStyle")
    return paragraph_style in hiding or (style is not None and style.get(f"{W}val", "") in hiding)


def _read(root: Element, hiding: set[str], left_out: list[LeftOut]) -> None:
    after = ""
    for paragraph in root.iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = "" if named is None else named.get(f"{W}val", "")
        for parent in list(paragraph.iter()):
            _base_of_rubies(parent)
            _words_of_fields(parent)
        for mark in list(paragraph.iter(f"{W}dstrike")):
            mark.tag = f"{W}strike"
        hidden = ""
        for parent in list(paragraph.iter()):
            for run in [child for child in parent if child.tag == f"{W}r" and _is_hidden(child, style, hiding)]:
                hidden += _words(run)
                parent.remove(run)
        if hidden.strip():
            left_out.append(LeftOut(_("hidden text"), escape_plain_text(hidden.strip()), after))
        after = _words(paragraph).strip()[:200] or after


def _base_of_rubies(parent: Element) -> None:
    """Put the runs of the base in the place of each run that holds a ruby."""
    for place in range(len(parent) - 1, -1, -1):
        ruby = parent[place].find(f"{W}ruby") if parent[place].tag == f"{W}r" else None
        ruby = parent[place] if parent[place].tag == f"{W}ruby" else ruby
        if ruby is not None:
            base = ruby.find(f"{W}rubyBase")
            parent[place : place + 1] = [] if base is None else list(base)


def _words_of_fields(parent: Element) -> None:
    """Put what a field shows, and the signs of a formula, in their places as runs."""
    for place in range(len(parent) - 1, -1, -1):
        child = parent[place]
        if child.tag == f"{W}fldSimple":
            parent[place : place + 1] = list(child)
        elif child.tag in {f"{M}oMath", f"{M}oMathPara"}:
            run = Element(f"{W}r")
            SubElement(run, f"{W}t").text = "".join(text.text or "" for text in child.iter(f"{M}t"))
            parent[place] = run


def _words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
