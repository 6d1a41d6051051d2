"""The text of an article as readers see it, for choosing words in it.

Each block says which code points of `Article.text` its words are, so that what an editor selects is known exactly.
Cards and suggestions are woven in as cards are for readers.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString

from explainer.actions.annotating import WITHOUT_CARDS
from explainer.actions.suggesting import Suggestion
from explainer.models import Annotation, Article, Paragraph
from explainer.rendering import trust
from explainer.text.parsing import tokens
from explainer.text.weaving import MarkedSpan, weave

STRETCH = 500  # code points


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
    for paragraph, mine in _dealt_out(marks, list(article.paragraphs.all())):
        woven = weave(paragraph.html, mine) if mine else paragraph.html
        blocks.append(DeskBlock(paragraph, trust(_without_links(woven)), _runs(paragraph)))
    return blocks


def _dealt_out(
    marks: Iterable[MarkedSpan], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, list[MarkedSpan]]]:
    """Each paragraph, in order, with the parts of the marks that lie in it."""
    starts, ends = [paragraph.start for paragraph in paragraphs], [paragraph.end for paragraph in paragraphs]
    dealt: list[list[MarkedSpan]] = [[] for _ in paragraphs]
    for mark in marks:
        for at in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            dealt[at].append(_cut(mark, paragraphs[at]))
    return zip(paragraphs, dealt, strict=True)


class PlacedCard(NamedTuple):
    """An attached card in the list beside the text: all that its row says."""

    pk: int
    seal: str
    start: int
    end: int
    kind: str
    item: int
    title: str
    is_public: bool
    words: str


def placed_cards(attached: Iterable[Annotation]) -> list[list[PlacedCard]]:
    """The rows of attached cards in order, by stretches of the text: what changes in one leaves the others kept."""
    rows = (
        PlacedCard(
            card.desk_pk, card.seal, card.start, card.end, card.kind, card.item.pk, card.item.title,
            card.item.is_public, card.exact,
        )
        for card in attached
    )  # fmt: skip
    return [list(stretch) for _, stretch in groupby(rows, key=lambda row: row.start // STRETCH)]


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


def _card_mark(card: Annotation, number: int) -> MarkedSpan:
    return MarkedSpan(card.desk_pk, card.start, card.end, card.kind, number, str(card.item))


def _suggestion_mark(suggestion: Suggestion) -> MarkedSpan:
    label = suggestion.notes[0].title
    return MarkedSpan(suggestion.start, suggestion.start, suggestion.end, "suggestion", 0, label, of="suggestion")


def _cut(mark: MarkedSpan, paragraph: Paragraph) -> MarkedSpan:
    """The part of a mark that lies in a paragraph, with offsets in its text instead of the article's."""
    return replace(
        mark,
        start=max(mark.start, paragraph.start) - paragraph.start,
        end=min(mark.end, paragraph.end) - paragraph.start,
        continued=mark.start < paragraph.start,
    )
