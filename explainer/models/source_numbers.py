"""The numbers of an article's sources, as reference works give them: in the order in which readers meet them."""

from collections.abc import Iterable
from typing import NamedTuple

from .event import Event
from .source import Citation, Source


class NumberedSource(NamedTuple):
    """A source in an article's list. Those that dates alone are from stand last, behind all that is cited."""

    number: int
    source: Source
    is_cited: bool


class SourceNumbers:
    """Gives each source the next number when it is met first, from 1. What is cited is met before what is dated."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}
        self._cited = 0

    def cited(self, citations: Iterable[Citation]) -> list[int]:
        """The number of each citation's source."""
        numbers = [self._number(citation.source) for citation in citations]
        self._cited = len(self._numbers)
        return numbers

    def dated(self, events: Iterable[Event]) -> list[int]:
        """The number of each event's source; 0 for an event without one."""
        return [self._number(event.source) if event.source else 0 for event in events]

    @property
    def listed(self) -> list[NumberedSource]:
        """All that has a number, in order."""
        return [NumberedSource(n, source, n <= self._cited) for source, n in self._numbers.items()]

    def _number(self, source: Source) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)
