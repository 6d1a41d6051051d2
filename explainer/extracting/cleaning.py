"""HTML without scripts and without what Markdown has no sign for, and from there to Markdown."""

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from .markdown import escape_plain_text, to_markdown
from .plain_text import text_paragraphs

ALLOWED_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "a", "ul", "ol", "li", "blockquote", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "code", "pre", "hr", "sup", "sub", "q", "dl", "dt", "dd"),
    *("s", "del", "strike", "div"),
}
DROPPED_TAGS = {
    *("script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea"),
}


def cleaned_markdown(tree: HtmlElement, base: str) -> str:
    """The elements as Markdown. Raises RecursionError where they stand too deep in one another."""
    return to_markdown(_cleaned(lxml_html.tostring(tree, encoding="unicode")), base)


def clean(html: str, base: str) -> str:
    """HTML as Markdown. Text alone, where its elements stand too deep."""
    try:
        return to_markdown(_cleaned(html), base)
    except RecursionError:
        return escape_plain_text("\n\n".join(text_paragraphs(html)))


def _cleaned(html: str) -> str:
    return nh3.clean(
        html, tags=ALLOWED_TAGS, clean_content_tags=DROPPED_TAGS,
        attributes={"a": {"href"}, "li": {"id", "value"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
                    "ol": {"start", "reversed"}},
        link_rel=None, url_schemes={"http", "https", "mailto"},
    )  # fmt: skip
