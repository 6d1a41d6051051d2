"""Borders that states disagree about, and how the operator wants them drawn."""

from collections.abc import Iterator
from typing import NamedTuple

from .clipping import Box, Point
from .outlines import Border

STYLES = ("dashed", "solid", "none")


class Dispute(NamedTuple):
    """A line between countries, as Natural Earth names them; only within the window, if one is given."""

    pairs: tuple[frozenset[str], ...]
    box: Box = Box(-180, -90, 180, 90)


def _between(*names: str) -> frozenset[str]:
    return frozenset(names)


DISPUTES = {
    "crimea": Dispute((_between("Russia", "Ukraine"),), Box(32, 44, 37, 46.6)),
    "kashmir": Dispute(
        (
            _between("India", "Pakistan"),
            _between("China", "India"),
            _between("China", "Siachen Glacier"),
            _between("India", "Siachen Glacier"),
            _between("Pakistan", "Siachen Glacier"),
        ),
        Box(73, 32, 81, 37.5),
    ),
    "kosovo": Dispute((_between("Kosovo", "Serbia"),)),
    "northern-cyprus": Dispute((
        _between("Cyprus", "N. Cyprus"),
        _between("Cyprus U.N. Buffer Zone", "N. Cyprus"),
        _between("Cyprus", "Cyprus U.N. Buffer Zone"),
        _between("Dhekelia", "N. Cyprus"),
    )),
    "palestine": Dispute((_between("Israel", "Palestine"), _between("Israel", "Jordan", "Palestine"))),
    "somaliland": Dispute((_between("Somalia", "Somaliland"),)),
    "western-sahara": Dispute((_between("Morocco", "W. Sahara"),)),
}  # fmt: skip
# No country's name is written where it is disputed whose it is.
NAMELESS = DISPUTES["crimea"].box


def read_styles(entries: list[str]) -> dict[str, str]:
    """The style of each dispute, from `dashed` (for all) and `name:style` entries. Raises ValueError."""
    styles = dict.fromkeys(DISPUTES, "dashed")
    for entry in filter(None, (entry.strip() for entry in entries)):
        name, _, style = entry.rpartition(":")
        if style not in STYLES or (name and name not in DISPUTES):
            raise ValueError(
                f"DISPUTED_BORDERS has “{entry}”. Write one of {', '.join(STYLES)} for all borders, or name:style with "
                f"one of these names: {', '.join(DISPUTES)}."
            )
        styles |= {name: style} if name else dict.fromkeys(DISPUTES, style)
    return styles


def styled(border: Border, styles: dict[str, str]) -> Iterator[tuple[str, list[Point]]]:
    """The border's parts, each with how it is drawn: solid unless it is disputed there."""
    found = next(((name, one) for name, one in DISPUTES.items() if border.countries in one.pairs), None)
    if not found:
        yield "solid", border.shape.points
        return
    name, dispute = found
    points = border.shape.points
    inside = [dispute.box.has(point) for point in points]
    first = 0
    for i in range(1, len(points)):
        if inside[i] != inside[first] or i == len(points) - 1:
            yield styles.get(name, "dashed") if inside[first] else "solid", points[first : i + 1]
            first = i
