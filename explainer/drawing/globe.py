"""A small globe that tells where on earth a map lies: land seen from above the place (orthographic projection)."""

import math
from functools import cache
from typing import NamedTuple

from .clipping import Point, path, simplify
from .outlines import outlines

TILT = 0.7  # the globe is seen from nearer the equator than the place, so that it reads as a globe

Vector = tuple[float, float, float]


class Globe(NamedTuple):
    """A disc of `radius` units around 0, 0: the land on it as path data in tenths, and where the place is."""

    radius: int
    land: str
    x: int
    y: int


def globe(longitude: float, latitude: float, radius: int) -> Globe:
    turn = _turn(longitude, latitude * TILT)
    land = (_seen(area, turn, radius * 10) for area in _land())
    x, y, _ = _turned(_on_sphere((longitude, latitude)), turn)
    drawn = path((simplify(ring, 20) for ring in land if len(ring) > 3), is_closed=True)
    return Globe(radius, drawn, round(x * radius), round(-y * radius))


@cache
def _land() -> list[list[Vector]]:
    """The outlines of land on a globe of radius 1."""
    return [[_on_sphere(point) for point in shape.points] for shape in outlines().coarse.land]


def _seen(area: list[Vector], turn: tuple[Vector, Vector, Vector], radius: int) -> list[Point]:
    """An area on the near side. What lies beyond the rim is drawn along it, so that what is cut stays closed."""
    turned = [_turned(point, turn) for point in area]
    if all(depth < 0 for _, _, depth in turned):
        return []
    seen = []
    for x, y, depth in turned:
        out = radius if depth >= 0 else radius / max(math.hypot(x, y), 1e-9)
        seen.append((x * out, -y * out))
    return seen


def _on_sphere(point: Point) -> Vector:
    """A point in degrees as one on a globe of radius 1, its axis upwards."""
    longitude, latitude = map(math.radians, point)
    return math.cos(latitude) * math.sin(longitude), math.sin(latitude), math.cos(latitude) * math.cos(longitude)


def _turn(longitude: float, latitude: float) -> tuple[Vector, Vector, Vector]:
    """How a globe is turned to have that place in front: the rows of a rotation."""
    across, up = math.radians(longitude), math.radians(latitude)
    east, ahead = math.sin(across), math.cos(across)
    return (
        (ahead, 0.0, -east),
        (-math.sin(up) * east, math.cos(up), -math.sin(up) * ahead),
        (math.cos(up) * east, math.sin(up), math.cos(up) * ahead),
    )


def _turned(point: Vector, turn: tuple[Vector, Vector, Vector]) -> Vector:
    """x to the right, y up and depth towards the reader."""
    x, y, z = point
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = turn
    return ax * x + ay * y + az * z, bx * x + by * y + bz * z, cx * x + cy * y + cz * z
