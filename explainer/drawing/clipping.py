"""Cuts lines and areas to a window, so that a map holds only what it shows."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Point = tuple[float, float]
TURNS = (-720, -360, 0, 360, 720)


class Box(NamedTuple):
    """A window: west, south, east, north in degrees, or any other two axes that grow to the right and up."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def has(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def turns_to(self, other: "Box") -> list[int]:
        """By how many degrees, in whole turns of the earth, this one has to be moved to meet the other."""
        if self.south > other.north or other.south > self.north:
            return []
        return [turn for turn in TURNS if self.west + turn <= other.east and other.west <= self.east + turn]


def box_of(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_area(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of an area that lies in the window (Sutherland and Hodgman 1974). Empty where none does.

    Parts that the window separates stay joined along its edge, so the edge has to lie outside of what is seen.
    """
    points = list(ring)
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        points = _one_side(points, axis, limit, sign)
        if not points:
            break
    return points


def _one_side(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    before = points[-1]
    was_in = (before[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            kept.append(_crossing(before, point, axis, limit))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, across) if axis == 0 else (across, limit)


def clip_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The parts of a line with a point in the window, each with one point more at either end."""
    part: list[Point] = []
    for i, point in enumerate(line):
        near = any(box.has(line[j]) for j in (i - 1, i, i + 1) if 0 <= j < len(line))
        if near:
            part.append(point)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def simplify(points: Sequence[Point], least: float) -> list[Point]:
    """The line without its least bends, those whose triangle is smaller than `least` square units. Ends stay.

    The bend that matters least goes first, then the next (Visvalingam and Whyatt 1993).
    """
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    bends = [(_triangle(points, i - 1, i, i + 1), i) for i in range(1, len(points) - 1)]
    heapq.heapify(bends)
    size = {i: area for area, i in bends}
    while bends and bends[0][0] < least:
        area, i = heapq.heappop(bends)
        if size.get(i) != area:  # it was measured anew, or is gone
            continue
        del size[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if j in size:
                size[j] = max(area, _triangle(points, before[j], j, after[j]))
                heapq.heappush(bends, (size[j], j))
    return [point for i, point in enumerate(points) if i in size or i in (0, len(points) - 1)]


def _triangle(points: Sequence[Point], one: int, middle: int, other: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[one], points[middle], points[other]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def joined(lines: Iterable[Sequence[Point]]) -> list[list[Point]]:
    """The lines, those that meet end to end as one: a line that begins anew costs more bytes than one that goes on."""
    done: list[list[Point]] = []
    for line in lines:
        part = list(line)
        while other := next((each for each in done if {each[0], each[-1]} & {part[0], part[-1]}), None):
            done.remove(other)
            if other[-1] not in (part[0], part[-1]):
                other.reverse()
            if part[0] != other[-1]:
                part.reverse()
            part = [*other, *part[1:]]
        done.append(part)
    return done


def path(parts: Iterable[Sequence[Point]], *, is_closed: bool) -> str:
    """SVG path data of rounded coordinates, in relative steps, since small numbers are few bytes."""
    return "".join(_one_path(part, is_closed) for part in parts)


def _one_path(points: Sequence[Point], is_closed: bool) -> str:
    rounded = [(round(x), round(y)) for x, y in points]
    steps = [(x - bx, y - by) for (x, y), (bx, by) in zip(rounded[1:], rounded, strict=False) if (x, y) != (bx, by)]
    if len(steps) < (2 if is_closed else 1):
        return ""
    drawn = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{rounded[0][0]} {rounded[0][1]}l{drawn}{'z' if is_closed else ''}"
