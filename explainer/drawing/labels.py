"""Names on a drawing that don't cover each other: the first that finds room stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .clipping import Box

LETTER = 0.56  # how wide a letter of an interface face is, in sizes of its type; capitals are wider
CAPITAL = 0.74


@dataclass(frozen=True)
class Label:
    """A name: where its text begins, is centred or ends (SVG's text-anchor), in units."""

    text: str
    x: int
    y: int
    anchor: str  # start, middle, end


@dataclass
class Room:
    """What is taken on a drawing of `width` by `height` units."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def has_room(self, box: Box) -> bool:
        inside = box.west >= 2 and box.south >= 2 and box.east <= self.width - 2 and box.north <= self.height - 2
        return inside and not any(box.meets(other) for other in self.taken)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def beside(self, text: str, x: float, y: float, size: float, *, gap: float = 7) -> Label | None:
        """A label to the right of a point, or left, above, below of it, where there is room; else none."""
        wide = len(text) * size * LETTER
        tries = (
            ("start", x + gap, y + size * 0.35),
            ("end", x - gap, y + size * 0.35),
            ("middle", x, y - gap),
            ("middle", x, y + gap + size * 0.8),
        )
        return self._first(text, wide, size, tries)

    def centred(self, text: str, x: float, y: float, size: float) -> Label | None:
        """A label in capitals around a point, if there is room."""
        return self._first(text, len(text) * size * (CAPITAL + 0.12), size, (("middle", x, y),))

    def _first(self, text: str, wide: float, size: float, tries: Iterable[tuple[str, float, float]]) -> Label | None:
        for anchor, x, y in tries:
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            box = Box(left - 2, y - size * 0.85, left + wide + 2, y + size * 0.3)
            if self.has_room(box):
                self.take(box)
                return Label(text, round(x), round(y), anchor)
        return None
