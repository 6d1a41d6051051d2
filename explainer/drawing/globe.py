"""A small globe that tells where on earth a map lies: land seen from above the place (orthographic projection)."""

import math
from typing import NamedTuple

from .clipping import Point, path, simplify
from .outlines import Shape, outlines

TILT = 0.7  # the globe is seen from nearer the equator than the place, so that it reads as a globe


class Globe(NamedTuple):
    """A disc of `radius` units around 0, 0: the land on it as path data in tenths, and where the place is."""

    radius: int
    land: str
    x: int
    y: int


def globe(longitude: float, latitude: float, radius: int) -> Globe:
    middle = latitude * TILT
    land = (_seen(shape, longitude, middle, radius * 10) for shape in outlines().coarse.land)
    x, y, _ = _turned((longitude, latitude), longitude, middle)
    drawn = path((simplify(ring, 14) for ring in land if len(ring) > 3), is_closed=True)
    return Globe(radius, drawn, round(x * radius), round(-y * radius))


def _seen(shape: Shape, longitude: float, latitude: float, radius: int) -> list[Point]:
    """An area on the near side. What lies beyond the rim is drawn along it, so that what is cut stays closed."""
    turned = [_turned(point, longitude, latitude) for point in shape.points]
    if all(depth < 0 for _, _, depth in turned):
        return []
    seen = []
    for x, y, depth in turned:
        out = radius if depth >= 0 else radius / max(math.hypot(x, y), 1e-9)
        seen.append((x * out, -y * out))
    return seen


def _turned(point: Point, longitude: float, latitude: float) -> tuple[float, float, float]:
    """x to the right, y up and depth towards the reader, of a globe of radius 1 with that place in front."""
    across, up, tilt = (math.radians(angle) for angle in (point[0] - longitude, point[1], latitude))
    x = math.cos(up) * math.sin(across)
    y = math.cos(tilt) * math.sin(up) - math.sin(tilt) * math.cos(up) * math.cos(across)
    depth = math.sin(tilt) * math.sin(up) + math.cos(tilt) * math.cos(up) * math.cos(across)
    return x, y, depth
