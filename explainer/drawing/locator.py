"""Locator maps: one place with its surroundings, or all places of an article, laid out for templates.

Units are those of the drawing; its text is about 11 units high, so a map is legible where it is shown at its own size.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .clipping import Box, Point, clip_area, clip_line, joined, path, simplify
from .country_names import country_name
from .disputes import NAMELESS, styled
from .globe import Globe, globe
from .labels import Label, Room
from .outlines import Level, Outline, Town, outlines
from .projection import EARTH, View, around, around_all

LOCATOR = (320, 230)  # units: width and height of the map of one place
OVERVIEW = (360, 330)  # of the map of an article's places
BEYOND = 6  # units that areas reach past the edges, so that where they were cut isn't seen
# How wide the map of a place is, by its kind (explainer.models.note).
KILOMETRES = {"spot": 380, "town": 800, "region": 1600, "country": 3200}
NEIGHBOURS = 3
MOST_PINS = 60  # places on one map; the others are in its list
SIZE, SMALL = 13, 10.5  # of a place's name, and of its neighbours'


class Detail(NamedTuple):
    """How finely outlines are drawn: path data counts so many parts of a unit; smaller bends are left out."""

    parts: int
    least: float  # square parts


FULL, SKETCH = Detail(2, 3), Detail(1, 6)  # a sketch stands in the first view of an article


@dataclass(frozen=True)
class Pin:
    """A place that the map is about, or several that the map can't tell apart."""

    x: int
    y: int
    label: Label | None = None


@dataclass(frozen=True)
class Map:
    """All that a template needs to draw a map. Path data counts `parts` of a unit."""

    width: int
    height: int
    parts: int
    land: str
    borders: str
    disputed: str
    countries: tuple[Label, ...]
    towns: tuple[tuple[int, int, Label], ...]
    pins: tuple[Pin, ...]
    globe: Globe | None
    globe_x: int
    globe_y: int
    bar: int  # units
    bar_kilometres: int
    bar_y: int
    bar_text_y: int


@lru_cache(maxsize=512)
def locator(
    name: str, longitude: float, latitude: float, kind: str, disputed: tuple[tuple[str, str], ...], language: str = ""
) -> Map:
    """The map of one place, in degrees, with countries named in `language`.

    `kind` chooses the scale, `disputed` the style of each disputed border.
    """
    view = around(longitude, latitude, KILOMETRES.get(kind, KILOMETRES["town"]), *LOCATOR)
    x, y = view.place((longitude, latitude))
    room = Room(*LOCATOR)
    room.take(Box(x - 5, y - 5, x + 5, y + 5))
    ball = globe(longitude, latitude, 27)
    at = (view.width - 33, view.height - 33)
    room.take(Box(at[0] - 31, at[1] - 31, *LOCATOR))
    pin = Pin(round(x), round(y), label=room.beside(_short(name), x, y, SIZE, gap=9))
    return _drawn(view, room, (pin,), dict(disputed), name, ball, at, language=language)


@lru_cache(maxsize=128)
def overview(
    places: tuple[tuple[str, float, float], ...],
    disputed: tuple[tuple[str, str], ...],
    size: tuple[int, int] = OVERVIEW,
    *,
    numbered: bool = True,
    detail: Detail = FULL,
    language: str = "",
) -> Map:
    """The map of several places: name, longitude and latitude of each. `numbered`: in this order, from 1."""
    shown = places[:MOST_PINS]
    view = around_all([(longitude, latitude) for _, longitude, latitude in shown], *size, margin=34, narrowest=700)
    room = Room(*size)
    spots = _spots(view, shown)
    for x, y, _ in spots:
        room.take(Box(x - 6, y - 6, x + 6, y + 6))
    pins = [Pin(round(x), round(y), _labelled(room, x, y, numbers, shown, numbered)) for x, y, numbers in spots]
    return _drawn(view, room, tuple(pins), dict(disputed), "", None, (0, 0), detail, language=language)


def _spots(view: View, places: Sequence[tuple[str, float, float]]) -> list[tuple[float, float, list[int]]]:
    """Where dots stand, each with the numbers of its places: what lies closer than a dot is wide shares one."""
    spots: list[tuple[float, float, list[int]]] = []
    for number, (_, longitude, latitude) in enumerate(places, start=1):
        across = (longitude - view.longitude + 180) % 360 - 180
        x, y = view.place((view.longitude + across, latitude))
        near = next((spot for spot in spots if math.dist((x, y), spot[:2]) < 9), None)
        if near:
            near[2].append(number)
        else:
            spots.append((x, y, [number]))
    return spots


def _labelled(
    room: Room, x: float, y: float, numbers: list[int], places: Sequence[tuple[str, float, float]], numbered: bool
) -> Label | None:
    """The numbers of a dot with the name of its first place; without the name if there is no room."""
    first = ", ".join(map(str, numbers[:3])) + ("…" if len(numbers) > 3 else "")
    name = min((_short(places[number - 1][0]) for number in numbers), key=len)  # "Prague" rather than an embassy in it
    if not numbered:
        return room.beside(name, x, y, 11, gap=10)
    return room.beside(f"{first} {name}", x, y, 11, gap=10) or room.beside(first, x, y, 11, gap=10)


def _drawn(
    view: View, room: Room, pins: tuple[Pin, ...], styles: dict[str, str], name: str, ball: Globe | None,
    at: tuple[int, int], detail: Detail = FULL, *, language: str,
) -> Map:  # fmt: skip
    level = outlines().level(view.kilometres)
    bar, kilometres = _bar(view)
    room.take(Box(0, view.height - 22, bar + 16, view.height))
    towns = tuple(_neighbours(view, room, pins, name)) if ball else ()
    solid, disputed = _borders(level, view, styles, detail)
    return Map(
        width=view.width,
        height=view.height,
        parts=detail.parts,
        land=path((_placed(ring, view, detail) for ring in _areas(level.land, view)), is_closed=True),
        borders=solid,
        disputed=disputed,
        countries=tuple(_countries(level, view, room, language)),
        towns=towns,
        pins=pins,
        globe=ball,
        globe_x=at[0],
        globe_y=at[1],
        bar=bar,
        bar_kilometres=kilometres,
        bar_y=view.height - 8,
        bar_text_y=view.height - 13,
    )


def _areas(shapes: Iterable[Outline], view: View) -> Iterator[list[Point]]:
    """What of these areas is in view, in degrees, wherever around the earth they were given."""
    box = view.box(BEYOND)
    for shape in shapes:
        for turn in shape.box.turns_to(box):
            moved = [(x + turn, y) for x, y in shape.points] if turn else shape.points
            yield clip_area(moved, box)


def _placed(points: Sequence[Point], view: View, detail: Detail) -> list[Point]:
    """Points in parts of a unit, without the bends that are too small."""
    drawn = [view.place(point) for point in points]
    return simplify([(x * detail.parts, y * detail.parts) for x, y in drawn], detail.least)


def _borders(level: Level, view: View, styles: dict[str, str], detail: Detail) -> tuple[str, str]:
    """Path data of the borders that are agreed on or drawn so, and of those that are drawn as disputed."""
    box = view.box(BEYOND)
    found: dict[str, list[list[Point]]] = {"solid": [], "dashed": [], "none": []}
    for border in level.borders:
        for turn in border.shape.box.turns_to(box):
            for style, points in styled(border, styles):
                found[style] += clip_line([(x + turn, y) for x, y in points], box)
    drawn = {
        style: path((_placed(line, view, detail) for line in joined(lines)), is_closed=False)
        for style, lines in found.items()
    }
    return drawn["solid"], drawn["dashed"]


def _countries(level: Level, view: View, room: Room, language: str) -> Iterator[Label]:
    """The names of the countries that fill enough of the map, each where it is furthest from its own edges."""
    for name, shapes in level.countries:
        rings = [[view.place(point) for point in ring] for ring in _areas(shapes, view) if len(ring) > 2]
        largest = max(rings, key=_size, default=[])
        if not name or not largest or _size(largest) < view.width * view.height * 0.025:
            continue
        for spot in _inner_points(largest, view):
            label = room.centred(country_name(name, language).upper(), *spot, 9)
            if label:
                yield label
                break


def _inner_points(ring: list[Point], view: View) -> list[Point]:
    """Points of a grid inside an area, those furthest from its edge and the map's first."""
    nameless = NAMELESS
    west, north = view.place((nameless.west, nameless.north))
    east, south = view.place((nameless.east, nameless.south))
    found = []
    edge = ring[:: max(1, len(ring) // 60)]
    for y in range(14, view.height - 8, 10):
        crossings = _crossings(ring, y)
        for x in range(20, view.width - 10, 12):
            is_inside = (len(crossings) - bisect_right(crossings, x)) % 2
            if is_inside and not (west <= x <= east and north <= y <= south):
                away = min(math.hypot((px - x) * 0.5, py - y) for px, py in edge)
                found.append((min(away, x * 0.5, (view.width - x) * 0.5, y, view.height - y), x, y))
    return [(x, y) for _, x, y in sorted(found, reverse=True)[:40]]


def _crossings(ring: list[Point], y: float) -> list[float]:
    """Where a line across the map crosses a ring, from left to right: a point is inside if an odd number follow it."""
    ends = zip(ring, [ring[-1], *ring[:-1]], strict=True)
    return sorted((bx - px) * (y - py) / (by - py) + px for (px, py), (bx, by) in ends if (py > y) != (by > y))


def _size(ring: list[Point]) -> float:
    """The area inside a ring (the shoelace formula)."""
    turned = [*ring[1:], ring[0]]
    return abs(sum(x * by - bx * y for (x, y), (bx, by) in zip(ring, turned, strict=True))) / 2


def _neighbours(view: View, room: Room, pins: tuple[Pin, ...], name: str) -> Iterator[tuple[int, int, Label]]:
    """A few large towns around the place, for orientation: not its own, and apart from each other."""
    near = [(pin.x, pin.y) for pin in pins]
    found = 0
    for town in outlines().towns:
        if found == NEIGHBOURS:
            return
        spot = _town_spot(view, town)
        if not spot or town.name in name or any(math.dist(spot, other) < 42 for other in near):
            continue
        label = room.beside(town.name, *spot, SMALL)
        if label:
            room.take(Box(spot[0] - 3, spot[1] - 3, spot[0] + 3, spot[1] + 3))
            near.append((round(spot[0]), round(spot[1])))
            found += 1
            yield round(spot[0]), round(spot[1]), label


def _town_spot(view: View, town: Town) -> Point | None:
    """Where a town stands, unless that is outside of the map or too near to its edge."""
    across = (town.longitude - view.longitude + 180) % 360 - 180
    x, y = view.place((view.longitude + across, town.latitude))
    return (x, y) if 8 < x < view.width - 8 and 10 < y < view.height - 10 else None


def _short(name: str) -> str:
    """A place's name as far as a map has room for it: up to the first comma, at most thirty characters."""
    first = name.split(",")[0].strip()
    return first if len(first) <= 30 else first[:29].rstrip() + "…"


def _bar(view: View) -> tuple[int, int]:
    """A scale bar of a round number of kilometres, at most a quarter of the map: its units and its kilometres."""
    most = view.width / 4 / view.kilometre
    power = 10 ** math.floor(math.log10(min(most, 2 * math.pi * EARTH)))
    kilometres = next(step * power for step in (5, 2, 1) if step * power <= most)
    return round(kilometres * view.kilometre), int(kilometres)
