"""Made-up cards on the words of made-up articles. A few were written for words that have changed since.

Those come loose by the same function that a save uses, so that a later check of every card finds nothing to change.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from django.db import models

from explainer.models import Annotation, Article, Claim, Note
from explainer.text.anchoring import GUESS, Span, locate

from . import prose
from .library import claim_slug, note_slug
from .plan import Plan

CHANGED = 0.04  # of cards were written for words that have been changed or taken out since
LEFT = 0.3  # of the loose ones were left so by an editor


@dataclass(frozen=True)
class Draft:
    """An article and what to put cards on: its words, by the number of the note or of the claim."""

    article: Article
    names: dict[int, str]
    quotes: dict[int, str]


def make_cards(plan: Plan, numbers: Sequence[int], drafts: Sequence[Draft]) -> None:
    """Put the cards of a batch on its articles, which are saved already, as their notes and claims are."""
    notes = _keys(Note, note_slug, (note for draft in drafts for note in draft.names))
    claims = _keys(Claim, claim_slug, (claim for draft in drafts for claim in draft.quotes))
    cards = []
    for number, draft in zip(numbers, drafts, strict=True):
        dice = plan.dice("cards", number)
        cards += [_card(dice, draft.article, words, note_id=notes[note]) for note, words in draft.names.items()]
        cards += [_card(dice, draft.article, words, claim_id=claims[key]) for key, words in draft.quotes.items()]
    Annotation.objects.bulk_create(cards)


def _keys(model: type[models.Model], slug_of: Callable[[int], str], numbers: Iterable[int]) -> dict[int, int]:
    slugs = {slug_of(number): number for number in numbers}
    rows = model._default_manager.filter(slug__in=slugs).values_list("slug", "pk")
    return {slugs[slug]: pk for slug, pk in rows}


def _card(dice: Random, article: Article, words: str, **item: int) -> Annotation:
    card = Annotation(article=article, **item)
    start = article.text.lower().index(words.lower())  # a sentence may begin with them
    card.attach(start, start + len(words))
    if dice.random() < CHANGED:
        _loosen(dice, card)
    return card


def _loosen(dice: Random, card: Annotation) -> None:
    """Let it have been written for an earlier text: one in which its words or the whole sentence were others."""
    there, text = card.passage, card.article.text
    before = prose.sentence(dice)
    if dice.random() < 0.5:
        card.exact, card.passage = before[:-1], before
        card.prefix, card.suffix = prose.sentence(dice)[-32:], prose.sentence(dice)[:32]
    else:
        longer = f"{card.exact} of {prose.stem(dice.randrange(prose.STEMS))}"
        card.passage, card.exact = there.replace(card.exact, longer), longer
        card.prefix = before[-31:] + " "
    span: Span | None = locate(card.quote, text, floor=GUESS)
    card.settle(span, text)
    card.is_left = not card.is_attached and dice.random() < LEFT
