"""HTML to the Markdown that this project reads (`rendering.py`): nested lists four spaces deep, footnotes, safe signs.

What Markdown would take for marks in ordinary words (an asterisk, "1." at the start of a paragraph, "<") is escaped.
"""

import re
import unicodedata
from collections.abc import Callable, Set
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdownify import ATX, MarkdownConverter

from .addresses import addresses_in
from .links import real_address
from .structure import (
    BLOCKS,
    NUMBER,
    follows,
    gather_items,
    is_loose,
    mark_loose_lists,
    merge_neighbours,
    nest_lists,
    number_items,
    wrap_quotations,
)
from .tables import even_out
from .unseen import without_unseen

# At the start of a line these would make a heading, a quotation, a list, a rule or a definition.
LINE_SIGNS = re.compile(r"^([#>]|[-+](?=\s|$|-)|=(?==*\s*$)|:(?=\s)|\d{1,9}(?=[.)](?:\s|$)))", re.M)
# Controls, halves of pairs, and characters for private use.
NO_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
FOOTNOTE = re.compile(r"#(foot|end)note-(?:[a-z]+-)?(\d+)$")
FOOTNOTE_BACK = re.compile(r"#(?:foot|end)note-ref-")
BETWEEN_LISTS = "\n\n<!-- -->\n\n"  # or they would be one
FIRST_IS_CODE = "<!-- -->\n\n"  # in an item, or its spaces would be those after the bullet


class _MarkdownWriter(MarkdownConverter):
    def __init__(self, base: str) -> None:
        super().__init__(
            heading_style=ATX, bullets="-", table_infer_header=True, sup_symbol="<sup>", sub_symbol="<sub>"
        )
        self.base = base
        self.notes: dict[tuple[str, str], int] = {}

    def escape(self, text: str, parent_tags: Set[str]) -> str:
        text = re.sub(r"([\\`*_\[\]])", r"\\\1", text)
        text = re.sub(r"~~+", lambda run: "&#126;" * len(run[0]), escape_html(text))
        return text.replace("|", "\\|") if {"td", "th"} & set(parent_tags) else re.sub(r"\|", r"\\|", text)

    def convert_p(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return f"\n\n{escape_lines(text.strip())}\n\n" if text.strip() else ""

    def convert_div(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        words = text.rstrip().lstrip("\n")  # code begins with spaces
        return f"\n\n{words}\n\n" if words.strip() else ""

    def convert_a(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        href = str(el.get("href") or "")
        if FOOTNOTE_BACK.search(href):
            return ""
        note = FOOTNOTE.search(href)
        if note:
            return f"[^{self._label(note)}]"
        address = _address(self.base, href)
        if not address or not text.strip():
            return text  # an address within the other site, or a script
        el["href"] = address.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
        return str(super().convert_a(el, text, parent_tags))

    def _label(self, note: re.Match[str]) -> int:
        """The number of a note: its own, unless a note of the other kind (foot, end) has it."""
        key = (note[1], note[2])
        if key not in self.notes:
            own = int(note[2])
            taken = set(self.notes.values())
            self.notes[key] = own if own not in taken else max(taken) + 1
        return self.notes[key]

    def convert_sup(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return text if text.strip().startswith("[^") else _tagged("sup", text)

    def convert_sub(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _tagged("sub", text)

    def convert_em(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _by_paragraph(text, lambda part: str(super(_MarkdownWriter, self).convert_em(el, part, parent_tags)))

    def convert_b(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _by_paragraph(text, lambda part: str(super(_MarkdownWriter, self).convert_b(el, part, parent_tags)))

    convert_i = convert_em
    convert_strong = convert_b

    def convert_s(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _tagged("s", text)

    def convert_del(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _tagged("del", text)

    def convert_strike(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _tagged("s", text)

    def convert_list(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        after_list = follows(el, {"ul", "ol"})
        text = text.strip("\n")
        if not text.strip():
            return ""
        inside = el.parent is not None and el.parent.name == "li"
        gap = "\n" if inside and not after_list and not is_loose(el) else "\n\n"
        return f"{BETWEEN_LISTS if after_list else gap}{text}\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        note = FOOTNOTE.search("#" + str(el.get("id") or ""))
        if note:
            return f"\n\n[^{self._label(note)}]: {' '.join(text.split())}\n\n"
        first = _first(el)
        if first is not None and first.name == "pre" and text.strip():
            text = f"{FIRST_IS_CODE}{text.strip(chr(10)).rstrip()}"  # code begins with spaces
        text = text.strip("\n ")
        if not text:
            return ""
        if first is None or first.name not in BLOCKS:
            line, rest = text.split("\n", 1)[0], text[len(text.split("\n", 1)[0]) :]
            text = escape_lines(line) + rest
        lines = re.sub(r"\n{3,}", "\n\n", text).split("\n")
        rest = "".join(f"\n    {line}" if line.strip() else "\n" for line in lines[1:])
        return f"{_mark(el)} {lines[0]}{rest}\n{chr(10) if is_loose(el.parent) else ''}"

    def convert_pre(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        words = el.get_text().replace("\t", "    ").strip("\n")
        if not words.strip():
            return ""
        apart = follows(el, {"ul", "ol", "pre", "dl"})
        code = "\n".join(f"    {line}" if line.strip() else "" for line in words.split("\n"))
        return f"{BETWEEN_LISTS if apart else chr(10) * 2}{code}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        if not text.strip():
            return ""
        first = _first(el)
        is_code = first is not None and first.name == "pre"
        text = text.rstrip().lstrip("\n" if is_code else "\n ")
        lines = re.sub(r"\n{3,}", "\n\n", text).split("\n")
        apart = follows(el, {"blockquote"})
        quoted = "\n".join(f"> {line}" if line.strip() else ">" for line in lines)
        return f"{BETWEEN_LISTS if apart else chr(10) * 2}{quoted}\n\n"

    def convert_dl(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return f"{BETWEEN_LISTS if follows(el, {'dl'}) else chr(10) * 2}{text.strip()}\n\n" if text.strip() else ""

    def convert_q(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return f"“{text}”"

    def convert_img(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return ""  # pictures of other sites are not shown; they are uploaded

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Set[str]) -> str:
        words = " ".join(text.replace("\n", " ").split())
        if "_inline" in parent_tags or {"td", "th"} & set(parent_tags):
            return words
        return f"\n\n{'#' * n} {re.sub(r'(#+)$', lambda run: chr(92) + run[1], words)}\n\n" if words else ""


def to_markdown(html: str, base: str = "") -> str:
    """Markdown for HTML. Links are made absolute with the address `base`; without it, relative ones become words.

    Raises RecursionError where elements stand too deep in one another (some 300 levels).
    """
    soup = BeautifulSoup(html, "html.parser")
    even_out(soup)
    merge_neighbours(soup)
    gather_items(soup)
    nest_lists(soup)
    mark_loose_lists(soup)
    number_items(soup)
    wrap_quotations(soup)
    return tidy(_MarkdownWriter(base).convert_soup(soup))


def _address(base: str, href: str) -> str:
    """The absolute address of a link, without what others put in front of it; empty if it is none of the web."""
    try:
        address = real_address(urljoin(base, href.strip()))
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return "" if scheme not in {"http", "https", "mailto"} or re.search(r"\s", address) else address


def _by_paragraph(text: str, mark: Callable[[str], str]) -> str:
    """Words marked in each paragraph that they reach over: no mark of Markdown reaches over a blank line."""
    parts = re.split(r"(\s*\n[ ]*\n\s*)", text)
    return "".join(part if place % 2 else mark(part) for place, part in enumerate(parts))


def _tagged(tag: str, text: str) -> str:
    """Words in an element that Markdown has no sign for, with the blank space outside."""
    if re.search(r"\n[ ]*\n", text.strip()):
        return _by_paragraph(text, lambda part: _tagged(tag, part))
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}<{tag}>{words}</{tag}>{after}"


def _first(el: Tag) -> Tag | None:
    first = next((child for child in el.children if isinstance(child, Tag) or str(child).strip()), None)
    return first if isinstance(first, Tag) else None


def _mark(el: Tag) -> str:
    """The item's number, counted from where its list starts, or a dash."""
    if el.parent is None or el.parent.name != "ol":
        return "-"
    return f"{el[NUMBER]}."


def tidy(markdown: str) -> str:
    """The same Markdown in composed letters, without unseen characters, stray controls and empty lines."""
    text = unicodedata.normalize("NFC", markdown.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text = without_unseen(text)
    text = NO_CHARACTERS.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(_without_trailing_space, text.split("\n")))).strip("\n").rstrip()


def _without_trailing_space(line: str) -> str:
    """The line without white space at its end, but for the two spaces that break a line in Markdown."""
    bare = line.rstrip()
    return f"{bare}  " if bare and line == f"{bare}  " else bare


def without_marks(markdown: str) -> str:
    """A line of Markdown without its marks."""
    text = re.sub(r"\[\^[^\[\]]+\](?!:)", "", re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", markdown))
    return re.sub(r"^#+ |^> |\*\*|(?<!\\)~~|\\(?=\W)|(?<!\\)\*|</?(?:s|del|su[bp])>", "", text).strip()


def escape_html(text: str) -> str:
    """Words that look like HTML, as words."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;")


def escape_lines(text: str) -> str:
    """Words whose beginning looks like a mark of Markdown, as words."""
    return LINE_SIGNS.sub(_escaped_sign, text)


def _escaped_sign(sign: re.Match[str]) -> str:
    if sign[1].isdigit():
        return sign[1] + "\\"
    return f"&#{ord(sign[1])};" if sign[1] in ":=" else "\\" + sign[1]


def escape_plain_text(text: str) -> str:
    """Markdown for plain text whose words mean themselves. Addresses become links, lines with bullets lists."""
    parts, end = [], 0
    for start, address in addresses_in(text):
        parts += [_escaped(text[end:start]), f"<{address}>"]
        end = start + len(address)
    escaped = "".join([*parts, _escaped(text[end:])])
    return re.sub(r"^([#>])", r"\\\1", escaped, flags=re.M)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\*_`\[\]]|~(?=~))", r"\\\1", escape_html(text))
    return re.sub(r"^[•·▪]\s+", "- ", text, flags=re.M)
