"""Finds articles, notes and claims by their words.

The index is written in the transaction of the change it follows, drafts included; what is published is decided when
somebody asks, so that an embargo holds and ends without anything being written. Each database has a module of the same
three statements; everything else is shared.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import connection, models, transaction

from explainer.models import PUBLIC_RECORDS, PublicRecord, Record

from . import postgres, sqlite
from .words import Query, clipped, split_words

PER_PAGE = 20
TYPES = list(PUBLIC_RECORDS)
STEP = 4  # a record's row is its key times this, plus the number of its kind


@dataclass(frozen=True)
class SearchResults:
    """A page of what was found, best first: how many there are in all, and the records of this page."""

    query: Query
    count: int
    records: list[Record]


def backend() -> ModuleType:
    """The module of the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite


def index(*records: models.Model) -> None:
    """Make the index follow the records as they are in the database now. What isn't a public record has no part."""
    for record in records:
        if isinstance(record, PublicRecord):
            _follow(record.type_name, record.pk)


def forget(kind: str, pk: int) -> None:
    """Take a record out of the index. `kind` is article, note or claim."""
    with connection.cursor() as cursor:
        cursor.execute(backend().REMOVE, [_row_id(kind, pk)])


@contextmanager
def following(*records: models.Model) -> Iterator[None]:
    """Around a change of the records, in its transaction: the index follows, also where they are made or deleted."""
    before = [(record, record.pk) for record in records if isinstance(record, PublicRecord)]
    yield
    for record, pk in before:
        _follow(record.type_name, record.pk or pk)


def _follow(kind: str, pk: int | None) -> None:
    record = PUBLIC_RECORDS[kind]._default_manager.filter(pk=pk).first() if pk else None
    if record:
        _put([record])
    elif pk:
        forget(kind, pk)


def reindex() -> int:
    """Make the whole index anew, and return how many records it has."""
    count = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM explainer_search")
        for model in PUBLIC_RECORDS.values():
            batch: list[PublicRecord] = []
            for record in model._default_manager.order_by("pk").iterator(chunk_size=200):
                batch.append(record)
                if len(batch) == 200:
                    count += _put(batch)
                    batch = []
            count += _put(batch)
    return count


def _put(records: Sequence[PublicRecord]) -> int:
    rows = [
        backend().row(_row_id(*record.record_key), [clipped(split_words(part)) for part in record.searchable()])
        for record in records
    ]
    with connection.cursor() as cursor:
        cursor.executemany(backend().PUT, rows)
    return len(rows)


def find(
    typed: str, *, kind: str = "", kinds: Sequence[str] = (), page: int = 1, drafts: bool = False
) -> SearchResults:
    """What the public may see now that has all words of `typed`: page `page` (from 1), 20 records each.

    `kind` limits it to articles, notes or claims, `kinds` to several of them. `drafts`: all that the desk has.
    At most four queries, whatever is found; none if there is no word.
    """
    query = Query.parse(typed)
    if not query:
        return SearchResults(query, 0, [])
    wanted = [kind] if kind in TYPES else list(kinds) or TYPES
    public, parameters = _all(wanted) if drafts else _public(wanted)
    sql = f"""WITH found AS MATERIALIZED ({backend().FOUND})
        SELECT id, count(*) OVER () FROM found WHERE {public} ORDER BY rank, id DESC LIMIT %s OFFSET %s"""  # noqa: S608  no text of anybody's
    with connection.cursor() as cursor:
        cursor.execute(sql, [backend().expression(query), *parameters, PER_PAGE, (page - 1) * PER_PAGE])
        rows = cursor.fetchall()
    return SearchResults(query, rows[0][1] if rows else 0, _load([id for id, _ in rows]))


def _public(kinds: list[str]) -> tuple[str, list[Any]]:
    """A condition on `found.id`: it is one of a record of these kinds that is published at this moment."""
    conditions: list[str] = []
    parameters: list[Any] = []
    for kind in kinds:
        published, values = PUBLIC_RECORDS[kind].objects.published().order_by().values("pk").query.sql_with_params()
        conditions.append(f"(id %% {STEP} = {TYPES.index(kind)} AND id / {STEP} IN ({published}))")
        parameters += values
    return f"({' OR '.join(conditions)})", parameters


def _all(kinds: list[str]) -> tuple[str, list[Any]]:
    """A condition on `found.id`: it is one of a record of these kinds, whatever its state."""
    return " OR ".join(f"id %% {STEP} = {TYPES.index(kind)}" for kind in kinds), []


def _load(ids: Iterable[int]) -> list[Record]:
    """The records of rows of the index, in their order. One query for each kind that is among them."""
    ids = list(ids)
    found: dict[int, Record] = {}
    for number, kind in enumerate(TYPES):
        keys = [id // STEP for id in ids if id % STEP == number]
        for record in PUBLIC_RECORDS[kind]._default_manager.filter(pk__in=keys):
            found[_row_id(*record.record_key)] = record
    return [found[id] for id in ids if id in found]


def _row_id(kind: str, pk: int) -> int:
    return pk * STEP + TYPES.index(kind)
