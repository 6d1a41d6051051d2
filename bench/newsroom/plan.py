"""Which made-up records there are, and what they have in common: numbers, dice, states, days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import models
from django.db.models import Max
from django.utils import timezone

from explainer.models import Article, Claim, Note, Source, State

from .prose import Named, named

CLAIMANTS = 112_000  # claimants have numbers of their own, seven apart: all are persons
# Shares of a hundred: the rest is published.
STATES = [(State.DRAFT, 6), (State.REVIEW, 4), (State.TAKEN_DOWN, 2)]


@dataclass(frozen=True)
class Plan:
    """The numbers of the records to make, and the day that their dates are counted from."""

    seed: int
    now: datetime
    sources: range
    notes: range
    claims: range
    articles: range

    @classmethod
    def after(cls, *, seed: int, articles: int, notes: int, claims: int) -> "Plan":
        """So many records, numbered after those that are there."""
        midnight = datetime.combine(timezone.localdate(), time(), tzinfo=timezone.get_current_timezone())
        sources = max(5, (notes + claims + articles) // 5)
        return cls(
            seed, midnight, _next(Source, sources), _next(Note, notes), _next(Claim, claims), _next(Article, articles)
        )

    @property
    def today(self) -> date:
        return self.now.date()

    def dice(self, kind: str, number: int) -> Random:
        """The random generator of one record."""
        return Random(f"{self.seed}/{kind}/{number}")

    def state(self, dice: Random) -> State:
        roll = dice.randrange(100)
        for state, share in STATES:
            roll -= share
            if roll < 0:
                return state
        return State.PUBLISHED

    def days_ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)


def claimant(number: int) -> Named:
    """The person who said claim number so-and-so."""
    return named(CLAIMANTS + number * 7)


def pick(dice: Random, numbers: Sequence[int], count: int) -> list[int]:
    """Different ones among the numbers, the first more often than the last, as in life: at most `count`."""
    if not numbers:
        return []
    return sorted({numbers[int(len(numbers) * dice.random() ** 2)] for _ in range(count)})


def _next(model: type[models.Model], count: int) -> range:
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return range(last, last + count)
