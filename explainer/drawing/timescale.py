"""A scale of time that a reader can read: straight where dates lie close, broken where nothing happened for long.

Dates are put into stretches. Within a stretch time is true to scale; between two of them the line is broken, and each
has the dates of its ends. A stretch gets room by how many dates it has: a dense summer is spread, a century is not.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

YEAR = 365.2425  # days, of the Gregorian calendar
MOST_STRETCHES = 6
CANDIDATES = 14  # of either kind of gap, among which the breaks are chosen
BREAK = 12  # units that a break takes
NARROWEST = 31  # units: a stretch of a single day, with its year under it
APART = 8  # units that two dates of one lane should lie apart
PRICE = 2  # what a break costs: as much as so many neighbours on one spot


def year_of(day: float) -> float:
    """The year of a day, with what has passed of it: 1.0 is the beginning of the year 1; 0 and less are years BC."""
    return 1 + (day - 1) / YEAR


def day_of(year: float) -> float:
    """The day that a year begins with, to within a day: exact enough for strokes on a line."""
    return 1 + (year - 1) * YEAR


@dataclass(frozen=True)
class Stretch:
    """A part of the line that is true to scale: from day `start` to day `end`, drawn from `left` to `right` units.

    Days are counted as `datetime.date.toordinal` does: 1 is 1 January of the year 1.
    """

    start: int
    end: int
    left: float
    right: float

    def place(self, day: float) -> float:
        """Where a day stands; one outside of the stretch at its end."""
        if self.end == self.start:
            return (self.left + self.right) / 2
        within = min(max(day, self.start), self.end)
        return self.left + (within - self.start) / (self.end - self.start) * (self.right - self.left)


@dataclass(frozen=True)
class Scale:
    """The stretches of a line, in order."""

    stretches: tuple[Stretch, ...]

    def stretch_of(self, day: float) -> Stretch:
        """The stretch that has a day, or the one that ends before it."""
        return next((one for one in reversed(self.stretches) if one.start <= day), self.stretches[0])

    def place(self, day: float) -> float:
        return self.stretch_of(day).place(day)

    @property
    def breaks(self) -> list[float]:
        """Where the line is broken: the middle of each break."""
        return [(one.right + other.left) / 2 for one, other in pairwise(self.stretches)]


def scale(dated: Sequence[tuple[int, str]], left: float, right: float) -> Scale:
    """The scale for these days (at least one), each with its lane, from `left` to `right` units."""
    known = sorted({day for day, _ in dated})
    groups = _best(known, _neighbours(dated), right - left)
    return Scale(tuple(_laid_out(groups, left, right)))


def _neighbours(dated: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """The days that follow each other on one lane: those that mustn't lie too close."""
    lanes: defaultdict[str, set[int]] = defaultdict(set)
    for day, lane in dated:
        lanes[lane].add(day)
    return [pair for days in lanes.values() for pair in pairwise(sorted(days))]


def _candidates(days: list[int]) -> list[int]:
    """Before which days the line may be broken: the widest gaps, and those that are wide for where they are."""
    gaps = [after - before for before, after in pairwise(days)]
    near = [sorted(gaps[max(0, i - 4) : i + 5])[len(gaps[max(0, i - 4) : i + 5]) // 2] for i in range(len(gaps))]
    widest = sorted(range(len(gaps)), key=lambda i: -gaps[i])[:CANDIDATES]
    striking = sorted(range(len(gaps)), key=lambda i: -gaps[i] / near[i])[:CANDIDATES]
    return sorted({i + 1 for i in (*widest, *striking)})


def _best(days: list[int], neighbours: list[tuple[int, int]], width: float) -> list[list[int]]:
    """The days in the groups in which fewest neighbours lie too close, each break having its price."""
    cuts = [0, *_candidates(days), len(days)]
    most = min(MOST_STRETCHES, len(cuts) - 1)
    found = [_split(days, neighbours, cuts, count, width) for count in range(1, most + 1)]
    _, _, ends = min((crowding + PRICE * i, i, ends) for i, (crowding, _, ends) in enumerate(found))
    return [days[start:end] for start, end in pairwise([0, *ends])]


Split = tuple[float, int, list[int]]  # how much neighbours crowd, the time not left out, and where each group ends


def _split(days: list[int], neighbours: list[tuple[int, int]], cuts: list[int], groups: int, width: float) -> Split:
    """The best so many groups; of those that crowd as little, the one that leaves out most time."""
    crowds = {
        (i, j): _crowding(
            days[cuts[i]], days[cuts[j] - 1], neighbours, _room(cuts[j] - cuts[i], len(days), groups, width)
        )
        for j in range(1, len(cuts))
        for i in range(j)
    }
    best: dict[int, Split] = {0: (0.0, 0, [])}  # of the days before each cut
    for _ in range(groups):
        best = {
            j: min(_joined(best[i], crowds[i, j], days, cuts[i], cuts[j]) for i in range(j) if i in best)
            for j in range(1, len(cuts))
            if any(i in best for i in range(j))
        }
    return best[len(cuts) - 1]


def _joined(before: Split, crowding: float, days: list[int], start: int, end: int) -> Split:
    return before[0] + crowding, before[1] + days[end - 1] - days[start], [*before[2], end]


def _crowding(start: int, end: int, neighbours: list[tuple[int, int]], room: float) -> float:
    """How many neighbours lie on one spot if the days from start to end share a stretch; half as close counts half."""
    if start == end:
        return 0.0
    unit = room / (end - start)
    inside = (after - before for before, after in neighbours if start <= before and after <= end)
    return round(sum(max(0.0, 1 - gap * unit / APART) for gap in inside), 3)


def _room(own: int, of: int, groups: int, width: float) -> float:
    """The units for a stretch with `own` of so many days: what each needs at least, and its share of the rest."""
    least = min(NARROWEST, (width - BREAK * (groups - 1)) / groups)
    return least + (width - BREAK * (groups - 1) - least * groups) * own / of


def _laid_out(groups: list[list[int]], left: float, right: float) -> list[Stretch]:
    of = sum(map(len, groups))
    stretches, x = [], left
    for group in groups:
        end = x + _room(len(group), of, len(groups), right - left)
        stretches.append(Stretch(group[0], group[-1], x, end))
        x = end + BREAK
    return stretches
