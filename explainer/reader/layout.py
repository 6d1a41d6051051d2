"""Puts an article's page together: paragraphs with markers woven in, each followed by its cards.

The whole page takes a fixed number of queries, however many annotations it has.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from explainer.batch_memo import is_batch, memoized
from explainer.models import (
    Annotation,
    Article,
    Citation,
    Claim,
    Event,
    Note,
    Paragraph,
    Revision,
    Source,
    VerdictChange,
    with_sources_of_dates,
)
from explainer.models.language import same_language
from explainer.models.revision import worth_telling
from explainer.models.source import CitationsByRecord
from explainer.models.source_numbers import NumberedSource, SourceNumbers
from explainer.models.translation import OriginalNotice, rendered, show_in
from explainer.models.verdict_change import VerdictStanding, standing_of
from explainer.rendering import placed, render
from explainer.text.attribution import AttributionPart, Sentence
from explainer.text.sentences import split_sentence
from explainer.text.weaving import MarkedSpan, weave

from .faces import ArticleBlock, Face

MOST_UPDATES = 20  # of the article itself; the page of its changes has all


@dataclass
class ReaderCard:
    """What opens beside the words of an annotation. `number` counts the article’s cards in order, from 1."""

    annotation: Annotation
    number: int
    citations: list[Citation] = field(default_factory=list)
    source_numbers: list[int] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    event_numbers: list[int] = field(default_factory=list)  # those of the events' sources; 0 for none
    verdict_changes: list[VerdictChange] = field(default_factory=list)
    rendered: OriginalNotice | None = None  # of a translation: its original
    updates: list[Revision] = field(default_factory=list)  # the newest of each class, newest first

    @property
    def told(self) -> list[Revision]:
        return worth_telling(self.updates)

    @property
    def id(self) -> int:
        return self.annotation.pk

    @property
    def kind(self) -> str:
        return self.annotation.kind

    @cached_property
    def item(self) -> Note | Claim:
        return self.annotation.item

    @property
    def sources(self) -> list[Citation]:
        """What its list of sources names: what it cites, and what its dates are from."""
        return with_sources_of_dates(self.citations, self.events)

    @property
    def numbered_events(self) -> list[tuple[Event, int]]:
        """Its dates, each with the number of its source in the article's list."""
        return list(zip(self.events, self.event_numbers, strict=True))

    @property
    def label(self) -> str:
        """The kind of card in the reader's words."""
        return gettext("Background") if self.kind == "note" else gettext("Claim")

    @cached_property
    def said(self) -> Sentence:
        """What stands over the card."""
        return self.item.said if isinstance(self.item, Claim) else (AttributionPart("", self.item.title),)

    @property
    def standing(self) -> VerdictStanding | None:
        """How a claim stands, with its verdict's history in a full card."""
        return standing_of(self.item, self.verdict_changes) if isinstance(self.item, Claim) else None

    @property
    def name(self) -> str:
        """What is read out for the card and its marker."""
        return f"{self.label}: {self.item.title}" if self.kind == "note" else self.item.headline

    @property
    def face(self) -> Face:
        item = self.item
        return Face(
            self.id,
            self.number,
            self.kind,
            self.label,
            self.said,
            item.summary,
            self.source_numbers,
            item.as_of,
            item.is_overdue,
            self.foreign,
        )

    @property
    def foreign(self) -> str:
        """The language that the card is in, if that isn't its article's."""
        return "" if same_language(self.item.language, self.annotation.article.language) else self.item.language

    @property
    def has_drawing(self) -> bool:
        """True if its full card has a map or dates."""
        return isinstance(self.item, Note) and (self.item.latitude is not None or bool(self.events))

    @property
    def text(self) -> SafeString:
        """The note's text or the claim's reasoning, as safe HTML."""
        return render(self.item.markdown, self.item.language)

    @property
    def quote(self) -> tuple[str, str, str]:
        """The sentence for which the card was written: what stands before the annotated words, they, what follows."""
        return split_sentence(self.annotation.article.text, self.annotation.start, self.annotation.end)


@dataclass
class ArticlePart:
    """A paragraph as it stands on the page, and the cards that open after it."""

    paragraph: Paragraph
    html: SafeString
    cards: list[ReaderCard]


@dataclass
class ArticlePage:
    """An article's page: its parts in order, the cards whose words are gone, and the numbered sources."""

    article: Article
    parts: list[ArticlePart]
    adrift: list[ReaderCard]
    sources: list[NumberedSource]
    cards: list[ReaderCard]
    updates: list[Revision] = field(default_factory=list)  # of the article itself, newest first

    @property
    def has_place(self) -> bool:
        """True if its map has anything on it."""
        return any(isinstance(card.item, Note) and card.item.latitude is not None for card in self.cards)

    @property
    def placed_sources(self) -> list[tuple[int, Source, list[tuple[int, int]]]]:
        """The numbered sources, each with the cards that rest on it: their numbers and keys, for the ways back."""
        places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for card in self.cards:
            for number in dict.fromkeys(filter(None, [*card.source_numbers, *card.event_numbers])):
                places[number].append((card.number, card.id))
        return [(number, source, places[number]) for number, source, _ in self.sources]

    @property
    def blocks(self) -> list[ArticleBlock]:
        """The parts as the page with closed cards shows them."""
        return [ArticleBlock(part.paragraph.kind, part.html, [card.face for card in part.cards]) for part in self.parts]


def compose(article: Article, *, complete: bool = False, drafts: bool = False) -> ArticlePage:
    """Everything that the page of `article` shows. `complete` adds what full cards need.

    `drafts`: with the cards of notes and claims that aren't published, for previews.
    """
    cards, sources = _cards_and_sources(article, complete=complete, drafts=drafts)
    attached = [card for card in cards if card.annotation.is_attached]
    return ArticlePage(
        article=article,
        parts=parts_of(memoized(("paragraphs", article.pk), lambda: list(article.paragraphs.all())), attached),
        adrift=[card for card in cards if not card.annotation.is_attached],
        sources=sources,
        cards=cards,
        updates=memoized(("updates", article.pk), lambda: list(Revision.objects.of(article).updates()[:MOST_UPDATES])),
    )


def cards_of(article: Article, *, drafts: bool = False) -> list[ReaderCard]:
    """The article's cards in the order of their words, with their citations, events and corrections."""
    return _cards_and_sources(article, complete=True, drafts=drafts)[0]


def card_of(article: Article, pk: int) -> ReaderCard | None:
    """One card, with its citations, events and correction; its number is right only among pages baked together."""
    if is_batch():
        return next((card for card in cards_of(article) if card.id == pk), None)
    cards, _ = _number(article, list(article.annotations.shown().complete().filter(pk=pk)))
    add_updates(cards)
    return cards[0] if cards else None


def _cards_and_sources(
    article: Article, *, complete: bool, drafts: bool = False
) -> tuple[list[ReaderCard], list[NumberedSource]]:
    """The cards and the numbered sources: once for pages that are baked together."""
    closed = not complete and not is_batch()  # pages that are baked together share all that any of them needs
    cards, sources = memoized(("cards", article.pk, drafts), lambda: _load(article, drafts, closed))
    if complete or not drafts:  # a preview's closed cards say nothing of updates
        memoized(("card updates", article.pk, drafts), lambda: add_updates(cards))
    return cards, sources


def _load(article: Article, drafts: bool, closed: bool) -> tuple[list[ReaderCard], list[NumberedSource]]:
    annotations = article.annotations.to_come() if drafts else article.annotations.shown()
    return _number(article, list(annotations.closed() if closed else annotations.complete()))


def _number(article: Article, annotations: list[Annotation]) -> tuple[list[ReaderCard], list[NumberedSource]]:
    """The cards of these annotations, and their sources, numbered in order. Two queries, four for other languages."""
    for annotation in show_in(annotations, article.language):
        annotation.article = article
    cards = [ReaderCard(annotation, number) for number, annotation in enumerate(annotations, start=1)]
    add_events(cards)
    return cards, number_sources(article, cards, Citation.objects.by_record(article, *(card.item for card in cards)))


def add_events(cards: Iterable[ReaderCard]) -> None:
    """Give each card the timeline of its note, in one query."""
    by_note = Event.objects.told_by(card.item for card in cards if isinstance(card.item, Note))
    for card in cards:
        card.events = by_note.get(card.item.pk, []) if isinstance(card.item, Note) else []


def add_updates(cards: Iterable[ReaderCard]) -> None:
    """Tell each card of the last updates of its note or claim, and of its verdict's history, in three queries."""
    cards = list(cards)
    items = [card.item for card in cards]
    histories = VerdictChange.objects.of_claims([item for item in items if isinstance(item, Claim)])
    originals = rendered(items)
    found = Revision.objects.last_told(*items)
    for card in cards:
        card.updates = found.get(card.item.record_key, [])
        card.rendered = originals.get(card.item.record_key)
        card.verdict_changes = histories.get(card.item.pk, []) if card.kind == "claim" else []


def number_sources(article: Article, cards: list[ReaderCard], by_record: CitationsByRecord) -> list[NumberedSource]:
    """Number the sources in the order in which readers meet them, and tell each card its citations and numbers.

    The cards have their events already. What dates alone are from comes last, so that a closed card's numbers are low.
    """
    numbers = SourceNumbers()
    for card in cards:
        card.citations = by_record[card.item.record_key]
        card.source_numbers = numbers.cited(card.citations)
    numbers.cited(by_record[article.record_key])
    for card in cards:
        card.event_numbers = numbers.dated(card.events)
    return numbers.listed


def parts_of(paragraphs: list[Paragraph], cards: list[ReaderCard]) -> list[ArticlePart]:
    """Weave each paragraph's marks; a card opens after the paragraph in which its words begin."""
    worded = [paragraph for paragraph in paragraphs if paragraph.text]
    starts = [paragraph.start for paragraph in worded]
    marks: defaultdict[int, list[MarkedSpan]] = defaultdict(list)
    following: defaultdict[int, list[ReaderCard]] = defaultdict(list)
    for card in cards:
        first = bisect_right(starts, card.annotation.start) - 1
        following[worded[first].pk].append(card)
        for paragraph in worded[first:]:
            if paragraph.start >= card.annotation.end:
                break
            marks[paragraph.pk].append(_mark(card, paragraph))
    woven = {each.pk: weave(each.html, marks[each.pk]) if each.pk in marks else each.html for each in paragraphs}
    return [ArticlePart(each, placed(woven[each.pk]), following[each.pk]) for each in paragraphs]


def _mark(card: ReaderCard, paragraph: Paragraph) -> MarkedSpan:
    annotation = card.annotation
    return MarkedSpan(
        id=annotation.pk,
        start=max(annotation.start, paragraph.start) - paragraph.start,
        end=min(annotation.end, paragraph.end) - paragraph.start,
        kind=annotation.kind,
        number=card.number,
        label=card.name,
        continued=annotation.start < paragraph.start,
    )
