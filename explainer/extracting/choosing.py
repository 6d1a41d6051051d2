"""Which leaves of a page are the article: trafilatura says where it is, the page's own elements say how far it goes.

trafilatura is sure of most paragraphs and leaves out some that belong: lists whose items have links, sentences with a
link, subheadings. So its words only find the element that holds the article; inside it, whatever reads as text stays.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from .invisible import drawn_lines, drawn_words, reason_of
from .lengths import length, words_of
from .opening import credit_in
from .pruning import SENTENCE_END, kind_of_text, linked_share

SHINGLE = 4  # words that have to be the same in a row
APART = {"nav", "footer", "aside", "form", "figure", "button", "menu", "address", "fieldset"}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
FEWEST_TO_COMPARE = 60  # words
MOST_TIMES = 1.8  # as many words as the extractor found
HELD_SHARE = 0.92  # of the words found: the article's element holds at least so many of them


@dataclass
class Choice:
    """The leaves of an article, in order, and for every other leaf why it isn't one."""

    kept: set[HtmlElement] = field(default_factory=set)
    left_out: dict[HtmlElement, str] = field(default_factory=dict)
    is_doubtful: bool = False


def choose(body: HtmlElement, leaves: list[HtmlElement], found: str) -> Choice:
    """Divide the leaves. `found` is the plain text that an extractor took for the article."""
    marked = {leaf: reason for leaf in leaves if (reason := reason_of(leaf))}
    free = [leaf for leaf in leaves if leaf not in marked]
    matched = _matched(free, found)
    holder = _holder(body, matched)
    further = _further_parts(holder, free)
    matched |= further
    holders = {holder, *(_part_with(leaf, holder) for leaf in further)}
    inside = [leaf for leaf in free if leaf in holders or not holders.isdisjoint(leaf.iterancestors())]
    choice = Choice(left_out=dict(marked))
    homes = {leaf.getparent() for leaf in matched}
    places = [place for place, leaf in enumerate(inside) if leaf in matched]
    first, last = (places[0], places[-1]) if places else (0, -1)
    for place, leaf in enumerate(inside):
        reason = _why_not(
            leaf,
            holder,
            is_sure=leaf in matched,
            between=first <= place <= last,
            is_at_home=leaf.getparent() in homes,
            starts=place <= first,
            ends=place >= last - 1,
        )
        if reason:
            choice.left_out[leaf] = reason
        else:
            choice.kept.add(leaf)
    _hold_against(length(found) + sum(length(leaf.text_content()) for leaf in further), matched, choice)
    _keep_whole_lists(choice)
    _keep_whole_tables(choice)
    _drop_lonely_headings(inside, choice)
    for leaf in free:
        if leaf not in choice.kept:
            choice.left_out.setdefault(leaf, _("around the article"))
    return choice


def _hold_against(theirs: int, matched: set[HtmlElement], choice: Choice) -> None:
    """Where the element has far more text than the extractor found, it holds more than the article: comments, lists of
    stories. Then only what was found is kept, and the editor should look."""
    texts = {leaf.text_content() for leaf in choice.kept}  # extractors pass over what stands twice
    own = sum(map(length, texts))
    if theirs < FEWEST_TO_COMPARE or own < MOST_TIMES * theirs:
        return
    for leaf in choice.kept - matched:
        choice.left_out[leaf] = _("beside the article")
    choice.kept &= matched
    choice.is_doubtful = True


def _matched(leaves: list[HtmlElement], found: str) -> set[HtmlElement]:
    """The leaves whose words stand in the text that was found."""
    lines = {tuple(words_of(line)) for line in found.splitlines()}
    words = words_of(found)
    shingles = {hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)}
    matched = set()
    for leaf in leaves:
        own = words_of(drawn_words(leaf))
        if len(own) < SHINGLE + 2:
            is_matched = tuple(own) in lines
        else:
            runs = [hash(tuple(own[at : at + SHINGLE])) for at in range(len(own) - SHINGLE + 1)]
            is_matched = sum(run in shingles for run in runs) > 0.6 * len(runs)
        if is_matched:
            matched.add(leaf)
    return matched


def _holder(body: HtmlElement, matched: set[HtmlElement]) -> HtmlElement:
    """The deepest element with nearly all of the words that were found."""
    weights: dict[HtmlElement, int] = {}
    for leaf in matched:
        weight = length(leaf.text_content())
        for element in (leaf, *leaf.iterancestors()):
            weights[element] = weights.get(element, 0) + weight
    holder = body
    while True:
        deeper = [child for child in holder if weights.get(child, 0) >= HELD_SHARE * weights.get(body, 1)]
        if not deeper or deeper[0] in matched or deeper[0].tag in {"ul", "ol", "table", "blockquote", "dl"}:
            return holder
        holder = deeper[0]


def _further_parts(holder: HtmlElement, leaves: list[HtmlElement]) -> set[HtmlElement]:
    """The sentences of an article that goes on in another element of the holder's kind, behind an advertisement.

    The extractor finds one of them. They have the same tag and classes, and sentences side by side; a list of stories
    has headings or links.
    """
    names = holder.get("class", "")
    if not names or holder.tag in {"article", "li", "body", "section"}:
        return set()
    around = {holder, *holder.iterancestors()}
    inside: dict[HtmlElement, list[HtmlElement]] = {}
    for leaf in leaves:
        above = list(leaf.iterancestors(holder.tag))
        if holder not in above:
            for part in above:
                if part.get("class") == names and part not in around:
                    inside.setdefault(part, []).append(leaf)
    further: set[HtmlElement] = set()
    for part, inner in inside.items():
        prose = {leaf for leaf in inner if leaf.getparent() is part and _is_prose(leaf)}
        words = sum(length(leaf.text_content()) for leaf in prose)
        is_headed = inner[0].tag in {"h1", "h2", "h3"}
        if len(prose) > 1 and not is_headed and words > 0.7 * length(part.text_content()):
            further |= prose
    return further


def _is_prose(leaf: HtmlElement) -> bool:
    text = " ".join(drawn_words(leaf).split())
    return bool(SENTENCE_END.search(text)) and length(text) >= 7 and linked_share(leaf) < 0.4


def _part_with(leaf: HtmlElement, holder: HtmlElement) -> HtmlElement:
    """The element of the holder's kind around a leaf."""
    return next(
        element
        for element in leaf.iterancestors()
        if element.tag == holder.tag and element.get("class") == holder.get("class")
    )


def _why_not(
    leaf: HtmlElement, holder: HtmlElement, *, is_sure: bool, between: bool, is_at_home: bool, starts: bool, ends: bool
) -> str:
    """Why a leaf inside the article's element is none of its text; empty if it is."""
    text = " ".join(drawn_words(leaf).split())
    linked = linked_share(leaf)
    if reason := kind_of_text(text, linked=linked, near_end=ends):
        return reason
    if starts and _is_credit(leaf):
        return _("short line or links")
    if is_sure:
        return ""
    if not between and not is_at_home:
        return _("around the article")
    around = _until(leaf, holder)
    if leaf.tag in {"td", "th"} and "figure" in around:
        around.discard("figure")
    if leaf.tag in {"figcaption", "caption"} or "figure" in around or "figcaption" in around:
        return _("caption or credit of a picture")
    if leaf.tag in APART or APART & around:
        return _("beside the article")
    if not _is_text(leaf, text, linked, between):
        return _("short line or links")
    return ""


def _is_credit(leaf: HtmlElement) -> bool:
    """True for lines in one block that give a headline, names and a day, and no sentence."""
    lines = drawn_lines(leaf) if leaf.find(".//br") is not None else []
    return any(credit_in(line) for line in lines) and not any(SENTENCE_END.search(line) for line in lines)


def _until(leaf: HtmlElement, holder: HtmlElement) -> set[str]:
    """The names of the elements around a leaf, up to the holder."""
    tags = set()
    for element in leaf.iterancestors():
        if element is holder:
            break
        tags.add(element.tag)
    return tags


def _is_text(leaf: HtmlElement, text: str, linked: float, between: bool) -> bool:
    """True for what reads as an article's text. Between paragraphs that are sure, a sentence or an item is enough."""
    is_sentence = bool(SENTENCE_END.search(text)) and length(text) >= 4
    if leaf.tag in HEADINGS:
        return between and linked < 0.5
    if leaf.tag in {"td", "th", "dt", "dd", "pre"}:
        return linked < 0.7
    if leaf.tag == "li" or leaf.getparent().tag in {"li", "blockquote", "dd"}:
        return (is_sentence and linked < 0.75) or (between and linked < 0.5)
    if between:
        return (is_sentence and linked < 0.75) or (length(text) >= 8 and linked < 0.5)
    return is_sentence and linked < 0.4 and length(text) >= 7


def _keep_whole_lists(choice: Choice) -> None:
    """A short item of a list whose other items are kept, most of them, is kept too."""
    kept: dict[HtmlElement, int] = {}
    for leaf in choice.kept:
        if leaf.tag == "li":
            kept[leaf.getparent()] = kept.get(leaf.getparent(), 0) + 1
    for leaf, reason in list(choice.left_out.items()):
        if (
            leaf.tag == "li"
            and reason == _("short line or links")
            and 2 * kept.get(leaf.getparent(), 0) > len(leaf.getparent())
        ):
            del choice.left_out[leaf]
            choice.kept.add(leaf)


def _keep_whole_tables(choice: Choice) -> None:
    """A cell of a table whose other cells are kept is kept too, though all of it is a link."""
    tables = {_table_of(leaf) for leaf in choice.kept if leaf.tag == "td"} - {None}
    for leaf, reason in list(choice.left_out.items()):
        if leaf.tag in {"td", "th"} and reason == _("short line or links") and _table_of(leaf) in tables:
            del choice.left_out[leaf]
            choice.kept.add(leaf)


def _table_of(cell: HtmlElement) -> HtmlElement | None:
    return next(cell.iterancestors("table"), None)


def _drop_lonely_headings(inside: list[HtmlElement], choice: Choice) -> None:
    """A heading over nothing that is kept belongs to what was left out."""
    follows = False
    for leaf in reversed(inside):
        if leaf not in choice.kept:
            continue
        if leaf.tag in HEADINGS and not follows:
            choice.kept.discard(leaf)
            choice.left_out[leaf] = _("short line or links")
        else:
            follows = True
