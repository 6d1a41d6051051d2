"""Editors write Markdown; readers get HTML that has been cleaned. The only place that marks HTML as safe.

Everything goes Markdown -> HTML -> nh3 (an allow-list) -> white space collapsed -> cut into blocks. Raw HTML in an
editor's text is allowed by Markdown itself, so the allow-list decides what of it survives.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from urllib.parse import unquote, urlsplit

import markdown
import nh3
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from PIL import Image

from explainer.markdown_dialect import Dashes, Dialect
from explainer.text import parsing
from explainer.text.segments import reaches_across, segments
from explainer.text.typography import INLINE, curl_html

# Part of every digest: raise it when the same Markdown comes out as other HTML, and each save renders afresh.
VERSION = 6
TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "a", "ul", "ol", "li", "blockquote"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td", "img", "br", "hr", "sup", "sub", "del", "s"),
    *("dl", "dt", "dd", "abbr", "div", "cite", "q", "kbd", "mark", "small"),
    *("figure", "figcaption"),
}
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "td": {"align", "colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "li": {"id"},
    "sup": {"id"},
}
CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}, "figure": {"outset"}}
KINDS = {
    "ul": "list", "ol": "list", "dl": "list", "blockquote": "quote", "table": "table", "pre": "code", "hr": "rule",
    "figure": "image",
}  # fmt: skip
# A line broken between two signs of Chinese or Japanese, which have no spaces.
_SPACELESS = r"[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]"
BROKEN_LINE = re.compile(rf"(?<={_SPACELESS})[ \t]*\r?\n[ \t]*(?={_SPACELESS})")


@dataclass(frozen=True)
class Block:
    """One block of an article: what it is, its clean HTML, what it says as plain text, and which segment it is from."""

    kind: str
    html: str
    text: str
    digest: str = ""


def render_article(source: str, language: str = "en", known: Mapping[str, list[Block]] | None = None) -> list[Block]:
    """The blocks of an article's Markdown, in order. Never raises on any text.

    `known` has the blocks of segments that were rendered before, by their digest: an edit of one paragraph of a live
    report then renders one paragraph.
    """
    blocks = []
    seen: Counter[str] = Counter()  # a text that stands in the article twice has two digests, so that it stays twice
    for segment in segments(source):
        seen[segment] += 1
        digest = _digest(segment, language, seen[segment])
        rendered = known.get(digest) if known else None
        blocks += render_blocks(segment, language, digest) if rendered is None else rendered
    return blocks


def try_out(source: str) -> None:
    """Render an article's text and keep nothing: for a process that may only take so much (`limited_process`)."""
    render_article(source)


def render_ahead(sources: Iterable[str], language: str = "en") -> dict[str, list[Block]]:
    """The blocks of many articles' paragraphs and headings by digest: what `render_article` takes as `known`.

    One conversion for all of them takes 0.3 ms a paragraph instead of 0.8. Whatever might become more or less than one
    block, or reach into another article, is left out: `render_article` does it.
    """
    found = [part for source in sources if not reaches_across(source) for part in segments(source) if _is_plain(part)]
    blocks = render_blocks("\n\n".join(found), language)
    if len(blocks) != len(found):
        return {}
    digests = [_digest(segment, language, 1) for segment in found]
    return {name: [replace(block, digest=name)] for name, block in zip(digests, blocks, strict=True)}


def _is_plain(segment: str) -> bool:
    """True for one line of a paragraph or a heading without HTML of the editor's own: at most one block."""
    return (segment[0].isalpha() or segment[0] == "#") and "\n" not in segment and "<" not in segment


def _digest(segment: str, language: str, nth: int) -> str:
    name = f"{VERSION}\0{language}\0{nth}\0{segment}"
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]


def render_blocks(source: str, language: str = "en", digest: str = "") -> list[Block]:
    """The blocks of one segment of Markdown."""
    clean = curl_html(_clean(_convert(source, footnotes=True)), language)
    blocks = [_block(tag, html, digest) for tag, html in parsing.split_blocks(clean)]
    return [block for block in blocks if block.text or block.kind in {"image", "rule"}]


def render(source: str, language: str = "en") -> SafeString:
    """Safe HTML for a note's or a claim's Markdown.

    The same text stands on its own page, in its cards and in embeds, so what was made lately is kept. Pictures are
    not: their sizes come from files, which may change.
    """
    made = _made.__wrapped__ if re.search(r"<img|!\[", source, re.IGNORECASE) else _made
    return placed(made(source, language))


def render_uncurled(source: str) -> str:
    """Clean HTML of a piece of Markdown for the desk's canvas: quotation marks as they were typed."""
    return _clean(_convert(source, footnotes=False))


def placed(clean_html: str) -> SafeString:
    """Clean HTML whose links to our own pages and pictures suit a site that isn't at the root of its host.

    Editors write them from the site's root, and articles' paragraphs are stored as they were written.
    """
    base = settings.FORCE_SCRIPT_NAME
    return trust(
        re.sub(r'(<(?:a|img)\b[^>]*? (?:href|src)=")(?=/(?!/))', rf"\1{base}", clean_html) if base else clean_html
    )


@lru_cache(maxsize=1024)
def _made(source: str, language: str) -> SafeString:
    return trust(curl_html(_clean(_convert(source, footnotes=False)), language))


def plain_text(source: str) -> str:
    """What a note's or a claim's Markdown says, its blocks joined by a blank line."""
    return "\n\n".join(parsing.plain_text(html) for _, html in parsing.split_blocks(render(source)))


def foreign_pictures(source: str) -> list[str]:
    """The addresses of pictures in Markdown that are not ours: they are left out, so editors should be told."""
    html = nh3.clean(_convert(source, footnotes=True), tags={"img"}, attributes={"img": {"src"}})
    return [address for address in re.findall(r'src="([^"]*)"', html) if not _is_ours(address)]


def trust(clean_html: str) -> SafeString:
    """Mark HTML that came out of this module, or was woven from such, as safe to put in a page."""
    return mark_safe(clean_html)  # noqa: S308  the one place; everything above has been through nh3


def xml_text(text: str) -> str:
    """`text` without the characters that no XML document may have (XML 1.0, section 2.2): one of them breaks a feed."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _convert(source: str, *, footnotes: bool) -> str:
    """Markdown to HTML. A converter keeps state while it works, so each text gets one of its own (0.4 ms)."""
    tables = TableExtension(use_align_attribute=True)
    extensions: list[object] = ["sane_lists", Dashes(), Dialect(), "def_list", "abbr", tables]
    if footnotes:
        extensions.append(FootnoteExtension(BACKLINK_TITLE=gettext("Back to the text")))
    source = source.replace("\x00", "").encode("utf-8", "replace").decode()  # half a surrogate pair is no text
    try:
        return markdown.markdown(source, extensions=extensions)  # type: ignore[arg-type]
    except RecursionError:  # hundreds of lists, one inside another, on one line: shown as they were typed
        return f"<pre>{escape(source)}</pre>"


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return _collapse(cleaned)


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id" and not value.startswith("fn"):
        return None  # ids of our own page (cards, sources) must not be taken by an article's text
    if name == "src" and not _is_ours(value):
        return None  # the Content-Security-Policy would refuse it anyway; Article.clean() tells the editor
    return value


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    # Browsers read a backslash as a slash, so "/\other.example" names another site.
    return not parts.scheme and not parts.netloc and parts.path.startswith("/") and "\\" not in address


def _collapse(html: str) -> str:
    """Collapse white space as a browser does, so that text nodes read exactly like the plain text."""
    parts: list[str] = []
    in_pre = 0
    after_space = True
    for token in parsing.tokens(html):
        if token.tag == "pre":
            in_pre += {"start": 1, "end": -1}.get(token.kind, 0)
        if token.kind != "text" or in_pre:
            if token.tag not in INLINE and token.kind != "text":
                parts = _drop_space(parts)
                after_space = True
            parts.append(_sized(token.html) if token.tag == "img" else _demoted(token.html, token.tag))
            continue
        text = re.sub(r"[ \t\n\r\f]+", " ", BROKEN_LINE.sub("", token.html))
        text = text[1:] if after_space and text.startswith(" ") else text
        if text:
            parts.append(text)
            after_space = text.endswith(" ")
    return "".join(parts)


def _drop_space(parts: list[str]) -> list[str]:
    if parts and not parts[-1].startswith("<"):
        parts[-1] = parts[-1].rstrip(" ")
    return parts


def _demoted(html: str, tag: str) -> str:
    """The page's headline is its only first-level heading."""
    return html.replace("h1", "h2", 1) if tag == "h1" else html


def _sized(html: str) -> str:
    """Give a picture of ours its size in pixels, so that nothing jumps when it arrives."""
    source = re.search(r'src="([^"]+)"', html)
    size = _picture_size(source[1]) if source and " width=" not in html else None
    sizes = f' width="{size[0]}" height="{size[1]}"' if size else ""
    return html.replace("<img", f'<img loading="lazy"{sizes}', 1)


def media_folder() -> str:
    """Where uploaded pictures are, as texts name them: from the site's root, "/media/"."""
    return "/" + settings.MEDIA_URL.removeprefix(settings.BASE_PATH).strip("/") + "/"


def _picture_size(address: str) -> tuple[int, int] | None:
    media = media_folder()
    if not address.startswith(media):
        return None
    name = unescape(address[len(media) :]).partition("#")[0]
    try:
        with default_storage.open(unquote(name)) as file, Image.open(file) as picture:
            return picture.size
    except (OSError, ValueError, SuspiciousFileOperation, Image.DecompressionBombError):
        return None


def _block(tag: str, html: str, digest: str) -> Block:
    text = parsing.plain_text(html)
    if re.fullmatch(r"h[1-6]", tag):
        kind = "heading"
    elif tag == "div" and html.startswith('<div class="footnote"'):
        kind = "footnotes"
    elif not text and "<img" in html:
        kind = "image"
    else:
        kind = KINDS.get(tag, "paragraph")
    return Block(kind, html, text, digest)
