"""Which of a reader's standard questions an article's background answers: a checklist for editors, not a gate.

The rule, question by question, of what counts as an answer without anybody's saying so:

    what happened        a note of kind event
    what led here        a note with at least two dated events
    who is who           a note of kind person or organisation
    where                a note of kind place, or any note with a place
    why it matters       a note of kind concept
    how do we know       a note of kind document, a claim, or a source cited by the article itself
    what is not known    a note of kind open question, or a claim whose verdict leaves it open
    what next            a claim that is a prediction or a promise

An editor's own tick goes before the rule, either way.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Background:
    """What the rule needs to know of a note or a claim. `kind` is its own; `is_open` a claim's verdict."""

    title: str
    is_note: bool
    kind: str
    is_open: bool = False
    events: int = 0
    has_place: bool = False


@dataclass(frozen=True)
class TickedQuestion:
    """An editor's word on a question; `title` names what answers it, if anything in particular."""

    is_answered: bool
    title: str = ""


@dataclass(frozen=True)
class Coverage:
    """One question: whether it is answered, by which cards' titles, and whether an editor said so."""

    question: str
    is_answered: bool
    by: tuple[str, ...] = ()
    is_ticked: bool = False


RULES: dict[str, Callable[[Background], bool]] = {
    "happened": lambda card: card.is_note and card.kind == "event",
    "before": lambda card: card.events >= 2,
    "who": lambda card: card.is_note and card.kind in {"person", "organisation"},
    "where": lambda card: card.is_note and (card.kind == "place" or card.has_place),
    "why": lambda card: card.is_note and card.kind == "concept",
    "know": lambda card: not card.is_note or card.kind == "document",
    "unknown": lambda card: card.kind == "question" if card.is_note else card.is_open,
    "next": lambda card: not card.is_note and card.kind in {"prediction", "promise"},
}


def covered(
    cards: Iterable[Background], ticks: Mapping[str, TickedQuestion], *, cites_sources: bool = False
) -> list[Coverage]:
    """The questions in their order, each with what answers it. `cites_sources`: the article itself cites a source."""
    cards = list(cards)
    found = []
    for question, answers in RULES.items():
        by = tuple(dict.fromkeys(card.title for card in cards if answers(card)))
        tick = ticks.get(question)
        if tick:
            found.append(Coverage(question, tick.is_answered, (tick.title,) if tick.title else (), is_ticked=True))
        else:
            found.append(Coverage(question, bool(by) or (question == "know" and cites_sources), by))
    return found
