"""HTML to the Markdown that this project reads (`rendering.py`): nested lists four spaces deep, footnotes, safe signs.

What Markdown would take for marks in ordinary words (an asterisk, "1." at the start of a paragraph, "<") is escaped.
"""

import re
import unicodedata
from collections.abc import Set
from urllib.parse import urljoin, urlsplit

from bs4.element import Tag
from markdownify import ATX, MarkdownConverter

# At the start of a line these would make a heading, a quotation or a list.
LINE_SIGNS = re.compile(r"^([#>]|[-+](?=\s)|\d{1,9}(?=[.)]\s))", re.M)
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens and what else is drawn as nothing
FOOTNOTE = re.compile(r"#(?:foot|end)note-(?:[a-z]+-)?(\d+)$")
ADDRESS = re.compile(r"(?<![<\w(/])https?://[^\s<>\"”]+[^\s<>\"”.,;:!?)\]}’']")
FOOTNOTE_BACK = re.compile(r"#(?:foot|end)note-ref-")


class _MarkdownWriter(MarkdownConverter):
    def __init__(self, base: str) -> None:
        super().__init__(
            heading_style=ATX, bullets="-", table_infer_header=True, sup_symbol="<sup>", sub_symbol="<sub>"
        )
        self.base = base

    def escape(self, text: str, parent_tags: Set[str]) -> str:
        return str(super().escape(escape_html(text), parent_tags))

    def convert_p(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return str(super().convert_p(el, escape_lines(text.strip()), parent_tags))

    def convert_a(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        href = str(el.get("href") or "")
        if FOOTNOTE_BACK.search(href):
            return ""
        note = FOOTNOTE.search(href)
        if note:
            return f"[^{note[1]}]"
        address = urljoin(self.base, href)
        if urlsplit(address).scheme not in {"http", "https", "mailto"} or " " in address:
            return text  # an address within the other site, or a script
        el["href"] = address.replace("(", "%28").replace(")", "%29")
        return str(super().convert_a(el, text, parent_tags))

    def convert_sup(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return text if text.strip().startswith("[^") else str(super().convert_sup(el, text, parent_tags))

    def convert_li(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        note = FOOTNOTE.search("#" + str(el.get("id") or ""))
        if note:
            return f"\n\n[^{note[1]}]: {' '.join(text.split())}\n\n"
        ordered = el.parent is not None and el.parent.name == "ol"
        mark = f"{len(el.find_previous_siblings('li')) + 1}." if ordered else "-"
        lines = text.strip().split("\n")
        rest = "".join(f"\n    {line}" if line.strip() else "\n" for line in lines[1:])
        return f"{mark} {lines[0]}{rest}\n" if lines[0] else ""

    def convert_q(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return f"“{text}”"

    def convert_img(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return ""  # pictures of other sites are not shown; they are uploaded


def to_markdown(html: str, base: str = "") -> str:
    """Markdown for HTML. Links are made absolute with the address `base`; without it, relative ones become words.

    Raises RecursionError where elements stand too deep in one another (some 300 levels).
    """
    return tidy(_MarkdownWriter(base).convert(html))


def tidy(markdown: str) -> str:
    """The same Markdown in composed letters, without unseen characters, stray controls and empty lines."""
    text = unicodedata.normalize("NFC", markdown.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text = UNSEEN.sub("", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co"})
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(_without_trailing_space, text.split("\n")))).strip()


def _without_trailing_space(line: str) -> str:
    """The line without white space at its end, but for the two spaces that break a line in Markdown."""
    bare = line.rstrip()
    return f"{bare}  " if bare and line == f"{bare}  " else bare


def escape_html(text: str) -> str:
    """Words that look like HTML, as words."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;")


def escape_lines(text: str) -> str:
    """Words whose beginning looks like a mark of Markdown, as words."""
    return LINE_SIGNS.sub(lambda sign: sign[1] + "\\" if sign[1].isdigit() else "\\" + sign[1], text)


def escape_plain_text(text: str) -> str:
    """Markdown for plain text whose words mean themselves. Addresses become links, lines with bullets lists."""
    parts, end = [], 0
    for address in ADDRESS.finditer(text):
        parts += [_escaped(text[end : address.start()]), f"<{address[0]}>"]
        end = address.end()
    escaped = "".join([*parts, _escaped(text[end:])])
    return re.sub(r"^([#>])", r"\\\1", escaped, flags=re.M)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\*_`\[\]])", r"\\\1", escape_html(text))
    return re.sub(r"^[•·▪]\s+", "- ", text, flags=re.M)
