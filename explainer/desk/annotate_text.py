"""The text of an article as readers see it, for choosing words in it.

Each block says which code points of `Article.text` its words are, so that what an editor selects is known exactly.
Cards and suggestions are woven in as cards are for readers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape

from django.utils.safestring import SafeString

from explainer.actions.annotating import WITHOUT_CARDS
from explainer.actions.suggesting import Suggestion
from explainer.models import Annotation, Article, Paragraph
from explainer.rendering import trust
from explainer.text.parsing import tokens
from explainer.text.weaving import Mark, weave


@dataclass(frozen=True)
class DeskBlock:
    """A paragraph on the desk. `runs` says where its words stand; it is empty where no card can."""

    paragraph: Paragraph
    html: SafeString
    runs: str


def desk_blocks(article: Article, cards: Iterable[Annotation], suggestions: Iterable[Suggestion]) -> list[DeskBlock]:
    """The article's blocks in order, with attached cards and suggestions marked in them. One query."""
    marks = [_card_mark(card, number) for number, card in enumerate(cards, start=1)]
    marks += [_suggestion_mark(suggestion) for suggestion in suggestions]
    blocks = []
    for paragraph in article.paragraphs.all():
        mine = [_cut(mark, paragraph) for mark in marks if mark.start < paragraph.end and paragraph.start < mark.end]
        woven = weave(paragraph.html, mine) if mine else paragraph.html
        blocks.append(DeskBlock(paragraph, trust(_without_links(woven)), _runs(paragraph)))
    return blocks


def _without_links(html: str) -> str:
    """Links as what they are on the desk: markers are buttons, the article's own links lead nowhere.

    A browser drags a link where it should select its words, so none may be one.
    """
    html = re.sub(r'<a class="marker" href="[^"]*"', '<a class="marker" role="button"', html)
    html = re.sub(r'(<a class="marker"(?![^>]*tabindex)[^>]*)>', r'\1 tabindex="0">', html)
    return re.sub(r"<a\b([^>]*?) href=", r"<a\1 data-href=", html)


def _runs(paragraph: Paragraph) -> str:
    """Where the block's text, as a browser has it, stands in the article's: "12:5 -:1 17:30".

    Code points: where the first one stands, and how many. A dash stands for text that is no part of the
    article's, such as a footnote's number.
    """
    if paragraph.kind in WITHOUT_CARDS or not paragraph.text:
        return ""
    texts = (token for token in tokens(paragraph.html) if token.kind == "text")
    return " ".join(
        f"{paragraph.start + text.start if text.end > text.start else '-'}:{len(unescape(text.html))}" for text in texts
    )


def _card_mark(card: Annotation, number: int) -> Mark:
    return Mark(card.desk_pk, card.start, card.end, card.kind, number, str(card.item))


def _suggestion_mark(suggestion: Suggestion) -> Mark:
    label = suggestion.notes[0].title
    return Mark(suggestion.start, suggestion.start, suggestion.end, "suggestion", 0, label, of="suggestion")


def _cut(mark: Mark, paragraph: Paragraph) -> Mark:
    """The part of a mark that lies in a paragraph, with offsets in its text instead of the article's."""
    return replace(
        mark,
        start=max(mark.start, paragraph.start) - paragraph.start,
        end=min(mark.end, paragraph.end) - paragraph.start,
        continued=mark.start < paragraph.start,
    )
