"""The article in a saved page: trafilatura finds it among what stands around it."""

import re
from copy import deepcopy
from datetime import date

import nh3
import trafilatura
from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as lxml_html
from trafilatura.metadata import Document, extract_metadata

from explainer.text.counting import count_words

from .languages import language_of
from .markdown import escape_plain_text, to_markdown
from .plain_text import text_paragraphs
from .pruning import prune
from .result import Extraction, NotExtractedError

FEWEST_WORDS = 25  # a text shorter than that is a caption or a notice, not an article
# Google Docs wraps whatever is copied from it in a <b> that isn't bold.
NOT_BOLD = re.compile(r"<b\b[^<>]*font-weight:\s*normal[^<>]*>", re.I)
ALLOWED_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "a", "ul", "ol", "li", "blockquote", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "code", "pre", "hr", "sup", "sub", "q", "dl", "dt", "dd"),
}
DROPPED_TAGS = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "nav",
    "form",
    "button",
    "select",
    "textarea",
}


def read_html(text: str, warnings: tuple[str, ...] = ()) -> Extraction:
    """The article of a whole page. Raises NotExtractedError if there is none."""
    tree = _tree(text)
    about = _metadata(text)
    base = about.url or ""
    prune(tree)
    body = _article(tree, base)
    if count_words(body) < FEWEST_WORDS and (whole := _whole_page(text, tree, base)):
        body = whole
        warnings += (_("The article could not be told from what stands around it. Delete what doesn't belong to it."),)
    if not body:
        raise NotExtractedError(
            _("No text was found in this page. If it is made of pictures or filled in by scripts, open it in a "
              "browser, copy the text, and paste it here.")
        )  # fmt: skip
    title = _title(tree, about)
    standfirst = _standfirst(about, title)
    declared = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return Extraction(
        title=title,
        standfirst=standfirst,
        byline=_byline(about.author or ""),
        published_on=_day(about.date or ""),
        language=language_of(body, declared),
        body=without_opening(body, (title, standfirst)),
        warnings=warnings,
    )


def read_fragment(text: str, warnings: tuple[str, ...] = ()) -> Extraction:
    """A piece of HTML that has no page around it: all of it is taken. The first heading is the headline."""
    body = _clean(NOT_BOLD.sub("<span>", text), "")
    if not body:
        raise NotExtractedError(_("There is nothing in it but marks. Paste a text, or choose a file that has one."))
    heading = re.match(r"# (.+)\n+", body)
    title = without_marks(heading[1]) if heading else ""
    return Extraction(
        title=title, body=body[heading.end() :] if heading else body, language=language_of(body), warnings=warnings
    )


def _tree(text: str) -> lxml_html.HtmlElement:
    """The page's elements. Raises NotExtractedError if it is broken beyond reading, or nested beyond reason."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise NotExtractedError(_("This page is empty or damaged. Save it again, or paste its text.")) from error
    return tree


def _article(tree: lxml_html.HtmlElement, base: str) -> str:
    """What trafilatura takes for the article, as Markdown; empty if it finds none."""
    try:
        html = trafilatura.extract(
            deepcopy(tree), url=base or None, output_format="html", with_metadata=False, include_comments=False,
            include_formatting=True, include_links=True, include_tables=True, include_images=False, deduplicate=False,
        )  # fmt: skip
        return to_markdown(_cleaned(html), base) if html else ""
    except RecursionError:
        return ""


def _whole_page(text: str, tree: lxml_html.HtmlElement, base: str) -> str:
    """All that the page says. lxml stops reading where 256 elements stand in one another; then the bare words."""
    body = tree.find(".//main")
    body = body if body is not None else tree.find("body")
    words = text_paragraphs(text)
    if body is not None and count_words(body.text_content()) > sum(map(count_words, words)) / 2:
        return _clean(lxml_html.tostring(body, encoding="unicode"), base)
    return escape_plain_text("\n\n".join(words))


def _clean(html: str, base: str) -> str:
    """HTML as Markdown without scripts and what else is no text. Text alone, where its elements stand too deep."""
    try:
        return to_markdown(_cleaned(html), base)
    except RecursionError:
        return escape_plain_text("\n\n".join(text_paragraphs(html)))


def _cleaned(html: str) -> str:
    return nh3.clean(
        html, tags=ALLOWED_TAGS, clean_content_tags=DROPPED_TAGS,
        attributes={"a": {"href"}, "li": {"id"}, "td": {"colspan"}}, link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )  # fmt: skip


def _metadata(text: str) -> Document:
    try:
        return extract_metadata(text, date_config={"original_date": True, "extensive_search": False}) or Document()
    except (RecursionError, ValueError):
        return Document()


def _title(tree: lxml_html.HtmlElement, about: Document) -> str:
    """The page's only first-level heading is the headline as it was printed; else what the page says of itself."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    inside = [heading for heading in headings if 2 < count_words(heading) <= 40]
    if len(inside) == 1:
        return inside[0][:200]
    return " ".join((about.title or "").split())[:200]


def _standfirst(about: Document, title: str) -> str:
    text = " ".join((about.description or "").split())
    return "" if _same_words(text, title) or text.endswith(("…", "...")) else text


def _byline(authors: str) -> str:
    """ "Jane Roe; John Doe; Ann Poe" as readers are told it: "Jane Roe, John Doe and Ann Poe"."""
    names = [name.strip() for name in authors.split(";") if name.strip()]
    if len(names) < 2:
        return "".join(names)[:200]
    together = {"names": ", ".join(names[:-1]), "last": names[-1]}
    return str(_("%(names)s and %(last)s") % together)[:200]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def without_opening(body: str, openings: tuple[str, ...]) -> str:
    """The body without a headline and a standfirst at its beginning, which have fields of their own."""
    blocks = body.split("\n\n")
    for _block in range(3):
        if blocks and any(_same_words(without_marks(blocks[0]), opening) for opening in openings if opening):
            blocks.pop(0)
    return "\n\n".join(blocks) or body


def without_marks(markdown: str) -> str:
    """A line of Markdown without its marks."""
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", markdown)
    return re.sub(r"^#+ |^> |\*\*|\\(?=\W)|(?<!\\)\*", "", text).strip()


def _same_words(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
