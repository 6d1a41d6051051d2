"""A line of time, laid out: each date a mark on the lane of its note, over one scale that may be broken.

A mark says how well its date is known: a dot is a day, a bar a month or a year, a line a span, and what is only about
right is open. Units are those of the drawing, whose text is twelve units high.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

from .timescale import YEAR, Scale, Stretch, day_of, scale, year_of

WIDTH = 320
EDGE = 12  # units at either side, so that a mark at the end is whole
TOP = 24  # for the day of the article
NAME = 15  # the line of a lane's name
ROW = 10  # one row of marks
AXIS = 36  # for the dates under the line, on two lines
APART = 8  # units between the middles of two marks in one row
UNITS = ["day", "month", "year"]
MOST_ROWS = 6  # in a lane; what finds no row of its own lies over others in the last
MOST_LANES = 24  # notes beyond share the last lane
LEAST = {"day": 7.0, "month": 7.0, "year": 11.0, "span": 10.0, "open": 10.0}  # units: how long a mark is at least
LETTER = 7.5  # units of a letter of the dates, and of most letters in a wide face
THIN, BROAD, SQUARE = 4.8, 11.8, 12.5  # units of an i, of an m, and of a letter as wide as it is high
NAME_AT = 12  # where a lane's name begins
ABOVE, BELOW = 11, 4  # units from the base of a name to where nothing of it is
BELOW_WORD = 14  # where the line of the article's day begins


@dataclass(frozen=True)
class Moment:
    """When something happened: from a day to the one after its last; `lane` is its note's name.

    `shape` is "day", "month", "year" (and what is longer, but known no better), "span", or "open" for what goes on.
    """

    start: int
    end: int
    shape: str
    is_about: bool = False
    lane: str = ""


@dataclass(frozen=True)
class EventMark:
    """One date: its shape, the middle of its row, and where it begins and ends."""

    shape: str
    is_about: bool
    y: int
    left: float
    right: float

    @property
    def x(self) -> float:
        return round((self.left + self.right) / 2, 1)

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def height(self) -> int:
        return 3 if self.shape in {"span", "open"} else 6

    @property
    def top(self) -> float:
        return self.y - self.height / 2


@dataclass(frozen=True)
class Lane:
    name: str  # empty where there is one lane for all
    y: int  # the base of its name
    line: int  # the middle of its last row


@dataclass(frozen=True)
class AxisTick:
    """A date under the line: a day, and whether its "day", "month" or "year" is to be told."""

    day: int
    unit: str
    x: float
    anchor: str
    row: int  # 1: on the second line, since the first has the other end of a short stretch


@dataclass(frozen=True)
class Line:
    """All that a template needs to draw a line of time. `marks` are in the order of the moments given."""

    width: int
    height: int
    marks: tuple[EventMark, ...]
    lanes: tuple[Lane, ...]
    axis: int
    scale: Scale
    ticks: str  # path data
    dates: tuple[AxisTick, ...]
    today: float | None

    @property
    def date_high(self) -> int:
        """The base of the dates' first line."""
        return self.axis + 16

    @property
    def date_low(self) -> int:
        return self.axis + 29

    @property
    def today_path(self) -> str:
        """The line of the article's day, as path data: down to the axis, with a gap where a name runs across it."""
        x, parts, y = self.today, [], BELOW_WORD
        for lane in self.lanes:
            if x is not None and NAME_AT + _most_wide(lane.name) > x:
                parts.append(f"M{x} {y}V{lane.y - ABOVE}")
                y = lane.y + BELOW
        return "".join([*parts, f"M{x} {y}V{self.axis}"])

    @property
    def today_anchor(self) -> str:
        """On which side of its day the word for the article has room."""
        third = self.width / 3
        return "start" if (self.today or 0) < third else "end" if (self.today or 0) > 2 * third else "middle"


@lru_cache(maxsize=256)
def line_of_time(
    moments: tuple[Moment, ...], today: int | None = None, width: int = WIDTH, height: int = 0
) -> Line | None:
    """Lay out the dates. `today` is the day of the article, which is marked. None where there are no dates.

    With `height`, rows stand further apart, at most twice as far, to fill it.
    """
    if not moments:
        return None
    dated = [(day, moment.lane) for moment in moments for day in _anchors(moment)]
    over = scale([*dated, (today, "today")] if today is not None else dated, EDGE, width - EDGE)
    extents = [_extent(moment, over) for moment in moments]
    marks: dict[int, EventMark] = {}
    lanes, y = [], 6 if today is None else TOP
    for name, own in _lanes(moments):
        base = y + (NAME if name else 0)
        rows = _rows([extents[i] for i in own])
        apart = max(ROW, min(2 * ROW, (height - base - 3 - AXIS) // (max(rows) + 1)))
        for i, row in zip(own, rows, strict=True):
            marks[i] = EventMark(moments[i].shape, moments[i].is_about, base + row * apart + apart // 2, *extents[i])
        y = base + (max(rows) + 1) * apart + 3
        lanes.append(Lane(name, base - 3, y - 3))
    return Line(
        width=width,
        height=y + AXIS,
        marks=tuple(marks[i] for i in range(len(moments))),
        lanes=tuple(lanes),
        axis=y + 4,
        scale=over,
        ticks="".join(f"M{x:.0f} {y + 4}v4" for one in over.stretches for x in _steps(one)),
        dates=tuple(_dates(over)),
        today=None if today is None else round(over.place(today), 1),
    )


def _lanes(moments: Sequence[Moment]) -> list[tuple[str, list[int]]]:
    """The lanes in the order of their first dates, each with which moments are its own. One lane has no name."""
    found: dict[str, list[int]] = {}
    for i, moment in enumerate(moments):
        found.setdefault(moment.lane, []).append(i)
    lanes = list(found.items())
    if len(lanes) == 1:
        return [("", lanes[0][1])]
    rest = [i for _, own in lanes[MOST_LANES - 1 :] for i in own]
    return lanes if len(lanes) <= MOST_LANES else [*lanes[: MOST_LANES - 1], ("…", sorted(rest))]


def _anchors(moment: Moment) -> tuple[int, ...]:
    """The days that the scale has to have room for: the day, both ends of a span, the middle of a month or year."""
    if moment.shape == "span":
        return moment.start, moment.end - 1
    return (moment.start if moment.shape == "open" else (moment.start + moment.end - 1) // 2,)


def _extent(moment: Moment, over: Scale) -> tuple[float, float]:
    """From where to where a mark goes: as long as it lasted where that can be seen, else as long as can be seen.

    What is neither a span nor goes on stays in its own stretch: it never crosses a break that nothing crossed.
    """
    anchor = _anchors(moment)[0]
    left = right = over.place(anchor)
    if moment.shape == "open":
        right = over.stretches[-1].right
    elif moment.shape == "span":
        right = over.place(moment.end - 1)
    elif moment.shape != "day":
        own = over.stretch_of(anchor)
        left, right = own.place(moment.start), own.place(moment.end - 1)
    least = LEAST[moment.shape]
    if right - left < least:
        middle = (left + right) / 2 if moment.shape in {"span", "open"} else over.place(anchor)
        left, right = middle - least / 2, middle + least / 2
    return round(left, 1), round(right, 1)


def _rows(extents: Sequence[tuple[float, float]]) -> list[int]:
    """A row for each mark, so that marks of one row don't touch: the first that has room, from the left."""
    rows = [0] * len(extents)
    ends: list[float] = []
    for i in sorted(range(len(extents)), key=lambda i: extents[i]):
        left, right = extents[i]
        row = next((row for row, end in enumerate(ends) if end + 1 <= left), len(ends))
        row = min(row, MOST_ROWS - 1)
        if row == len(ends):
            ends.append(right)
        ends[row] = max(ends[row], right)
        rows[i] = row
    return rows


def _steps(stretch: Stretch) -> Iterator[float]:
    """Where the line has small strokes: its ends, and each year, month or day between, if they can be told apart."""
    yield stretch.left
    span = stretch.end - stretch.start
    if span:
        per_day = (stretch.right - stretch.left) / span
        for date in _calendar(stretch, per_day):
            if stretch.start < date < stretch.end:
                yield stretch.place(date)
    yield stretch.right


def _calendar(stretch: Stretch, per_day: float) -> Iterator[float]:
    """The first days of centuries, decades, years, months, or all days: the finest that lie five units apart."""
    if per_day >= 5:
        yield from range(stretch.start, stretch.end)
        return
    step = next(years for years in (1 / 12, 1, 10, 100, 1000, 10000) if per_day * YEAR * years >= 5)
    for number in range(math.ceil(year_of(stretch.start) / step), math.floor(year_of(stretch.end) / step) + 1):
        yield day_of(number * step)


def _dates(over: Scale) -> Iterator[AxisTick]:
    """The dates of the ends of each stretch, as exact as there is room for."""
    for stretch in over.stretches:
        room = stretch.right - stretch.left
        span = stretch.end - stretch.start
        if not span:
            unit = "year" if room < _wide("day") else "day"
            yield AxisTick(stretch.start, unit, (stretch.left + stretch.right) / 2, "middle", 0)
            continue
        exact = "year" if span > 3 * YEAR else "month" if span > 60 else "day"
        for unit in UNITS[UNITS.index(exact) :]:
            if room >= _wide(unit):
                is_tight = room < 2 * _wide(unit) + 4
                yield AxisTick(stretch.start, unit, stretch.left, "start", 0)
                if unit != "year" or math.floor(year_of(stretch.start)) != math.floor(year_of(stretch.end)):
                    yield AxisTick(stretch.end, unit, stretch.right, "end", int(is_tight))
                break


def _most_wide(name: str) -> float:
    """How far a lane's name reaches, at most: no face is known here. A lane without one reaches nowhere."""
    return sum(map(_letter, name)) if name else -math.inf


def _letter(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return SQUARE
    return THIN if letter in " .,:;'’()-Iijlfrt" else BROAD if letter in "mwMW—" else LETTER


def _wide(unit: str) -> float:
    """The units of a date in letters: "21 Aug 1968", "Aug 1968", "1968"."""
    return {"day": 11, "month": 8, "year": 4}[unit] * LETTER
