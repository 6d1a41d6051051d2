"""Makes a newsroom of made-up text, of any size, to measure with: `manage.py make_newsroom`.

Every record follows from the seed, its number and the present day, so the same call makes the same newsroom, and
nothing has to be remembered between batches: an article knows the name of note 4,711 without loading it.
"""

from collections.abc import Callable

from django.db import transaction

from explainer.models import PUBLIC_RECORDS, Source
from explainer.search import reindex

from .articles import make_articles
from .library import make_claims, make_notes, make_owners, make_sources
from .plan import Plan

BATCH = 200  # records that are in memory at once


class NotEmptyError(Exception):
    """The database holds a newsroom already."""


def make_newsroom(
    *,
    articles: int,
    notes: int,
    claims: int,
    seed: int = 1,
    add: bool = False,
    progress: Callable[[str, int], None] = lambda name, done: None,
) -> dict[str, int]:
    """Make so many records, in one transaction. Returns how many of each kind there are of them.

    `progress` is called after each batch with the kind and how many are done. No page is marked as stale: follow it
    with a bake of everything. Raises NotEmptyError unless the database has no records or `add` is given.
    """
    if not add and any(model._default_manager.exists() for model in (*PUBLIC_RECORDS.values(), Source)):
        raise NotEmptyError
    plan = Plan.after(seed=seed, articles=articles, notes=notes, claims=claims)
    steps = {"sources": make_sources, "notes": make_notes, "claims": make_claims, "articles": make_articles}
    with transaction.atomic():
        make_owners()
        for name, make in steps.items():
            numbers = getattr(plan, name)
            for start in range(0, len(numbers), BATCH):
                make(plan, numbers[start : start + BATCH])
                progress(name, min(start + BATCH, len(numbers)))
        reindex()
    return {name: len(getattr(plan, name)) for name in steps}
