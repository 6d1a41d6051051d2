"""Mercator's projection: a map of a small part of the earth keeps its shapes, and its window is one in degrees."""

import math
from dataclasses import dataclass
from functools import cached_property

from .clipping import Box, Point

EARTH = 6371.0  # kilometres, its mean radius
FURTHEST = 82.0  # degrees: Mercator stretches without end towards the poles


def northing(latitude: float) -> float:
    """How far north on the map, in radians of the equator."""
    within = math.radians(max(-FURTHEST, min(FURTHEST, latitude)))
    return math.log(math.tan(math.pi / 4 + within / 2))


def latitude(northing: float) -> float:
    return math.degrees(2 * math.atan(math.exp(northing)) - math.pi / 2)


@dataclass(frozen=True)
class View:
    """A map of `width` by `height` units around a point in degrees, `scale` units for a radian of the equator."""

    longitude: float
    latitude: float
    scale: float
    width: int
    height: int

    def place(self, point: Point) -> Point:
        """Where a point in degrees stands, in units from the upper left corner."""
        x = math.radians(point[0] - self.longitude) * self.scale + self.width / 2
        y = self.height / 2 - (northing(point[1]) - self._middle) * self.scale
        return x, y

    @cached_property
    def _middle(self) -> float:
        return northing(self.latitude)

    def box(self, more: float) -> Box:
        """The window in degrees, with `more` units beyond each edge."""
        middle = northing(self.latitude)
        across = math.degrees((self.width / 2 + more) / self.scale)
        up = (self.height / 2 + more) / self.scale
        return Box(self.longitude - across, latitude(middle - up), self.longitude + across, latitude(middle + up))

    @property
    def kilometre(self) -> float:
        """The units that a kilometre takes in the middle of the map."""
        return self.scale / (EARTH * math.cos(math.radians(min(abs(self.latitude), FURTHEST))))

    @property
    def kilometres(self) -> float:
        """How wide the map is in its middle."""
        return self.width / self.kilometre


def around(longitude: float, latitude: float, kilometres: float, width: int, height: int) -> View:
    """A map of a place in its middle, so many kilometres wide there."""
    held = max(-78.0, min(78.0, latitude))
    scale = width / kilometres * EARTH * math.cos(math.radians(held))
    return View(longitude, held, max(scale, width / (2 * math.pi)), width, height)


def around_all(points: list[Point], width: int, height: int, margin: int, narrowest: float) -> View:
    """A map that has all points, `margin` units from its edges, and is at least so many kilometres wide.

    East and west of the 180th meridian: the map goes the shorter way round.
    """
    west, east = _span([longitude for longitude, _ in points])
    ys = [northing(lat) for _, lat in points]
    middle = latitude((min(ys) + max(ys)) / 2)
    least = narrowest / EARTH / math.cos(math.radians(min(abs(middle), FURTHEST)))
    across = max(math.radians(east - west) / (width - 2 * margin) * width, least)
    up = max((max(ys) - min(ys)) / (height - 2 * margin), across / width)
    return View((west + east) / 2, middle, max(1 / up, width / (2 * math.pi)), width, height)


def _span(longitudes: list[float]) -> Point:
    """The narrowest stretch of longitudes that has all of these: what lies outside the widest gap between them."""
    known = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in zip(known, [*known[1:], known[0] + 360], strict=True)]
    gap, start = max(gaps)
    west = (start + 180) % 360 - 180
    return west, west + 360 - gap
