"""Lines of time of what is in the database: which marks stand for which dates, and where they lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from explainer.drawing.timeline import EventMark, Line, Moment, line_of_time
from explainer.text import partial_dates

from .article import Article
from .event import Event
from .language import listed


@dataclass(frozen=True)
class Drawn:
    """A line of time with what its marks stand for: each mark, its event, and the address that it leads to."""

    line: Line
    marks: list[tuple[EventMark, Event, str]]

    @property
    def shapes(self) -> str:
        """What the shapes of the marks mean, only those that are there."""
        meanings = {
            "day": gettext("A dot is a day"),
            "month": gettext("a full bar a month"),
            "year": gettext("an open bar a year"),
            "span": gettext("a thin line a span of time"),
            "open": gettext("one to the edge goes on"),
        }
        there = [words for shape, words in meanings.items() if any(mark.shape == shape for mark, _, _ in self.marks)]
        about = [gettext("dashed: about then")] if any(mark.is_about for mark, _, _ in self.marks) else []
        said = listed([*there, *about])
        return f"{said[:1].upper()}{said[1:]}."


def line_of_note(events: Sequence[Event]) -> Drawn | None:
    """The line of a note's own dates, if it has more than one."""
    if len(events) < 2:
        return None
    line = line_of_time(tuple(_moment(event) for event in events))
    return Drawn(line, [(mark, event, "") for mark, event in zip(line.marks, events, strict=True)]) if line else None


def line_of_article(
    article: Article, events: Sequence[Event], cards: Mapping[int, int], root: str = "", *, height: int = 0
) -> Drawn | None:
    """The line of all dates of an article, in lanes by note, with its day. `cards` has the card of each note.

    `root` stands before addresses in frames of other sites. With a `height`, all stand on one lane, and lead nowhere.
    """
    day = timezone.localdate(article.published_at).toordinal() if article.published_at else None
    moments = tuple(_moment(event, "" if height else event.note.title) for event in events)
    line = line_of_time(moments, day, height=height)
    if not line:
        return None
    page = root + article.get_absolute_url()
    marks = [
        (mark, event, "" if height else _address(page, cards, event))
        for mark, event in zip(line.marks, events, strict=True)
    ]
    return Drawn(line, marks)


def _address(page: str, cards: Mapping[int, int], event: Event) -> str:
    return f"{page}#card-{cards[event.note_id]}" if event.note_id in cards else page


def _moment(event: Event, lane: str = "") -> Moment:
    """When an event happened, in days, and how well that is known."""
    unit = partial_dates.take_apart(event.date).unit
    shape = (
        "open" if event.goes_on else "span" if event.end_date else {"day": "day", "month": "month"}.get(unit, "year")
    )
    return Moment(event.begins, event.ends, shape, event.is_about, lane)
