"""The index on PostgreSQL: a table of text vectors with a GIN index (its manual, chapter 12).

Vectors and queries are written out word by word, past PostgreSQL's own parser, whose idea of a word depends on the
server's locale.
"""

from collections.abc import Iterable

from .words import Query

PUT = """INSERT INTO explainer_search (id, words) VALUES (%s, %s::tsvector)
    ON CONFLICT (id) DO UPDATE SET words = excluded.words"""
REMOVE = "DELETE FROM explainer_search WHERE id = %s"
# Smallest rank first. Weights are in the order D, C, B, A; 1 divides by the logarithm of the record's length.
FOUND = """SELECT id, -ts_rank('{0.1, 0.3, 0.6, 1.0}', words, query, 1) AS rank
    FROM explainer_search, CAST(%s AS tsquery) AS query WHERE words @@ query"""
LAST_POSITION = 16_383  # positions beyond are not kept


def row(id: int, parts: Iterable[list[str]]) -> tuple[object, ...]:
    """The parameters of PUT. `parts` are the words of title, names, summary and text, which weigh A to D."""
    positions: list[str] = []
    for weight, words in zip("ABCD", parts, strict=True):
        positions += [f"{word}:{min(at, LAST_POSITION)}{weight}" for at, word in enumerate(words, len(positions) + 1)]
    return id, " ".join(positions)


def expression(query: Query) -> str:
    """The parameter of FOUND."""
    return " & ".join(f"{term.word}{':*' if term.is_beginning else ''}" for term in query.terms)
