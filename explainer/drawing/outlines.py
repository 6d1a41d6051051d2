"""Natural Earth's outlines of land and countries, as bench/cut_outlines.py cut them; read when the first map is drawn.

Natural Earth (naturalearthdata.com) is in the public domain, by way of the npm package world-atlas. The names of towns
are from GeoNames (geonames.org), under CC BY 4.0, which asks for the credit that every map has.
"""

import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .clipping import Box, Point, box_of

FILE = Path(__file__).with_name("outlines.json.gz")
CREDIT = "Natural Earth; GeoNames"
SPELLED_OUT = {
    "W. Sahara": "Western Sahara",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Central African Rep.": "Central African Republic",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Macedonia": "North Macedonia",
    "S. Sudan": "South Sudan",
    "Côte d'Ivoire": "Ivory Coast",
    "N. Cyprus": "",
    "Siachen Glacier": "",
    "Cyprus U.N. Buffer Zone": "",
    "Baikonur": "",
    "Dhekelia": "",
    "Akrotiri": "",
}


class Outline(NamedTuple):
    """An area or a line, in degrees, with the window that it fills."""

    box: Box
    points: list[Point]


class Border(NamedTuple):
    """A line between countries."""

    shape: Outline
    countries: frozenset[str]


class Town(NamedTuple):
    name: str
    longitude: float
    latitude: float
    thousands: int  # inhabitants


@dataclass
class Level:
    """One scale of outlines."""

    raw: dict[str, Any]

    @cached_property
    def arcs(self) -> list[list[Point]]:
        return [_decoded(steps, self.raw["unit"]) for steps in self.raw["arcs"]]

    @cached_property
    def land(self) -> list[Outline]:
        return [self._area(ring) for ring in self.raw["land"]]

    @cached_property
    def countries(self) -> list[tuple[str, list[Outline]]]:
        return [(SPELLED_OUT.get(name, name), [self._area(r) for r in rings]) for name, rings in self.raw["countries"]]

    @cached_property
    def borders(self) -> list[Border]:
        """The arcs that two countries share."""
        sides: defaultdict[int, set[str]] = defaultdict(set)
        for name, rings in self.raw["countries"]:
            for arc in (arc for ring in rings for arc in ring):
                sides[arc if arc >= 0 else ~arc].add(name)
        return [
            Border(Outline(box_of(points), points), frozenset(names))
            for arc, names in sorted(sides.items())
            if len(names) > 1
            for points in [_unrolled(self.arcs[arc])]
        ]

    def _area(self, ring: list[int]) -> Outline:
        points: list[Point] = []
        for arc in ring:
            points += self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
        unrolled = _unrolled(points)
        if abs(unrolled[-1][0] - unrolled[0][0]) > 180:  # around a pole: the area goes on to it
            unrolled += [(unrolled[-1][0], -90.0), (unrolled[0][0], -90.0)]
        return Outline(box_of(unrolled), unrolled)


@dataclass(frozen=True)
class Outlines:
    coarse: Level
    middle: Level
    fine: Level
    towns: list[Town]

    def level(self, kilometres: float) -> Level:
        """The outlines for a map so many kilometres wide."""
        return self.fine if kilometres < 1300 else self.middle if kilometres < 6000 else self.coarse


@cache
def outlines() -> Outlines:
    data = json.loads(gzip.decompress(FILE.read_bytes()))
    coarse, middle, fine = map(Level, data["levels"])
    return Outlines(coarse, middle, fine, [Town(*town) for town in data["towns"]])


def _decoded(steps: list[int], unit: float) -> list[Point]:
    points, x, y = [], 0, 0
    for i in range(0, len(steps), 2):
        x, y = x + steps[i], y + steps[i + 1]
        points.append((x * unit, y * unit))
    return points


def _unrolled(points: list[Point]) -> list[Point]:
    """Without the jump at the 180th meridian: each point on the side where the one before it is."""
    unrolled, shift, before = [], 0.0, points[0][0]
    for x, y in points:
        if x - before > 180:
            shift -= 360
        elif before - x > 180:
            shift += 360
        unrolled.append((x + shift, y))
        before = x
    return unrolled
