"""What an embed shows: an article's cards, one note, one claim, an article's timeline or its map,
if the public may see it.

A fixed number of queries each: article, annotations with their notes and claims, citations with their sources, events.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from explainer.batch_memo import memoized
from explainer.models import (
    Annotation,
    Article,
    Citation,
    Claim,
    Event,
    Note,
    PublicRecord,
    Revision,
    VerdictChange,
    with_sources_of_dates,
)
from explainer.models.language import same_language
from explainer.models.overview import cards_of_notes, places_of, timeline_of
from explainer.models.translation import OriginalNotice, rendered, show_in
from explainer.models.verdict_change import VerdictStanding, standing_of
from explainer.publication.cache_keys import of_cards
from explainer.rendering import render

from .addresses import Target
from .links import outward

# Those after them wait behind one line. Measured on a phone: with six, the summary of any one of them opens within
# the 1000 pixels that WordPress gives a frame; with seven, some need a scroll bar.
FIRST_CARDS = 6
FIRST_EVENTS = 8


@dataclass
class EmbedCard:
    """A note or a claim with all that its card shows. `id` is its annotation's, 0 where it stands for itself."""

    item: Note | Claim
    id: int = 0
    language: str = ""
    is_loose: bool = False
    is_open: bool = False
    citations: list[Citation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    correction: Revision | None = None
    verdict_changes: list[VerdictChange] = field(default_factory=list)
    rendered: OriginalNotice | None = None  # of a translation: its original

    @property
    def note(self) -> Note | None:
        return self.item if isinstance(self.item, Note) else None

    @property
    def claim(self) -> Claim | None:
        return self.item if isinstance(self.item, Claim) else None

    @property
    def sources(self) -> list[Citation]:
        """What its list of sources names: what it cites, and what its dates are from."""
        return with_sources_of_dates(self.citations, self.events)

    @property
    def standing(self) -> VerdictStanding | None:
        return standing_of(self.claim, self.verdict_changes) if self.claim else None

    @property
    def kind(self) -> str:
        return self.item.type_name

    @property
    def foreign(self) -> str:
        """The language that the card is in, if that isn't its article's."""
        same = not self.language or same_language(self.item.language, self.language)
        return "" if same else self.item.language

    @property
    def markdown(self) -> str:
        return self.item.markdown

    @cached_property
    def text(self) -> SafeString:
        """The note's text or the claim's reasoning, as safe HTML whose links work in a frame."""
        known = [citation.source for citation in self.sources]
        return outward(render(self.markdown, self.item.language), {s.url: s.pk for s in known if s.url})


@dataclass
class Embed:
    """One thing that can be embedded. `path` is its page's, `source` its frame's, both from the site's root."""

    kind: str
    title: str
    summary: str
    path: str
    source: str
    article: Article | None = None
    cards: list[EmbedCard] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    cards_of_notes: dict[int, int] = field(default_factory=dict)  # of a timeline: the card of each note
    places: list[Note] = field(default_factory=list)

    @property
    def url(self) -> str:
        return settings.SITE_URL + self.path

    @property
    def language(self) -> str:
        return self.article.language if self.article else self.only.item.language

    @property
    def direction(self) -> str:
        return self.article.direction if self.article else self.only.item.direction

    @property
    def label(self) -> str:
        """What it is, in the reader's words."""
        return {
            "article": gettext("Explainer"), "note": gettext("Background"), "claim": gettext("Claim"),
            "timeline": gettext("Timeline"), "map": gettext("Map"),
        }[self.kind]  # fmt: skip

    @property
    def only(self) -> EmbedCard:
        """The card of an embed that has one."""
        return self.cards[0]

    @property
    def opened(self) -> EmbedCard | None:
        return next((card for card in self.cards if card.is_open), None)

    @property
    def first_cards(self) -> list[EmbedCard]:
        return self.cards[:FIRST_CARDS]

    @property
    def more_cards(self) -> list[EmbedCard]:
        return self.cards[FIRST_CARDS:]

    @property
    def more_is_open(self) -> bool:
        return any(card.is_open for card in self.more_cards)

    @property
    def first_events(self) -> list[Event]:
        return self.events[:FIRST_EVENTS]

    @property
    def more_events(self) -> list[Event]:
        return self.events[FIRST_EVENTS:]

    @property
    def checked(self) -> date | None:
        """When any of it was last checked."""
        items = [card.item for card in self.cards] + [event.note for event in self.events] + self.places
        return max((item.as_of for item in items if item.as_of), default=None)

    @property
    def record(self) -> PublicRecord:
        """The record that its address names."""
        return self.article or self.only.item

    @property
    def shown(self) -> list[Note | Claim]:
        """The notes and claims that it shows. A timeline or a map depends on those without a date or place too."""
        if self.kind in {"timeline", "map"} and self.article:
            return list(of_cards(self.article))
        return [card.item for card in self.cards]

    @property
    def may_be_framed(self) -> bool:
        return not self.article or self.article.embedding != Article.Embedding.NONE

    @property
    def only_listed(self) -> bool:
        return bool(self.article and self.article.embedding == Article.Embedding.LISTED)


def find(target: Target) -> Embed | None:
    """What the target names, or None unless it is published. Seven queries at most.

    By a former slug too: frames on other sites stay alive.
    """
    return memoized(("embed", target.kind, target.slug, target.card), lambda: _find(target))


def _find(target: Target) -> Embed | None:
    if target.kind in {"article", "timeline", "map"}:
        article = Article.objects.published().with_slug(target.slug)
        if not article:
            return None
        return _article(article, target.card) if target.kind == "article" else _drawn(article, target.kind)
    notes, claims = Note.objects.published(), Claim.objects.published().select_related("said_by")
    item = notes.with_slug(target.slug) if target.kind == "note" else claims.with_slug(target.slug)
    return _item(item, is_open=bool(target.card)) if item else None


def _article(article: Article, opened: int) -> Embed:
    cards = [_card(annotation, article, opened) for annotation in _each_item_once(article, opened)]
    _complete(cards)
    return Embed(
        kind="article",
        title=article.title,
        summary=article.standfirst,
        path=article.get_absolute_url(),
        source=reverse("embed_article", args=[article.slug]),
        article=article,
        cards=cards,
    )


def _each_item_once(article: Article, opened: int) -> list[Annotation]:
    """The article's annotations, loose ones last. Of several with the same note, the one to open or else the first."""
    chosen: dict[Note | Claim, Annotation] = {}
    shown = show_in(list(article.annotations.shown().complete()), article.language)
    for annotation in sorted(shown, key=lambda annotation: not annotation.is_attached):
        if annotation.item not in chosen or annotation.pk == opened:
            chosen[annotation.item] = annotation
    return list(chosen.values())


def _card(annotation: Annotation, article: Article, opened: int) -> EmbedCard:
    return EmbedCard(
        annotation.item,
        id=annotation.pk,
        language=article.language,
        is_loose=not annotation.is_attached,
        is_open=annotation.pk == opened,
    )


def _drawn(article: Article, kind: str) -> Embed:
    """Its timeline or its map."""
    return Embed(
        kind=kind,
        title=article.title,
        summary="",
        path=reverse(kind, args=[article.slug]),
        source=reverse(f"embed_{kind}", args=[article.slug]),
        article=article,
        events=timeline_of(article) if kind == "timeline" else [],
        cards_of_notes=cards_of_notes(article) if kind == "timeline" else {},
        places=places_of(article) if kind == "map" else [],
    )


def _item(item: Note | Claim, *, is_open: bool) -> Embed:
    card = EmbedCard(item, is_open=is_open)
    _complete([card])
    return of_card(card)


def of_card(card: EmbedCard) -> Embed:
    """The embed of one note or claim by itself. The card has its citations and events already."""
    return Embed(
        kind=card.kind,
        title=card.item.headline,
        summary=card.item.summary,
        path=card.item.get_absolute_url(),
        source=reverse(f"embed_{card.kind}", args=[card.item.slug]),
        cards=[card],
    )


def _complete(cards: list[EmbedCard]) -> None:
    """Give all cards their citations, events last corrections and verdicts' histories, in five queries."""
    items = [card.item for card in cards]
    notes = [card.note for card in cards if card.note]
    citations = Citation.objects.by_record(*items)
    events = Event.objects.told_by(notes)
    corrected = Revision.objects.last_corrections(*items)
    histories = VerdictChange.objects.of_claims([card.claim for card in cards if card.claim])
    originals = rendered(items)
    for card in cards:
        card.rendered = originals.get(card.item.record_key)
        card.citations = citations[card.item.record_key]
        card.events = events.get(card.item.pk, []) if card.kind == "note" else []
        card.correction = corrected.get(card.item.record_key)
        card.verdict_changes = histories.get(card.item.pk, []) if card.claim else []
