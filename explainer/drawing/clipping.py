"""Cuts lines and areas to a window, so that a map holds only what it shows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Point = tuple[float, float]


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

    def moved(self, by: float) -> "Box":
        return Box(self.west + by, self.south, self.east + by, self.north)


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


def simplify(points: Sequence[Point], stray: float) -> list[Point]:
    """The line without points that lie closer than `stray` to the one kept before them. Ends stay."""
    if len(points) < 3:
        return list(points)
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= stray:
            kept.append(point)
    return [*kept, points[-1]]


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
