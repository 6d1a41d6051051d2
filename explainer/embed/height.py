"""How high an embed will be, guessed on the server from the length of its texts.

oEmbed wants a height before anybody has laid the page out, and what is served is what the host's page reserves until
the frame has reported its own: too small a guess moves the host's text down, too large a one leaves a hole. All
constants are here. Those of space are static/css/embed.css's own; the widths of characters lie between those of the
faces that readers have (Times 7.0 and Georgia 8.2 pixels at 16). `tests/embed_hosts/test_estimate.py` holds the guess
against heights measured in a browser.
"""

import math
from dataclasses import dataclass

from django.conf import settings

from explainer.drawing.locator import LOCATOR, OVERVIEW
from explainer.models import Event, Note
from explainer.models.line import Drawn, line_of_article, line_of_note

from .contents import Embed, EmbedCard


@dataclass(frozen=True)
class Type:
    """A kind of text: the height of a line and the average advance of a character, both in pixels."""

    line: float
    character: float

    def height(self, characters: int, width: float, after: float = 0) -> float:
        """The pixels that so many characters take at this width, and the space after them; no text takes none.

        Lines break before their end: the last words of a paragraph need a third of a word more on every line.
        """
        if not characters:
            return 0
        fitting = max(1.0, width / self.character - 1.5)
        return math.ceil(characters / fitting) * self.line + after


TITLE = Type(line=27.5, character=9.9)
TEXT = Type(line=24, character=7.1)
SMALL = Type(line=19.5, character=6.5)
LISTED = Type(line=21, character=7.3)  # places beside their map
UNDER = Type(line=16.8, character=5.8)  # what is said under a drawing
EDGES = 34  # above and below everything, borders included
SIDE = 16  # left and right each, border included
GAP = 10  # after the title and after every paragraph
CARD = 45  # a closed card, or the line behind which more wait: one line, however long its title
CLAIMED = Type(line=24, character=7.5)  # the sentence over a claim's card: two lines at most until it opens
SHAPE = 3  # characters as wide as the verdict's shape
MORE = 24  # left of the sign that opens a card
FOLD = 35.5  # a closed line of dates or sources
EVENT = 26  # an event's date, and the space after its text
FOOT = 11  # the rule above the footer
DATE = 26  # characters of "Checked on 31 March 2026" or "Updated …", and the space before it
LINK = 17  # characters of "Where this is used"
INDENT = 18  # of what stands inside an open card
LIST = 28  # the numbers of a list
OVERVIEW_WIDEST = 480  # pixels, as below
LOCATOR_WIDEST = 384  # pixels: static/css/drawings.css
BROKEN = 68  # characters of what is said about breaks
READOUT = 45  # two lines and the space before them
CORRECTED = 46  # characters of "Corrected on 27 November 2026: … What changed"
CREDIT = 53  # characters of whose map it is, and what dashes mean
LEDE_LINES = 4  # the style sheet cuts an article's standfirst there


def estimate(embed: Embed, width: int) -> int:
    """The height in pixels of the embed in a frame `width` pixels wide, as it is when it opens."""
    inner = width - 2 * SIDE
    height = EDGES + SMALL.line + TITLE.height(len(embed.title), inner, GAP) + _foot(embed, inner)
    if embed.kind == "article":
        height += min(TEXT.height(len(embed.summary), inner, GAP), LEDE_LINES * TEXT.line + GAP)
        shown = embed.cards if embed.more_is_open else embed.first_cards
        height += sum(_row(card, inner) for card in shown) + (CARD if embed.more_cards else 0)
    elif embed.kind == "timeline":
        height += sum(SMALL.height(_told(event), inner - INDENT, EVENT) for event in embed.first_events)
        height += _line(embed, inner)
        height += GAP + (CARD if embed.more_events else 0) + (0 if embed.events else TEXT.line)
    elif embed.kind == "map":
        height += sum(LISTED.height(_named(note), inner - LIST) for note in embed.places) + GAP
        height += _drawing(inner, OVERVIEW_WIDEST, *OVERVIEW) if embed.places else TEXT.line
    else:
        height += TEXT.height(len(embed.summary), inner, GAP) + CARD
        height += _full(embed.only, inner - INDENT) if embed.only.is_open else 0
    return math.ceil(height)


def _told(event: Event) -> int:
    """The characters of what happened, and of where this is from."""
    return len(event.text) + (len(event.source.short_name) if event.source else 0)


def _named(note: Note) -> int:
    """The characters of a place in the list of places."""
    return len(note.place_name or note.title) + 1 + len(note.title)


def _drawing(inner: float, widest: float, width: int, height: int) -> float:
    """A drawing of that many units as wide as there is room, and the credit under it."""
    return min(inner, widest) * height / width + UNDER.height(CREDIT, min(inner, widest), 18)


def _line(embed: Embed, inner: float) -> float:
    """The line of time of an article, its readout and what is said about its shapes."""
    drawn = line_of_article(embed.article, embed.events, {}) if embed.article else None
    return _drawn(drawn, inner) + READOUT if drawn else 0


def _drawn(drawn: Drawn, inner: float) -> float:
    """A line of time and what is said under it."""
    said = len(drawn.shapes) + (BROKEN if drawn.line.scale.breaks else 0)
    wide = min(inner, OVERVIEW_WIDEST)
    return wide * drawn.line.height / drawn.line.width + UNDER.height(said, wide, 18)


def _foot(embed: Embed, inner: float) -> float:
    """One line if everything fits on it, else the link has one of its own."""
    dates = bool(embed.checked) + bool(embed.article and embed.article.is_updated)
    words = len(settings.SITE_NAME) + DATE * dates
    if (words + LINK) * SMALL.character <= inner:
        return FOOT + SMALL.line
    return FOOT + SMALL.height(words, inner) + SMALL.line + 4


def _row(card: EmbedCard, inner: float) -> float:
    lines = CLAIMED.height(len(card.item.headline) + SHAPE, inner - MORE) / CLAIMED.line if card.claim else 1
    closed = CARD + CLAIMED.line * (min(lines, 2) - 1)
    if not card.is_open:
        return closed
    closed += CLAIMED.line * max(0, lines - 2)
    inside = inner - INDENT
    return closed + TEXT.height(len(card.item.summary), inside, GAP) + _full(card, inside) + SMALL.line + GAP


def _full(card: EmbedCard, inside: float) -> float:
    """What an open card adds to its summary; `inside` is the width of its text in pixels."""
    paragraphs = [part for part in card.markdown.split("\n\n") if part.strip()]
    height = sum(TEXT.height(len(part), inside, GAP) for part in paragraphs)
    height += FOLD * (bool(card.events) + bool(card.sources))
    height += SMALL.line + GAP if card.item.as_of else 0
    height += SMALL.height(CORRECTED + len(card.correction.said), inside, GAP) if card.correction else 0
    if card.note:
        height += _picture(card.note, inside)
        drawn = None if card.id else line_of_note(card.events)
        height += _drawn(drawn, inside) if drawn else 0
        height += 0 if card.note.latitude is None or card.id else _drawing(inside, LOCATOR_WIDEST, *LOCATOR)
        return height + (SMALL.line + GAP if card.note.place_name else 0)
    if card.claim:
        said = len(card.claim.claimant) + len(card.claim.claimant_role) + len(card.claim.quote) + 6
        height += SMALL.line  # its kind
        height += TEXT.height(said, inside, GAP) + SMALL.height(len(card.claim.venue) + 16, inside)
        height += TEXT.height(len(card.claim.verdict_on_scale.meaning), inside, GAP)
        height += TEXT.height(len(card.claim.would_change), inside, GAP + SMALL.line)
        for past in card.standing.past if card.standing else ():
            sources = sum(len(title) + 2 for title, _ in past.sources)
            height += SMALL.height(len(past.label) + CORRECTED + len(past.line) + sources, inside, GAP)
    return height


def _picture(note: Note, inside: float) -> float:
    """A note's picture as wide as there is room, with what stands under it."""
    if not (note.picture and note.picture_width and note.picture_height):
        return 0
    said = len(note.picture_caption) + len(note.picture_credit)
    wide = min(inside, note.picture_width)
    return wide * note.picture_height / note.picture_width + SMALL.height(said, inside, GAP) + GAP
