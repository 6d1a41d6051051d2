"""The text of an article as readers see it, for choosing words in it.

Each block says which code points of `Article.text` its words are, so that what an editor selects is known exactly.
Cards and suggestions are woven in as cards are for readers. An article may have a thousand cards: text and list are in
pieces, so that an answer brings those alone that are not on the page yet.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import groupby
from typing import NamedTuple, TypeVar

from django.utils.safestring import SafeString

from explainer.actions.annotating import WITHOUT_CARDS
from explainer.actions.suggesting import Suggestion
from explainer.models import Article, Paragraph
from explainer.models.annotation import SEALED, seal_of
from explainer.rendering import trust
from explainer.text.parsing import tokens
from explainer.text.weaving import MarkedSpan, weave

STRETCH = 300  # code points


class DeskPiece:
    """A part of the page that is sent alone when it alone has changed: it has its `id` there, and a `seal`."""

    @property
    def id(self) -> str:
        raise NotImplementedError

    def contents(self) -> object:
        """All that it shows, in built-in types."""
        raise NotImplementedError

    @cached_property
    def seal(self) -> str:
        """Differs as soon as the piece shows something else."""
        return hashlib.blake2b(repr(self.contents()).encode("utf-8", "replace"), digest_size=4).hexdigest()


@dataclass(frozen=True)
class DeskBlock(DeskPiece):
    """A paragraph on the desk with what is marked in it. Its HTML is made when it is asked for."""

    paragraph: Paragraph
    marks: Sequence[MarkedSpan]

    @property
    def id(self) -> str:
        return f"block-{self.paragraph.key}"

    def contents(self) -> object:
        marks = [(m.of, m.id, m.start, m.end, m.kind, m.label, m.continued) for m in self.marks]
        return self.paragraph.html, self.paragraph.kind, self.paragraph.start, marks

    @property
    def html(self) -> SafeString:
        woven = weave(self.paragraph.html, self.marks) if self.marks else self.paragraph.html
        return trust(_without_links(woven))

    @property
    def runs(self) -> str:
        """Where its words stand; empty where no card can."""
        return _runs(self.paragraph)


class PlacedCard(NamedTuple):
    """An attached card in the list beside the text: all that its row says."""

    pk: int
    seal: str
    start: int
    end: int
    kind: str
    item: int
    title: str
    state: str
    words: str


@dataclass(frozen=True)
class ListStretch(DeskPiece):
    """The rows of the cards that begin in one stretch of the text, and what its reader may do with them."""

    number: int
    cards: list[PlacedCard]
    may: Mapping[str, bool]

    @property
    def id(self) -> str:
        return f"placed-{self.number}"

    def contents(self) -> object:
        return [tuple(card) for card in self.cards], self.may["adjust"], self.may["remove"]


SomePiece = TypeVar("SomePiece", bound=DeskPiece)


def changed(pieces: Sequence[SomePiece], shown: Mapping[str, str]) -> list[SomePiece] | None:
    """The pieces that the page shows otherwise. `shown` has the seal of each piece on it by its id, in their order.

    None if it hasn't the same pieces: then all are new to it.
    """
    kind = pieces[0].id.partition("-")[0] + "-" if pieces else "-"
    if [piece.id for piece in pieces] != [each for each in shown if each.startswith(kind)] or not pieces:
        return None
    return [piece for piece in pieces if piece.seal != shown[piece.id]]


def desk_blocks(article: Article, cards: Iterable[PlacedCard], suggestions: Iterable[Suggestion]) -> list[DeskBlock]:
    """The article's blocks in order, with attached cards and suggestions marked in them. One query."""
    marks = [MarkedSpan(card.pk, card.start, card.end, card.kind, 0, card.title) for card in cards]
    marks += [_suggestion_mark(suggestion) for suggestion in suggestions]
    return [DeskBlock(*dealt) for dealt in _dealt_out(marks, list(article.paragraphs.all()))]


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


def placed_cards(article: Article) -> list[PlacedCard]:
    """The rows of the article's attached cards, in order. One query, and no record for each of a thousand."""
    rows = article.annotations.attached().order_by("start", "id").values_list(
        *SEALED, "pk", "original", "start", "note__title", "note__state", "claim__title", "claim__state"
    )  # fmt: skip
    placed = []
    for *sealed, pk, original, start, note, note_state, claim, claim_state in rows:
        note_id, claim_id, exact = sealed[:3]
        item = ("note", note_id, note, note_state) if note_id else ("claim", claim_id, claim, claim_state)
        placed.append(PlacedCard(original or pk, seal_of(*sealed), start, start + len(exact), *item, exact))
    return placed


def list_stretches(cards: Iterable[PlacedCard], may: Mapping[str, bool]) -> list[ListStretch]:
    """The rows by stretches of the text that they begin in: what changes in one leaves the others as they are."""
    by_stretch = groupby(cards, key=lambda row: row.start // STRETCH)
    return [ListStretch(number, list(rows), may) for number, rows in by_stretch]


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


def _suggestion_mark(suggestion: Suggestion) -> MarkedSpan:
    label = suggestion.notes[0].title
    return MarkedSpan(suggestion.start, suggestion.start, suggestion.end, "suggestion", 0, label, of="suggestion")


def _cut(mark: MarkedSpan, paragraph: Paragraph) -> MarkedSpan:
    """The part of a mark that lies in a paragraph, with offsets in its text instead of the article's."""
    start, end = max(mark.start, paragraph.start), min(mark.end, paragraph.end)
    return MarkedSpan(
        mark.id, start - paragraph.start, end - paragraph.start, mark.kind, mark.number, mark.label,
        mark.start < paragraph.start, mark.of,
    )  # fmt: skip
