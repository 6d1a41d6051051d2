"""The article in a saved page: trafilatura finds it, and the page's own elements keep their form."""

import re
from copy import deepcopy

import trafilatura
from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from .above import lines_above, read_above, running_first
from .choosing import Choice, choose
from .cleaning import clean, cleaned_markdown
from .headlines import about_page, headline_of, standfirst_of
from .inline import put_notes_back, read_inline
from .invisible import LEFT_OUT, mark_hidden, reason_of
from .languages import language_of
from .leaves import part_into_leaves
from .leaving_out import list_left_out, without_leaves
from .lengths import length
from .markdown import escape_plain_text, without_marks
from .opening import read_opening, same_words, without_empty_ends, without_opening
from .plain_text import text_paragraphs
from .pruning import mark_boxes
from .result import Extraction, LeftOut, NotExtractedError
from .second_opinion import differs

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FEWEST_WORDS = 25  # a text shorter than that is a caption or a notice, not an article


def read_html(text: str, warnings: tuple[str, ...] = ()) -> Extraction:
    """The article of a whole page. Raises NotExtractedError if there is none."""
    tree = _tree(text)
    about = about_page(text, tree)
    body, left_out, more, above, first = _article(tree, about.address)
    if length(body) < FEWEST_WORDS and (whole := _whole_page(text, about.address))[0]:
        body, left_out = whole
        more += (_("The article could not be told from what stands around it. Delete what doesn't belong to it."),)
    if not body:
        raise NotExtractedError(
            _("No text was found in this page. If it is made of pictures or filled in by scripts, open it in a "
              "browser, copy the text, and paste it here.")
        )  # fmt: skip
    above_title, above_byline, above_day = read_above(above)
    title, doubt = headline_of(about)
    if above_title and not about.headings and not about.shared:
        title = above_title
    standfirst = standfirst_of(about, title)
    if first and same_words(first, standfirst):
        standfirst = ""
    opening, rest = read_opening(
        without_opening(without_empty_ends(body), (title, standfirst)).split("\n\n"), title=title, standfirst=standfirst
    )
    declared = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    byline = about.byline or opening.byline or above_byline
    known = (title, standfirst, byline)
    return Extraction(
        title=title,
        standfirst=standfirst or opening.standfirst,
        byline=byline,
        published_on=about.day or opening.published_on or above_day,
        language=language_of(without_marks(body), declared),
        body="\n\n".join(rest) or body,
        warnings=warnings + doubt + more,
        left_out=tuple(item for item in left_out if not _says_nothing_new(item, known)),
    )


def read_fragment(text: str, warnings: tuple[str, ...] = ()) -> Extraction:
    """A piece of HTML that has no page around it: all that is drawn of it is taken.

    Its first heading is the headline; what stands between that and the text may be standfirst, byline and day.
    """
    try:
        tree = _tree(text)
        mark_hidden(tree)
        read_inline(tree)
        leaves = part_into_leaves(_body(tree))
        choice = Choice(left_out={leaf: reason for leaf in leaves if (reason := reason_of(leaf))})
        choice.kept = set(leaves) - set(choice.left_out)
        left_out = list_left_out(leaves, choice)
        body = cleaned_markdown(put_notes_back(without_leaves(tree, choice)), "")
    except (RecursionError, NotExtractedError):
        body, left_out = clean(text, ""), ()
    if not body:
        raise NotExtractedError(_("There is nothing in it but marks. Paste a text, or choose a file that has one."))
    opening, rest = read_opening(body.split("\n\n"))
    return Extraction(
        title=opening.title,
        standfirst=opening.standfirst,
        byline=opening.byline,
        published_on=opening.published_on,
        body="\n\n".join(rest) or body,
        language=language_of(without_marks(body)),
        warnings=warnings,
        left_out=left_out,
    )


def _tree(text: str) -> HtmlElement:
    """The page's elements. Raises NotExtractedError if it is broken beyond reading, or nested beyond reason."""
    text = NOT_IN_XML.sub(
        "", re.sub(r"&#(?:x0*[0-8bcef]|x0*1[0-9a-f]|0*(?:[0-8]|1[124-9]|2\d|3[01]));", "", text, flags=re.I)
    )
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise NotExtractedError(_("This page is empty or damaged. Save it again, or paste its text.")) from error
    return tree


def _body(tree: HtmlElement) -> HtmlElement:
    body = tree.find("body")
    return tree if body is None else body


def _article(
    tree: HtmlElement, base: str
) -> tuple[str, tuple[LeftOut, ...], tuple[str, ...], list[tuple[str, bool]], str]:
    """The article as Markdown, what was left out, warnings, the lines above, and its first paragraph; all empty
    if none is found.

    Changes the tree.
    """
    try:
        mark_hidden(tree, most=0.5)
        read_inline(tree)
        mark_boxes(tree)
        leaves = part_into_leaves(_body(tree))
        choice, whole = choose(_body(tree), leaves, _found(tree)), deepcopy(tree)
        left_out, above = list_left_out(leaves, choice), lines_above(leaves, choice)
        first = running_first(leaves, choice)
        body = cleaned_markdown(put_notes_back(without_leaves(tree, choice)), base)
        if choice.is_doubtful or differs(whole, body):
            doubt: tuple[str, ...] = (_("Where this article ends is not sure. Look at what was left out."),)
        else:
            doubt = ()
        return body, left_out, doubt, above, first
    except RecursionError:
        return "", (), (), [], ""


def _found(tree: HtmlElement) -> str:
    """The text that trafilatura takes for the article; empty if it finds none."""
    page = deepcopy(tree)
    for element in list(page.iter()):
        if isinstance(element.tag, str) and element.get(LEFT_OUT) and element.getparent() is not None:
            element.drop_tree()
    return (
        trafilatura.extract(
            page, output_format="txt", with_metadata=False, include_comments=False, include_formatting=False,
            include_links=False, include_tables=True, include_images=False, deduplicate=False,
        )
        or ""
    )  # fmt: skip


def _whole_page(text: str, base: str) -> tuple[str, tuple[LeftOut, ...]]:
    """All that the page says but for its menus and forms, and those. lxml stops reading where 256 elements stand in one
    another; then the bare words."""
    words = text_paragraphs(text)
    try:
        tree = _tree(text)
        mark_hidden(tree, most=0.5)
        read_inline(tree)
        leaves, main = part_into_leaves(_body(tree)), tree.find(".//main")
        choice = Choice()
        for leaf in leaves:
            around = set(leaf.iterancestors())
            is_beside = any(element.tag in {"nav", "form"} for element in around) or (
                main is not None and main not in around
            )
            if reason := reason_of(leaf) or (_("around the article") if is_beside else ""):
                choice.left_out[leaf] = reason
        choice.kept = set(leaves) - set(choice.left_out)
        if sum(length(leaf.text_content()) for leaf in leaves) > sum(map(length, words)) / 2:
            left_out = list_left_out(leaves, choice)
            return cleaned_markdown(put_notes_back(without_leaves(tree, choice)), base), left_out
    except (RecursionError, NotExtractedError):
        pass
    return escape_plain_text("\n\n".join(words)), ()


def _says_nothing_new(item: LeftOut, known: tuple[str, ...]) -> bool:
    own = re.sub(r"\W+", "", without_marks(item.text)).casefold()
    return not own or any(own == re.sub(r"\W+", "", words).casefold() for words in known)
